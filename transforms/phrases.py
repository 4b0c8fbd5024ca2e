"""Finding the phrases of the lexicons in a text: whole words in English, and of phrases that overlap the longest.

A text is searched once, by one Aho-Corasick automaton, for the phrases of every table that any module looks for.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.cleaning import Language, folded
from transforms.document import Document, once
from transforms.lexicons import Lexicons

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found in a text: half-open span of the cleaned text, and what the phrase stands for."""

    start: int
    end: int
    value: T


Hit: TypeAlias = tuple[int, int, T]
"""A match before it is known whether another one takes its place: start, end, value."""


class PhraseTable(Generic[T]):
    """The phrases of one kind, each with what it stands for."""

    def __init__(self, phrases: Callable[[Lexicons, Language], Iterable[tuple[str, T]]]) -> None:
        """`phrases` lists them; the first owner of a phrase keeps it.

        They are cleaned as texts are, so that quotation marks, spaces and letter case never decide.
        """
        self.phrases = phrases
        self.number = len(_TABLES)
        _TABLES.append(self)

    def find_all(self, document: Document, lexicons: Lexicons) -> Sequence[Hit[T]]:
        """Every occurrence, overlapping ones included, in order of start and, for one start, of length, longest first."""
        return _scanned(document, lexicons)[self.number]

    def find(self, document: Document, lexicons: Lexicons) -> Sequence[Match[T]]:
        """The occurrences that remain when, of any that overlap, the longest wins (the first of two equally long), in order."""
        return _found(document, lexicons, self)


_TABLES: list[PhraseTable[Any]] = []


@once
def _found(document: Document, lexicons: Lexicons, table: PhraseTable[T]) -> Sequence[Match[T]]:
    return without_overlap(table.find_all(document, lexicons))


def without_overlap(hits: Iterable[Hit[T]]) -> list[Match[T]]:
    """Of hits in order of their starts that overlap, the longest, of two equally long the first; in order."""
    kept: list[Hit[T]] = []
    cluster: list[Hit[T]] = []  # hits that overlap one another directly or by way of others between them
    limit = 0
    for hit in hits:
        start, end, _ = hit
        if start >= limit:
            kept += _longest(cluster) if len(cluster) > 1 else cluster
            cluster = []
        cluster.append(hit)
        limit = max(limit, end)
    return [Match(*hit) for hit in kept + _longest(cluster)]


def _longest(cluster: list[Hit[T]]) -> list[Hit[T]]:
    kept: list[Hit[T]] = []
    for start, end, value in sorted(cluster, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, value))
    return sorted(kept, key=lambda hit: hit[0])


# --- the automaton of all tables --------------------------------------------------------------------------------------------


@once
def _scanned(document: Document, lexicons: Lexicons) -> list[list[Hit[Any]]]:
    """The occurrences of each table's phrases, in order of their starts, the longest first of those that start together."""
    automaton, owners = _automaton(lexicons, document.language, len(_TABLES))
    hits = automaton.find_matches_as_indexes(as_searched(document.lower, document.language), overlapping=True)
    if document.language == "en":
        hits = _whole_words(document.lower, hits)
    found: list[list[Hit[Any]]] = [[] for _ in _TABLES]
    for start, length, index in sorted([(start, start - end, index) for index, start, end in hits]):
        for number, value in owners[index]:
            found[number].append((start, start - length, value))
    return found


def as_searched(lower: str, language: Language) -> str:
    """A cleaned text or phrase as it is compared, of the same length: whether English words are joined by a hyphen does not decide."""
    return lower.replace("-", " ") if language == "en" else lower


def _whole_words(text: str, hits: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The hits, each index of the phrase, start and end, that begin and end no word in its middle."""
    inside = _inside_words(text)
    return [hit for hit in hits if not (inside[hit[1]] or inside[hit[2]])]


def _inside_words(text: str) -> bytes:
    """For each position, and the end of the text, whether letters or digits stand on both sides of it."""
    try:
        letters = text.encode("latin-1").translate(_IS_ALPHANUMERIC)
    except UnicodeEncodeError:
        letters = bytes(map(str.isalnum, text))
    pairs = int.from_bytes(letters + b"\0") & int.from_bytes(b"\0" + letters)
    return pairs.to_bytes(len(text) + 1)


_IS_ALPHANUMERIC = bytes(chr(code).isalnum() for code in range(256))


@lru_cache(maxsize=8)
def _automaton(lexicons: Lexicons, language: Language, tables: int) -> tuple[AhoCorasick, list[tuple[tuple[int, Any], ...]]]:
    """The automaton of the first tables, and who owns each of its phrases: number of the table, and what it stands for there."""
    owners: dict[str, dict[int, Any]] = {}
    for table in _TABLES[:tables]:
        for phrase, value in table.phrases(lexicons, language):
            searched = as_searched(folded(phrase, language), language)
            if searched:
                owners.setdefault(searched, {}).setdefault(table.number, value)
    # Standard, overlapping: the longest of overlapping phrases wins even where it starts later.
    return AhoCorasick(list(owners), matchkind=MatchKind.Standard), [tuple(values.items()) for values in owners.values()]
