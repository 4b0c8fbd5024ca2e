"""When the next run should have started, on a schedule that is known."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from flows.environment import SERVED_AT
from flows.serving.schedule import ScheduleError, When, when
from warehouse.store import Store

GRACE = timedelta(minutes=15)
"""How late a run may start: a server that is started again takes a minute, a machine that wakes takes longer."""


@dataclass(frozen=True)
class Expected:
    """The schedule that runs are expected by, and since when."""

    schedule: When
    since: datetime

    def due_after(self, last_start: datetime | None) -> datetime:
        """When a run should start next, after the last one or, where there was none since, after the schedule came into force."""
        last = max(self.since, last_start or self.since)
        if self.schedule.cron:
            return next(CronSim(self.schedule.cron, last.astimezone(ZoneInfo(self.schedule.timezone))))
        return last + (self.schedule.every or timedelta())


def served(store: Store) -> Expected | None:
    """The schedule of the `taizhang serve` that serves the data directory, or that died without a word; None where there is none."""
    path = store.root.resolve() / "prefect" / SERVED_AT
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        expected = Expected(_schedule(said["cron"], said["every"], said["timezone"]), datetime.fromisoformat(said["since"]))
        expected.due_after(None)
    except (OSError, ValueError, KeyError, TypeError, CronSimError, ScheduleError):  # nothing is served, or it cannot be reckoned with
        return None
    return expected


def _schedule(cron: str | None, every: str | None, timezone: str) -> When:
    # A cron expression was checked by Prefect when it was served; to import Prefect again would take a second.
    return When(cron, None, timezone) if cron else when(None, every, timezone)
