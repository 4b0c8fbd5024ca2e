"""CSV: one report a row, its columns known by their names in Chinese or English; read row by row."""

import csv
import io
from collections.abc import Iterator

from transforms.document import Record
from transforms.readers.csv_columns import Columns, columns_of, is_delimiter_note
from transforms.readers.fields import BODY, clean, day_of, shown, with_title
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_CSV_COLUMNS, MAX_LINE_CHARACTERS
from transforms.readers.lines import text_of
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

csv.field_size_limit(MAX_LINE_CHARACTERS)  # Python's own limit of 131,072 is shorter than some reports
_LONGEST_HEADER = 10_000


def read_csv(stream: io.BufferedReader) -> Iterator[Record | Refused]:
    """One item a row, blank ones apart: a record, or why the row gives none.

    Unreadable where no column is known to hold the text, and, after the rows before, where a quotation mark is never closed.
    """
    lines = _lines(text_of(stream, newline=""))
    header = next((line for line in lines if line.strip() and not is_delimiter_note(line)), "")
    columns = columns_of(header[:_LONGEST_HEADER])
    if columns is None or "body" not in columns.positions or len(columns.names) > MAX_CSV_COLUMNS:
        raise _no_body(header)
    try:
        rows = (row for row in csv.reader(lines, delimiter=columns.delimiter) if any(cell.strip() for cell in row))
        for position, row in enumerate(rows):
            yield _item(columns, row, position)
    except csv.Error as error:
        raise Unreadable("broken_csv", f"the table breaks off ({error}); write it again with a CSV library or Excel") from None


def _item(columns: Columns, row: list[str], position: int) -> Record | Refused:
    if any(cell.strip() for cell in row[len(columns.names) :]):
        detail = f"row {position + 1} has {len(row)} cells below {len(columns.names)} names; put texts that hold a comma in quotation marks"
        return Refused(position, "broken_row", detail)
    title, content = clean(columns.cell(row, "title")), shown(clean(columns.cell(row, "body")) or "")
    if not content:
        name = columns.names[columns.positions["body"]]
        return Refused(position, "no_text", f"row {position + 1} holds nothing under {name}; look whether the source gives the text")
    if len(content) > MAX_BODY_CHARACTERS:
        refusal = too_long(f"{len(content):,} characters")
        return Refused(position, refusal.reason, f"row {position + 1}: {refusal.detail}")
    day = day_of(columns.cell(row, "published"))
    return Record(
        position,
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
