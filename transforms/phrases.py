"""Finding the phrases of a lexicon in a text: Aho-Corasick, the longest phrase wins, whole words in English."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.cleaning import Cleaned, Language
from transforms.document import Document

T = TypeVar("T")


@dataclass(frozen=True)
class Match(Generic[T]):
    """A phrase found in a text: half-open span of the cleaned text, and what the phrase stands for."""

    start: int
    end: int
    value: T


class PhraseMatcher(Generic[T]):
    """All phrases of one lexicon in one language, found in one pass over a text."""

    def __init__(self, phrases: Iterable[tuple[str, T]], language: Language) -> None:
        """Phrases are cleaned as texts are, so that quotation marks, spaces and letter case never decide.

        The first owner of a phrase keeps it.
        """
        self._language = language
        owners: dict[str, T] = {}
        for phrase, value in phrases:
            folded = Cleaned(phrase, language).lower.strip()
            if folded:
                owners.setdefault(folded, value)
        self._values = list(owners.values())
        # Standard, overlapping: the longest of overlapping phrases wins even where it starts later.
        self._automaton = AhoCorasick(list(owners), matchkind=MatchKind.Standard)

    def find_all(self, document: Document) -> list[Match[T]]:
        """Every occurrence, overlapping ones included, in order of start and, for one start, of length, longest first."""
        return sorted(self._whole(document.lower), key=lambda m: (m.start, -m.end))

    def find(self, document: Document) -> list[Match[T]]:
        """The occurrences that remain when, of any that overlap, the longest wins (the first of two equally long), in order."""
        kept: list[Match[T]] = []
        taken = bytearray(len(document.lower))
        for match in sorted(self._whole(document.lower), key=lambda m: (m.start - m.end, m.start)):
            if not any(taken[match.start : match.end]):
                taken[match.start : match.end] = b"\x01" * (match.end - match.start)
                kept.append(match)
        return sorted(kept, key=lambda m: m.start)

    def _whole(self, text: str) -> Iterable[Match[T]]:
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if self._language == "zh" or _on_word_boundaries(text, start, end):
                yield Match(start, end, self._values[index])


def _on_word_boundaries(text: str, start: int, end: int) -> bool:
    return (start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())) and (
        end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    )
