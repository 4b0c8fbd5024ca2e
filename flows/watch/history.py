"""The runs that ended, from their records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from warehouse import runs
from warehouse.runs import Row
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
    return map(_ended, islice(runs.newest_first(store.run_directory), FURTHEST_BACK))


def _ended(row: Row) -> EndedRun:
    known: dict[str, Any] = {name: row.get(name) for name in EndedRun.__dataclass_fields__}
    return EndedRun(**known)
