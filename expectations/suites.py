"""Running checks as Great Expectations suites, one for each table."""

import atexit
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from itertools import groupby
from typing import Any

import duckdb

from expectations.check import Check, CheckError


class _Dialect(StrEnum):
    DUCKDB = "duckdb"


def count_failing(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> list[int]:
    """The number of failing rows of each check, in the order of the checks.

    The first call of a process imports Great Expectations, which takes seconds. CheckError where a check cannot be run.
    """
    counts: dict[int, int] = {}
    with _datasource(connection) as datasource:
        for relation, numbered in groupby(sorted(enumerate(checks), key=_relation), key=_relation):
            counts |= _validate(datasource, relation, list(numbered))
    return [counts[number] for number in range(len(checks))]


def _relation(numbered: tuple[int, Check]) -> str:
    check = numbered[1]
    return check.relation or check.table


def _validate(datasource: Any, relation: str, numbered: list[tuple[int, Check]]) -> dict[int, int]:
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
    from great_expectations.expectations.metadata_types import FailureSeverity

    expectations = [
        UnexpectedRowsExpectation(unexpected_rows_query=_query(check.sql), severity=FailureSeverity(check.severity), meta={"check": number})
        for number, check in numbered
    ]
    batch = datasource.add_table_asset(relation, table_name=relation).add_batch_definition_whole_table("whole").get_batch()
    validated = batch.validate(ExpectationSuite(name=relation, expectations=expectations), result_format="BASIC")
    checks = dict(numbered)
    numbers = [result.expectation_config.meta["check"] for result in validated.results]
    return {number: _count(checks[number], result) for number, result in zip(numbers, validated.results, strict=True)}


def _query(sql: str) -> str:
    # Great Expectations warns on standard output about a query that does not name the batch. Ours name the tables themselves, as they
    # must to join them and to be run by hand, so the batch is named in a comment. Braces are its placeholders.
    return sql.replace("{", "{{").replace("}", "}}") + "\n/* {batch} */"


def _count(check: Check, result: Any) -> int:
    if "observed_value" not in result.result:
        raise CheckError(
            f"table {check.table}: the check “{check.expectation}” could not be run; see whether its rows can be read and its query is "
            f"valid: {result.exception_info}"
        )
    return int(result.result["observed_value"])


@contextmanager
def _datasource(connection: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    """A Great Expectations data source over the connection's database. Whatever it opened is closed at the end, so that no lock stays."""
    gx = _great_expectations()
    from duckdb_engine import ConnectionWrapper

    cursors: list[duckdb.DuckDBPyConnection] = []

    def connect() -> ConnectionWrapper:
        cursors.append(connection.cursor())
        return ConnectionWrapper(cursors[-1])

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    datasource = context.data_sources.add_sql("checked", connection_string="duckdb:///:memory:", kwargs={"creator": connect})
    try:
        yield datasource
    finally:
        datasource.get_execution_engine().close()
        datasource.get_engine().dispose()
        for cursor in cursors:
            cursor.close()
        context.data_sources.delete("checked")


@cache
def _great_expectations() -> Any:
    """The package: imported here because that takes seconds, after it was told not to call home."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx
    from great_expectations.execution_engine import sqlalchemy_execution_engine

    engine: Any = sqlalchemy_execution_engine
    # Else it closes the connection before it fetches from it, and duckdb answers "list index out of range".
    engine._PERSISTED_CONNECTION_DIALECTS = (*engine._PERSISTED_CONNECTION_DIALECTS, _Dialect.DUCKDB)
    atexit.register(_let_go_of_duckdb)
    return gx


def _let_go_of_duckdb() -> None:
    # Great Expectations keeps duckdb_engine alive beyond the interpreter's end, which duckdb then reports as leaks on standard error,
    # below the last words of a run.
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "duckdb_engine":
            vars(module).clear()
