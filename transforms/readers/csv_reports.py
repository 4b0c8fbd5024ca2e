"""CSV: one report a row, its columns known by their names in Chinese or English; read row by row."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial

from transforms.document import Record
from transforms.readers.csv_columns import Columns, columns_of, is_delimiter_note
from transforms.readers.decoding import decode
from transforms.readers.fields import BODY, clean, shown, with_title
from transforms.readers.html_head import day_of
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_CSV_COLUMNS, MAX_LINE_CHARACTERS
from transforms.readers.lines import text_of
from transforms.readers.streams import head
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

csv.field_size_limit(MAX_LINE_CHARACTERS)  # Python's own limit of 131,072 is shorter than some reports
_HEADER_BYTES = 8192


Row = Callable[[list[str]], Record]
"""Makes the record of a row's cells."""


def read_csv(stream: io.BufferedReader, row_of: Callable[[tuple[str, ...]], Row | None]) -> Iterator[Record | Refused]:
    """One item a row, blank ones apart: a record, or why the row gives none.

    `row_of` gives the maker of records for columns of those names; where it is None, the columns are known by their usual names.
    Unreadable where no column is known to hold the text, and, after the rows before, where a quotation mark is never closed.
    """
    columns = columns_of(decode(head(stream)[:_HEADER_BYTES]))
    lines = _lines(text_of(stream, newline=""))
    header = next((line for line in lines if line.strip() and not is_delimiter_note(line)), "")
    if columns is None or len(columns.names) > MAX_CSV_COLUMNS:
        raise _no_body(header)
    make = row_of(columns.names)
    if make is None and "body" not in columns.positions:
        raise _no_body(header)
    try:
        rows = (row for row in csv.reader(lines, delimiter=columns.delimiter) if any(cell.strip() for cell in row))
        for position, row in enumerate(rows):
            yield _item(columns, row, position, make or partial(_record, columns))
    except csv.Error as error:
        raise Unreadable("broken_csv", f"the table breaks off ({error}); write it again with a CSV library or Excel") from None


def _item(columns: Columns, row: list[str], position: int, make: Row) -> Record | Refused:
    try:
        if any(cell.strip() for cell in row[len(columns.names) :]):
            detail = f"{len(row)} cells below {len(columns.names)} names; put texts that hold a comma in quotation marks"
            raise Unreadable("broken_row", detail)
        return make(row)
    except Unreadable as refusal:
        return Refused(position, refusal.reason, f"row {position + 1}: {refusal.detail}")


def _record(columns: Columns, row: list[str]) -> Record:
    title, content = clean(columns.cell(row, "title")), shown(clean(columns.cell(row, "body")) or "")
    if not content:
        name = columns.names[columns.positions["body"]]
        raise Unreadable("no_text", f"nothing stands under {name}; look whether the source delivers the text")
    if len(content) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(content):,} characters")
    day = day_of(columns.cell(row, "published"))
    return Record(
        0,
        with_title(title, content),
        title=title,
        published_on=day,
        published_on_basis="metadata" if day else None,
        byline=clean(columns.cell(row, "byline")),
        source_url=clean(columns.cell(row, "url")),
    )


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(MAX_LINE_CHARACTERS + 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise too_long(f"more than {MAX_LINE_CHARACTERS:,} characters on one line")
        yield line.replace("\0", "")


def _no_body(header: str) -> Unreadable:
    seen = header.strip()[:200]
    known = ", ".join(BODY[:3] + BODY[7:9])
    return Unreadable("no_report", f"no column is known to hold the text; the first line is: {seen}. Name the column {known}")
