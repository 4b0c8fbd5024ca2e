"""Cue words: verbs and nouns that tell what happens at a meeting and who does it (held, presided, attended, notified …)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.phrases import PhraseTable, as_searched

NO_CUE = "none"
"""The phrases that only look as if they held a cue, as among the words of steps: nobody who is 襟怀坦白 makes a confession."""


class Cue(NamedTuple):
    """A cue word in the text: half-open span of the cleaned text, and the ids of seeds/lexicons/cues.csv that it may stand for."""

    start: int
    end: int
    ids: frozenset[str]


def find_cues(document: Document, lexicons: Lexicons, taken: Iterable[tuple[int, int]] = ()) -> list[Cue]:
    """Every cue in the text, in order, without overlap; none that shares part of its words with a name or a body (`taken`).

    A cue may hold a body whole: the 班子 of 班子对照检查 is no body that does something.
    """
    blocked = bytearray(len(document.text) + 1)
    ends: dict[int, int] = {}
    for start, end in taken:
        blocked[start:end] = b"\x01" * (end - start)
        ends[start] = max(end, ends.get(start, 0))
    matches = _phrases.find(document, lexicons)
    said = (m for m in matches if NO_CUE not in m.value)
    free = (m for m in said if not any(blocked[m.start : m.end]) or _holds_whole(m.start, m.end, ends, blocked))
    return [Cue(m.start, m.end, m.value) for m in free]


def _holds_whole(start: int, end: int, ends: Mapping[int, int], blocked: Sequence[int]) -> bool:
    """Whether all that is taken between two offsets begins and ends there, and is not all that stands there."""
    inside = [(s, e) for s, e in ends.items() if start <= s < end]
    covered = sum(e - s for s, e in inside)
    return bool(inside) and all(e <= end for _, e in inside) and sum(blocked[start:end]) == covered < end - start


def within(cues: Sequence[Cue], start: int, end: int) -> list[Cue]:
    """The cues, of all in order, that lie inside a span."""
    first = bisect_left(cues, (start,))
    return [c for c in cues[first : bisect_left(cues, (end,), first)] if c.end <= end]


@PhraseTable
def _phrases(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, frozenset[str]]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for phrase, entry in lexicons["cues"].phrases(language):
        owners[as_searched(phrase, language)].add(entry.id)
    yield from ((phrase, frozenset(ids)) for phrase, ids in owners.items())
