"""Finding the phrases of the lexicons in English text by the keys of their words, so that how a machine inflects them does not decide."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from transforms.cleaning import folded
from transforms.document import Document, once
from transforms.lexicons import Lexicons
from transforms.phrases import Hit, Match, without_overlap
from transforms.word_keys import Keyed, keyed, phrase_key

T = TypeVar("T")


class Renderings(Generic[T]):
    """English phrases of one kind, each with what it stands for."""

    def __init__(self, phrases: Callable[[Lexicons], Iterable[tuple[str, T]]]) -> None:
        """`phrases` lists them; the first owner of a phrase keeps it."""
        self._phrases = phrases
        self._automaton = lru_cache(maxsize=8)(self._built)

    def find(self, document: Document, lexicons: Lexicons) -> list[Match[T]]:
        """The occurrences that remain when, of any that overlap, the longest wins (the first of two equally long), in order."""
        return without_overlap(self.find_all(document, lexicons))

    def find_all(self, document: Document, lexicons: Lexicons) -> list[Hit[T]]:
        """Every occurrence, overlapping ones included, in order of start and, for one start, of length, longest first."""
        text = _keyed(document)
        automaton, owners = self._automaton(lexicons)
        found = automaton.find_matches_as_indexes(text.text, overlapping=True)
        spans = ((text.span(start, end), *owners[index]) for index, start, end in found)
        hits = ((*span, value) for span, value, is_list in spans if is_list or "," not in document.lower[slice(*span)])
        return sorted(hits, key=lambda hit: (hit[0], -hit[1]))

    def _built(self, lexicons: Lexicons) -> tuple[AhoCorasick, list[tuple[T, bool]]]:
        """The automaton of the keyed phrases, and for each what it stands for and whether it is a list, which commas may part."""
        owners: dict[str, tuple[T, bool]] = {}
        for phrase, value in self._phrases(lexicons):
            key = phrase_key(folded(phrase, "en"))
            first, was_list = owners.get(key, (value, False))
            owners[key] = (first, was_list or _LIST.search(phrase) is not None)
        return AhoCorasick(list(owners), matchkind=MatchKind.Standard), list(owners.values())


_LIST = re.compile("(?i),| and ")


@once
def _keyed(document: Document) -> Keyed:
    return keyed(document.lower)
