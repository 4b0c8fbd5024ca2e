"""The rows of a ledger: which of them are problems, and what stands under each header."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from transforms.ledgers.columns import ColumnWords
from transforms.ledgers.headers import Header
from transforms.ledgers.sheets import Sheet, fold, line_of

_ROLES = (
    *("problem", "category", "measure", "responsible", "deadline", "progress", "state", "settled", "settled_on", "remark"),
    *("organization", "meeting", "year", "as_of", "held_on"),
)
_CONTINUING = ("measure", "responsible", "deadline", "progress", "state", "settled")
_NOTHING = frozenset(("", "无", "暂无", "none", "nil", "n a"))


@dataclass(frozen=True)
class Entry:
    """A problem of a ledger: its row, and the filled cells under each role, left to right, each text once."""

    record: int
    cells: Mapping[str, tuple[str, ...]]

    def texts(self, role: str) -> tuple[str, ...]:
        """The filled cells of a role."""
        return self.cells.get(role, ())

    def text(self, role: str) -> str | None:
        """The filled cells of a role in one text, separated by "; "; None where there is none."""
        return "; ".join(self.texts(role)) or None

    @property
    def problem(self) -> str:
        """The problem as written."""
        return "; ".join(self.texts("problem"))


def read_entries(sheet: Sheet, header: Header, words: ColumnWords) -> Iterator[Entry]:
    """Every row with a problem, or with a further measure for the problem above it.

    A row that leaves the problem open but has a measure belongs to the cell above, as merged cells come out in CSV; what it leaves open is
    that of the row above. Headings of sections give the category where no column does.
    """
    footers = tuple(words.labels("footer"))
    section: tuple[str, ...] = ()
    previous: Entry | None = None
    for row in range(header.end, len(sheet.rows)):
        if _is_footer(sheet.rows[row], footers) or sheet.rows[row] in sheet.rows[header.first : header.end]:
            continue
        cells = _cells(sheet, header, row)
        if _is_heading(sheet.rows[row], cells):
            section = (line_of(sheet.rows[row]),)
            continue
        cells = _continued(cells, previous)
        if cells.get("problem"):
            previous = Entry(sheet.first_record + row, {"category": section} | cells)
            yield previous


def closing_lines(sheet: Sheet, header: Header, words: ColumnWords) -> list[str]:
    """The lines below the table that say who made it and when."""
    footers = (*words.labels("footer"), *words.labels("as_of"))
    return [line_of(row) for row in sheet.rows[header.end :] if _is_footer(row, footers)]


def _cells(sheet: Sheet, header: Header, row: int) -> dict[str, tuple[str, ...]]:
    found = {}
    for role in _ROLES:
        texts = [sheet.cell(row, column) for column in header.columns.of(role)]
        if filled := tuple(dict.fromkeys(text for text in texts if fold(text) not in _NOTHING or _is_answer(role, text))):
            found[role] = filled
    return found


def _is_answer(role: str, text: str) -> bool:
    """In a column that asks whether, "none" is an answer."""
    return role in ("settled", "state") and bool(fold(text))


def _continued(cells: dict[str, tuple[str, ...]], previous: Entry | None) -> dict[str, tuple[str, ...]]:
    if cells.get("problem") or previous is None or not any(cells.get(role) for role in _CONTINUING):
        return cells
    return {**previous.cells, **cells}


def _is_heading(row: tuple[str, ...], cells: dict[str, tuple[str, ...]]) -> bool:
    """Whether a row holds one text alone, over several columns or in another than that of the problem."""
    filled = [cell for cell in row if cell]
    return len(set(filled)) == 1 and (len(filled) > 1 or "problem" not in cells)


def _is_footer(row: tuple[str, ...], labels: tuple[str, ...]) -> bool:
    first = next((cell for cell in row if cell), "")
    label = re.match(r"[^:：\d]{1,16}(?=[:：]|$)|[^\d]{1,8}(?=\s*\d{4})", first)
    return label is not None and re.sub(r"[（(].*", "", fold(label.group())) in labels
