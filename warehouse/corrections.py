"""Corrections that people made: matched with the rows as they were read, and put in the place of what was read whenever rows are loaded.

The connection's current database is a warehouse that is being built, in which `authority` tells which batch speaks for each report.
"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import registry
from warehouse.bookkeeping import ROWS_WITH_BATCH
from warehouse.correctable import CORRECTABLE, Correctable
from warehouse.correction_files import Correction, read_corrections
from warehouse.schema import Table
from warehouse.scripts import run_script
from warehouse.store import Store

_JUDGED = {"status", "message", "start_char", "end_char"}
_GIVEN = pa.schema([*(f for f in registry.TABLES["correction"].arrow_schema if f.name not in _JUDGED), pa.field("position", pa.int32())])


def load_corrections(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Judges the corrections of the data directory and replaces the rows of `correction`.

    A report whose corrections are others than before is added to `changed_report`. CorrectionError where a file cannot be read.
    """
    judge_corrections(connection, store, read_corrections(store.correction_files()))
    run_script(connection, "sql/changed_corrections.sql")


def judge_corrections(connection: duckdb.DuckDBPyConnection, store: Store, corrections: Sequence[Correction]) -> None:
    """Makes the temporary table `judged_correction`: each correction with its status and, where it applies, the row that it changes."""
    rows = [asdict(correction) | {"position": position} for position, correction in enumerate(corrections)]
    connection.register("given_row", pa.Table.from_pylist(rows, schema=_GIVEN))
    connection.execute("CREATE OR REPLACE TEMP TABLE given_correction AS FROM given_row")
    connection.unregister("given_row")
    connection.execute("CREATE OR REPLACE TEMP TABLE corrected_report AS FROM authority SEMI JOIN given_correction USING (report_id)")
    for table in CORRECTABLE:
        _read_rows(connection, store, registry.TABLES[table])
    run_script(connection, "sql/read_organization.sql")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE correctable_row AS\n{_correctable_rows()}")
    run_script(connection, "sql/putting_value.sql")
    run_script(connection, "sql/corrections.sql")


def complaints(warehouse: Path) -> list[str]:
    """A sentence on each correction that does not apply to a warehouse file: where it stands, why, and what to do."""
    unapplied = "SELECT source, table_name, column_name, report_id, message FROM correction WHERE status <> 'applied' ORDER BY source"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(unapplied).fetchall()
    return [
        f"{source}: the correction of {table}.{column} in report {report} is not applied: {message}"
        for source, table, column, report, message in rows
    ]


def corrected(connection: duckdb.DuckDBPyConnection, table: Table, rows: str) -> str:
    """SQL for the rows of a table as they were read, with corrected values in the place of those read."""
    applied = "SELECT DISTINCT column_name FROM judged_correction WHERE table_name = ? AND status = 'applied' ORDER BY ALL"
    columns = [str(name) for (name,) in connection.execute(applied, [table.name]).fetchall()]
    if not columns:
        return rows
    replaced = ",\n    ".join(expression for name in columns for expression in _replacements(table, name))
    return (
        f"SELECT t.* REPLACE (\n    {replaced}\n)\nFROM ({rows}) AS t\n"
        f"LEFT JOIN ({_rulings(table, columns)}) AS c ON c.report_id = t.report_id AND c.row_key = {CORRECTABLE[table.name].key}"
    )


def _replacements(table: Table, name: str) -> list[str]:
    value = f"CAST(c.put_{name} AS {table.column(name).type.value})"
    replaced = [f"CASE WHEN c.is_put_{name} THEN {value} ELSE t.{name} END AS {name}"]
    if name == "held_on":  # a day that a person vouches for is as good as one that is printed in full
        replaced.append(
            "CASE WHEN c.is_put_held_on THEN if(c.put_held_on IS NULL, NULL, 'stated') ELSE t.held_on_basis END AS held_on_basis"
        )
    return replaced


def _rulings(table: Table, columns: Sequence[str]) -> str:
    """A row for each corrected row of a table, with the value to put into each column, and whether one is to be put."""
    put = ", ".join(
        f"any_value(put_value) FILTER (column_name = '{name}') AS put_{name}, bool_or(column_name = '{name}') AS is_put_{name}"
        for name in columns
    )
    of_table = f"table_name = '{table.name}' AND status = 'applied'"
    return f"SELECT report_id, row_key, {put} FROM judged_correction WHERE {of_table} GROUP BY ALL"


def _read_rows(connection: duckdb.DuckDBPyConnection, store: Store, table: Table) -> None:
    """Makes the temporary table `read_<table>`: rows of the corrected reports as they were read."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE read_{table.name} AS SELECT * FROM {table.name} WHERE false")
    needed = {row[0] for row in connection.execute("SELECT DISTINCT batch_id FROM corrected_report").fetchall()}
    batches = [batch for batch in store.batches() if batch.batch_id in needed]
    if files := store.table_files(batches, table.name):
        rows = f"SELECT * EXCLUDE (batch_id) FROM ({ROWS_WITH_BATCH}) SEMI JOIN corrected_report USING (report_id, batch_id)"
        connection.execute(f"INSERT INTO read_{table.name} BY NAME {rows}", [files])


def _correctable_rows() -> str:
    selects = [_cells(table, correctable, column) for table, correctable in CORRECTABLE.items() for column in correctable.columns]
    return "\nUNION ALL\n".join(selects)


def _cells(table: str, correctable: Correctable, column: str) -> str:
    """The cells of one column with the names of their rows. A host is known by its id in the warehouse, and as printed."""
    is_host = column == "host_id"
    values = "[coalesce(b.organization_id, t.host_id), b.label]" if is_host else f"[CAST(t.{column} AS VARCHAR)]"
    join = "LEFT JOIN read_organization AS b ON b.organization_mention_id = t.host_id" if is_host else ""
    names = ", ".join(f"t.{name}" for name in correctable.names)
    return (
        f"SELECT '{table}' AS table_name, '{column}' AS column_name, t.report_id, t.start_char, t.end_char,\n"
        f"    {correctable.key} AS row_key, [{names}, t.start_char || '-' || t.end_char] AS row_names, {values} AS row_values\n"
        f"FROM read_{table} AS t {join}"
    )
