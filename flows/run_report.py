"""What a run found, read from the published warehouse, and the same as Markdown for Prefect's page of the run."""

import html
from collections.abc import Mapping, Sequence

from expectations import CheckResult
from flows.queries import query
from flows.runs import Result
from warehouse.changes import Changes
from warehouse.store import Store

_COUNTED = {"files": "source_file", "reports": "report", "meetings": "meeting", "persons": "person", "facts": "evidence"}

_MEETINGS = """
SELECT host AS "Host", coalesce(area_en, '') AS "Place", held_on AS "Date", presider AS "Presider",
    steps_reported AS "Steps reported", formulas AS "Formulas"
FROM meeting_overview WHERE reports > 0 ORDER BY held_on DESC NULLS LAST, meeting_id LIMIT ?
"""
SHOWN_MEETINGS = 20


def counts(store: Store) -> dict[str, int]:
    """What the warehouse holds in all: files, reports, meetings, persons, and facts of every kind."""
    sql = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table}) AS {what}" for what, table in _COUNTED.items())
    return {what: int(str(number)) for what, number in query(store.warehouse_path, sql).rows()[0].items()}


def listed(numbers: Mapping[str, int]) -> str:
    """Counts as part of a sentence: 5 files, 5 reports, 9 meetings, 30 persons and 700 facts."""
    *most, last = (f"{number:,} {what}" for what, number in numbers.items())
    return f"{', '.join(most)} and {last}"


def meetings(store: Store) -> list[dict[str, object]]:
    """The latest 20 meetings that reports are about: host, place, date, presider, number of reported steps and of formulas."""
    rows = query(store.warehouse_path, _MEETINGS, [SHOWN_MEETINGS]).rows()
    return [{name: _printed(value) for name, value in row.items()} for row in rows]


def checks_passed(checks: Sequence[CheckResult]) -> str:
    """One sentence on the checks of a run."""
    failed = [check for check in checks if not check.success]
    critical = sum(check.severity == "critical" for check in failed)
    return f"{len(checks) - len(failed)} of {len(checks)} passed ({critical} critical failures, {len(failed) - critical} warnings)"


def failed_checks(checks: Sequence[CheckResult]) -> list[str]:
    """A sentence for each check that failed, once where it failed for a batch and for the whole warehouse, critical ones first."""
    failed = sorted((check for check in checks if not check.success), key=lambda check: check.severity)
    return list(dict.fromkeys(f"{c.severity}: table {c.table_name}, {c.expectation}: not so for {c.unexpected_count} rows" for c in failed))


def changed_rows(changes: Changes) -> str:
    """One sentence on what a publication changed; empty where it only added."""
    added, changed, removed = (sum(getattr(table, what) for table in changes.tables) for what in ("added", "changed", "removed"))
    return f"Of the warehouse before, {changed:,} rows changed and {removed:,} are gone; {added:,} are new" if changed or removed else ""


def run_report(store: Store, result: Result) -> str:
    """The run report, in Markdown."""
    tally = result.tally
    lines = [
        f"# Run {result.run_id}: {result.outcome}",
        f"{tally.files_seen} files offered, {tally.files_new} new, {tally.reports_new} new reports, {tally.records_quarantined} refusals.",
        f"Checks: {checks_passed(tally.checks)}.",
        "## The warehouse now holds",
        markdown_table([counts(store)]),
        "## What changed",
        markdown_table(result.changes.counted),
        "## The latest meetings",
        markdown_table(meetings(store)),
        "## Checks that failed",
        "\n".join(f"- {sentence}" for sentence in failed_checks(tally.checks)) or "None.",
    ]
    return "\n\n".join(lines)


def markdown_table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows under their column names; the word None where there is no row."""
    if not rows:
        return "None."
    lines: list[list[object]] = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines)


def _cell(value: object) -> str:
    return html.escape(" ".join(str(value).split()), quote=False).replace("|", "\\|")


def _printed(value: object) -> object:
    return "" if value is None else value if isinstance(value, int) else str(value)
