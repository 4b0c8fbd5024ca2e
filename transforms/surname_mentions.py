"""Persons printed by their surname alone, as official English does once the name is known: "Pan promised", "HONG said"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.name_mention import NameMention, context_words

_WORD = re.compile(r"(?<![\w'-])[A-Z][A-Za-zü]*(?:-[A-Z][a-z]+)?(?![\w-])(?! [A-Z])(?!, ?[A-Z])")
_ADDRESS = re.compile(r"\b([A-Z][a-z]+)\.? $")
_PART_OF_A_NAME = re.compile(r"[A-Z][\w'-]* $")


def find_surname_mentions(document: Document, names: Sequence[NameMention], lexicons: Lexicons) -> Iterator[NameMention]:
    """The places where a surname that only one person of the text has stands alone, each labelled with that person's full name."""
    owners: dict[str, dict[str, str]] = {}
    for name in names:
        surname = name.label.split(" ")[0].lower()
        owners.setdefault(surname, {}).setdefault(name.label.lower(), name.label)
    english = context_words(lexicons, "english_word")
    alone = {surname: next(iter(labels.values())) for surname, labels in owners.items() if len(labels) == 1}
    addresses = _addresses(lexicons)
    taken = [(n.start, n.end) for n in names]
    for match in _WORD.finditer(document.text):
        label = alone.get(match.group().lower())
        if label and match.group().lower() in english and not _is_addressed(document.text, match.start(), lexicons):
            continue  # "An old problem", but "Mr. An said"
        if label and not any(s <= match.start() < e for s, e in taken) and _stands_alone(document.text, match.start(), addresses):
            yield NameMention(match.start(), match.end(), label, match.group())


def _stands_alone(text: str, start: int, addresses: frozenset[str]) -> bool:
    """Whether the word before a surname is none that a name or a place could begin with, or an address: Comrade, Mayor."""
    before = _PART_OF_A_NAME.search(text, max(0, start - 30), start)
    return before is None or before.group().strip().lower() in addresses


def _is_addressed(text: str, start: int, lexicons: Lexicons) -> bool:
    """Whether the word before a surname can only stand before a name: Mr., Comrade."""
    before = _ADDRESS.search(text, max(0, start - 30), start)
    return before is not None and before[1].lower() in context_words(lexicons, "address")


@lru_cache(maxsize=8)
def _addresses(lexicons: Lexicons) -> frozenset[str]:
    """What a person is called before the name: posts of one word, and what the lexicon lists beside them."""
    return context_words(lexicons, "address") | {phrase.lower() for phrase, _ in lexicons["post_heads"].phrases("en") if " " not in phrase}
