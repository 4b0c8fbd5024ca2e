"""What is checked, as an in-memory DuckDB database: one relation for each table, and the columns declared and found.

Great Expectations never sees a database file: it would keep the lock on it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from expectations.check import CheckError
from expectations.names import add_name_functions
from expectations.structure import BATCH_TABLES, DECLARED_COLUMN, FOUND_COLUMN, WAREHOUSE_TABLES
from warehouse.schema import Table


@contextmanager
def opened_batch(directory: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The Parquet files of a batch, `<table>.parquet` each; a file that is missing or unreadable has no columns and no table."""
    with duckdb.connect() as connection:
        _prepare(connection, BATCH_TABLES)
        for table in BATCH_TABLES:
            _view(connection, table, f"read_parquet({_pattern(directory / f'{table.name}.parquet')})")
            _load(connection, table)
        yield connection


@contextmanager
def opened_warehouse(path: Path, memory_limit: str | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse file, read only, and let go of at the end; CheckError where it cannot be opened.

    What does not fit below `memory_limit`, as DuckDB writes it ("500MB"), is put beside the file for a while.
    """
    with duckdb.connect() as connection:
        if memory_limit is not None:
            connection.execute(f"SET memory_limit = {_quoted(memory_limit)}")
            connection.execute(f"SET temp_directory = {_quoted(str(path.with_suffix('.spill')))}")
        _prepare(connection, WAREHOUSE_TABLES)
        try:
            connection.execute(f"ATTACH {_quoted(str(path))} AS candidate (READ_ONLY)")
        except duckdb.Error as error:
            raise CheckError(f"{path}: expected a DuckDB file that can be opened for reading; build it again ({error})") from error
        for table in WAREHOUSE_TABLES:
            _view(connection, table, f"candidate.main.{table.name}")
        try:
            yield connection
        finally:
            connection.execute("DETACH candidate")


def _prepare(connection: duckdb.DuckDBPyConnection, tables: tuple[Table, ...]) -> None:
    add_name_functions(connection)
    for relation in (DECLARED_COLUMN, FOUND_COLUMN):
        connection.execute(f"CREATE TABLE {relation} (table_name VARCHAR, column_name VARCHAR, column_type VARCHAR)")
    declared = [(table.name, column.name, column.type.value) for table in tables for column in table.columns]
    connection.executemany(f"INSERT INTO {DECLARED_COLUMN} VALUES (?, ?, ?)", declared)


def _view(connection: duckdb.DuckDBPyConnection, table: Table, source: str) -> None:
    try:
        connection.execute(f"CREATE VIEW {table.name} AS FROM {source}")
    except duckdb.Error:
        return  # no column is found, which the first check reports with the table's name
    found = f"SELECT '{table.name}', column_name, column_type FROM (DESCRIBE {table.name})"
    connection.execute(f"INSERT INTO {FOUND_COLUMN} {found}")


def _load(connection: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Puts the rows in the place of the view: some 280 queries follow, and each would open and read the file again."""
    try:
        connection.execute(f"CREATE TABLE loaded AS FROM {table.name}")
    except duckdb.CatalogException:
        return  # there is no view of a file that is missing or unreadable
    except duckdb.Error as error:
        raise CheckError(f"table {table.name}: its rows cannot be read; the file is damaged since it was written ({error})") from error
    connection.execute(f"DROP VIEW {table.name}")
    connection.execute(f"ALTER TABLE loaded RENAME TO {table.name}")


def _pattern(path: Path) -> str:
    # read_parquet takes a pattern: a folder may well be called "reports [2023]".
    return _quoted(re.sub(r"([*?\[])", r"[\1]", str(path)))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
