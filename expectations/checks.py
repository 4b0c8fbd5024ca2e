"""Checking a batch before it is committed, and a candidate warehouse before it replaces the published one: by itself and against that."""

from pathlib import Path

import duckdb

from expectations.check import Check, Scope
from expectations.domain import domain_checks
from expectations.evidence import evidence_checks
from expectations.opening import opened_batch, opened_warehouse
from expectations.publication import publication_checks
from expectations.results import PUBLICATION_SCOPE, WAREHOUSE_SCOPE, CheckResult
from expectations.structure import column_checks, row_checks
from expectations.suites import count_failing

FAILING_ROWS = 1000


def check_batch(directory: Path, batch_id: str) -> list[CheckResult]:
    """Every check on the Parquet files of a batch, `<table>.parquet` for each table of the batch.

    Where a table's columns are not as declared, only the results on columns: no other check could be believed.
    """
    with opened_batch(directory) as connection:
        return _check(connection, "batch", batch_id)


def check_warehouse(path: Path, memory_limit: str | None = None) -> list[CheckResult]:
    """Every check on a warehouse file, which is free for a writer again when this returns.

    Where a table's columns are not as declared, only the results on columns. CheckError where the file cannot be opened. DuckDB keeps to
    `memory_limit` ("500MB") and puts the rest on disk for a while.
    """
    with opened_warehouse(path, memory_limit) as connection:
        return _check(connection, "warehouse", WAREHOUSE_SCOPE)


def check_publication(connection: duckdb.DuckDBPyConnection) -> list[CheckResult]:
    """Every check on what a publication would take away, given the database that `expectations.publication` describes."""
    return _run(connection, publication_checks(), PUBLICATION_SCOPE)


def _check(connection: duckdb.DuckDBPyConnection, scope: Scope, scope_name: str) -> list[CheckResult]:
    structure = _run(connection, column_checks(scope), scope_name)
    if not all(result.success for result in structure):
        return structure
    return structure + _run(connection, [*row_checks(scope), *evidence_checks(), *domain_checks(scope)], scope_name)


def _run(connection: duckdb.DuckDBPyConnection, checks: list[Check], scope_name: str) -> list[CheckResult]:
    counts = count_failing(connection, checks)
    return [_result(connection, check, scope_name, count) for check, count in zip(checks, counts, strict=True)]


def _result(connection: duckdb.DuckDBPyConnection, check: Check, scope_name: str, count: int) -> CheckResult:
    failing = _failing_rows(connection, check) if count else []
    reports = _reports(connection, check) if failing and "report_id" in failing[0] else [None] * bool(failing)
    return CheckResult(
        scope=scope_name,
        table_name=check.table,
        expectation=check.expectation,
        column_name=check.column,
        severity=check.severity,
        success=count == 0,
        unexpected_count=count,
        failing=failing,
        report_ids=tuple(report_id for report_id in reports if report_id is not None),
        has_loose_rows=None in reports,
    )


def _failing_rows(connection: duckdb.DuckDBPyConnection, check: Check) -> list[dict[str, object]]:
    cursor = connection.execute(f"FROM (\n{check.sql}\n) ORDER BY ALL LIMIT {FAILING_ROWS}")
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _reports(connection: duckdb.DuckDBPyConnection, check: Check) -> list[str | None]:
    rows = connection.execute(f"SELECT DISTINCT report_id FROM (\n{check.sql}\n) ORDER BY report_id").fetchall()
    return [report_id for (report_id,) in rows]
