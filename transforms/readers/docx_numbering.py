"""Automatic numbers of a Word document: 一、 or 第二， are no text in the file, and yet what a reader sees before a paragraph."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from transforms.readers.docx_figures import figure
from transforms.readers.docx_styles import Level
from transforms.readers.docx_xml import value_of

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ENDS_OPEN = re.compile(r"[\w.)]$")


@dataclass(frozen=True, slots=True)
class _Form:
    """How one level of a list counts: `text` is the pattern, %1 standing for the number of the first level."""

    kind: str
    text: str
    start: int


class Numbering:
    """The lists of a document, counting."""

    def __init__(self, numbering: BaseOxmlElement | None) -> None:
        """`numbering` is the root of the part that declares the lists; None for a document without."""
        self._forms: dict[str, Mapping[int, _Form]] = {}
        self._counters: dict[str, list[int | None]] = {}
        if numbering is None:
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.findall(qn("w:abstractNum"))}
        counters: dict[str, list[int | None]] = {}
        for number in numbering.findall(qn("w:num")):
            list_id, kind = number.get(qn("w:numId")), value_of(number, "w:abstractNumId") or ""
            overrides = number.findall(qn("w:lvlOverride"))
            self._forms[list_id] = _forms(abstract.get(kind), overrides)
            # Lists of one kind count on from each other, unless a list names a beginning of its own.
            fresh: list[int | None] = [None] * _LEVELS
            self._counters[list_id] = fresh if overrides else counters.setdefault(kind, fresh)

    def label(self, level: Level | None) -> str:
        """The number that stands before the next paragraph of a level, with the space after it; empty for none and for bullets."""
        if level is None or level.level >= _LEVELS or level.list_id not in self._forms:
            return ""
        forms, counters = self._forms[level.list_id], self._counters[level.list_id]
        form = forms.get(level.level)
        if form is None:
            return ""
        before = counters[level.level]
        counters[level.level] = form.start if before is None else before + 1
        counters[level.level + 1 :] = [None] * (_LEVELS - level.level - 1)
        if form.kind in ("bullet", "none"):
            return ""
        text = _PLACE.sub(lambda place: _figure(forms, counters, int(place[1]) - 1), form.text)
        return f"{text} " if _ENDS_OPEN.search(text) and text.isascii() else text


def _forms(kind: BaseOxmlElement | None, overrides: list[BaseOxmlElement]) -> dict[int, _Form]:
    levels = [] if kind is None else kind.findall(qn("w:lvl"))
    forms = {_index(level): _form(level) for level in levels}
    for override in overrides:
        index, own = _index(override), override.find(qn("w:lvl"))
        form = _form(own) if own is not None else forms.get(index)
        if form is not None:
            forms[index] = _Form(form.kind, form.text, _integer(value_of(override, "w:startOverride"), form.start))
    return forms


def _index(level: BaseOxmlElement) -> int:
    return _integer(level.get(qn("w:ilvl")), 0)


def _form(level: BaseOxmlElement) -> _Form:
    return _Form(value_of(level, "w:numFmt") or "decimal", value_of(level, "w:lvlText") or "", _integer(value_of(level, "w:start"), 1))


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isascii() and value.isdecimal() and len(value) < 6 else default


def _figure(forms: Mapping[int, _Form], counters: list[int | None], level: int) -> str:
    form, number = forms.get(level), counters[level]
    if form is None:
        return ""
    return figure(form.kind, form.start if number is None else number)
