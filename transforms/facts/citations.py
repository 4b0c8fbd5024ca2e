"""Documents, congresses, plenums, speeches and regulations that a report refers to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.cleaning import Language
from transforms.document import Document, Span, once
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import PhraseTable
from transforms.renderings import Renderings

# Texts with rules of their own: a formula inside their title is a title, not a use of the formula.
_REGULATION_KINDS = ("party_regulation", "resolution", "notice", "book")
_TITLE = re.compile(r"《[^《》\n]{1,60}》")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7}
_CONGRESSES = {"十八": 18, "十九": 19, "二十": 20, "二十一": 21}
_PLENUM = "plenum_"
# 二十届二中、三中全会 cites two plenums.
_PLENUM_LIST = re.compile(r"(二十一|二十|十九|十八)届((?:[一二三四五六七]中(?:、|和|，)?){2,})全会")


@dataclass(frozen=True)
class CitationMention:
    """A reference to a document: half-open span of the document's text."""

    document_id: str
    start: int
    end: int


@once
def find_citations(document: Document, lexicons: Lexicons) -> Sequence[CitationMention]:
    """All references in order; of names that overlap, the longest."""
    matches = _english.find(document, lexicons) if document.language == "en" else _chinese.find(document, lexicons)
    found = [CitationMention(m.value, m.start, m.end) for m in matches]
    listed = [c for c in _plenum_lists(document) if c.document_id in lexicons["documents"]]
    taken = [(c.start, c.end) for c in listed]
    alone = [c for c in found if not any(start < c.end and c.start < end for start, end in taken)]
    return sorted(alone + listed, key=lambda c: (c.start, c.document_id))


@once
def title_spans(document: Document) -> Sequence[Span]:
    """Titles in 《》, the marks included."""
    return [Span(*m.span()) for m in _TITLE.finditer(document.text)]


def regulation_spans(document: Document, lexicons: Lexicons) -> list[Span]:
    """Where titles of documents stand: in 《》, or the known name of a regulation."""
    titles = title_spans(document)
    cited = (c for c in find_citations(document, lexicons) if lexicons["documents"][c.document_id]["kind"] in _REGULATION_KINDS)
    return [*titles, *(Span(c.start, c.end) for c in cited)]


def phrases_of(entry: Entry, language: Language) -> Iterator[str]:
    """Wordings without one of which no text cites a document: its own, and for a plenum the word that ends a list of plenums."""
    yield from entry.phrases(language)
    if language == "zh" and entry.id.startswith(_PLENUM):
        yield "全会"


def _plenum_lists(document: Document) -> Iterator[CitationMention]:
    for match in _PLENUM_LIST.finditer(document.text):
        for plenum in re.findall("[一二三四五六七]", match[2]):
            yield CitationMention(f"{_PLENUM}{_CONGRESSES[match[1]]}_{_NUMERALS[plenum]}", *match.span())


@PhraseTable
def _chinese(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    if language == "zh":
        yield from ((phrase, entry.id) for phrase, entry in lexicons["documents"].phrases(language))


@Renderings
def _english(lexicons: Lexicons) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["documents"].phrases("en"))
