"""The runs that ended, from their records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from warehouse import runs
from warehouse.store import Store

FURTHEST_BACK = 1000
"""Runs that are looked at, at most: a record takes a millisecond to read, and a year of hourly runs has nine thousand."""


@dataclass(frozen=True)
class EndedRun:
    """What is recorded of a run. Instants are UTC."""

    run_id: str
    started_at: datetime
    outcome: str
    files_seen: int
    files_new: int
    reports_new: int
    records_quarantined: int
    flow_run_id: str | None
    failure: str | None

    @property
    def has_input(self) -> bool:
        """Whether the run had any new record to load or refuse."""
        return self.reports_new + self.records_quarantined > 0


def newest_first(store: Store) -> Iterator[EndedRun]:
    """The last ended runs, the newest first, each read when it is asked for."""
    for path in sorted(store.run_files("run"), reverse=True)[:FURTHEST_BACK]:
        yield _read(Path(path))


def _read(path: Path) -> EndedRun:
    row = runs.read_row(path)
    known: dict[str, Any] = {name: row.get(name) for name in EndedRun.__dataclass_fields__}
    return EndedRun(**known)
