"""The checks that follow from the registry: columns and types, keys, required columns, enumerations, references, spans."""

from collections.abc import Iterable, Iterator

from expectations.check import Check, Scope
from warehouse.registry import TABLES, of_layer
from warehouse.schema import Column, Table, Type

DECLARED_COLUMN = "declared_column"
"""Relation with the registry's `table_name`, `column_name`, `column_type`."""
FOUND_COLUMN = "found_column"
"""Relation of the same shape with what the batch or the warehouse really has."""

# The Party was founded in 1921; deadlines are set for years, not for generations.
_YEARS = (1900, 2100)

BATCH_TABLES: tuple[Table, ...] = (*of_layer("source"), *of_layer("observation"), *of_layer("ledger"), TABLES["quarantine"])
WAREHOUSE_TABLES: tuple[Table, ...] = tuple(TABLES.values())


def tables_of(scope: Scope) -> tuple[Table, ...]:
    """The tables that a batch, or the warehouse, must have."""
    return BATCH_TABLES if scope == "batch" else WAREHOUSE_TABLES


def column_checks(scope: Scope) -> list[Check]:
    """One check for each table: it has the declared columns with the declared types, and no other. All others rest on these."""
    return [Check(t.name, "columns are as declared", "critical", _columns_sql(t)) for t in tables_of(scope)]


def row_checks(scope: Scope) -> list[Check]:
    """The checks on the rows of every table."""
    return [check for table in tables_of(scope) for check in _row_checks(table, scope)]


def _row_checks(table: Table, scope: Scope) -> Iterator[Check]:
    if table.primary_key:
        yield Check(table.name, "key is unique", "critical", _key_sql(table))
    yield Check(table.name, "required columns are filled", "critical", _required_sql(table))
    yield Check(table.name, "unknown is NULL, never empty text", "critical", _empty_text_sql(table))
    for expectation, sql in _ranges(table):
        yield Check(table.name, expectation, "critical", sql)
    for column in table.columns:
        if column.values:
            yield Check(table.name, "value is of the enumeration", "critical", _values_sql(table, column), column.name)
        target = _target(table, column, scope)
        if target:
            yield Check(table.name, f"refers to {target[0].name}", "critical", _reference_sql(table, column, *target), column.name)
    if "start_char" in table.column_names:
        yield Check(table.name, "span lies in the body and is not empty", "critical", _span_sql(table))


def _target(table: Table, column: Column, scope: Scope) -> tuple[Table, str] | None:
    """Table and column in which the values of a column must be found; None where this scope cannot tell.

    In a batch an entity is the report's own mention of it; the lexicons are not there, and a ledger may refer to rows of other
    batches. So may a report to its file: a file of many records ends in a later batch, which holds its row.
    """
    if column.references is None:
        return None
    name, key = column.references.split(".")
    if scope == "warehouse":
        return TABLES[name], key
    if TABLES[name].layer == "entity":
        name, key = f"{name}_mention", f"{name}_mention_id"
    target = TABLES[name]
    told = target.layer == "source" if table.layer == "ledger" else target in BATCH_TABLES and name != "source_file"
    return (target, key) if told else None


def _identity(table: Table, *further: str) -> str:
    """The columns by which a failing row is named: its report first, then its key."""
    report = ("report_id",) if "report_id" in table.column_names else ()
    names = (*report, *(table.primary_key or table.column_names), *further)
    return ", ".join(f"{table.name}.{name}" for name in dict.fromkeys(names))


def _columns_sql(table: Table) -> str:
    return (
        "SELECT column_name, declared.column_type AS declared, found.column_type AS found\n"
        f"FROM (FROM {DECLARED_COLUMN} WHERE table_name = '{table.name}') AS declared\n"
        f"FULL JOIN (FROM {FOUND_COLUMN} WHERE table_name = '{table.name}') AS found USING (column_name)\n"
        "WHERE declared.column_type IS DISTINCT FROM found.column_type"
    )


def _key_sql(table: Table) -> str:
    # A nullable key column counts NULL as a value: two results without a column are the same key.
    keys = ", ".join(table.primary_key)
    same = " AND ".join(f"{table.name}.{key} IS NOT DISTINCT FROM repeated.{key}" for key in table.primary_key)
    return (
        f"SELECT {_identity(table)}\nFROM {table.name}\n"
        f"SEMI JOIN (SELECT {keys} FROM {table.name} GROUP BY ALL HAVING count(*) > 1) AS repeated ON {same}"
    )


def _required_sql(table: Table) -> str:
    required = [column.name for column in table.columns if not column.nullable]
    named = ", ".join(f"CASE WHEN {name} IS NULL THEN '{name}' END" for name in required)
    return f"SELECT {_identity(table)}, concat_ws(', ', {named}) AS missing\nFROM {table.name}\nWHERE {_any(required, 'IS NULL')}"


def _empty_text_sql(table: Table) -> str:
    texts = [column.name for column in table.columns if column.type is Type.TEXT and not column.values]
    named = ", ".join(f"CASE WHEN trim({name}) = '' THEN '{name}' END" for name in texts)
    empty = _any([f"trim({name})" for name in texts], "= ''")
    return f"SELECT {_identity(table)}, concat_ws(', ', {named}) AS empty\nFROM {table.name}\nWHERE {empty}"


def _ranges(table: Table) -> Iterator[tuple[str, str]]:
    """Bounds within which every number and every day of this subject lies, and the queries for those that do not."""
    numbers = [column.name for column in table.columns if column.type in (Type.INTEGER, Type.BIGINT) and column.name != "start_char"]
    days = [column.name for column in table.columns if column.type is Type.DATE]
    for expectation, names, condition in (
        ("no number is negative", numbers, "< 0"),
        (f"days lie in {_YEARS[0]} to {_YEARS[1]}", days, f"NOT BETWEEN '{_YEARS[0]}-01-01' AND '{_YEARS[1]}-12-31'"),
    ):
        if names:
            yield expectation, f"SELECT {_identity(table, *names)}\nFROM {table.name}\nWHERE {_any(names, condition)}"


def _values_sql(table: Table, column: Column) -> str:
    values = ", ".join(f"'{value}'" for value in column.values)
    return f"SELECT {_identity(table, column.name)}\nFROM {table.name}\nWHERE {column.name} NOT IN ({values})"


def _reference_sql(table: Table, column: Column, target: Table, key: str) -> str:
    # What one report says of its own mentions must stay within it, or setting a report aside would break another. In a published
    # warehouse this holds as well: observations refer to entities, which have no report, or to rows of their own report.
    own = "report_id" in table.column_names and "report_id" in target.column_names
    same_report = f" AND {table.name}.report_id = target.report_id" if own and key != "report_id" else ""
    return (
        f"SELECT {_identity(table, column.name)}\nFROM {table.name}\n"
        f"ANTI JOIN {target.name} AS target ON {table.name}.{column.name} = target.{key}{same_report}\n"
        f"WHERE {table.name}.{column.name} IS NOT NULL"
    )


def _span_sql(table: Table) -> str:
    # char_count is held to be the length of the body by a check of its own; counting it anew for every fact would be slow.
    return (
        f"SELECT {_identity(table, 'start_char', 'end_char')}, report.char_count\n"
        f"FROM {table.name} JOIN report USING (report_id)\n"
        "WHERE NOT (start_char >= 0 AND start_char < end_char AND end_char <= report.char_count)"
    )


def _any(expressions: Iterable[str], condition: str) -> str:
    return " OR ".join(f"{expression} {condition}" for expression in expressions)
