"""When runs start, from the options of the command line."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.serving.schedule import HOURLY, ScheduleError, When, when


def test_runs_start_hourly_unless_something_else_is_asked_for() -> None:
    assert when(None, None, "Asia/Shanghai") == When(HOURLY, None, "Asia/Shanghai")


@pytest.mark.parametrize(
    ("every", "length"),
    [("30s", timedelta(seconds=30)), ("15m", timedelta(minutes=15)), ("2 h", timedelta(hours=2)), ("1d", timedelta(days=1))],
)
def test_an_interval_is_a_number_with_its_unit(every: str, length: timedelta) -> None:
    assert when(None, every, "UTC").every == length


@pytest.mark.parametrize(
    ("cron", "every", "timezone", "message"),
    [
        ("0 6 * * *", "1h", "UTC", "exclude each other"),
        ("0 6 * *", None, "UTC", "minute, hour, day"),
        ("61 6 * * *", None, "UTC", "61 6"),
        (None, "hourly", "UTC", "such as 15m"),
        (None, "5s", "UTC", "half a minute"),
        (None, None, "Asia/Peking", "Asia/Shanghai"),
        (None, None, "", "IANA"),
    ],
)
def test_what_cannot_be_kept_is_said(cron: str | None, every: str | None, timezone: str, message: str) -> None:
    with pytest.raises(ScheduleError, match=message):
        when(cron, every, timezone)


@given(st.text(max_size=12), st.text(max_size=12))
def test_anything_written_is_a_schedule_or_refused_with_a_sentence(cron: str, every: str) -> None:
    try:
        chosen = when(cron or None, every or None, "UTC")
    except ScheduleError:
        return
    assert when(*_options(chosen)) == chosen


def _options(chosen: When) -> tuple[str | None, str | None, str]:
    words = dict(zip(chosen.words()[::2], chosen.words()[1::2], strict=True))
    return words.get("--cron"), words.get("--every"), words["--timezone"]
