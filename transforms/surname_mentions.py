"""Persons printed by their surname alone, as official English does once the name is known: "Pan promised", "HONG said"."""

import re
from collections.abc import Iterator, Sequence

from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.name_mention import NameMention, context_words

_WORD = re.compile(r"(?<![\w'-])[A-Z][A-Za-zü]*(?:-[A-Z][a-z]+)?(?![\w-])(?! [A-Z])(?!, ?[A-Z])")
_PART_OF_A_NAME = re.compile(r"[A-Z][\w'-]* $")
_ADDRESS = re.compile(r"\b(?:Comrade|Mr\.?|Ms\.?|Secretary|Mayor|Director|Minister|President|Chairman|Governor|Captain) $")


def find_surname_mentions(document: Document, names: Sequence[NameMention], lexicons: Lexicons) -> Iterator[NameMention]:
    """The places where a surname that only one person of the text has stands alone, each labelled with that person's full name."""
    owners: dict[str, dict[str, str]] = {}
    for name in names:
        surname = name.label.split(" ")[0].lower()
        owners.setdefault(surname, {}).setdefault(name.label.lower(), name.label)
    english = context_words(lexicons, "english_word")
    alone = {surname: next(iter(labels.values())) for surname, labels in owners.items() if len(labels) == 1 and surname not in english}
    taken = [(n.start, n.end) for n in names]
    for match in _WORD.finditer(document.text):
        label = alone.get(match.group().lower())
        if label and not any(s <= match.start() < e for s, e in taken) and _stands_alone(document.text, match.start()):
            yield NameMention(match.start(), match.end(), label)


def _stands_alone(text: str, start: int) -> bool:
    """Whether the word before a surname is none that a name or a place could begin with."""
    before = text[max(0, start - 30) : start]
    return _PART_OF_A_NAME.search(before) is None or _ADDRESS.search(before) is not None
