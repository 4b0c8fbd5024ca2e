"""When a report was published and by whom, as far as the file or the text tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from transforms.dates import DateMention, find_dates, resolve
from transforms.document import Document, Record, Span
from transforms.facts.byline import find_byline, printed_name
from transforms.lexicons import Lexicons

Basis = Literal["metadata", "info_line", "dateline", "trailing_line", "file", "profile"]


@dataclass(frozen=True)
class Publication:
    """The day of publication with its basis, the authors joined by "; ", and the spans of the cleaned text that say so."""

    published_on: date | None
    basis: str | None
    byline: str | None
    stamp: Span | None
    authors: tuple[Span, ...]


def find_publication(record: Record, document: Document, lexicons: Lexicons) -> Publication:
    """What a page or list says of the report comes first; then its own lines; then the file's own date, or what a profile takes for it."""
    authors = tuple(find_byline(document, lexicons))
    byline = record.byline or "; ".join(printed_name(document, a) for a in authors) or None
    given = record.published_on
    if given is not None and record.published_on_basis not in _LESS_TRUSTED:
        return Publication(given, record.published_on_basis or "metadata", byline, None, authors)
    for basis, stamps in (
        ("info_line", _info_line(document)),
        ("trailing_line", _trailing_line(document)),
        ("dateline", _dateline(document, given)),
    ):
        for day, stamp in stamps:
            return Publication(day, basis, byline, stamp, authors)
    return Publication(given, record.published_on_basis, byline, None, authors)


_Stamp = tuple[date, Span]
_LESS_TRUSTED = ("file", "profile")
_HEAD_PARAGRAPHS = 6
_TAIL_PARAGRAPHS = 3
_LONGEST_LINE = {"zh": 120, "en": 240}
_NUMERIC = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d.])")
# A sentence may begin with 2023年2月3日， too: only a stamp in figures, or one with its label, stands before the text.
_FIRST_WORDS = re.compile(r"\s*(?:(?:date|published|time|日期|时间)[:： ]*(?=(?:19|20)\d\d)|(?=(?:19|20)\d\d[-/.]\d))", re.I)
_OTHER_DAYS = re.compile(r"送审|截止|打印|有效期|会议时间|meeting time|deadline", re.I)


def _info_line(document: Document) -> Iterator[_Stamp]:
    """A full date at the very beginning, or in one of the short lines under the headline."""
    first = _FIRST_WORDS.match(document.lower)
    if first:
        yield from _full_dates(document, Span(first.end(), min(first.end() + 12, len(document.text))))
    for paragraph in document.paragraphs[1:_HEAD_PARAGRAPHS]:
        if _is_line(document, paragraph):
            yield from _full_dates(document, paragraph)


def _trailing_line(document: Document) -> Iterator[_Stamp]:
    """A full date in one of the last lines, the last first."""
    for paragraph in reversed(document.paragraphs[max(1, len(document.paragraphs) - _TAIL_PARAGRAPHS) :]):
        if _is_line(document, paragraph):
            yield from _full_dates(document, paragraph)


_DATELINE = {
    "zh": re.compile(r"本报[^。\n]{0,12}?讯|[^。\n]{0,12}[电讯](?=[（(，： ]|$)"),
    "en": re.compile(
        r"\((?P<place>[A-Z][^()\n]{2,60}), (?P<day>[^()\n]{4,20})\)|\b(?:News|Daily|Agency|Xinhua)[^.\n]{0,40}?\b(?:news|--|-)(?=\s)"
    ),
}
_NAMED_YEAR = re.compile(r"(?<!\d)(20\d\d) ?(?:年?度|annual|democratic life)")


def _dateline(document: Document, given: date | None) -> Iterator[_Stamp]:
    """Day and month before the news begins (本报1月19日讯); the year is the file's, else that in which a meeting is reported."""
    years = _NAMED_YEAR.search(document.lower)
    for paragraph in document.paragraphs[:_HEAD_PARAGRAPHS]:
        head = Span(paragraph.start, min(paragraph.start + 120, paragraph.end))
        match = _DATELINE[document.language].search(document.text, *head)
        if match is None:
            continue
        for mention in find_dates(document):
            if match.start() <= mention.start < match.end():
                day, _ = resolve(mention, given, int(years[1]) if years else None)
                if day is not None:
                    yield day, Span(mention.start, mention.end)


def _is_line(document: Document, paragraph: Span) -> bool:
    """Whether a paragraph is a line of facts about the report and no sentence of it."""
    text = document.text[paragraph.start : paragraph.end]
    if len(text) > _LONGEST_LINE[document.language]:
        return False
    is_sentence = text.endswith(".") and not text.endswith("...") and text.count(" ") > 8  # "Click: loading..." ends a line
    return not text.endswith(("。", "；", ";")) and not is_sentence


def _full_dates(document: Document, line: Span) -> Iterator[_Stamp]:
    """The days printed with their year in a line, those of other acts (送审日期) left out."""
    found = [(m.start(), m.end(), _day(m["year"], m["month"], m["day"])) for m in _NUMERIC.finditer(document.text, *line)]
    found += [(m.start, m.end, resolve(m, None, None)[0]) for m in _dates_in(document, line) if m.year is not None]
    for start, end, day in sorted(found, key=lambda f: f[0]):
        if day is not None and not _OTHER_DAYS.search(document.text, max(line.start, start - 16), start):
            yield day, Span(start, end)


def _dates_in(document: Document, line: Span) -> Sequence[DateMention]:
    return [m for m in find_dates(document) if line.start <= m.start and m.end <= line.end]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
