"""Rows that are damaged one at a time in every column of every table, and whether the checks notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from expectations.check import Check
from expectations.domain import domain_checks
from expectations.evidence import evidence_checks
from expectations.names import add_name_functions
from expectations.structure import row_checks
from warehouse.registry import TABLES
from warehouse.schema import Column, Table, Type

# Lists of what was known beforehand, and the ledger of runs, hold no observations.
LAYERS = ("source", "observation", "entity", "ledger")


@dataclass(frozen=True)
class Mutation:
    """One way to damage one row. `is_structural`: what it leaves cannot be right, whatever the reports say."""

    table: str
    column: str
    kind: str
    is_structural: bool
    sql: str
    is_caught: bool = False


def mutate(warehouse: Path) -> list[Mutation]:
    """Every mutation that finds a row to damage, with whether a check fails for more rows than before."""
    with duckdb.connect() as connection:
        add_name_functions(connection)
        connection.execute(f"ATTACH '{warehouse}' AS published (READ_ONLY)")
        for table in TABLES.values():
            connection.execute(f"CREATE TABLE {table.name} AS FROM published.main.{table.name}")
        checks = [*row_checks("warehouse"), *evidence_checks(), *domain_checks("warehouse")]
        before = {check: _failing(connection, check) for check in checks}
        return [
            replace(mutation, is_caught=caught)
            for mutation in mutations()
            if (caught := _is_caught(connection, mutation, checks, before)) is not None
        ]


def mutations() -> Iterator[Mutation]:
    """All mutations of all tables with observations."""
    for table in TABLES.values():
        if table.layer in LAYERS:
            yield from _of_rows(table)
            for column in table.columns:
                yield from _of_column(table, column)


def _of_rows(table: Table) -> Iterator[Mutation]:
    if table.primary_key:
        sql = f"INSERT INTO {table.name} FROM {table.name} WHERE rowid = {_row(table)}"
        yield Mutation(table.name, "*", "is there twice", True, sql)


def _of_column(table: Table, column: Column) -> Iterator[Mutation]:
    for kind, value, is_structural in _values(table, column):
        row = _row(table, f"WHERE {column.name} IS NOT NULL")
        sql = f"UPDATE {table.name} SET {column.name} = {value} WHERE rowid = {row}"
        yield Mutation(table.name, column.name, kind, is_structural, sql)


def _values(table: Table, column: Column) -> Iterator[tuple[str, str, bool]]:
    yield "is lost", "NULL", not column.nullable
    if column.values or column.references:
        yield "is no known value", "'nonsense'", True
    elif column.type is Type.TEXT:
        yield "is empty", "''", True
        yield "is cut short", f"left({column.name}, length({column.name}) // 2)", False
        yield "is mangled", f"translate({column.name}, 'aeiou的一党会', 'ÃÂ¤¥¦ç¬¬')", False
    if column.name in ("start_char", "end_char"):
        yield "lies behind the body", "1000000000", True
        yield "lies before the body", "-1", True
    elif column.type is Type.INTEGER:
        yield "is negative", "-1", True
        yield "is off by a thousand", f"{column.name} + 1000", False
    if column.type is Type.DATE:
        yield "is a thousand years off", f"{column.name} - INTERVAL 1000 YEAR", True
        yield "is a month off", f"{column.name} + INTERVAL 31 DAY", False


def _row(table: Table, where: str = "") -> str:
    return f"(SELECT max(rowid) FROM {table.name} {where})"


def _is_caught(
    connection: duckdb.DuckDBPyConnection, mutation: Mutation, checks: Sequence[Check], before: dict[Check, int]
) -> bool | None:
    """None where there is no row to damage."""
    connection.execute("BEGIN")
    try:
        changed = connection.execute(mutation.sql).fetchone()
        if not changed or not changed[0]:
            return None
        return any(_failing(connection, check) > before[check] for check in checks if mutation.table in check.sql)
    finally:
        connection.execute("ROLLBACK")


def _failing(connection: duckdb.DuckDBPyConnection, check: Check) -> int:
    row = connection.execute(f"SELECT count(*) FROM (\n{check.sql}\n)").fetchone()
    return int(row[0]) if row else 0
