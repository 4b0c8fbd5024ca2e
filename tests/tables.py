"""What a warehouse holds, as one hash a table: two warehouses are the same where all are."""

from pathlib import Path

import duckdb

from warehouse import registry
from warehouse.schema import Table

# What depends on the run that brought a row and not on what was delivered.
_OF_A_RUN = {"run_id", "received_at", "path"}
_RUNS = {"run", "check_result", "publish_change"}


def hashes(data: Path) -> dict[str, str]:
    """Rows and a hash of the rows of each table of the published warehouse, in no order; the tables that tell of runs are left out."""
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return {table.name: _hash(connection, table) for table in registry.TABLES.values() if table.name not in _RUNS}


def delivered_columns(table: Table) -> str:
    """The columns that depend on what was delivered alone, for a SELECT."""
    return ", ".join(name for name in table.column_names if name not in _OF_A_RUN)


def _hash(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    row = connection.execute(f"SELECT count(*), sum(hash({delivered_columns(table)})) FROM {table.name}").fetchone()
    return "{} {}".format(*row or ())
