"""Requirements: the items of the lists of demands inside reported speech, from the ordinal to the end of the item."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from transforms.cleaning import Language
from transforms.document import Document
from transforms.facts.enumerations import LAST, Marker, find_markers
from transforms.facts.statements import StatementMention
from transforms.lexicons import Lexicons


@dataclass(frozen=True)
class RequirementMention:
    """One item of a list: index of its statement, place in the statement's lists from 1, half-open span of the cleaned text."""

    statement: int
    position: int
    start: int
    end: int


def find_requirements(document: Document, lexicons: Lexicons, statements: Sequence[StatementMention]) -> list[RequirementMention]:
    """The items of every list of two or more in the statements, in order; a second list of a statement goes on counting."""
    found: list[RequirementMention] = []
    for index, statement in enumerate(statements):
        markers = list(find_markers(document, lexicons, statement.start, statement.end))
        lists = list(_lists(document, lexicons, statement, markers))
        limits = [items[0].start for items in lists[1:]] + [statement.end]
        spans = [span for items, limit in zip(lists, limits, strict=False) for span in _spans(document, items, limit)]
        found += [RequirementMention(index, position, *span) for position, span in enumerate(spans, 1)]
    return found


def _lists(document: Document, lexicons: Lexicons, statement: StatementMention, markers: Sequence[Marker]) -> Iterator[list[Marker]]:
    """The lists that stand beside one another; a list inside an item of another belongs to that item."""
    form, rest = "", list(markers)
    while rest:
        items = _chain(rest)
        rest = [m for m in rest if m.start > items[-1].start]
        if len(items) > 1 and (not form or items[0].form == form) and not _is_account(document, lexicons, statement.start, items[0]):
            form = items[0].form
            yield items


def _chain(markers: Sequence[Marker]) -> list[Marker]:
    """The list that the first marker opens; the first marker alone where it opens none."""
    items = [markers[0]]
    if items[0].number != 1:
        return items
    while following := _next(items, [m for m in markers if m.start > items[-1].start]):
        items.append(following)
    return items


def _next(items: Sequence[Marker], later: Sequence[Marker]) -> Marker | None:
    """The next item: of the list's own form if it comes before a new list of that form, else of its style."""
    last = items[-1]
    fitting: list[Marker] = []
    for marker in later:
        if marker.number == 1 and (marker.style, marker.form) == (last.style, last.form):
            break
        if _continues(items, marker):
            fitting.append(marker)
    return next((m for m in fitting if m.form == last.form), fitting[0] if fitting else None)


def _continues(items: Sequence[Marker], marker: Marker) -> bool:
    last = items[-1]
    if last.number == LAST:
        return False
    if marker.number == LAST:
        return len(items) > 1 and last.style in _WORDS
    if last.style == "sequence":
        return marker.style == "sequence"
    return marker.number == last.number + 1 and (marker.style == last.style or {marker.style, last.style} <= _WORDS)


_WORDS = {"word", "cardinal", "sequence"}


def _spans(document: Document, items: Sequence[Marker], limit: int) -> Iterator[tuple[int, int]]:
    ends = [m.start for m in items[1:]] + [_list_end(document, items, limit)]
    for item, end in zip(items, ends, strict=True):
        yield item.start, _trimmed(document.text, item.start, end)


def _list_end(document: Document, items: Sequence[Marker], limit: int) -> int:
    """The end of the last item: of its sentence where the whole list is one sentence, else of the speech as far as it keeps to the list.

    `limit` is where the next list or the end of the speech comes.
    """
    sentence = document.sentences[document.sentence_at(items[-1].start)]
    if document.sentence_at(items[0].start) == document.sentence_at(items[-1].start):
        return min(sentence.end, limit)
    spread = any("\n" in document.text[a.start : b.start].rstrip() for a, b in pairwise(items))
    paragraph = -1 if spread else document.text.find("\n", items[-1].start, limit)
    end = paragraph if paragraph >= 0 else limit
    turn = _TURN[document.language].search(document.text, sentence.end - 1, end)
    return turn.start() + 1 if turn else end


# The speaker is named again: the list is over.
_TURN = {
    "zh": re.compile("[。！；](?=(?:最后，?|同时，?)?(?:他|她|会议)(?!们))"),
    "en": re.compile(r"[.!\"](?= ?(?:Finally, |At the same time, )?(?:He|She|The meeting)\b)"),
}


def _trimmed(text: str, start: int, end: int) -> int:
    return start + len(re.sub(r"(?:[\s；;，,、]|\band\b)+$", "", text[start:end]))


def _is_account(document: Document, lexicons: Lexicons, start: int, first: Marker) -> bool:
    """Whether the words that lead into a list announce what was done or found, and no demand."""
    words = _cues(lexicons, document.language)
    before = document.lower[max(start, first.start - 60) : first.start].rstrip()
    clause = re.split(r"[。；]|[.;](?= )", before[:-1])[-1]
    return before[-1:] in ("：", ":", "，", ",") and bool(words["account"].search(clause)) and not words["demand"].search(clause)


@lru_cache(maxsize=8)
def _cues(lexicons: Lexicons, language: Language) -> dict[str, re.Pattern[str]]:
    phrases: dict[str, list[str]] = {"account": [], "demand": []}
    for phrase, entry in lexicons["enumerations"].phrases(language):
        if entry["use"] in phrases:
            phrases[entry["use"]].append(re.escape(phrase))
    return {use: re.compile("|".join(words)) for use, words in phrases.items()}
