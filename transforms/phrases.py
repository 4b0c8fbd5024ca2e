"""Finding the phrases of the lexicons in a text: whole words in English, and of phrases that overlap the longest.

A text is searched once, by one Aho-Corasick automaton, for the phrases of every table that any module looks for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.cleaning import Cleaned, Language
from transforms.document import Document, once
from transforms.lexicons import Lexicons

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """A phrase found in a text: half-open span of the cleaned text, and what the phrase stands for."""

    start: int
    end: int
    value: T


class PhraseTable(Generic[T]):
    """The phrases of one kind, each with what it stands for."""

    def __init__(self, phrases: Callable[[Lexicons, Language], Iterable[tuple[str, T]]]) -> None:
        """`phrases` lists them; the first owner of a phrase keeps it.

        They are cleaned as texts are, so that quotation marks, spaces and letter case never decide.
        """
        self.phrases = phrases
        self.number = len(_TABLES)
        _TABLES.append(self)

    def find_all(self, document: Document, lexicons: Lexicons) -> Sequence[Match[T]]:
        """Every occurrence, overlapping ones included, in order of start and, for one start, of length, longest first."""
        return sorted(_scanned(document, lexicons)[self.number], key=_by_start)

    def find(self, document: Document, lexicons: Lexicons) -> Sequence[Match[T]]:
        """The occurrences that remain when, of any that overlap, the longest wins (the first of two equally long), in order."""
        return _found(document, lexicons, self)


_TABLES: list[PhraseTable[Any]] = []


@once
def _found(document: Document, lexicons: Lexicons, table: PhraseTable[T]) -> Sequence[Match[T]]:
    return [match for cluster in _clusters(table.find_all(document, lexicons)) for match in _longest(cluster)]


def _clusters(matches: Iterable[Match[T]]) -> Iterator[list[Match[T]]]:
    """Matches, in order of start, that overlap one another directly or by way of others between them."""
    cluster: list[Match[T]] = []
    end = 0
    for match in matches:
        if cluster and match.start >= end:
            yield cluster
            cluster = []
        cluster.append(match)
        end = max(end, match.end)
    if cluster:
        yield cluster


def _longest(cluster: list[Match[T]]) -> list[Match[T]]:
    kept: list[Match[T]] = []
    for match in sorted(cluster, key=_by_length) if len(cluster) > 1 else cluster:
        if all(match.end <= k.start or match.start >= k.end for k in kept):
            kept.append(match)
    return sorted(kept, key=_by_start) if len(kept) > 1 else kept


def _by_start(match: Match[T]) -> tuple[int, int]:
    return match.start, -match.end


def _by_length(match: Match[T]) -> tuple[int, int]:
    return match.start - match.end, match.start


# --- the automaton of all tables --------------------------------------------------------------------------------------------


@once
def _scanned(document: Document, lexicons: Lexicons) -> list[list[Match[Any]]]:
    """The occurrences of each table's phrases, in order of their ends."""
    text = document.lower
    automaton, owners = _automaton(lexicons, document.language, len(_TABLES))
    found: list[list[Match[Any]]] = [[] for _ in _TABLES]
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if document.language == "zh" or _on_word_boundaries(text, start, end):
            for number, value in owners[index]:
                found[number].append(Match(start, end, value))
    return found


def _on_word_boundaries(text: str, start: int, end: int) -> bool:
    return (start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())) and (
        end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    )


@lru_cache(maxsize=8)
def _automaton(lexicons: Lexicons, language: Language, tables: int) -> tuple[AhoCorasick, list[list[tuple[int, Any]]]]:
    """The automaton of the first tables, and who owns each of its phrases: number of the table, and what it stands for there."""
    owners: dict[str, dict[int, Any]] = {}
    for table in _TABLES[:tables]:
        for phrase, value in table.phrases(lexicons, language):
            folded = Cleaned(phrase, language).lower.strip()
            if folded:
                owners.setdefault(folded, {}).setdefault(table.number, value)
    # Standard, overlapping: the longest of overlapping phrases wins even where it starts later.
    return AhoCorasick(list(owners), matchkind=MatchKind.Standard), [list(values.items()) for values in owners.values()]
