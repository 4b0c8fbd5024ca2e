"""A text's signature, by which near-duplicates are found without comparing texts.

Two signatures agree in about as many places as the texts have shingles in common (MinHash; Broder, "On the resemblance and containment
of documents", 1997). Six bits are kept of each value, as one character: the database counts differing characters at once.
"""

import re

from rensa import RMinHash  # type: ignore[import-untyped]

from transforms.cleaning import Language
from transforms.document import Document

PLACES = 256
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SEED = 1  # another seed, or another number of places, makes signatures that do not compare with those of earlier batches
_WORDS_IN_SHINGLE = 3
_CHARACTERS_IN_SHINGLE = 4
_WORD = re.compile(r"[^\W_]+")


def signature_of(document: Document) -> str | None:
    """PLACES letters and digits; None for a text without words.

    White space, punctuation, letter case and the choice between simplified and traditional characters do not matter.
    """
    shingles = _shingles(document.lower, document.language)
    if not shingles:
        return None
    sketch = RMinHash(num_perm=PLACES, seed=_SEED)
    sketch.update(shingles)
    return "".join(_LETTERS[value % 64] for value in sketch.digest())


def _shingles(text: str, language: Language) -> list[str]:
    """Runs of three words in English, of four characters in Chinese; the text as a whole where it is shorter."""
    words = _WORD.findall(text)
    if language == "zh":
        run = "".join(words)
        return [run[i : i + _CHARACTERS_IN_SHINGLE] for i in range(max(len(run) - _CHARACTERS_IN_SHINGLE + 1, min(len(run), 1)))]
    if len(words) < _WORDS_IN_SHINGLE:
        return [" ".join(words)] if words else []
    return list(map(" ".join, zip(*(words[i:] for i in range(_WORDS_IN_SHINGLE)), strict=False)))
