"""Asking the published warehouse, which is only ever opened for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb


class QueryError(Exception):
    """A question that the warehouse cannot answer; the message says why and what to do."""


@dataclass(frozen=True)
class Answer:
    """Rows of a query, with the names of their columns."""

    columns: tuple[str, ...]
    values: tuple[tuple[object, ...], ...]

    def rows(self) -> list[dict[str, object]]:
        """The rows as mappings from column to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]


def query(warehouse: Path, sql: str, parameters: Sequence[object] = ()) -> Answer:
    """The answer to one SQL statement; QueryError where nothing is published yet or DuckDB refuses the statement."""
    if not warehouse.is_file():
        raise QueryError(f"{warehouse} does not exist: nothing is published yet. Start with: taizhang run PATH")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            cursor = connection.execute(sql, list(parameters))
            columns = tuple(column[0] for column in cursor.description or ())
            return Answer(columns, tuple(cursor.fetchall()) if columns else ())
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
