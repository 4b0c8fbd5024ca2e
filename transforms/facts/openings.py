"""Sentences that open a block of reported speech, or announce one."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from transforms.cleaning import Language
from transforms.document import Document, Span
from transforms.facts.enumerations import find_markers, item_number_at
from transforms.facts.narration import is_demand, is_preparation
from transforms.facts.speakers import Subject, find_subject, is_subject
from transforms.facts.speech_verbs import SpeechVerb, find_speech_verbs
from transforms.headlines import deck_length
from transforms.lexicons import Lexicons
from transforms.names import NameMention


@dataclass(frozen=True)
class Opening:
    """A subject with its verb of speech.

    `start`: where the block begins. `has_content`: whether the speech follows in the same sentence.
    """

    start: int
    subject: Subject
    verb: SpeechVerb
    has_content: bool


@dataclass(frozen=True)
class Unit:
    """A sentence, or the part of a sentence in which another person begins to speak.

    `opening` is None where the sentence reports no speech; `acting` is the named person who is its first subject.
    """

    span: Span
    paragraph: int
    is_first: bool
    opening: Opening | None
    acting: NameMention | None


def read_units(document: Document, lexicons: Lexicons, names: Sequence[NameMention]) -> Iterator[Unit]:
    """The units of a text in order, headlines left out."""
    verbs = find_speech_verbs(document, lexicons)
    for index, paragraph in enumerate(document.paragraphs):
        if _is_headline(document, lexicons, paragraph):
            continue
        for sentence in _within(document.sentences, paragraph):
            for span in _split(document, sentence, _within(names, sentence)):
                opening = _opening(document, lexicons, span, _within(verbs, span), _within(names, span))
                yield Unit(span, index, span.start == paragraph.start, opening, _acting(document, span, _within(names, span)))


_STOP = {"zh": re.compile("[。！？；：”）][”）]*$"), "en": re.compile(r"[.!?;:]\W*$")}
_HEADLINE_LENGTH = {"zh": 100, "en": 160}


def _is_headline(document: Document, lexicons: Lexicons, paragraph: Span) -> bool:
    """Whether a paragraph is a headline, a link or other furniture of the page: short, not ended as a sentence is, no item of a list."""
    text = document.text[paragraph.start : paragraph.end]
    if _STOP[document.language].search(text) or len(_within(document.sentences, paragraph)) > 1:
        return False
    if deck_length(text, document.language) >= _HEADLINE_LENGTH[document.language]:
        return False
    return item_number_at(document, lexicons, paragraph.start) is None


Placed = TypeVar("Placed", Span, NameMention, SpeechVerb)


def _within(mentions: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """Those of some mentions, in order of start, that begin inside a span."""
    first = bisect_left(mentions, span.start, key=lambda m: m.start)
    return mentions[first : bisect_left(mentions, span.end, key=lambda m: m.start)]


_CLAUSE = {"zh": re.compile("；"), "en": re.compile(r"; ?")}


def _split(document: Document, sentence: Span, names: Sequence[NameMention]) -> Iterator[Span]:
    """A sentence, cut before each clause that begins with a person of its own."""
    start = sentence.start
    for semicolon in _CLAUSE[document.language].finditer(document.text, sentence.start, sentence.end):
        clause = Span(semicolon.end(), sentence.end)
        if any(n.start - clause.start <= 40 and _leads(document, clause, n) for n in _within(names, clause)[:1]):
            yield Span(start, semicolon.start())
            start = clause.start
    yield Span(start, sentence.end)


_LEAD_IN = {
    "zh": re.compile("(?:[^，；：。]{1,8}，)?[^，；：。]{0,40}"),
    "en": re.compile(r"(?:[\w ]{1,30}, )?[^,;:]{0,90}"),
}


def _leads(document: Document, span: Span, name: NameMention) -> bool:
    """Whether a name is the first subject of a span."""
    before = document.lower[span.start : name.start]
    return bool(_LEAD_IN[document.language].fullmatch(before)) and not is_demand(document, span.start) and is_subject(document, span, name)


def _acting(document: Document, span: Span, names: Sequence[NameMention]) -> NameMention | None:
    return next((n for n in names[:1] if _leads(document, span, n)), None)


def _opening(
    document: Document, lexicons: Lexicons, span: Span, verbs: Sequence[SpeechVerb], names: Sequence[NameMention]
) -> Opening | None:
    """The first subject whose words the span reports, else the first that only announces them."""
    announced: Opening | None = None
    for verb in verbs:
        if announced and announced.has_content and _content_start(document, lexicons, announced.verb.end, verb.start) is not None:
            break
        opening = _inverted(document, span, verb, names) or _direct(document, lexicons, span, verb, names)
        if opening and verb.use != "lead":
            return opening
        announced = opening or announced
    return announced


def _direct(document: Document, lexicons: Lexicons, span: Span, verb: SpeechVerb, names: Sequence[NameMention]) -> Opening | None:
    subject = find_subject(document, lexicons, span, verb, names)
    if subject is None:
        return None
    if _closes_quotation(document, span, subject, verb):
        return Opening(_opened_at(document, subject.start), subject, verb, has_content=True)
    if _refers_back(document, span, verb):
        return Opening(_opened_at(document, span.start), subject, verb, has_content=True)
    if is_demand(document, span.start) or is_preparation(document, span.start) or item_number_at(document, lexicons, span.start):
        return None
    has_content = verb.use != "lead" or _content_start(document, lexicons, verb.end, span.end) is not None
    return Opening(span.start, subject, verb, has_content)


def _content_start(document: Document, lexicons: Lexicons, start: int, end: int) -> int | None:
    """Where the words of an announced speech begin: after a colon, or at the first item of a list."""
    colon = _COLON.search(document.text, start, end)
    if colon:
        return colon.end()
    return next((m.start for m in find_markers(document, lexicons, start, end) if m.number == 1 and m.start > start), None)


_COLON = re.compile(r"[：:]\s*(?=[\w“\"])")
# In Chinese the speaker's post stands between the quotation and the name.
_QUOTED_BEFORE = {"zh": re.compile("”[，。！？]?[^，。；：“”]{0,24}$"), "en": re.compile(r"(?:[.,!?]\"|\"[.,!?]) ?$")}


def _closes_quotation(document: Document, span: Span, subject: Subject, verb: SpeechVerb) -> bool:
    """Whether the speaker stands right behind the words quoted: “……。”张三说。"""
    quoted = _QUOTED_BEFORE[document.language].search(document.text, max(span.start - 1, subject.start - 30), subject.start)
    return bool(quoted) and (document.language == "en" or not document.text[verb.end : span.end].strip("。道"))


def _refers_back(document: Document, span: Span, verb: SpeechVerb) -> bool:
    """Whether a sentence tells who said the quotation that ends before it: “……。”会前，张三如是说; "…." At the meeting, X said so."""
    if document.text[: span.start].rstrip(" ")[-1:] not in ("”", '"'):
        return False
    return _SAID_SO[document.language].match(document.text, verb.start - len("如是")) is not None


_SAID_SO: dict[Language, re.Pattern[str]] = {
    "zh": re.compile("(?:如是|这样|如此)(?:说|表示|感慨|坦言)"),
    "en": re.compile(r"..[\w ]+? (?:so|this|these words)\b[^,;:\"]{0,40}[.]"),
}


def _inverted(document: Document, span: Span, verb: SpeechVerb, names: Sequence[NameMention]) -> Opening | None:
    """A quotation with its speaker behind it: "…," said Zhan Min."""
    if document.language == "zh" or not _QUOTED_BEFORE["en"].search(document.text[span.start : verb.start]):
        return None
    name = next((n for n in names if verb.end < n.start < verb.end + 60), None)
    if name is None or "." in document.text[verb.end : name.start]:
        return None
    return Opening(_opened_at(document, verb.start), Subject("name", name.start, name.end, name), verb, has_content=True)


def _opened_at(document: Document, position: int) -> int:
    """Where the quotation opens that closes right before a position: at a quotation mark that begins a sentence, else at the last one."""
    index = document.sentence_at(position)
    paragraph = document.text.rfind("\n", 0, position) + 1
    for sentence in reversed(document.sentences[max(0, index - 8) : index + 1]):
        if sentence.start >= paragraph and document.text[sentence.start] in '“"':
            return sentence.start
    closing = max(document.text.rfind(mark, paragraph, position) for mark in '”"')
    opening = max(document.text.rfind(mark, paragraph, closing) for mark in '“"')
    return opening if opening >= 0 else document.sentences[index].start
