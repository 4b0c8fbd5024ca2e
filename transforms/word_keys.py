"""English text as keys of words: inflection, articles, possessives, commas, quotation marks, hyphens and spelling do not count.

Machines render one Chinese formula with and without articles, in singular and plural, in American and British spelling, as a list
with commas or with "and"; as keys all of these are one.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[.;:!?\n]")  # or a mark that ends a clause
_DROPPED = frozenset("a an the and also then its his her their our your one's".split())
_WHOLE = frozenset({"building", "leading", "meeting"})  # nouns and adjectives that only look inflected
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
_ALIKE = {"\n": "|"} | {str(number): word for number, word in enumerate(_NUMBERS, 1)}
_SPELLINGS = (
    (re.compile(r"(?<=\w{4})is(e|es|ed|ing|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})our(s|ed|ing)?$"), r"or\1"),
    (re.compile(r"(?<=cent)re(s|d)?$"), r"er\1"),
    (re.compile(r"(?<=program)me(s?)$"), r"\1"),
    (re.compile(r"(?<=defen)ce(s?)$"), r"se\1"),
)
_VOWEL = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


class Keyed(NamedTuple):
    """A text as the keys of its words, each between two spaces, and where the words stand."""

    text: str
    offsets: list[int]
    words: list[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span, in the text that was read, of a half-open span of `text` that begins and ends with a space."""
        first = bisect_right(self.offsets, start) - 1
        last = bisect_right(self.offsets, end - 2) - 1
        return self.words[first][0], self.words[last][1]


def keyed(lower: str) -> Keyed:
    """The keys of a text in lower case."""
    found = [(key, match.span()) for match in _WORD.finditer(lower) if (key := word_key(match[0]))]
    offsets = list(accumulate((len(key) + 1 for key, _ in found), initial=0))
    return Keyed(f" {' '.join([key for key, _ in found])} ", offsets[:-1], [span for _, span in found])


def phrase_key(lower: str) -> str:
    """The keys of a phrase in lower case, as they stand in the text of `keyed`."""
    return f" {' '.join(filter(None, map(word_key, _WORD.findall(lower))))} "


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """What the inflected forms and the spellings of one word have in common; nothing for a word that does not count."""
    if word in _DROPPED:
        return ""
    word = _ALIKE.get(word, word)
    if len(word) < 4 or word in _WHOLE or word.endswith("'s"):
        return word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return _without_ending(_singular(word))


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if re.search("(?:ss|x|z|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and _VOWEL.search(stem):
            return _DOUBLED.sub(r"\1", stem).removesuffix("e")
    return word[:-1] + "y" if word.endswith("ied") else word.removesuffix("e")
