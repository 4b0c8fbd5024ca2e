"""Reader processes that query without pause while warehouse after warehouse is published."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from tests.faults.children import spawn, wait
from tests.warehouse.builders import Report, opened, publish_all, write
from warehouse.store import Store

# Every fact belongs to a report, every participation to a meeting and a person, every report to a file; each batch brings as many of each.
_OPEN_ENDS = """
SELECT
    (SELECT count(*) FROM participation ANTI JOIN meeting USING (meeting_id)),
    (SELECT count(*) FROM participation ANTI JOIN person USING (person_id)),
    (SELECT count(*) FROM report ANTI JOIN report_source USING (report_id)),
    (SELECT count(*) FROM report) - (SELECT count(*) FROM source_file),
    (SELECT count(*) FROM report) - (SELECT count(*) FROM participation)
"""
_CLOSED = (0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Reading:
    """What the readers met: publications while they read, sessions that they opened, reads, and what went wrong."""

    publications: int
    sessions: int
    reads: int
    wrong: Sequence[str]


def read_while_publishing(folder: Path, publications: int, readers: int = 4, rows_in: int = 3) -> Reading:
    """Publishes that many times, each time with new reports, while the readers open the file, read several times and close it."""
    store = Store(folder / "data")
    _deliver(store, 0, rows_in)
    told = [folder / f"reader-{number}.txt" for number in range(readers)]
    ended = folder / "ended"
    pids = [spawn(partial(_read, store, ended, path)) for path in told]
    for number in range(1, publications):
        _deliver(store, number, rows_in)
    ended.touch()
    codes = [wait(pid) for pid in pids]
    lines = [path.read_text(encoding="utf-8").splitlines() for path in told]
    wrong = [line for found in lines for line in found[1:]] + [f"a reader ended with {code}" for code in codes if code]
    counts = [tuple(map(int, found[0].split())) for found in lines if found]
    with opened(store) as connection:
        (reports,) = connection.execute("SELECT count(*) FROM report").fetchone() or (0,)
    if reports != publications * rows_in:
        wrong.append(f"{reports} reports at the end, expected {publications * rows_in}")
    return Reading(publications, sum(sessions for sessions, _ in counts), sum(reads for _, reads in counts), wrong)


def _deliver(store: Store, number: int, rows_in: int) -> None:
    with store.lock():
        write(store, f"b{number:05}", [_report(f"r{number:05}-{row}") for row in range(rows_in)], run_id=f"run-{number:05}")
        publish_all(store)


def _report(report_id: str) -> Report:
    report = Report(report_id)
    report.presider(report.meeting(report.organization()), report.person())
    return report


def _read(store: Store, ended: Path, told: Path) -> None:
    """Writes the number of sessions and reads, then a line for each read that failed or did not close."""
    os.nice(10)  # readers without pause would take most of what the machine has, and leave few publications to read beside
    sessions, reads, latest = 0, 0, 0
    wrong: list[str] = []
    while not ended.exists():
        sessions += 1
        try:
            with opened(store) as connection:
                seen = _reports(connection)
                if seen < latest:
                    wrong.append(f"{seen} reports after {latest}")
                latest = seen
                for _ in range(3):
                    reads += 1
                    wrong += _wrong(connection, seen)
        except Exception as error:
            wrong.append(f"{type(error).__name__}: {error}")
        time.sleep(0.001)
    told.write_text("\n".join([f"{sessions} {reads}", *wrong]), encoding="utf-8")


def _wrong(connection: duckdb.DuckDBPyConnection, seen: int) -> list[str]:
    """What one read within a session finds wrong: a join that does not close, or another number of reports than at its start."""
    ends = connection.execute(_OPEN_ENDS).fetchone()
    again = _reports(connection)
    return [f"joins do not close: {ends}"] * (ends != _CLOSED) + [f"{seen} reports became {again} within a session"] * (again != seen)


def _reports(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute("SELECT count(*) FROM report").fetchone()
    return int(row[0]) if row else 0
