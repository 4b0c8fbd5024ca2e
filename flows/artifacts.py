"""What Prefect's page of a run tells. Each artifact has a fixed key, so that its history over the runs can be compared."""

import html
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from expectations import CheckResult
from flows.change_report import change_report
from flows.evidence import quotes
from flows.gate import BlockedError
from flows.quality.page import page_path, write_page
from flows.queries import query
from flows.run_report import run_report
from flows.runs import Result, RunError, Tally
from flows.stopwatch import Stopwatch
from flows.telling import telling
from flows.watch.freshness import freshness
from warehouse.store import Store

Row = dict[str, object]

_MOST_ROWS = 500
_FAILING_SHOWN = 3

_REFUSED = f"""
SELECT parse_filename(path) AS "File", record AS "Record",
    if(starts_with(detail, path), ltrim(substr(detail, length(path) + 1), ': '), detail) AS "What to do",
    reason AS "Reason", stage AS "Stage", CASE WHEN run_id = ? THEN 'this run' ELSE 'earlier' END AS "Since", path AS "Path"
FROM quarantine WHERE resolved_by IS NULL ORDER BY run_id DESC, path, record LIMIT {_MOST_ROWS}
"""
_NEW_MEETINGS = f"""
SELECT o.host AS "Host", coalesce(o.area_en, '') AS "Place", o.held_on AS "Date", o.presider AS "Presider",
    o.steps_reported AS "Steps reported", o.formulas AS "Formulas", new.reports AS "New reports"
FROM meeting_overview AS o
JOIN (
    SELECT m.meeting_id, count(DISTINCT r.report_id) AS reports
    FROM meeting_mention AS m
    JOIN report_source AS r ON r.report_id = m.report_id
    JOIN source_file AS f USING (file_id)
    WHERE f.run_id = ? AND m.relation = 'subject'
    GROUP BY m.meeting_id
) AS new USING (meeting_id)
ORDER BY "Date" DESC NULLS LAST, "Host" LIMIT {_MOST_ROWS}
"""
_COVERAGE = f"""
SELECT coalesce(area_en, '(place not told)') AS "Place", coalesce(strftime(month, '%Y-%m'), '(undated)') AS "Month", language AS "Language",
    reports AS "Reports", reprints AS "Reprints", meetings AS "Meetings"
FROM coverage ORDER BY month DESC NULLS LAST, reports DESC, "Place", language LIMIT {_MOST_ROWS}
"""


@telling("what the run found")
def show(store: Store, result: Result, stopwatch: Stopwatch) -> None:
    """Makes every artifact of a run that has published, or the report of one that found nothing to do."""
    if result.outcome == "nothing_new":
        _show_nothing_new(store, result, stopwatch)
        return
    parts = [run_report(store, result), *_silence(store), "## Where the files went", flow_of_files(result.tally), timings(stopwatch)]
    report = "\n\n".join(parts)
    create_markdown_artifact(key="run-report", markdown=report, description="What came in, what came out, and how long it took")
    show_quality(store, result.tally.checks)
    _table("quarantine", store, _REFUSED, [result.run_id], "Files and records that were refused, why, and what to do")
    changes = change_report(_rows(store, _NEW_MEETINGS, [result.run_id]), result.changes)
    create_markdown_artifact(key="changes", markdown=changes, description="New meetings, and rows that are new, changed or gone")
    _table("coverage", store, _COVERAGE, [], "Reports and meetings by place and month")


def _show_nothing_new(store: Store, result: Result, stopwatch: Stopwatch) -> None:
    parts = ["# Nothing new", f"{result.tally.files_seen} files were offered, all of them known.", *_silence(store), timings(stopwatch)]
    create_markdown_artifact(key="run-report", markdown="\n\n".join(parts), description="Nothing new")


@telling("why the run failed")
def show_failure(store: Store, error: Exception, stopwatch: Stopwatch) -> None:
    """Makes the report and the checks of a run that failed, and what publishing would change; the published warehouse is as it was."""
    tally = error.tally if isinstance(error, RunError) else Tally()
    lines = ["# This run failed", html.escape(str(error)), "The warehouse that was published before stays as it is.", flow_of_files(tally)]
    create_markdown_artifact(key="run-report", markdown="\n\n".join([*lines, timings(stopwatch)]), description="Why the run failed")
    show_quality(store, tally.checks)
    if isinstance(error, BlockedError) and error.changes.counted:
        refused = change_report((), error.changes)
        create_markdown_artifact(key="changes", markdown=refused, description="What publishing the refused warehouse would change")


def show_quality(store: Store, checks: Sequence[CheckResult]) -> None:
    """Makes the table of checks, failed ones first, with failing rows and the words that they were read from, and writes the page."""
    failed = sorted((c for c in checks if not c.success), key=lambda c: (c.severity, c.table_name))
    rows = [_check_row(store, check) for check in (*failed, *(c for c in checks if c.success))]
    write_page(store)
    page = page_path(store).resolve()
    description = f"{len(checks)} checks, {len(failed)} of them failed. On this machine, with their history: [{page}]({page.as_uri()})"
    create_table_artifact(key="quality", table=rows[:_MOST_ROWS], description=description)


def flow_of_files(tally: Tally) -> str:
    """A picture of the way of the files, as Mermaid within Markdown."""
    known = tally.files_seen - tally.files_new
    return "\n".join(
        [
            "```mermaid",
            "flowchart LR",
            f'  seen["{tally.files_seen} files offered"] --> new["{tally.files_new} new"]',
            f'  seen --> known["{known} known"]',
            f'  new --> reports["{tally.reports_new} new reports"]',
            f'  new --> refused["{tally.records_quarantined} in quarantine"]',
            '  reports --> warehouse[("warehouse.duckdb")]',
            "```",
        ]
    )


def timings(stopwatch: Stopwatch) -> str:
    """Seconds by stage, as a Markdown table."""
    lines = ["| Stage | Seconds |", "| --- | ---: |", *(f"| {name} | {seconds:.1f} |" for name, seconds in stopwatch.seconds.items())]
    return "\n".join(lines)


def _silence(store: Store) -> list[str]:
    fresh = freshness(store)
    warning = fresh.warning(datetime.now(UTC)) if fresh else None
    return [f"**{warning}**"] if warning else []


def _check_row(store: Store, check: CheckResult) -> Row:
    failing = check.failing[:_FAILING_SHOWN]
    return {
        "Result": "held" if check.success else f"failed ({check.severity})",
        "Table": check.table_name,
        "Check": check.expectation,
        "Rows": check.unexpected_count,
        "Failing rows": "; ".join(_failing(row, words) for row, words in zip(failing, quotes(store, failing), strict=True)),
    }


def _failing(row: Mapping[str, object], words: str | None) -> str:
    said = ", ".join(f"{name} {value}" for name, value in row.items() if value is not None)
    return f"{said}: “{words}”" if words else said


def _table(key: str, store: Store, sql: str, parameters: Sequence[object], description: str) -> None:
    create_table_artifact(key=key, table=_rows(store, sql, parameters) or [{"": "none"}], description=description)


def _rows(store: Store, sql: str, parameters: Sequence[object]) -> list[Row]:
    return [{name: _shown(value) for name, value in row.items()} for row in query(store.warehouse_path, sql, parameters).rows()]


def _shown(value: object) -> object:
    return str(value) if isinstance(value, date) else value
