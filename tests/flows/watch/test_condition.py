"""Whether all is well, from real records: in words, as JSON, and as an exit code."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.running import running
from flows.runs import Outcome, Run, Tally, record, start_run
from flows.serving.schedule import When
from flows.serving.service import Service
from flows.watch.condition import LAST_RUN_FAILED, OVERDUE, condition
from flows.watch.due import GRACE, Expected, served
from warehouse import starts
from warehouse.store import Store

NOW = datetime(2026, 2, 13, 14, 30, tzinfo=UTC)
HOURLY = When("0 * * * *", None, "Asia/Shanghai")


def ended(data: Path, outcome: Outcome, ago: timedelta, now: datetime = NOW) -> Store:
    """A run that started so long ago, recorded as the runs themselves do."""
    run = start_run(data)
    started = now - ago
    record(Run(f"{started:%Y%m%dT%H%M%S%f}Z-1", started, run.store, run.lexicons), outcome, Tally())
    return run.store


def serve(data: Path, schedule: When, since: datetime) -> None:
    """What a service leaves that was killed: where it answered and when it was to start runs."""
    service = Service(data, 1, schedule, [], 90)
    service.home.mkdir(parents=True)
    (service.home / "served.json").write_text(json.dumps({"port": 1, "since": since.isoformat(), **schedule.as_json()}))


def status(data: Path, *words: str) -> Result:
    return CliRunner(env={"COLUMNS": "140"}).invoke(main, ["status", "--data", str(data), *words])


def test_the_last_run_counts_and_no_earlier_one(tmp_path: Path) -> None:
    store = ended(tmp_path, "failed", timedelta(hours=2))
    assert condition(store, now=NOW).exit_code == LAST_RUN_FAILED
    ended(tmp_path, "nothing_new", timedelta(hours=1))
    assert condition(store, now=NOW).exit_code == 0


@pytest.mark.parametrize(("hours", "code"), [(1, 0), (1.2, 0), (1.3, OVERDUE), (30, OVERDUE)])
def test_a_run_that_is_expected_and_did_not_start_is_overdue(hours: float, code: int, tmp_path: Path) -> None:
    store = ended(tmp_path, "published", timedelta(hours=hours))
    assert condition(store, "1h", NOW).exit_code == code
    assert condition(store, None, NOW).exit_code == 0


def test_the_schedule_of_a_service_that_died_is_known(tmp_path: Path) -> None:
    serve(tmp_path, HOURLY, NOW - timedelta(days=9))
    store = ended(tmp_path, "published", timedelta(minutes=31))
    assert condition(store, now=NOW).overdue == (
        "A run is overdue: it was to start at 2026-02-13 14:00 UTC, 30 minutes ago. "
        "See whether what starts the runs is at work: taizhang serve, or cron"
    )
    ended(tmp_path, "nothing_new", timedelta(minutes=30))
    assert condition(store, now=NOW).overdue is None


def test_a_service_that_has_just_begun_owes_no_run(tmp_path: Path) -> None:
    serve(tmp_path, HOURLY, NOW - timedelta(minutes=5))
    assert condition(ended(tmp_path, "published", timedelta(days=100)), now=NOW).overdue is None


def test_a_service_that_never_had_a_run_is_overdue_in_the_end(tmp_path: Path) -> None:
    serve(tmp_path, When(None, timedelta(minutes=15), "UTC"), NOW - timedelta(minutes=31))
    assert condition(Store(tmp_path), now=NOW).exit_code == OVERDUE


def test_a_run_at_work_is_not_overdue(tmp_path: Path) -> None:
    store = ended(tmp_path, "published", timedelta(days=1))
    run = start_run(tmp_path)
    with running(run):
        assert condition(store, "1h", NOW).exit_code == 0
        record(run, "nothing_new", Tally())
    assert condition(store, "1h", datetime.now(UTC)).exit_code == 0
    assert condition(store, "1h", datetime.now(UTC) + timedelta(days=1)).exit_code == OVERDUE


def test_a_run_that_died_has_failed_until_the_next_one_has_taken_over(tmp_path: Path) -> None:
    store = ended(tmp_path, "published", timedelta(hours=1))
    starts.mark(store.run_directory, starts.start_here("20260213T140000000000Z-1", NOW, "v", None))
    found = condition(store, now=NOW)
    assert (found.exit_code, "A run died without an end: 20260213T140000000000Z-1" in str(found.failed)) == (LAST_RUN_FAILED, True)


def test_a_service_tells_its_schedule_as_long_as_it_serves(tmp_path: Path) -> None:
    service = Service(tmp_path, 49152, HOURLY, [], 90)
    with service.held():
        expected = served(Store(tmp_path))
    assert expected is not None
    assert expected.schedule == HOURLY
    assert datetime.now(UTC) - expected.since < timedelta(minutes=1)
    assert served(Store(tmp_path)) is None


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"port": 1}', '{"cron": "x", "every": null, "timezone": "UTC", "since": "2026-02-13T00:00:00+00:00"}']
)
def test_what_is_no_schedule_expects_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "prefect").mkdir()
    (tmp_path / "prefect" / "served.json").write_text(text)
    assert served(Store(tmp_path)) is None


@given(st.integers(0, 3 * 365 * 86_400), st.sampled_from(["0 * * * *", "*/15 8-18 * * 1-5", "30 2 * * *"]))
def test_the_next_start_is_after_the_last_and_the_earliest_of_the_schedule(second: int, cron: str) -> None:
    last = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    due = Expected(When(cron, None, "Europe/Berlin"), last).due_after(None)
    assert due > last
    assert Expected(When(cron, None, "Europe/Berlin"), last).due_after(due - timedelta(seconds=1)) == due
    assert due - last < timedelta(days=4)


def test_status_ends_with_a_code_for_each_condition(seed_data: Path, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    assert status(seed_data, "--every", "100d").exit_code == 0
    ended(tmp_path / "late", "published", timedelta(hours=1) + GRACE + timedelta(minutes=1), now)
    late = status(tmp_path / "late", "--every", "1h")
    assert (late.exit_code, "A run is overdue" in late.output) == (4, True)
    ended(tmp_path / "failed", "failed", timedelta(minutes=1), now)
    failed = status(tmp_path / "failed")
    assert (failed.exit_code, "The last run" in failed.output) == (3, True)


def test_status_as_json_tells_the_same(tmp_path: Path) -> None:
    ended(tmp_path, "failed", timedelta(minutes=1), datetime.now(UTC))
    answer = status(tmp_path, "--json")
    told = json.loads(answer.output)
    assert (answer.exit_code, told["exit_code"]) == (3, 3)
    assert "failed" in told["condition"]["failed"]
    assert (told["condition"]["overdue"], told["condition"]["stale"]) == (None, None)


def test_silence_is_a_warning_and_no_failure(silent_data: Path) -> None:
    answer = status(silent_data)
    assert (answer.exit_code, "No new report for 30 days" in answer.output) == (0, True)
    assert "No new report" in json.loads(status(silent_data, "--json").output)["condition"]["stale"]
    assert "No new report" not in status(silent_data, "--stale-after-days", "31").output


def test_an_interval_that_is_none_is_refused(tmp_path: Path) -> None:
    answer = status(tmp_path, "--every", "often")
    assert (answer.exit_code, "such as 15m" in answer.output) == (1, True)
