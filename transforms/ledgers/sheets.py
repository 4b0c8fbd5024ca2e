"""A sheet as rows of cells, whatever file it comes from, and the words of its cells."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import HAN, Cleaned


@dataclass(frozen=True)
class Sheet:
    """A table of texts; an empty cell is an empty text. Merged cells are expanded: each cell of the range holds the text."""

    rows: tuple[tuple[str, ...], ...]
    name: str | None = None
    first_record: int = 0
    """Position of the first row, counted over all sheets of the file, 0-based."""

    def cell(self, row: int, column: int) -> str:
        """The text of a cell; empty beyond the end of a short row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def cell_text(written: str) -> str:
    """The text of a cell without white space at its ends, control characters, direction marks and lone surrogates."""
    lines = _UNPRINTABLE.sub("", written.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line for part in lines if (line := " ".join(part.split())))


def line_of(cells: Sequence[str]) -> str:
    """The words of a row, each text once: a merged title is one line."""
    return "  ".join(dict.fromkeys(cell for cell in cells if cell))


_NOT_A_WORD = re.compile(r"[^\w√✓✔☑×✗✘☐%]+|_+")
_BESIDE_HAN = re.compile(f"(?<=[{HAN}]) | (?=[{HAN}])")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """What two spellings of a phrase have in common: simplified characters, lower case, no punctuation, spaces between Latin words only."""
    simplified = Cleaned(unicodedata.normalize("NFKC", text), "zh").lower
    return _BESIDE_HAN.sub("", _NOT_A_WORD.sub(" ", simplified).strip())


def holds(folded: str, phrase: str) -> bool:
    """Whether a folded text holds a folded phrase; Latin phrases as whole words."""
    if phrase not in folded:
        return False
    words = _as_words(phrase)
    return words is None or words.search(folded) is not None


@lru_cache(maxsize=4096)
def _as_words(phrase: str) -> re.Pattern[str] | None:
    return None if re.search(f"[{HAN}]", phrase) else re.compile(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])")
