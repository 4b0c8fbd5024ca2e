"""The results of the checks over the runs, from their records: one for each check and run, whatever it was checked on."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from expectations.results import WAREHOUSE_SCOPE
from flows.watch.history import EndedRun, newest_first
from warehouse.store import Store

Key = tuple[str, str, str | None]
"""Table, what must hold, and the column where the check is on one."""
Row = Mapping[str, Any]

SHOWN_RUNS = 30


@dataclass(frozen=True)
class CheckOfRun:
    """How a check ended in a run. `count` is the number of failing rows, `rows` the first of them."""

    severity: str
    success: bool
    count: int
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class CheckedRun:
    """A run that checked something, and what it found."""

    run: EndedRun
    checks: Mapping[Key, CheckOfRun]

    def failed(self, severity: str | None = None) -> list[Key]:
        """The checks that failed, those that stop a publication first; of one severity where it is named."""
        chosen = [key for key, check in self.checks.items() if not check.success and severity in (None, check.severity)]
        return sorted(chosen, key=lambda key: (self.checks[key].severity, key[0], key[1]))


def checked_runs(store: Store) -> list[CheckedRun]:
    """The last 30 runs that checked anything, the newest first."""
    found = (CheckedRun(run, _checks(store.run_directory / run.run_id)) for run in newest_first(store) if run.outcome != "nothing_new")
    return list(islice((run for run in found if run.checks), SHOWN_RUNS))


def _checks(directory: Path) -> dict[Key, CheckOfRun]:
    path = directory / "check_result.parquet"
    if not path.is_file():
        return {}
    grouped: dict[Key, list[dict[str, Any]]] = {}
    for row in pq.ParquetFile(path).read().to_pylist():
        grouped.setdefault((row["table_name"], row["expectation"], row["column_name"]), []).append(row)
    return {key: _joined(rows) for key, rows in grouped.items()}


def _joined(rows: Sequence[dict[str, Any]]) -> CheckOfRun:
    """One result of those on each batch and on the whole. What failed in a batch was set aside before the whole was made."""
    failed = [row for row in rows if not row["success"]]
    whole = [row for row in failed if row["scope"] == WAREHOUSE_SCOPE]
    told = whole or failed
    count = sum(int(row["unexpected_count"] or 0) for row in told)
    first = [failing for row in told for failing in json.loads(row["observed"] or "[]")]
    return CheckOfRun(rows[0]["severity"], not failed, count, tuple(first))
