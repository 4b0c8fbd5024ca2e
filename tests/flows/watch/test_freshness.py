"""Since when no new report came, and when that is said."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.watch.freshness import Freshness, freshness
from flows.watch.settings import STALE_AFTER_DAYS, SettingError, stale_after
from tests.project import asked
from warehouse.store import Store

SINCE = datetime(2026, 2, 1, tzinfo=UTC)
FRESH = Freshness(SINCE, timedelta(days=14))


def test_it_is_said_from_the_day_on() -> None:
    assert FRESH.warning(SINCE + timedelta(days=14, seconds=-1)) is None
    assert "No new report for 14 days, since 2026-02-01" in str(FRESH.warning(SINCE + timedelta(days=14)))


@given(st.lists(st.integers(0, 200 * 24), min_size=2, max_size=60).map(sorted))
def test_a_person_is_told_at_most_once_for_each_limit_however_often_runs_look(hours: list[int]) -> None:
    looks = [SINCE + timedelta(hours=number) for number in hours]
    told = [now for before, now in pairwise([SINCE, *looks]) if FRESH.is_due(now, before)]
    assert len(told) <= (looks[-1] - SINCE) // FRESH.limit
    assert all(FRESH.warning(now) for now in told)
    assert bool(told) == (FRESH.warning(looks[-1]) is not None)


def test_it_counts_from_the_first_time_that_a_report_came(seed_data: Path) -> None:
    [row] = asked(seed_data, "SELECT max(received_at) AS at FROM source_file")
    received = row["at"]
    assert isinstance(received, datetime)
    assert freshness(Store(seed_data)) == Freshness(received, timedelta(days=STALE_AFTER_DAYS))


def test_where_nothing_is_published_nothing_is_stale(tmp_path: Path) -> None:
    assert freshness(Store(tmp_path)) is None


def test_a_silent_source_is_seen(silent_data: Path) -> None:
    found = freshness(Store(silent_data))
    assert found is not None
    assert "No new report for 30 days" in str(found.warning(datetime.now(UTC)))


@pytest.mark.parametrize("said", ["0", "-1", "soon", "1.5", "9" * 9])
def test_what_is_no_number_of_days_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_STALE_AFTER_DAYS", said)
    with pytest.raises(SettingError, match="expected a number of days"):
        stale_after()


def test_a_run_takes_the_usual_number_instead(silent_data: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("TAIZHANG_STALE_AFTER_DAYS", "soon")
    found = freshness(Store(silent_data))
    assert found is not None
    assert found.limit == timedelta(days=STALE_AFTER_DAYS)
    assert "expected a number of days" in caplog.text
