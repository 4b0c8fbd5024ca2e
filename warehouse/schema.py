"""The vocabulary in which tables are declared: column types, columns, tables.

One declaration of a table gives its Arrow schema, its DuckDB DDL, its structural checks and its page in the data dictionary.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

import pyarrow as pa


class Type(StrEnum):
    """Column types; the value is the DuckDB name."""

    TEXT = "VARCHAR"
    INTEGER = "INTEGER"
    BIGINT = "BIGINT"
    DOUBLE = "DOUBLE"
    BOOLEAN = "BOOLEAN"
    DATE = "DATE"
    TIMESTAMP = "TIMESTAMP WITH TIME ZONE"  # an instant, always stored in UTC


ARROW_TYPES: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int32(),
    Type.BIGINT: pa.int64(),
    Type.DOUBLE: pa.float64(),
    Type.BOOLEAN: pa.bool_(),
    Type.DATE: pa.date32(),
    Type.TIMESTAMP: pa.timestamp("us", tz="UTC"),
}

Layer = Literal["source", "reference", "observation", "entity", "ledger", "operation"]
"""Where a table's rows come from: deliveries, the lexicons, one report, all observations, ledgers, the runs themselves."""


@dataclass(frozen=True)
class Column:
    """A column: its name, type and meaning, and what must hold for its values."""

    name: str
    type: Type
    description: str
    nullable: bool = True
    values: tuple[str, ...] = ()
    references: str | None = None
    """`table.column` that every non-NULL value must be found in."""


@dataclass(frozen=True)
class Table:
    """A table: one Parquet dataset and one DuckDB table of the same name and column types."""

    name: str
    layer: Layer
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def arrow_schema(self) -> pa.Schema:
        """The Arrow schema, in declared column order."""
        return pa.schema([pa.field(c.name, ARROW_TYPES[c.type], nullable=c.nullable) for c in self.columns])

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names in declared order."""
        return tuple(c.name for c in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError, naming table and column, where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")

    def ddl(self) -> str:
        """`CREATE TABLE` for DuckDB.

        Keys and references are not declared there: the checks hold them before a file is published, and loading is twice as
        fast without an index.
        """
        lines = [f"    {c.name} {c.type.value}" + ("" if c.nullable else " NOT NULL") for c in self.columns]
        return f"CREATE TABLE {self.name} (\n" + ",\n".join(lines) + "\n)"


def text(name: str, description: str, **options: object) -> Column:
    """A text column."""
    return Column(name, Type.TEXT, description, **options)  # type: ignore[arg-type]


def integer(name: str, description: str, **options: object) -> Column:
    """An integer column of 32 bits."""
    return Column(name, Type.INTEGER, description, **options)  # type: ignore[arg-type]


def date(name: str, description: str, **options: object) -> Column:
    """A calendar day."""
    return Column(name, Type.DATE, description, **options)  # type: ignore[arg-type]


def instant(name: str, description: str, **options: object) -> Column:
    """An instant in UTC."""
    return Column(name, Type.TIMESTAMP, description, **options)  # type: ignore[arg-type]


def key(name: str, description: str, **options: object) -> Column:
    """A text column that is never NULL."""
    return Column(name, Type.TEXT, description, nullable=False, **options)  # type: ignore[arg-type]


def report_key() -> Column:
    """The report that an observation was read from."""
    return key("report_id", "report that states it", references="report.report_id")


def span(what: str) -> tuple[Column, Column]:
    """The half-open span of code points in `report.body` that states a fact."""
    return (
        Column("start_char", Type.INTEGER, f"first code point, 0-based, in report.body of {what}", nullable=False),
        Column("end_char", Type.INTEGER, f"one past the last code point in report.body of {what}", nullable=False),
    )
