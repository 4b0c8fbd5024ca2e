"""`taizhang diff`: what changed between the publications of two runs, as counts by table or row by row."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, fields
from pathlib import Path

import duckdb

from flows.commands.past import past_warehouse
from flows.commands.sql import print_answer
from flows.queries import Answer
from warehouse import publications
from warehouse.changes import COMPARED, RowChange, TableChange, changed_rows, compared, count_changes, recorded_changes
from warehouse.schema import Table
from warehouse.store import Store

ALL_TABLES = "all"
_SHOWN_CHARACTERS = 200


class DiffError(Exception):
    """A comparison that was asked for wrongly; the message says what is possible."""


def diff(before: str | None, after: str, rows_of: str | None, output_format: str, data: Path) -> None:
    """Prints counts, or with `rows_of`, a table or `all`, rows. PublicationError where a run cannot be told or built again.

    Without a `before` the later run is compared with the one whose warehouse it replaced, the first of all with nothing.
    """
    store = Store(data)
    later = publications.find(store.run_directory, after)
    earlier = publications.find(store.run_directory, before) if before else publications.read(store.run_directory, later).previous
    is_for_eyes = output_format == "table"
    if rows_of:
        rows = _rows(store, earlier, later, _tables(rows_of))
        answer = _listed([row.shortened(_SHOWN_CHARACTERS) for row in rows] if is_for_eyes else rows)
    else:
        answer = _counted([c for c in _counts(store, earlier, later) if not is_for_eyes or c.is_any])
    print_answer(answer, output_format)


def _counts(store: Store, earlier: str | None, later: str) -> list[TableChange]:
    if publications.read(store.run_directory, later).previous == earlier:
        return recorded_changes(store.run_directory, later)
    with _opened(store, earlier, later) as connection:
        return count_changes(connection)


def _rows(store: Store, earlier: str | None, later: str, tables: Sequence[Table]) -> list[RowChange]:
    with _opened(store, earlier, later) as connection:
        return [row for table in tables for row in changed_rows(connection, table)]


@contextmanager
def _opened(store: Store, earlier: str | None, later: str) -> Iterator[duckdb.DuckDBPyConnection]:
    with ExitStack() as stack:
        old = stack.enter_context(past_warehouse(store, earlier)) if earlier else None
        yield stack.enter_context(compared(old, stack.enter_context(past_warehouse(store, later))))


def _tables(name: str) -> list[Table]:
    chosen = [table for table in COMPARED if name in (ALL_TABLES, table.name)]
    if not chosen:
        raise DiffError(f"{name} is no table that is compared; name one of {', '.join(table.name for table in COMPARED)}")
    return chosen


def _counted(changes: Sequence[TableChange]) -> Answer:
    return Answer(("table_name", "added", "changed", "removed"), tuple((c.table_name, c.added, c.changed, c.removed) for c in changes))


def _listed(rows: Sequence[RowChange]) -> Answer:
    return Answer(tuple(field.name for field in fields(RowChange)), tuple(map(astuple, rows)))
