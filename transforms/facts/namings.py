"""The places where a text names a meeting, and what the words around the name say of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.cleaning import Language
from transforms.cues import within
from transforms.document import Document, Span
from transforms.lexicons import Lexicons
from transforms.phrases import Match, PhraseTable
from transforms.reading import Reading


class Identity(NamedTuple):
    """Which meeting of a body it is."""

    form: str
    topic: str | None
    year: int | None


@dataclass(frozen=True)
class Naming:
    """A place where a meeting is named, with the words around it that tell which. Spans are those of the cleaned text."""

    start: int
    end: int
    context: Span
    sentence: Span
    kind: str
    special: bool
    annual: bool
    topic: str | None
    topic_year: int | None
    year: int | None
    last_year: bool
    this_year: bool
    anaphoric: bool


_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!-\d)")


def find_namings(reading: Reading) -> list[Naming]:
    """Every naming of a life meeting or study session, in order; not those inside titles of regulations."""
    return _namings(reading, meeting_terms(reading))


def find_other_namings(reading: Reading) -> list[Naming]:
    """Every naming of a meeting of another kind, in order; not those inside titles of regulations."""
    return _namings(reading, other_terms(reading))


def meeting_terms(reading: Reading) -> list[Match[str]]:
    """The words alone by which life meetings and study sessions are named."""
    return [m for m in _meetings.find(reading.document, reading.lexicons) if not _inside_title(reading.document, m)]


def other_terms(reading: Reading) -> list[Match[str]]:
    """The words alone by which other meetings are named."""
    return [m for m in _other_meetings.find(reading.document, reading.lexicons) if not _inside_title(reading.document, m)]


def _namings(reading: Reading, terms: Sequence[Match[str]]) -> list[Naming]:
    document = reading.document
    namings = []
    for index, term in enumerate(terms):
        sentence = document.sentences[document.sentence_at(term.start)]
        previous = max((t.end for t in terms[:index]), default=0)
        following = min((t.start for t in terms[index + 1 :]), default=len(document.text))
        left = max(sentence.start, previous, _last_break(reading, sentence.start, term.start))
        right = min(sentence.end, following, _next_break(document, term.end, sentence.end))
        namings.append(_naming(reading, term, sentence, Span(left, right)))
    return namings


def _inside_title(document: Document, term: Match[str]) -> bool:
    """Whether the words stand in the title of a regulation: 《…民主生活会若干规定》."""
    before = document.text[max(0, term.start - 60) : term.start]
    return before.rfind("《") > before.rfind("》") if document.language == "zh" else False


def _last_break(reading: Reading, start: int, end: int) -> int:
    """Where the naming's own words begin: after the verb that governs it."""
    cues = [c for c in within(reading.cues, start, end) if c.ids & {"hold", "future_hold", "notify"}]
    breaks = [c.end for c in cues]
    breaks += [start + m.end() for m in re.finditer(r"[;；。]", reading.document.text[start:end])]
    return max(breaks, default=start)


def _next_break(document: Document, start: int, end: int) -> int:
    match = _BREAK[document.language].search(document.lower, start, end)
    return match.start() if match else end


_BREAK: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"[,;，；。：]|\band (?=(?:the|this|a|an|also|its|his|her|made|held)\b|\w+ed\b)"),
    "zh": re.compile(r"[，；。：、]"),
}


def _naming(reading: Reading, term: Match[str], sentence: Span, context: Span) -> Naming:
    document = reading.document
    before, after = document.lower[context.start : term.start], document.lower[term.end : context.end]
    cues = {i for c in within(reading.cues, *context) for i in c.ids}
    near = {i for c in within(reading.cues, max(context.start, term.start - 60), term.start) for i in c.ids}
    topic = _topic(reading, context, term)
    years = [int(y) for y in _YEAR.findall(before)] or [int(y) for y in _YEAR.findall(after)]
    return Naming(
        term.start,
        term.end,
        context,
        sentence,
        term.value,
        special=_is_special(reading, context.start, term.start),
        annual="annual" in near or "年度" in before,
        topic=topic[0] if topic else None,
        topic_year=topic[1] if topic else None,
        year=years[-1] if years else None,
        last_year="last_year" in cues,
        this_year="this_year" in cues,
        anaphoric=_is_anaphoric(reading, term, context),
    )


def _is_special(reading: Reading, start: int, end: int) -> bool:
    """Whether the word for "special" belongs to the meeting, which it does only beside its name."""
    return any("special" in c.ids and end - c.end <= 12 for c in within(reading.cues, start, end))


def _is_anaphoric(reading: Reading, term: Match[str], context: Span) -> bool:
    """Whether the naming points back: "this democratic life meeting", 这次民主生活会."""
    before = reading.document.lower[max(context.start, term.start - 40) : term.start]
    if reading.document.language == "zh":
        return re.search(r"(?:这次|本次|此次|这一次)(?:\S{0,12})$", before) is not None
    return re.search(r"\bthis (?:special |annual |year's )?(?:\w+ ){0,2}$", before) is not None


def _topic(reading: Reading, context: Span, term: Match[str]) -> tuple[str, int | None] | None:
    topics = _topics.find(reading.document, reading.lexicons)
    found = [m for m in topics if context.start <= m.start and m.end <= context.end]
    if not found:
        return None
    # "theme education" alone is the campaign of 2023; beside another campaign's name it only says what that one was.
    special = [m for m in found if m.value[0] != "special_theme_education"] or found
    nearest = min(special, key=lambda m: min(abs(term.start - m.end), abs(m.start - term.end)))
    return nearest.value


def identity(naming: Naming) -> Identity:
    """Form, topic and year by the words of the naming alone. A life meeting that is not called special is the annual one."""
    special = naming.special or (naming.topic is not None and not naming.annual)
    form = "special" if special and not (naming.annual and not naming.special) else "annual"
    year = naming.year if naming.year is not None else naming.topic_year if special else None
    return Identity(form, naming.topic, year)


@PhraseTable
def _meetings(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["meeting_terms"].phrases(language))


@PhraseTable
def _other_meetings(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["other_meetings"].phrases(language))


@PhraseTable
def _topics(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, tuple[str, int | None]]]:
    yield from (
        (phrase, (entry["subtype"], int(entry["year"]) if entry["year"] else None))
        for entry in lexicons["meeting_types"]
        for phrase in entry[f"{language}_topics"].split("|")
        if phrase
    )
