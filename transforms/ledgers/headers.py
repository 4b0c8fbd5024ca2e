"""Finding the header of a ledger: below title rows, of one line or of two."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.ledgers.columns import Columns, ColumnWords, headings_seen, make_columns
from transforms.ledgers.sheets import Sheet

_HEAD_ROWS = 30
_LOOKED_AT = 100
_LEAST_COLUMNS = 3
_LEAST_HEADINGS = 2
_LONGEST_CELL = 60
_LONGEST_PART = 12
_EQUAL_SHARE = 0.8


@dataclass(frozen=True)
class Header:
    """A header: its first row, the first row below it, and the columns."""

    first: int
    end: int
    columns: Columns


def find_header(sheet: Sheet, words: ColumnWords) -> Header | None:
    """The first row, or pair of rows, that heads a ledger; None where there is none."""
    return next((header for header in _candidates(sheet, words) if header.columns.is_ledger and _is_table(sheet, header)), None)


def headers_without_problem(sheet: Sheet, words: ColumnWords) -> str | None:
    """The headers of what would be a ledger, had it a column for the problem; None where nothing looks like one."""
    near = (header for header in _candidates(sheet, words) if header.columns.lacks_only_the_problem and _is_table(sheet, header))
    found = next(near, None)
    return headings_seen(found.columns.headings) if found else None


def first_row_of_many(sheet: Sheet) -> str:
    """The cells of the first row that has several, for a message."""
    rows = (row for row in sheet.rows if len({cell for cell in row if cell}) >= _LEAST_COLUMNS)
    return ", ".join(f"“{cell[:_LONGEST_CELL]}”" for cell in dict.fromkeys(next(rows, ())) if cell)


def _candidates(sheet: Sheet, words: ColumnWords) -> list[Header]:
    found = []
    for row in range(min(_HEAD_ROWS, len(sheet.rows))):
        if _may_be_header(sheet.rows[row], words):
            lines = [list(sheet.rows[row])]
            if row + 1 < len(sheet.rows) and _continues(sheet, row, words):
                lines = [_with_group_names(lines[0], list(sheet.rows[row + 1])), list(sheet.rows[row + 1])]
            found.append(Header(row, row + len(lines), make_columns(words, _of_equal_length(lines))))
    return found


def _may_be_header(cells: Sequence[str], words: ColumnWords) -> bool:
    distinct = {cell for cell in cells if cell}
    if len(distinct) < _LEAST_HEADINGS or max(map(len, distinct)) > _LONGEST_CELL:
        return False
    return sum(heading.is_known for heading in make_columns(words, [list(cells)]).headings) >= _LEAST_HEADINGS


def _of_equal_length(lines: Sequence[list[str]]) -> list[list[str]]:
    width = max(map(len, lines))
    return [line + [""] * (width - len(line)) for line in lines]


def _continues(sheet: Sheet, row: int, words: ColumnWords) -> bool:
    """Whether the row below is the second line of the header: it repeats what is above, leaves it open, or names a known column."""
    upper, lower = _of_equal_length([list(sheet.rows[row]), list(sheet.rows[row + 1])])
    new = [(above, below) for above, below in zip(upper, lower, strict=True) if below and below != above]
    if len(new) < _LEAST_HEADINGS or max(len(below) for _, below in new) > _LONGEST_CELL // 2:
        return False
    known = [words.is_header_word(b) or (a and len(b) <= _LONGEST_PART and words.heading(a, b).is_known) for a, b in new]
    problems = [cell for cell, heading in zip(lower, make_columns(words, [upper]).headings, strict=True) if "problem" in heading.roles]
    names_a_problem = any(cell and cell not in upper and not words.is_header_word(cell) for cell in problems)
    return all(known) and not names_a_problem


def _with_group_names(upper: list[str], lower: list[str]) -> list[str]:
    """In CSV a name over several columns stands over the first alone: the columns after it, open above and named below, are its own."""
    named = list(upper)
    for position in range(1, min(len(upper), len(lower))):
        if not upper[position] and lower[position] and lower[position - 1]:
            named[position] = named[position - 1]
    return named


def _is_table(sheet: Sheet, header: Header) -> bool:
    """Whether the rows below are as long as the header, which tells a table from prose with commas."""
    width = len(sheet.rows[header.first])
    below = [row for row in sheet.rows[header.end : header.end + _LOOKED_AT] if any(row)]
    equal = sum(len(row) <= max(width, len(header.columns.headings)) and len(row) >= _LEAST_COLUMNS - 1 for row in below)
    known = sum(heading.is_known for heading in header.columns.headings)
    return known * 2 >= sum(bool(heading.text) for heading in header.columns.headings) and equal >= _EQUAL_SHARE * len(below)
