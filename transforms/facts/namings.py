"""The places where a text names a meeting, and what the words around the name say of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.cleaning import Language
from transforms.cues import within
from transforms.date_grammar import number
from transforms.document import Document, Span
from transforms.lexicons import Lexicons
from transforms.phrases import Match, PhraseTable
from transforms.reading import Reading

_Topic = tuple[str, int | None]
"""What a special meeting is about, and the year of that campaign where it had one."""


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


# In Chinese a bare number may count anything: 2000多个县级领导班子.
_YEAR: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"(?<!\d)(20\d\d)(?!\d)(?!-\d)"),
    "zh": re.compile(r"(?<!\d)(20\d\d|二[〇零○][一二三][〇零○一二三四五六七八九])(?=\s?年|度)"),
}


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
    for match in _BREAK[document.language].finditer(document.lower, start, end):
        if document.language == "zh" or not _opens_a_quote(document.lower[start : match.start()]):
            return match.start()
    return end


def _opens_a_quote(words: str) -> bool:
    """Whether words hold an opening quotation mark without its closing one: the meeting of "Do not forget …|, keep in mind …"."""
    return words.count('"') % 2 == 1 or words.count("“") > words.count("”")


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
    pattern = _YEAR[document.language]
    years = [number(y) for y in pattern.findall(before)] or [number(y) for y in pattern.findall(after)]
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
        last_year="last_year" in cues or _was_held_last_year(reading, context.start),
        this_year="this_year" in cues,
        anaphoric=_is_anaphoric(reading, term, context),
    )


def _was_held_last_year(reading: Reading, position: int) -> bool:
    """Whether the words before a naming say that the meeting was held last year: 去年召开的|专题民主生活会."""
    before = within(reading.cues, max(0, position - 12), position)
    return reading.document.text.startswith("的", position) and any("last_year" in c.ids for c in before)


def _is_special(reading: Reading, start: int, end: int) -> bool:
    """Whether the word for "special" belongs to the meeting, which it does only beside its name."""
    return any("special" in c.ids and end - c.end <= 12 for c in within(reading.cues, start, end))


def _is_anaphoric(reading: Reading, term: Match[str], context: Span) -> bool:
    """Whether the naming points back: "this democratic life meeting", 这次民主生活会."""
    before = reading.document.lower[max(context.start, term.start - 40) : term.start]
    if reading.document.language == "zh":
        return re.search(r"(?:这次|本次|此次|这一次)(?:\S{0,12})$", before) is not None
    return re.search(r"\bthis (?:special |annual |year's )?(?:\w+ ){0,2}$", before) is not None


def _topic(reading: Reading, context: Span, term: Match[str]) -> _Topic | None:
    found = [m for m in _topics_within(reading, context) if _is_topic(reading, context, term, m)]
    if not found:
        return None
    for general in _GENERAL_TOPICS:
        found = [m for m in found if m.value[0][0] != general] or found
    nearest = min(found, key=lambda m: min(abs(term.start - m.end), abs(m.start - term.end)))
    return _of_its_time(nearest.value, _year_of_text(reading))


# "theme education" beside another campaign's name only says what that one was, as an inspection does beside what it looked into.
_GENERAL_TOPICS = ("special_theme_education", "special_inspection")


def only_topic(reading: Reading, span: Span) -> _Topic | None:
    """The one topic that a span names, with the year of that campaign; None where it names several or none."""
    named = {_of_its_time(m.value, _year_of_text(reading)) for m in _topics_within(reading, span)}
    return named.pop() if len(named) == 1 else None


def _topics_within(reading: Reading, span: Span) -> list[Match[tuple[_Topic, ...]]]:
    topics = _topics.find(reading.document, reading.lexicons)
    return [m for m in topics if span.start <= m.start and m.end <= span.end]


def _of_its_time(owners: Sequence[_Topic], year: int | None) -> _Topic:
    """Of the campaigns that share a name, the last that had begun in a year; the last of all where the year is unknown."""
    begun = [o for o in owners if year is None or o[1] is None or o[1] <= year]
    return max(begun or owners, key=lambda o: o[1] or 0)


def _year_of_text(reading: Reading) -> int | None:
    published_on = reading.document.published_on
    return published_on.year if published_on else next((d.year for d in reading.dates if d.year), None)


def _is_topic(reading: Reading, context: Span, term: Match[str], topic: Match[tuple[_Topic, ...]]) -> bool:
    """Whether the words say what the meeting is on, not what another part of the clause is or what the annual meeting's theme quotes."""
    lower = reading.document.lower
    if reading.document.language == "zh" and topic.start > term.end:
        return False  # Chinese names the topic before the meeting
    if topic.start > term.end and _PREDICATE.search(lower, term.end, topic.start):
        return False
    if _OTHER_NOUN.search(lower, topic.end, term.start):
        return False
    quoted = _THEME.search(lower, max(context.start, topic.start - 60), topic.start)
    return quoted is None or _is_special(reading, context.start, term.start)


_PREDICATE = re.compile(r"\b(?:was|were|is|are|ha[sd]|have|will)\b")
_OTHER_NOUN = re.compile(r"\band (?:of )?(?:the|its)\b")
_THEME = re.compile(r"\btheme (?:of|is|was|being)\b")


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
def _topics(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, tuple[_Topic, ...]]]:
    owners: dict[str, list[_Topic]] = {}
    for entry in lexicons["meeting_types"]:
        for phrase in filter(None, entry[f"{language}_topics"].split("|")):
            owners.setdefault(phrase, []).append((entry["subtype"], int(entry["year"]) if entry["year"] else None))
    yield from ((phrase, tuple(topics)) for phrase, topics in owners.items())
