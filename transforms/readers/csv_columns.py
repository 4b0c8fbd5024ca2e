"""Which columns of a table of reports hold what, by the names in its first line."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.readers.fields import BODY, BYLINE, PUBLISHED, TITLE, URL

_DELIMITERS = ",\t;|"
_ROLES = {"body": BODY, "title": TITLE, "published": PUBLISHED, "byline": BYLINE, "url": URL}
_ROLE_OF = {word: (role, rank) for role, words in _ROLES.items() for rank, word in enumerate(words)}
_LONGEST_NAME = 40
_LEAST_COLUMNS = 3
_LEAST_ROWS = 3
_LOOKED_AT = 10
_SENTENCE_ENDS = ("。", ".", "！", "!", "？", "?")


@dataclass(frozen=True)
class Columns:
    """The delimiter, the names of all columns, and the positions of those that are known: body, title, published, byline, url."""

    delimiter: str
    names: tuple[str, ...]
    positions: dict[str, int]

    def cell(self, row: Sequence[str], role: str) -> str:
        """The text of a row's cell in that role; empty where there is no such column or cell."""
        position = self.positions.get(role, len(row))
        return row[position] if position < len(row) else ""


def columns_of(text: str) -> Columns | None:
    """The columns of the table that a text begins with, known to this module or not; None where it begins with no table."""
    lines = [line for line in text.split("\n")[:_LOOKED_AT] if line.strip()]
    if lines and is_delimiter_note(lines[0]):
        del lines[0]
    delimiters = [delimiter for delimiter in _DELIMITERS if lines and delimiter in lines[0]]
    tables = [columns for delimiter in delimiters if (columns := _columns(lines, delimiter)) is not None]
    return max(tables, key=lambda columns: ("body" in columns.positions, len(columns.names)), default=None)


def is_delimiter_note(line: str) -> bool:
    """Whether a line is Excel's own note of the delimiter, which stands before the header."""
    return line.lower().startswith("sep=") and len(line.strip()) == 5


def _columns(lines: Sequence[str], delimiter: str) -> Columns | None:
    names = tuple(name.strip() for name in _cells(lines[0], delimiter))
    positions = _positions(names)
    columns = Columns(delimiter, names, positions)
    is_known = "body" in positions and len(positions) > 1
    return columns if len(names) > 1 and (is_known or _is_table(columns, lines)) else None


def _positions(names: Sequence[str]) -> dict[str, int]:
    """The column of each role; of several that could be it the one with the most telling name."""
    known = ((*found, position) for position, name in enumerate(names) if (found := _ROLE_OF.get(name.lower().replace(" ", "_"))))
    return {role: position for role, _, position in sorted(known, key=lambda column: column[1], reverse=True)}


def _is_table(columns: Columns, lines: Sequence[str]) -> bool:
    """Whether a first line of unknown names heads a table: short words, and like rows below."""
    if len(columns.names) < _LEAST_COLUMNS or len(lines) < _LEAST_ROWS:
        return False
    if any(not name or len(name) > _LONGEST_NAME or name.endswith(_SENTENCE_ENDS) for name in columns.names):
        return False
    return all(len(_cells(line, columns.delimiter)) == len(columns.names) for line in lines[1:_LEAST_ROWS])


def _cells(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])
