"""What the standing batches hold, told from Parquet alone: arrivals and refusals, whatever is published."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse import registry
from warehouse.bookkeeping import load_quarantine, register_batches
from warehouse.scripts import run_script
from warehouse.store import Store

Row = dict[str, object]


@dataclass(frozen=True)
class Arrival:
    """The first arrival of a file's content, and what it is. `size_bytes` in bytes, `received_at` in UTC."""

    file_id: str
    path: str
    format: str
    size_bytes: int
    received_at: datetime
    run_id: str


class Inventory:
    """Answers about the batches of a data directory as they stood when it was opened."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def arrivals(self, file_ids: Iterable[str]) -> list[Arrival]:
        """The arrivals of those files, by id."""
        columns = "file_id, path, format, size_bytes, received_at, run_id"
        sql = f"SELECT {columns} FROM source_file WHERE file_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY file_id"
        return [Arrival(*row) for row in self._connection.execute(sql, [sorted(file_ids)]).fetchall()]

    def refusals(self, file_ids: Iterable[str]) -> list[Row]:
        """Every refusal of those files and of their records, with the run that loaded it since, where one did."""
        return self._rows("FROM quarantine WHERE file_id IN (SELECT unnest(?::VARCHAR[]))", [sorted(file_ids)])

    def all_refusals(self) -> list[Row]:
        """Every refusal, those of paths included."""
        return self._rows("FROM quarantine", [])

    def refused_files(self) -> set[str]:
        """The files of which something is refused to this day."""
        sql = "SELECT DISTINCT file_id FROM quarantine WHERE resolved_by IS NULL AND file_id IS NOT NULL"
        return {str(file_id) for (file_id,) in self._connection.execute(sql).fetchall()}

    def _rows(self, sql: str, parameters: list[object]) -> list[Row]:
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@contextmanager
def opened_inventory(store: Store) -> Iterator[Inventory]:
    """The inventory of a data directory; it is let go of at the end."""
    with duckdb.connect() as connection:
        for name in ("source_file", "quarantine"):
            connection.execute(registry.TABLES[name].ddl())
        run_script(connection, "sql/bookkeeping.sql")
        register_batches(connection, store)
        load_quarantine(connection, store)
        yield Inventory(connection)
