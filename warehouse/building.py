"""Filling a warehouse file: its tables and views, then what lexicons, batches and run records hold."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from warehouse import registry
from warehouse.loading import load_batches, load_runs
from warehouse.memory import spilling
from warehouse.reference import load_reference_tables
from warehouse.scripts import create_views, run_script
from warehouse.state import State, record_state
from warehouse.store import Store

# DuckDB 1.x, which many analysts have, reads files of this storage version and not of later ones.
STORAGE_VERSION = "v1.2.0"


@contextmanager
def opened_for_writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is the file's, written out and let go of at the end."""
    with spilling(path.with_suffix(".spill")) as connection:
        connection.execute(f"ATTACH '{quoted(path)}' AS next (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE next")
        yield connection
        connection.execute("USE memory")
        connection.execute("CHECKPOINT next")
        connection.execute("DETACH next")


def fill(
    connection: duckdb.DuckDBPyConnection, store: Store, lexicon_dirs: Sequence[Path], state: State, start: State | None = None
) -> None:
    """Brings the connection's current database to `state`: from the beginning, or from the warehouse of state `start` that it holds."""
    if start is None:
        _create_tables(connection)
    if start is None or start.lexicon_digest != state.lexicon_digest:
        load_reference_tables(connection, lexicon_dirs)
    load_batches(connection, store)
    load_runs(connection, store)
    connection.execute("DELETE FROM bookkeeping.publication")
    record_state(connection, state)


def quoted(path: Path) -> str:
    """A path as it stands between the quotation marks of an SQL text."""
    return str(path).replace("'", "''")


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in registry.TABLES.values():
        connection.execute(table.ddl())
    run_script(connection, "sql/bookkeeping.sql")
    create_views(connection)
