"""A run: what is fixed when it starts, what it counts, and how it is recorded."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from expectations.results import CheckResult, to_rows
from flows.logs.context import RUN_ID
from transforms.lexicon_checks import check_lexicons
from transforms.lexicons import LEXICON_DIR, Lexicons
from transforms.profiles import Profiles, shipped_profiles
from transforms.version import Version, extractor_version, version_of
from warehouse import runs
from warehouse.changes import Changes
from warehouse.store import Store

_STARTED_FORMAT = "%Y%m%dT%H%M%S%f"

Outcome = Literal["published", "nothing_new", "failed"]

log = logging.getLogger("taizhang")
"""The sentences of a run: shown by the command line while it works, and on Prefect's page of the run."""


@dataclass(frozen=True)
class Run:
    """What every stage of a run needs to know."""

    run_id: str
    started_at: datetime
    store: Store
    lexicons: Lexicons
    profiles: Profiles = field(default_factory=shipped_profiles)

    @property
    def extractor_version(self) -> str:
        """Hash of the rules, lexicons and source profiles in force."""
        return extractor_version(self.lexicons, self.profiles)

    @property
    def version(self) -> Version:
        """The version of each of them."""
        return version_of(self.lexicons, self.profiles)


@dataclass(frozen=True)
class Tally:
    """What a run did, counted. The parts of a run are added up."""

    files_seen: int = 0
    files_new: int = 0
    reports_new: int = 0
    reports_recomputed: int = 0
    records_quarantined: int = 0
    checks: tuple[CheckResult, ...] = ()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.files_seen + other.files_seen,
            self.files_new + other.files_new,
            self.reports_new + other.reports_new,
            self.reports_recomputed + other.reports_recomputed,
            self.records_quarantined + other.records_quarantined,
            self.checks + other.checks,
        )


class RunError(Exception):
    """A run that cannot go on and publishes nothing; the message says why and what to do, `tally` what was counted so far."""

    def __init__(self, message: str, tally: Tally | None = None) -> None:
        super().__init__(message)
        self.tally = tally or Tally()


@dataclass(frozen=True)
class Result:
    """How a run ended."""

    run_id: str
    outcome: Outcome
    tally: Tally = field(default_factory=Tally)
    changes: Changes = field(default_factory=Changes)
    """What the publication changed; empty where none came about."""


def start_run(data: Path, *, lexicons: Sequence[Path] = (), profiles: Sequence[Path] = ()) -> Run:
    """A new run on a data directory; its id sorts by start and differs between processes. What is logged from now on is logged as its own.

    `lexicons` and `profiles` are directories of the user's own, beside the shipped ones. LexiconError and ProfileError name what in
    them cannot be used.
    """
    store = Store(data)
    started_at = max(datetime.now(UTC), _after_the_newest(store.run_directory))
    run_id = f"{started_at:{_STARTED_FORMAT}}Z-{os.getpid()}"
    RUN_ID.set(run_id)
    return Run(run_id, started_at, store, checked_lexicons(lexicons), Profiles(*profiles))


def _after_the_newest(run_directory: Path) -> datetime:
    """An instant after the newest run so far: a clock that was set back must not put a later run before an earlier one."""
    names = [path.name for path in run_directory.glob("2*Z-*")]
    newest = max(names, default=None)
    row = runs.row(run_directory, newest) if newest else None
    known = cast(datetime, row["finished_at"]) if row else _started(newest)
    return known + timedelta(microseconds=1)


def _started(run_id: str | None) -> datetime:
    try:
        return datetime.strptime((run_id or "").partition("Z")[0], _STARTED_FORMAT).replace(tzinfo=UTC)
    except ValueError:  # there is no run, or none that was named here
        return datetime.min.replace(tzinfo=UTC)


def checked_lexicons(directories: Sequence[Path]) -> Lexicons:
    """The shipped lexicons, which the project's tests check, with those of directories of the user's own, which are checked here.

    As long as no file of theirs changes, a process reads them once.
    """
    lexicons = Lexicons(LEXICON_DIR, *directories)
    return _as_of(lexicons.version, lexicons.directories)


@lru_cache(maxsize=2)
def _as_of(_version: str, directories: tuple[Path, ...]) -> Lexicons:
    lexicons = Lexicons(*directories)
    if len(directories) > 1:
        check_lexicons(lexicons)
    return lexicons


def record(
    run: Run,
    outcome: Outcome,
    tally: Tally,
    flow_run_id: str | None = None,
    *,
    failure: str | None = None,
    accepted: str | None = None,
    changes: Changes | None = None,
) -> Result:
    """Writes the row of `run` and its rows of `check_result` and `publish_change`; a later call for the same run replaces them.

    `failure` says why it failed; `accepted` why a person had it published in spite of what.
    """
    row = {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "finished_at": max(datetime.now(UTC), run.started_at),
        "outcome": outcome,
        "files_seen": tally.files_seen,
        "files_new": tally.files_new,
        "reports_new": tally.reports_new,
        "reports_recomputed": tally.reports_recomputed,
        "records_quarantined": tally.records_quarantined,
        "extractor_version": run.extractor_version,
        "flow_run_id": flow_run_id,
        "failure": failure,
        "accepted": accepted,
    }
    changes = changes or Changes()
    run.store.record_run(row, to_rows(tally.checks, run.run_id), [{"run_id": run.run_id, **vars(table)} for table in changes.tables])
    return Result(run.run_id, outcome, tally, changes)


def failures(checks: Sequence[CheckResult]) -> str:
    """Sentences on failed checks, with their first failing rows."""
    return "; ".join(
        f"table {c.table_name}: {c.expectation} does not hold for {c.unexpected_count} rows, such as {c.failing[:2]}" for c in checks
    )
