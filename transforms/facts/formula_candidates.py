"""Phrases that look like formulas and stand in no lexicon: quoted ones, and pairs of numerals (三高四新, "three zones and two cities").

They are the work list by which the lexicon grows, so that what is unknown is a list and not a silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.cleaning import Language
from transforms.document import Document, Span
from transforms.facts.citations import find_citations, title_spans
from transforms.facts.formulas import find_formulas
from transforms.lexicons import Lexicons
from transforms.phrases import PhraseTable

_QUOTED = {
    # Two to sixteen characters, or a list of such: longer quotations are speech.
    "zh": re.compile(r"[“‘]([^“”‘’。！？；：《》\n]{2,16})[”’]"),
    "en": re.compile(r"\"([A-Za-z0-9+][^\".;:!?\n]{1,60}[A-Za-z0-9])\""),
}
_MAX_WORDS = 8
_NUMBER_ZH = "一两二三四五六七八九十"
_NUMBER_EN = "(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_AFTER_ZH = "战略|工程|行动|目标|定位|布局|部署|工作|制度|[，、。”；]"
_NUMERAL = {
    # Two different numbers: 一件销一件 and 三分之二 are no formulas.
    "zh": re.compile(f"([{_NUMBER_ZH}])[^{_NUMBER_ZH}\\W之]{{1,2}}(?!\\1)[{_NUMBER_ZH}][^\\W之]{{1,2}}(?={_AFTER_ZH})"),
    "en": re.compile(rf"\b{_NUMBER_EN} (?:[a-z]+ ){{1,2}}and {_NUMBER_EN} [a-z]+(?: [a-z]+)?\b", re.IGNORECASE),
}


@dataclass(frozen=True)
class FormulaCandidate:
    """A phrase that may be a formula: half-open span of the document's text, and the words in it."""

    text: str
    start: int
    end: int


def find_formula_candidates(document: Document, lexicons: Lexicons) -> list[FormulaCandidate]:
    """All candidates in order; what a formula, a citation, a title in 《》 or a known other phrase covers is none."""
    known = list(_known_spans(document, lexicons))
    candidates: dict[int, FormulaCandidate] = {}
    for span in _phrases(document):
        if not any(span.start < k.end and k.start < span.end for k in known):
            candidates.setdefault(span.start, FormulaCandidate(document.text[span.start : span.end], span.start, span.end))
            known.append(span)
    return [candidates[start] for start in sorted(candidates)]


def _phrases(document: Document) -> Iterator[Span]:
    for match in _QUOTED[document.language].finditer(document.text):
        if document.language == "zh" or len(match[1].split()) <= _MAX_WORDS:
            yield Span(*match.span(1))
    for match in _NUMERAL[document.language].finditer(document.text):
        yield Span(*match.span())


def _known_spans(document: Document, lexicons: Lexicons) -> Iterator[Span]:
    for formula in find_formulas(document, lexicons):
        yield Span(formula.start, formula.end)
    for citation in find_citations(document, lexicons):
        yield Span(citation.start, citation.end)
    for other in _others.find(document, lexicons):
        yield Span(other.start, other.end)
    yield from title_spans(document)


@PhraseTable
def _others(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    """Quoted or numeral phrases that are known to be no formulas: idioms, names of meetings."""
    yield from ((phrase, entry.id) for phrase, entry in lexicons["plain_phrases"].phrases(language))
