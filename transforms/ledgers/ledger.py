"""A delivered file as a ledger, and the ledger as rows of the warehouse."""

import io
import re
from collections.abc import Sequence

from transforms.ledgers.columns import ColumnWords, column_words
from transforms.ledgers.dates import AsOf, Calendar, find_as_of, find_held_on
from transforms.ledgers.delimited import read_delimited
from transforms.ledgers.entries import closing_lines, read_entries
from transforms.ledgers.headers import Header, find_header, first_row_of_many, headers_without_problem
from transforms.ledgers.identity import read_identity
from transforms.ledgers.items import Listing, Row, item_row, status_row
from transforms.ledgers.model import Ledger, Listed
from transforms.ledgers.sheets import Sheet, line_of
from transforms.ledgers.workbook import modified_on, read_workbook
from transforms.lexicons import Lexicons
from transforms.readers.formats import format_of
from transforms.readers.limits import MAX_LEDGER_ROWS
from transforms.readers.streams import buffered, head, read_whole
from transforms.readers.unreadable import Unreadable


def read_ledger(data: bytes, path: str, lexicons: Lexicons) -> Ledger | None:
    """The ledger that a file holds, told by a header with a problem and what is done about it; None for a file that is something else.

    Unreadable for a workbook without such a header, for a table that has all of it but the problem, and for a ledger beyond the limits.
    """
    try:
        return read_ledger_stream(buffered(io.BytesIO(data)), format_of(data), lexicons)
    except Unreadable as refusal:
        raise Unreadable(refusal.reason, f"{path}: {refusal.detail}") from None


def read_ledger_stream(stream: io.BufferedReader, found: str, lexicons: Lexicons) -> Ledger | None:
    """As `read_ledger`, for a stream of a format that is known; where the answer is None all of the stream is still to be read."""
    if found == "xlsx":
        return _workbook(read_whole(stream), lexicons)
    if found in _TEXTS and _delimited(head(stream), lexicons):
        return _delimited(read_whole(stream), lexicons)
    return None


_TEXTS = frozenset(("csv", "txt", "md"))


def ledger_rows(ledger: Ledger, lexicons: Lexicons, file_id: str) -> dict[str, list[Row]]:
    """Rows of `ledger_item` and `ledger_status`, one of each for every problem of the sheets."""
    items: list[Row] = []
    statuses: list[Row] = []
    for listed in ledger.sheets:
        listing = _listing(listed, ledger, lexicons, file_id)
        for entry in read_entries(listed.sheet, listed.header, column_words(lexicons)):
            own = (entry.text(role) or "" for role in ("organization", "meeting", "year"))
            identity = read_identity(listed.title, lexicons, *own)
            items.append(item_row(entry, identity, listing))
            statuses.append(status_row(entry, identity, listing))
    return {"ledger_item": items, "ledger_status": statuses}


def _workbook(data: bytes, lexicons: Lexicons) -> Ledger:
    words = column_words(lexicons)
    sheets = read_workbook(data)
    listed = _listed(sheets, words)
    if not listed:
        seen = "; ".join(filter(None, map(first_row_of_many, sheets))) or "none"
        raise _no_problem(seen)
    saved = modified_on(data)
    return _filled(Ledger("xlsx", listed, AsOf(saved, "file") if saved else None), words)


def _delimited(data: bytes, lexicons: Lexicons) -> Ledger | None:
    words = column_words(lexicons)
    sheets = list(read_delimited(data))
    for sheet in sheets:
        if listed := _listed([sheet], words):
            if len(sheet.rows) > MAX_LEDGER_ROWS:
                raise Unreadable("too_long", f"more than {MAX_LEDGER_ROWS:,} rows; split the ledger into files of at most that many")
            return _filled(Ledger("csv", listed), words)
    if seen := next(filter(None, (headers_without_problem(sheet, words) for sheet in sheets)), None):
        raise _no_problem(seen)
    return None


def _no_problem(seen: str) -> Unreadable:
    return Unreadable(
        "no_problem_column",
        f"no row heads a rectification ledger; the headers seen are {seen}. A ledger has a column for the problem (存在问题, Problem) and "
        "one for the measure, who is responsible, the deadline or the progress: name them so, or add the headers to ledger_columns.csv",
    )


def _filled(ledger: Ledger, words: ColumnWords) -> Ledger:
    if not any(True for listed in ledger.sheets for _ in read_entries(listed.sheet, listed.header, words)):
        raise Unreadable("no_item", "the ledger has a header and no row with a problem; deliver it once it is filled in")
    return ledger


def _listed(sheets: Sequence[Sheet], words: ColumnWords) -> tuple[Listed, ...]:
    """The sheets that are ledgers. One without a title of its own has that of the one before."""
    listed: list[Listed] = []
    for sheet in sheets:
        if header := find_header(sheet, words):
            own = _title(sheet, header)
            title = own or (listed[-1].title if listed else ())
            name = () if sheet.name is None or _UNNAMED.fullmatch(sheet.name) else (sheet.name,)
            listed.append(Listed(sheet, header, (*title, *name)))
    return tuple(listed)


_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_NAME_OF_LEDGER = re.compile("台账|清单|一览表|销号表|整改|ledger|list|rectification", re.I)


def _title(sheet: Sheet, header: Header) -> tuple[str, ...]:
    lines = list(filter(None, map(line_of, sheet.rows[: header.first])))
    names = [line for line in lines if _NAME_OF_LEDGER.search(line)]
    first = names[:1] or sorted(lines, key=len)[-1:]
    return (*first, *(line for line in lines if line not in first))


def _listing(listed: Listed, ledger: Ledger, lexicons: Lexicons, file_id: str) -> Listing:
    lines = (*listed.title, *_closing(listed, lexicons))
    as_of = find_as_of(lines, lexicons) or ledger.saved
    held_on = find_held_on(lines, lexicons)
    return Listing(file_id, ledger.record, lexicons, Calendar(held_on=held_on, as_of=as_of.day if as_of else None), as_of)


def _closing(listed: Listed, lexicons: Lexicons) -> list[str]:
    return closing_lines(listed.sheet, listed.header, column_words(lexicons))
