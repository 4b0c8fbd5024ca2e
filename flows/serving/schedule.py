"""When runs start: a cron expression or an interval, in a time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

HOURLY = "0 * * * *"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_SHORTEST = timedelta(seconds=30)


class ScheduleError(Exception):
    """A schedule that cannot be kept; the message says what was expected."""


@dataclass(frozen=True)
class When:
    """Either `cron`, five fields, or `every`, an interval of at least half a minute; `timezone` is an IANA name."""

    cron: str | None
    every: timedelta | None
    timezone: str

    def words(self) -> list[str]:
        """The options of a command line that give this schedule."""
        chosen = ["--cron", self.cron] if self.cron else ["--every", f"{int((self.every or _SHORTEST).total_seconds())}s"]
        return [*chosen, "--timezone", self.timezone]

    def as_json(self) -> dict[str, str | None]:
        """The same by the names of its fields, the interval as in `--every`."""
        return {"cron": self.cron, "every": self.words()[1] if self.every else None, "timezone": self.timezone}

    def in_words(self) -> str:
        """For people."""
        return f"at {self.cron!r} ({self.timezone})" if self.cron else f"every {self.every}"


def when(cron: str | None, every: str | None, timezone: str) -> When:
    """The schedule of two options, hourly without either; ScheduleError where they are not understood."""
    if cron and every:
        raise ScheduleError("--cron and --every exclude each other: give one of them")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ScheduleError(f"--timezone {timezone!r} is no time zone: expected an IANA name such as Asia/Shanghai") from None
    if every:
        return When(None, _interval(every), timezone)
    return When(_checked(cron or HOURLY), None, timezone)


def anchor() -> datetime:
    """The instant from which intervals are counted: the same at every start, so that a restart does not move the runs."""
    return datetime(2020, 1, 1, tzinfo=UTC)


def _interval(every: str) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", every.strip())
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else timedelta()
    if length < _SHORTEST:
        raise ScheduleError(f"--every {every!r}: expected a number with s, m, h or d, half a minute at the least, such as 15m")
    return length


def _checked(cron: str) -> str:
    from prefect.schedules import Cron  # takes a second, which an interval need not

    try:
        if len(cron.split()) != 5:
            raise ValueError("other than five fields")
        Cron(cron)
    except ValueError:
        raise ScheduleError(f"--cron {cron!r}: expected minute, hour, day, month and weekday, such as '0 6 * * *'") from None
    return cron
