"""What changed between two warehouses, row by row, known by primary key."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow.parquet as pq

from warehouse import registry
from warehouse.building import quoted
from warehouse.memory import spilling
from warehouse.schema import Column, Table

COMPARED: tuple[Table, ...] = tuple(table for table in registry.TABLES.values() if table.layer != "operation")
"""The tables that say something of the world: what the runs did differs after each run."""

_SHOWN_ROWS = 20

Change = Literal["added", "changed", "removed"]


class ComparisonError(Exception):
    """A warehouse that cannot be read to the end; the message names it and says what to do."""


@dataclass(frozen=True)
class TableChange:
    """Numbers of rows, with the names of the columns of table publish_change."""

    table_name: str
    added: int
    changed: int
    removed: int

    @property
    def is_any(self) -> bool:
        """Whether the table changed at all."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class RowChange:
    """One column of a changed row, with its values as text; or a whole row as JSON, without a column, where it was added or removed."""

    table_name: str
    change: Change
    key: str
    column_name: str | None
    before: str | None
    after: str | None

    def shortened(self, characters: int) -> "RowChange":
        """The same for a table that people read: both values on one line, of so many characters at most."""
        return replace(self, before=_shortened(self.before, characters), after=_shortened(self.after, characters))


def _shortened(value: str | None, characters: int) -> str | None:
    line = " ".join(value.split()) if value else value
    return line if line is None or len(line) <= characters else f"{line[:characters]}…"


@dataclass(frozen=True)
class Changes:
    """What changed from one warehouse to the next: counts of every table, and the first rows of each that changed or are gone."""

    tables: tuple[TableChange, ...] = ()
    rows: tuple[RowChange, ...] = ()

    @property
    def counted(self) -> list[dict[str, object]]:
        """The tables that changed, with their counts by name."""
        return [vars(table) for table in self.tables if table.is_any]


@contextmanager
def compared(before: Path | None, after: Path, replaced_batches: Collection[str] = ()) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory database in which every table of `after` is a view of its name, and every table of `before` one in schema `before`.

    The views have the declared columns; of a file that an earlier version wrote, NULL stands in what it lacks. `before_file` and
    `after_file` are the files themselves, read only. Without a `before` all of its views are empty. Table `replaced_batch` lists the
    batches in whose place others count now. ComparisonError where a file cannot be opened.
    """
    with spilling(after.with_suffix(".spill")) as connection:
        connection.execute("CREATE SCHEMA before")
        _attach(connection, before or ":memory:", "before_file")
        _attach(connection, after, "after_file")
        connection.execute("CREATE TABLE replaced_batch AS SELECT unnest(?::VARCHAR[]) AS batch_id", [list(replaced_batches)])
        for table in registry.TABLES.values():
            connection.execute(f"CREATE VIEW before.{table.name} AS {_declared(connection, table, 'before_file')}")
            connection.execute(f"CREATE VIEW {table.name} AS {_declared(connection, table, 'after_file')}")
        yield connection
        connection.execute("DETACH before_file")
        connection.execute("DETACH after_file")


def count_changes(connection: duckdb.DuckDBPyConnection) -> list[TableChange]:
    """Added, changed and removed rows of every table, given what `compared` opened. ComparisonError where a file is damaged."""
    return [_count(connection, table) for table in COMPARED]


def changes(connection: duckdb.DuckDBPyConnection) -> Changes:
    """What changed, given what `compared` opened. ComparisonError where a file is damaged."""
    counts = count_changes(connection)
    concerned = (registry.TABLES[count.table_name] for count in counts if count.changed or count.removed)
    return Changes(tuple(counts), tuple(row for table in concerned for row in _first_losses(connection, table)))


def recorded_changes(run_directory: Path, run_id: str) -> list[TableChange]:
    """What a run recorded that its publication changed; empty where it published nothing."""
    path = run_directory / run_id / "publish_change.parquet"
    rows = pq.read_table(path).drop_columns("run_id").to_pylist() if path.is_file() else []
    return [TableChange(**row) for row in rows]


def changed_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> list[RowChange]:
    """Every difference in one table, by key, given what `compared` opened."""
    return [RowChange(table.name, *row) for row in connection.execute(_rows_sql(table)).fetchall()]


def _first_losses(connection: duckdb.DuckDBPyConnection, table: Table) -> list[RowChange]:
    rows = connection.execute(f"FROM (\n{_rows_sql(table)}\n) WHERE change <> 'added' LIMIT {_SHOWN_ROWS}").fetchall()
    return [RowChange(table.name, *row) for row in rows]


def _attach(connection: duckdb.DuckDBPyConnection, path: Path | str, name: str) -> None:
    options = "" if path == ":memory:" else " (READ_ONLY)"
    try:
        connection.execute(f"ATTACH '{quoted(Path(path)) if options else path}' AS {name}{options}")
    except duckdb.OutOfMemoryException:  # no fault of the file: said where the limit is known
        raise
    except duckdb.Error as error:
        raise ComparisonError(f"{path} cannot be opened: {error}. Build it anew with: taizhang rebuild") from error


def _declared(connection: duckdb.DuckDBPyConnection, table: Table, file: str) -> str:
    columns = "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = ? AND schema_name = 'main' AND table_name = ?"
    found = dict(connection.execute(columns, [file, table.name]).fetchall())
    select = ", ".join(_value(column, found.get(column.name)) for column in table.columns)
    return f"SELECT {select} FROM {file}.main.{table.name}" if found else f"SELECT {select} WHERE false"


def _value(column: Column, found: str | None) -> str:
    if found is None:
        return f"NULL::{column.type.value} AS {column.name}"
    return column.name if found == column.type.value else f"TRY_CAST({column.name} AS {column.type.value}) AS {column.name}"


def _count(connection: duckdb.DuckDBPyConnection, table: Table) -> TableChange:
    first = table.primary_key[0]
    sql = (
        f"SELECT count(*) FILTER (b.{first} IS NULL),\n"
        f"    count(*) FILTER (a.{first} IS NOT NULL AND b.{first} IS NOT NULL AND ({_differs(table)})),\n"
        f"    count(*) FILTER (a.{first} IS NULL)\n"
        f"FROM before.{table.name} AS b FULL JOIN {table.name} AS a ON {_same_key(table)}"
    )
    try:
        [(added, changed, removed)] = connection.execute(sql).fetchall()
    except duckdb.OutOfMemoryException:  # no fault of the file: said where the limit is known
        raise
    except duckdb.Error as error:
        raise ComparisonError(f"table {table.name} cannot be read to its end: {error}. Build it anew with: taizhang rebuild") from error
    return TableChange(table.name, added, changed, removed)


def _rows_sql(table: Table) -> str:
    new, old, same = f"{table.name} AS a", f"before.{table.name} AS b", _same_key(table)
    one_sided = [
        f"SELECT 'added', {_key(table, 'a')}, NULL, NULL, to_json(a)::VARCHAR FROM {new} ANTI JOIN {old} ON {same}",
        f"SELECT 'removed', {_key(table, 'b')}, NULL, to_json(b)::VARCHAR, NULL FROM {old} ANTI JOIN {new} ON {same}",
    ]
    by_column = [
        f"SELECT 'changed', {_key(table, 'a')}, '{name}', b.{name}::VARCHAR, a.{name}::VARCHAR\nFROM pair WHERE {_differ(name)}"
        for name in _further(table)
    ]
    pair = f"SELECT a, b FROM {new} JOIN {old} ON {same} WHERE {_differs(table)}"
    columns = "rows(change, key, column_name, before, after)"
    union = "\nUNION ALL\n".join(one_sided + by_column)
    return f"WITH pair AS MATERIALIZED ({pair})\nFROM (\n{union}\n) AS {columns} ORDER BY key, change, column_name"


def _same_key(table: Table) -> str:
    return " AND ".join(f"a.{name} = b.{name}" for name in table.primary_key)


def _differs(table: Table) -> str:
    return " OR ".join(map(_differ, _further(table))) or "false"


def _differ(name: str) -> str:
    return f"a.{name} IS DISTINCT FROM b.{name}"


def _further(table: Table) -> list[str]:
    return [name for name in table.column_names if name not in table.primary_key]


def _key(table: Table, alias: str) -> str:
    return f"concat_ws(', ', {', '.join(f'{alias}.{name}' for name in table.primary_key)})"
