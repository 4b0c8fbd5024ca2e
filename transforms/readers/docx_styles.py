"""The styles of a Word document: which paragraphs are titles, and which are numbered by their style."""

from collections.abc import Mapping
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from transforms.readers.docx_xml import value_of

_TITLES = frozenset({"title", "heading 1", "标题", "标题 1", "大标题"})
_DEEPEST_INHERITANCE = 20
"""Styles on which a style may rest, one on the other; a damaged document may name a circle."""


class Level(NamedTuple):
    """The list that numbers a paragraph, and its level in it, 0 for the outermost."""

    list_id: str
    level: int


class Styles:
    """The paragraph styles by their id."""

    def __init__(self, styles: BaseOxmlElement | None) -> None:
        """`styles` is the root of the part that declares them; None for a document without."""
        found = [] if styles is None else styles.findall(qn("w:style"))
        self._styles: Mapping[str, BaseOxmlElement] = {s.get(qn("w:styleId")): s for s in found}

    def is_title(self, paragraph: BaseOxmlElement) -> bool:
        """Whether a paragraph stands in a style for titles, of Word in English or Chinese."""
        style = self._styles.get(value_of(paragraph, "w:pPr/w:pStyle") or "")
        return (value_of(style, "w:name") or "").lower() in _TITLES

    def level_of(self, paragraph: BaseOxmlElement) -> Level | None:
        """The list and level by which a paragraph is numbered, by itself or through its style; None where it is not."""
        element: BaseOxmlElement | None = paragraph
        list_id = level = None
        for _ in range(_DEEPEST_INHERITANCE):
            list_id = list_id or value_of(element, "w:pPr/w:numPr/w:numId")
            level = level or value_of(element, "w:pPr/w:numPr/w:ilvl")
            parent = value_of(element, "w:pPr/w:pStyle" if element is paragraph else "w:basedOn")
            element = self._styles.get(parent or "")
            if element is None:
                break
        # The list 0 takes a paragraph out of the numbering of its style.
        return Level(list_id, int(level) if level and level.isdecimal() else 0) if list_id and list_id != "0" else None
