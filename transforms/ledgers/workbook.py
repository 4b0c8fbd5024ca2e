"""XLSX workbooks as sheets: values as Excel shows them, merged cells expanded, and nothing of it larger than a ledger can be."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

from transforms.ledgers.sheets import Sheet, cell_text
from transforms.readers.limits import MAX_LEDGER_COLUMNS, MAX_LEDGER_ROWS, MAX_WORKBOOK_BYTES, MAX_WORKBOOK_PARTS
from transforms.readers.unreadable import Unreadable

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>\s*(\d{4})-(\d\d)-(\d\d)")
# Every spelling in which an XML parser would take it: workbooks have no use for a document type, which is where entities are declared.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def read_workbook(data: bytes) -> list[Sheet]:
    """Every sheet that holds anything, hidden ones apart. Unreadable where the workbook is damaged, encrypted or too large."""
    parts = _parts(data)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return list(_sheets(workbook, parts))
    # XML parsers say SyntaxError of a part that is no XML, lxml and the one of the standard library alike.
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, EOFError, SyntaxError, zipfile.BadZipFile) as error:
        raise _damaged(f"{type(error).__name__}: {error}") from None


def modified_on(data: bytes) -> date | None:
    """The day on which the workbook says that it was last saved."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "docProps/core.xml" not in archive.namelist():
            return None
        found = _MODIFIED.search(archive.read("docProps/core.xml"))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML parts, unpacked within the limits: zip never unpacks more of a part than its directory declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_WORKBOOK_PARTS or size > MAX_WORKBOOK_BYTES:
                raise _too_large(f"{len(entries):,} parts of {size:,} bytes unpacked")
            parts = {entry.filename: archive.read(entry) for entry in entries if entry.filename.endswith((".xml", ".rels"))}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, ValueError) as error:
        raise _damaged(str(error)) from None
    declaring = next((name for name, part in parts.items() if any(mark in part for mark in _DOCTYPES)), None)
    if declaring:
        raise Unreadable("unsafe", f"part {declaring} declares a document type, which no spreadsheet program writes; save it again as XLSX")
    return parts


def _sheets(workbook: Any, parts: dict[str, bytes]) -> Iterator[Sheet]:
    first = 0
    for worksheet in workbook.worksheets:
        if worksheet.sheet_state != "visible":
            continue
        worksheet.reset_dimensions()  # what the sheet says of its own size is often wrong, and rows beyond it would be lost
        rows = [_row(cells) for cells in islice(worksheet.iter_rows(max_col=MAX_LEDGER_COLUMNS), MAX_LEDGER_ROWS - first + 1)]
        if first + len(rows) > MAX_LEDGER_ROWS:
            raise _too_large(f"more than {MAX_LEDGER_ROWS:,} rows")
        while rows and not any(rows[-1]):
            rows.pop()
        _expand(rows, _merged(parts.get(worksheet._worksheet_path, b"")))
        if rows:
            yield Sheet(tuple(map(tuple, rows)), worksheet.title, first)
        first += len(rows)


def _too_large(found: str) -> Unreadable:
    return Unreadable("too_long", f"a workbook of {found}; a ledger has at most {MAX_LEDGER_ROWS:,} rows: take out what is no ledger")


def _damaged(what: str) -> Unreadable:
    return Unreadable("damaged", f"the workbook cannot be read ({what}); open it and save it again as XLSX, without a password")


def _row(cells: Sequence[Any]) -> list[str]:
    texts = ["" if cell.value is None else cell_text(_shown(cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _shown(cell: Any) -> str:
    """A value as the sheet shows it: days in ISO form, shares in per cent, whole numbers without a decimal point."""
    value = cell.value
    if isinstance(value, time):
        return ""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value, cell.number_format or "")
    return unescape(str(value))


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:g}%"
    decimals = re.fullmatch(r"0\.(0+)(?:_.)?", number_format)  # October typed as 2023.10 is no January
    return f"{value:.{len(decimals[1])}f}" if decimals else f"{value:.15g}"


def _merged(part: bytes) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet: first column, first row, last column, last row, 1-based."""
    return [range_boundaries(found.decode()) for found in _MERGED.findall(part)]  # type: ignore[misc]


def _expand(rows: list[list[str]], ranges: Sequence[tuple[int, int, int, int]]) -> None:
    """Writes the text of each merged range into all its cells, within the rows that hold anything."""
    left_to_write = len(rows) * MAX_LEDGER_COLUMNS  # ranges do not overlap, so together they never cover more than the sheet
    for left, top, right, bottom in ranges:
        text = rows[top - 1][left - 1] if top <= len(rows) and left <= len(rows[top - 1]) else ""
        last = min(right, MAX_LEDGER_COLUMNS)
        covered = rows[top - 1 : bottom] if text else []
        left_to_write -= len(covered) * (last - left + 1)
        if left_to_write < 0:
            raise ValueError("merged ranges overlap")
        for row in covered:
            row += [""] * (last - len(row))
            row[left - 1 : last] = [text] * (last - left + 1)
