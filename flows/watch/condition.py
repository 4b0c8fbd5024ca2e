"""Whether all is well: what `taizhang status` ends with, in words for people and as an exit code for machines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.serving.schedule import when
from flows.watch.due import GRACE, Expected, served
from flows.watch.freshness import freshness
from flows.watch.history import EndedRun, newest_first
from warehouse.starts import Start
from warehouse.store import Store

LAST_RUN_FAILED = 3
OVERDUE = 4


@dataclass(frozen=True)
class Condition:
    """A sentence for each thing that is not as it should be; None where it is."""

    failed: str | None
    overdue: str | None
    stale: str | None

    @property
    def exit_code(self) -> int:
        """3 where the last run failed, else 4 where a run is overdue, else 0. Silence of the sources is a warning, and no fault of ours."""
        return LAST_RUN_FAILED if self.failed else OVERDUE if self.overdue else 0

    def sentences(self) -> Iterator[str]:
        """What somebody should look at, the worst first."""
        yield from (sentence for sentence in (self.failed, self.overdue, self.stale) if sentence)


def condition(store: Store, every: str | None = None, now: datetime | None = None) -> Condition:
    """The condition of a data directory. `every` is the interval at which runs are expected, such as 1h, where `taizhang serve` has none.

    ScheduleError where it is none.
    """
    now = now or datetime.now(UTC)
    last = next(newest_first(store), None)
    expected = Expected(when(None, every, "UTC"), last.started_at if last else _began(store)) if every else served(store)
    fresh = freshness(store)
    at_work, died = store.begun_runs()
    overdue = None if at_work else _overdue(expected, last, now)  # a run is recorded when it ends, and may take long
    return Condition(_died(died) or _failed(last), overdue, fresh.warning(now) if fresh else None)


def _died(died: Sequence[Start]) -> str | None:
    if not died:
        return None
    names = ", ".join(start.run_id for start in died)
    return f"A run died without an end: {names}. The next run records that and finishes its work"


def _failed(last: EndedRun | None) -> str | None:
    if last is None or last.outcome != "failed":
        return None
    return f"The last run, {last.run_id}, failed: {last.failure or 'its page and its log say why'}"


def _overdue(expected: Expected | None, last: EndedRun | None, now: datetime) -> str | None:
    if expected is None:
        return None
    due = expected.due_after(last.started_at if last else None)
    if now <= due + GRACE:
        return None
    late = f"it was to start at {due.astimezone(UTC):%Y-%m-%d %H:%M} UTC, {(now - due) // timedelta(minutes=1)} minutes ago"
    return f"A run is overdue: {late}. See whether what starts the runs is at work: taizhang serve, or cron"


def _began(store: Store) -> datetime:
    return datetime.fromtimestamp(store.root.stat().st_mtime, UTC)
