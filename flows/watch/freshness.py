"""Freshness: whether new reports still come. A source that fell silent looks like one that has nothing to say."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.queries import query
from flows.runs import log
from flows.watch.settings import STALE_AFTER_DAYS, SettingError, stale_after
from warehouse.store import Store

# Of a report that came several times, the first time counts: an old one in a new file is no news.
_NEWEST = """
SELECT epoch(coalesce(
    (SELECT max(came_at) FROM (
        SELECT min(f.received_at) AS came_at FROM report_source AS s JOIN source_file AS f USING (file_id) GROUP BY s.report_id)),
    (SELECT min(started_at) FROM run)))
"""


@dataclass(frozen=True)
class Freshness:
    """Since when no new report came, and how long that may last."""

    since: datetime
    limit: timedelta

    def warning(self, now: datetime) -> str | None:
        """A sentence where it has lasted longer than it may."""
        if self._limits_passed(now) < 1:
            return None
        days = (now - self.since).days
        return (
            f"No new report for {days} day{'s' * (days != 1)}, since {self.since:%Y-%m-%d}; see whether the source still delivers. "
            f"(The limit is {self.limit.days}: --stale-after-days.)"
        )

    def is_due(self, now: datetime, before: datetime) -> bool:
        """Whether a person is to be told now, having been told where it was due at the earlier instant: once for each limit passed."""
        return self._limits_passed(now) > self._limits_passed(before)

    def _limits_passed(self, now: datetime) -> int:
        return max(0, (now - self.since) // self.limit)


def freshness(store: Store) -> Freshness | None:
    """Freshness of the published warehouse; None where nothing is published. Where no report ever came, since the first run."""
    if not store.warehouse_path.is_file():
        return None
    ((since,),) = query(store.warehouse_path, _NEWEST).values
    return None if since is None else Freshness(datetime.fromtimestamp(float(str(since)), UTC), _limit())


def _limit() -> timedelta:
    try:
        return stale_after()
    except SettingError as error:  # the command line refuses it; a run that something else started has more to do than to warn
        log.warning("%s; %d days are taken", error, STALE_AFTER_DAYS)
        return timedelta(days=STALE_AFTER_DAYS)
