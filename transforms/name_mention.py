"""A person's name found in a text, and the words around names that the lexicon lists."""

from functools import lru_cache
from typing import NamedTuple

from transforms.lexicons import Lexicons


class NameMention(NamedTuple):
    """One occurrence of a person's name: half-open span of the cleaned text, and the name without padding, as printed.

    Where the `surname` alone stands, `label` is the full name, as it is printed elsewhere.
    """

    start: int
    end: int
    label: str
    surname: str | None = None

    @property
    def printed(self) -> str:
        """What is printed here."""
        return self.surname or self.label


@lru_cache(maxsize=64)
def context_words(lexicons: Lexicons, kind: str) -> frozenset[str]:
    """The words of one kind of seeds/lexicons/name_context.csv, in lower case."""
    return frozenset(e["word"].lower() for e in lexicons["name_context"] if e["kind"] == kind)
