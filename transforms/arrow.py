"""From rows to Arrow: observations as plain dicts in, one Arrow table for each declared table out."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from warehouse import registry
from warehouse.schema import Column, Table

_BATCH_TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *registry.of_layer("source"),
        *registry.of_layer("observation"),
        *registry.of_layer("ledger"),
        registry.TABLES["quarantine"],
    )
}


class RowError(ValueError):
    """Rows that do not fit the declared table; the message names table, column and report."""


def to_tables(rows: Mapping[str, Sequence[Mapping[str, object]]]) -> dict[str, pa.Table]:
    """One Arrow table for each table that a batch holds, empty ones included, in the declared schema.

    A column that a row leaves out is NULL. RowError for a table or column that is not declared, a value of another type,
    and NULL in a column that never is.
    """
    unknown = sorted(rows.keys() - _BATCH_TABLES.keys())
    if unknown:
        raise RowError(f"no batch holds the tables {', '.join(unknown)}; name one of {', '.join(_BATCH_TABLES)}")
    return {name: _to_table(table, rows.get(name, ())) for name, table in _BATCH_TABLES.items()}


def _to_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    declared = set(table.column_names)
    for row in rows:
        undeclared = sorted(row.keys() - declared)
        if undeclared:
            raise RowError(f"table {table.name}, {_whose(row)}: columns {', '.join(undeclared)} are not declared in warehouse/tables")
    return pa.Table.from_arrays([_to_array(table, column, rows) for column in table.columns], schema=table.arrow_schema)


def _to_array(table: Table, column: Column, rows: Sequence[Mapping[str, object]]) -> "pa.Array[Any]":
    values = [row.get(column.name) for row in rows]
    if not column.nullable and None in values:
        raise RowError(f"table {table.name}, column {column.name}, {_whose(rows[values.index(None)])}: a value is needed and none is given")
    arrow_type = table.arrow_schema.field(column.name).type
    try:
        array: pa.Array[Any] = pa.array(values, type=arrow_type)
        return array
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        raise RowError(_misfit(table, column, rows, arrow_type)) from error


def _misfit(table: Table, column: Column, rows: Sequence[Mapping[str, object]], arrow_type: pa.DataType) -> str:
    for row in rows:
        value = row.get(column.name)
        try:
            pa.array([value], type=arrow_type)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            return f"table {table.name}, column {column.name}, {_whose(row)}: expected {column.type.value}, found {value!r:.80}"
    return f"table {table.name}, column {column.name}: the values do not fit {column.type.value}"


def _whose(row: Mapping[str, object]) -> str:
    if row.get("report_id") is not None:
        return f"report {row['report_id']}"
    return f"file {row.get('file_id') or row.get('path')}, record {row.get('record')}"
