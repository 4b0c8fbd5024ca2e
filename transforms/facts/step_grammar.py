"""The grammar of the prescribed steps: groups of words that must stand together in a clause, as the lexicons list them.

`step_words` names sets of words, `step_patterns` says which sets, in which order and how near to one another, state a step.
One automaton finds all words in one pass; the patterns then only compare positions.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from transforms.cleaning import Language
from transforms.document import Document, Span
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import PhraseTable, as_searched
from transforms.renderings import Renderings
from transforms.word_keys import phrase_key

NO_WORD = "none"
"""The set of phrases that hide the words inside them: 重要 holds no 要."""


@dataclass(frozen=True)
class StepPattern:
    """One way to state a step: a word of each group, within one clause or sentence, no further apart than `gap` characters."""

    step_id: str
    groups: tuple[tuple[str, ...], ...]
    is_ordered: bool
    within: str
    """`clause`, `sentence` or `paragraph`: what must hold all groups."""
    gap: int
    unless: tuple[str, ...]
    unless_within: str
    modality: str
    """`both`; `reported`: never as a demand; `narrated`: stated by the narrator only, whoever speaks around it."""


_Words: TypeAlias = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def _phrases(lexicons: Lexicons, language: Language) -> tuple[_Words, ...]:
    """All words of steps and modality, each with the ids of all sets that list it."""
    sets: dict[str, list[str]] = defaultdict(list)
    for name in ("step_words", "modality"):
        for entry in lexicons[name]:
            for word in entry.phrases(language):
                sets[as_searched(word.lower(), language)].append(entry.id)
    return tuple((word, tuple(dict.fromkeys(ids))) for word, ids in sets.items())


@PhraseTable
def _as_written(lexicons: Lexicons, language: Language) -> Iterator[_Words]:
    yield from (words for words in _phrases(lexicons, language) if language == "zh" or not _is_rendered(words[0]))


@Renderings
def _rendered(lexicons: Lexicons) -> Iterator[_Words]:
    sets: dict[str, list[str]] = defaultdict(list)
    phrases: dict[str, str] = {}
    for phrase, ids in _phrases(lexicons, "en"):
        if _is_rendered(phrase):
            sets[key := phrase_key(phrase)] += ids
            phrases.setdefault(key, phrase)
    yield from ((phrase, tuple(dict.fromkeys(sets[key]))) for key, phrase in phrases.items())


def _is_rendered(phrase: str) -> bool:
    """Whether a phrase is several English words, whose articles and endings do not decide, and holds no quotation mark, which does."""
    return '"' not in phrase and phrase_key(phrase).count(" ") > 2


@lru_cache(maxsize=8)
def step_patterns(lexicons: Lexicons, language: Language) -> tuple[StepPattern, ...]:
    """The patterns that hold in a language, in file order."""
    return tuple(step_pattern(e) for e in lexicons["step_patterns"] if e["language"] in ("", language))


def step_pattern(entry: Entry) -> StepPattern:
    """The pattern that a row of step_patterns declares."""
    return StepPattern(
        step_id=entry["step_id"],
        groups=tuple(tuple(group.split("|")) for group in entry["words"].split()),
        is_ordered=entry["order"] == "listed",
        within=entry["within"],
        gap=int(entry["gap"] or 0),
        unless=tuple(entry["unless"].split()),
        unless_within=entry["unless_within"] or entry["within"],
        modality=entry["modality"],
    )


class Hits:
    """Where the words of each set stand in a text, in order."""

    def __init__(self, spans: Mapping[str, Sequence[Span]]) -> None:
        """The words of each set, in order of their start."""
        self._spans = spans

    def all(self, word_id: str) -> Sequence[Span]:
        """Every word of a set."""
        return self._spans.get(word_id, ())

    def within(self, word_id: str, scope: Span) -> list[Span]:
        """The words of a set that lie in a scope."""
        spans = self._spans.get(word_id)
        if spans is None:
            return []
        start, end = scope
        first = bisect_left(spans, (start,))
        return [s for s in spans[first : bisect_left(spans, (end,), first)] if s[1] <= end]

    def hold(self, pattern: StepPattern) -> bool:
        """Whether a word of each group of a pattern stands anywhere."""
        found = self._spans.keys()
        return not any(found.isdisjoint(group) for group in pattern.groups)


def find_words(document: Document, lexicons: Lexicons) -> Hits:
    """All words of steps and modality, by set, without those inside a phrase that hides them."""
    found = _as_written.find_all(document, lexicons)
    if document.language == "en":
        found = sorted([*found, *_rendered.find_all(document, lexicons)], key=lambda hit: hit[0])
    hidden = bytearray(len(document.lower))
    for start, end, word_ids in found:
        if NO_WORD in word_ids:
            hidden[start:end] = b"\x01" * (end - start)
    spans: dict[str, list[Span]] = defaultdict(list)
    for start, end, word_ids in found:
        if NO_WORD not in word_ids and hidden.find(0, start, end) >= 0:
            for word_id in word_ids:
                spans[word_id].append(Span(start, end))
    return Hits(dict(spans))


def occurrences(pattern: StepPattern, hits: Hits, scope: Span) -> list[Span]:
    """Where a pattern holds in a scope: spans from its first word to its last, one for each word of the first group."""
    groups = []
    for words in pattern.groups:
        groups.append(_group(hits, words, scope))
        if not groups[-1]:
            return []
    choose = _ordered if pattern.is_ordered else _unordered
    chains = (choose([first], groups[1:], pattern.gap) for first in groups[0])
    return [Span(min(s.start for s in chain), max(s.end for s in chain)) for chain in chains if chain]


def _group(hits: Hits, group: Sequence[str], scope: Span) -> list[Span]:
    if len(group) == 1:
        return hits.within(group[0], scope)
    return sorted({s for word_id in group for s in hits.within(word_id, scope)})


def _ordered(chain: list[Span], groups: Sequence[Sequence[Span]], gap: int) -> list[Span] | None:
    for group in groups:
        following = next((s for s in group if s.start >= chain[-1].end), None)
        if following is None or following.start - chain[-1].end > gap:
            return None
        chain.append(following)
    return chain


def _unordered(chain: list[Span], groups: Sequence[Sequence[Span]], gap: int) -> list[Span] | None:
    for group in groups:
        free = [s for s in group if all(s.end <= c.start or s.start >= c.end for c in chain)]
        nearest = min(free, key=lambda s: _distance(s, chain), default=None)
        if nearest is None or _distance(nearest, chain) > gap:
            return None
        chain.append(nearest)
    return chain


def _distance(span: Span, chain: Sequence[Span]) -> int:
    return min(max(span.start - c.end, c.start - span.end) for c in chain)
