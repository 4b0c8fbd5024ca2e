"""Political formulas (提法): which are used, and with which verb."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.cleaning import Language
from transforms.document import Document, Span, once
from transforms.facts.citations import regulation_spans
from transforms.facts.stances import find_stances
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match, PhraseTable
from transforms.renderings import Renderings

# What may stand between two parts of one formula that are counted once.
_JOINT = re.compile(r"""[\s、，,;；·"'“”‘’]*(?:and|和|与)?[\s"'“”‘’]*""")


@dataclass(frozen=True)
class FormulaMention:
    """A formula in a text: half-open span of the document's text."""

    formula_id: str
    start: int
    end: int
    stance: str | None
    """The verb that governs it, as an id of the lexicon `stances`; None where none does."""


@once
def find_formulas(document: Document, lexicons: Lexicons) -> Sequence[FormulaMention]:
    """All formulas in order: the longest wins, adjacent parts of one formula are one mention, titles of regulations hold none."""
    titles = regulation_spans(document, lexicons)
    matches = _english.find(document, lexicons) if document.language == "en" else _chinese.find(document, lexicons)
    found = [m for m in matches if not any(t.start <= m.start and m.end <= t.end for t in titles)]
    merged = _merged(document, found)
    stances = find_stances(document, lexicons, [Span(m.start, m.end) for m in merged])
    return [FormulaMention(m.value, m.start, m.end, stance) for m, stance in zip(merged, stances, strict=True)]


def _merged(document: Document, found: Sequence[Match[str]]) -> list[Match[str]]:
    merged: list[Match[str]] = []
    for match in found:
        last = merged[-1] if merged else None
        if last and last.value == match.value and _JOINT.fullmatch(document.text, last.end, match.start):
            merged[-1] = last._replace(end=match.end)
        else:
            merged.append(match)
    return merged


@Renderings
def _english(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for entry in lexicons["formulas"] for phrase in phrases_of(entry, "en"))


@PhraseTable
def _chinese(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    if language == "zh":
        yield from ((phrase, entry.id) for entry in lexicons["formulas"] for phrase in phrases_of(entry, language))


def phrases_of(entry: Entry, language: Language) -> Iterator[str]:
    """Every wording by which a formula is found in a text: in Chinese as it is, in English as the keys of its words."""
    yield from entry.phrases(language)
    if language == "zh":
        yield from _spelled_out(entry["components"])
    else:
        yield from (turned for phrase in entry.phrases("en") for pattern, order in _ORDERS if (turned := pattern.sub(order, phrase)) != phrase)


# One thing said in another order: "the Party's theory" and "theory of the Party", "formalism and bureaucracy".
_ORDERS = (
    (re.compile(r"(?i)^(?:the )?party's (.+)$"), r"\1 of the party"),
    (re.compile(r"(?i)^(.+) of the party$"), r"party's \1"),
    (re.compile(r"^([\w-]+) and ([\w-]+)$"), r"\2 and \1"),
)


def _spelled_out(components: str) -> Iterator[str]:
    """The list of all components of a formula as Chinese prints it; it stands for the formula."""
    parts = [p.strip() for p in components.split("|") if p.strip()]
    if len(parts) > 1:
        yield from (joint.join(parts) for joint in ("、", "，", ""))
        yield from ("、".join(parts[:-1]) + joint + parts[-1] for joint in ("和", "与"))
