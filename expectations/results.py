"""What the checks found, and what follows from it: which reports are set aside, and whether the run must stop."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from expectations.check import Severity

WAREHOUSE_SCOPE = "warehouse"
"""`scope` of results on the candidate warehouse; those on a batch have its id."""
PUBLICATION_SCOPE = "publication"
"""`scope` of results on the candidate compared with the published warehouse."""
OBSERVED_ROWS = 20


@dataclass(frozen=True)
class CheckResult:
    """The result of one check in one scope, with the names of the columns of table check_result."""

    scope: str
    table_name: str
    expectation: str
    column_name: str | None
    severity: Severity
    success: bool
    unexpected_count: int
    failing: list[dict[str, object]] = field(default_factory=list)
    """The first failing rows, at most 1,000, in order: their report_id, where the table has one, their key, and what is wrong with them."""
    report_ids: tuple[str, ...] = ()
    """Every report with a failing row, without a limit, in order."""
    has_loose_rows: bool = False
    """Whether a failing row belongs to no report, so that setting reports aside would not cure it."""

    @property
    def observed(self) -> str | None:
        """The first 20 failing rows as JSON; None where there is none."""
        return json.dumps(self.failing[:OBSERVED_ROWS], ensure_ascii=False, default=str) if self.failing else None


def failing_reports(results: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    """The critical failures of each report that has one: the reports to set aside, and why."""
    failures: dict[str, list[CheckResult]] = {}
    for result in _critical_failures(results):
        for report_id in result.report_ids:
            failures.setdefault(report_id, []).append(result)
    return failures


def structural_failures(results: Iterable[CheckResult]) -> list[CheckResult]:
    """The critical failures after which nothing may be committed or published.

    In a batch those that setting reports aside does not cure; in a candidate warehouse, whose batches are committed, all.
    """
    return [result for result in _critical_failures(results) if result.has_loose_rows or result.scope == WAREHOUSE_SCOPE]


def blocking_failures(results: Iterable[CheckResult]) -> list[CheckResult]:
    """The critical failures of a comparison with the published warehouse: nothing is published unless a person accepts them."""
    return [result for result in _critical_failures(results) if result.scope == PUBLICATION_SCOPE]


def to_rows(results: Iterable[CheckResult], run_id: str) -> list[dict[str, object]]:
    """Rows of table check_result, in the order of the results."""
    return [
        {
            "run_id": run_id,
            "scope": result.scope,
            "table_name": result.table_name,
            "expectation": result.expectation,
            "column_name": result.column_name,
            "severity": result.severity,
            "success": result.success,
            "unexpected_count": result.unexpected_count,
            "observed": result.observed,
        }
        for result in results
    ]


def _critical_failures(results: Iterable[CheckResult]) -> list[CheckResult]:
    return [result for result in results if result.severity == "critical" and not result.success]
