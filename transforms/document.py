"""A report as the fact modules see it, and the record that a reader hands over."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import update_wrapper
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from transforms.cleaning import Cleaned, Language, language_of


class Span(NamedTuple):
    """Half-open span of code points."""

    start: int
    end: int


@dataclass(frozen=True)
class Record:
    """One report as a reader delivers it: the text, and what the file says of it beside the text.

    `record` is the position in the file, 0-based. Fields that the file does not give are None. `language` and `area_id`, the
    place that the source serves, come from a source profile.
    """

    record: int
    body: str
    title: str | None = None
    published_on: date | None = None
    published_on_basis: str | None = None
    byline: str | None = None
    source_url: str | None = None
    language: Language | None = None
    area_id: str | None = None


def report_id(body: str) -> str:
    """First 16 hex digits of the sha256 of the body, runs of white space collapsed to one space and none at the ends."""
    return hashlib.sha256(" ".join(body.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True)
class Document:
    """A report's text, cleaned, and cut into paragraphs and sentences.

    All spans are offsets of `text`; `to_body` maps them to the body at the very end.
    """

    report_id: str
    title: str | None
    body: str
    language: Language
    published_on: date | None
    cleaned: Cleaned = field(repr=False)
    text: str
    """The cleaned text, in the printed letter case."""
    lower: str = field(repr=False)
    """The cleaned text in lower case, of the same length."""
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    _sentence_starts: tuple[int, ...] = field(repr=False)
    _found: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False, compare=False)

    def to_body(self, start: int, end: int) -> Span:
        """The span of the body for a span of the text."""
        return Span(*self.cleaned.span(start, end))

    def printed(self, start: int, end: int) -> str:
        """The words of the body for a span of the text, exactly as printed."""
        first, last = self.cleaned.span(start, end)
        return self.body[first:last]

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a position of the text; the one before it for a position between sentences."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)


P = ParamSpec("P")
T = TypeVar("T")


def once(find: Callable[Concatenate[Document, P], T]) -> Callable[Concatenate[Document, P], T]:
    """A function that reads nothing of a document but its text, made to read each document once: it keeps what it found."""

    def found(document: Document, /, *args: P.args, **kwargs: P.kwargs) -> T:
        key = (find, *args)
        if key not in document._found:
            document._found[key] = find(document, *args, **kwargs)
        known: T = document._found[key]
        return known

    update_wrapper(found, find)
    return found


def make_document(record: Record, published_on: date | None = None) -> Document:
    """The document of a record. `published_on` stands before the record's own day."""
    language = record.language or language_of(record.body)
    cleaned = Cleaned(record.body, language)
    paragraphs = tuple(_paragraphs(cleaned.text))
    sentences = tuple(s for p in paragraphs for s in _sentences(cleaned.text, p, language))
    return Document(
        report_id=report_id(record.body),
        title=record.title,
        body=record.body,
        language=language,
        published_on=published_on or record.published_on,
        cleaned=cleaned,
        text=cleaned.text,
        lower=cleaned.lower,
        paragraphs=paragraphs,
        sentences=sentences,
        _sentence_starts=tuple(s.start for s in sentences),
    )


def _paragraphs(text: str) -> list[Span]:
    return [_trimmed(text, m.start(), m.end()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]


# A full stop ends a sentence before a space or, where a machine dropped the space, before a capital; never inside a number.
# Translation leaves stray spaces before it and misplaced quotation marks after it.
_END = {
    "en": re.compile(r"(?:[.!?]+[\"')\]]*|:(?=\s*$))(?=\s+[\"'(\[]*[A-Z0-9]|\s*$|(?<=[a-z]\.)[A-Z][a-z])"),
    "zh": re.compile(r"[。！？]+[”’）》]*"),
}
_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Mr|Ms|Mrs|Dr|Prof|vs|St|Co|Ltd|Inc|Jr|Sr|etc|e\.g|i\.e"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z])\.$"
)


def _sentences(text: str, paragraph: Span, language: Language) -> list[Span]:
    spans: list[Span] = []
    start = paragraph.start
    for match in _END[language].finditer(text[: paragraph.end], paragraph.start):
        if language == "en" and _ABBREVIATION.search(text, start, match.end()):
            continue
        if text[start : match.end()].strip():
            spans.append(_trimmed(text, start, match.end()))
        start = match.end()
    if text[start : paragraph.end].strip():
        spans.append(_trimmed(text, start, paragraph.end))
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
