"""Running checks as one Great Expectations suite."""

import atexit
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from typing import Any

import duckdb

from expectations.check import Check, CheckError


class _Dialect(StrEnum):
    DUCKDB = "duckdb"


def count_failing(connection: duckdb.DuckDBPyConnection, checks: Sequence[Check]) -> list[int]:
    """The number of failing rows of each check, in the order of the checks.

    The first call of a process imports Great Expectations, which takes seconds. CheckError where a check cannot be run.
    """
    with _datasource(connection) as datasource:
        results = _results(datasource, checks)
    return [_count(check, results[number]) for number, check in enumerate(checks)]


def _results(datasource: Any, checks: Sequence[Check]) -> dict[int, Any]:
    """Great Expectations' result of each check, by the check's place in the sequence."""
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.metadata_types import FailureSeverity

    failing_rows = _failing_rows_expectation()
    expectations = [
        failing_rows(unexpected_rows_query=_query(check.sql), severity=FailureSeverity(check.severity), meta={"check": number})
        for number, check in enumerate(checks)
    ]
    # One asset for all tables: another costs a tenth of a second, and the queries name their tables themselves.
    batch = datasource.add_query_asset("checked", query="SELECT 1").add_batch_definition_whole_table("whole").get_batch()
    validated = batch.validate(ExpectationSuite(name="checked", expectations=expectations), result_format="BASIC")
    return {result.expectation_config.meta["check"]: result for result in validated.results}


@cache
def _failing_rows_expectation() -> Any:
    """Great Expectations' own, but for the rows themselves, which it fetches by a second query and which we read once a check fails."""
    from great_expectations.compatibility.pydantic import PrivateAttr
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation

    class ExpectNoFailingRows(UnexpectedRowsExpectation):
        metric_dependencies = ("unexpected_rows_query.row_count",)
        _described: Any = PrivateAttr(None)

        @property
        def configuration(self) -> Any:
            # Asked for some thirty times a check, and put together anew each time: a third of the time that all checks take.
            if self._described is None:
                self._described = super().configuration
            return self._described

        def _validate(self, metrics: dict[str, Any], *_: object, **__: object) -> dict[str, Any]:
            count = metrics["unexpected_rows_query.row_count"]
            return {"success": count == 0, "result": {"observed_value": count}}

    return ExpectNoFailingRows


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
