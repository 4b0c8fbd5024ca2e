"""CSV and its kin as a sheet."""

import csv
from collections.abc import Iterator
from itertools import islice

from transforms.ledgers.sheets import Sheet, cell_text
from transforms.readers.decoding import decode
from transforms.readers.limits import MAX_LEDGER_BYTES, MAX_LEDGER_ROWS
from transforms.readers.unreadable import Unreadable

_DELIMITERS = ",\t;|"
_LEAST_COLUMNS = 3


def read_delimited(data: bytes) -> Iterator[Sheet]:
    """The file as a sheet, once for each delimiter that gives it three columns or more; nothing where it is no text or too long."""
    if len(data) > MAX_LEDGER_BYTES:
        return
    try:
        text = decode(data)
    except Unreadable:
        return
    for delimiter in _DELIMITERS:
        if text.count(delimiter) >= _LEAST_COLUMNS - 1:
            rows = _rows(text, delimiter)
            if max(map(len, rows), default=0) >= _LEAST_COLUMNS:
                yield Sheet(rows)


def _rows(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    lines = text.splitlines(keepends=True)
    if lines and lines[0].lower().startswith("sep="):
        del lines[0]  # Excel's own note of the delimiter
    try:
        reader = csv.reader(lines, delimiter=delimiter)
        return tuple(tuple(map(cell_text, row)) for row in islice(reader, MAX_LEDGER_ROWS + 1))  # one too many tells that it is too long
    except csv.Error:
        return ()
