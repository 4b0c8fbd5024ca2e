"""Ctrl-C at several points of a real run: nothing is left half-done, and the same command again completes the work."""

import signal
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import pytest

from flows.batching import UNIT_FILES
from flows.interruption import heed_signals, interruptible
from tests.faults.children import spawn, wait
from tests.interrupting import interrupt, stop_within_a_query
from tests.loading import deliver, load
from tests.project import Command, asked
from warehouse import runs


@pytest.mark.parametrize(
    ("files", "sign", "sent"),
    [
        (UNIT_FILES + 1, "part 2 of 2", signal.SIGINT),
        (3, "building the next warehouse", signal.SIGTERM),
    ],
)
def test_a_run_that_is_interrupted_is_completed_by_the_next(
    prefect_server: None, taizhang: Command, tmp_path: Path, files: int, sign: str, sent: signal.Signals
) -> None:
    inbox, data = tmp_path / "inbox", tmp_path / "data"
    deliver(inbox, *range(files))
    code, messages = interrupt(inbox, data, sign, sent)
    assert sign in messages
    assert not (data / "warehouse.duckdb").exists()
    assert (code, "interrupted: what is committed stays" in messages) == (1, True), messages
    assert "Traceback" not in messages
    done = taizhang("run", inbox, "--data", data)
    assert done.returncode == 0, done.stderr
    assert asked(data, "SELECT count(*) AS n FROM report_source") == [{"n": files}]
    assert not [path for pattern in ("next.*", "*/.staging-*", "runs/*/.staging-*") for path in data.glob(pattern)]


def test_a_stop_that_got_lost_in_a_library_still_ends_the_run(tmp_path: Path) -> None:
    def interrupted_run() -> None:
        heed_signals()
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        with pytest.raises(KeyboardInterrupt):
            load(tmp_path / "data", deliver(tmp_path / "inbox", 1))

    assert wait(spawn(interrupted_run)) == 0
    assert not (tmp_path / "data" / "warehouse.duckdb").exists()
    assert [row["outcome"] for row in runs.newest_first(tmp_path / "data" / "runs")] == ["failed"]


@pytest.mark.parametrize("prefects_handler", [False, True])
def test_what_a_library_makes_of_a_stop_is_a_stop(prefects_handler: bool) -> None:
    def stopped() -> None:
        heed_signals()
        if prefects_handler:
            signal.signal(signal.SIGTERM, _take_for_an_error)
        with pytest.raises(KeyboardInterrupt), interruptible():
            _wrap_what_a_stop_raises()

    assert wait(spawn(stopped)) == 0


def test_an_error_without_a_stop_stays_an_error() -> None:
    def failed() -> None:
        heed_signals()
        with pytest.raises(ValueError, match="no stop"), interruptible():
            raise ValueError("no stop")

    assert wait(spawn(failed)) == 0


def _wrap_what_a_stop_raises() -> None:
    try:
        signal.raise_signal(signal.SIGTERM)
    except BaseException as error:
        raise ValueError(f"counting the rows failed: {type(error).__name__}") from error


def _take_for_an_error(*_: object) -> None:
    raise SystemError


def test_a_stop_within_a_query_is_a_stop() -> None:
    process = get_context("spawn").Process(target=stop_within_a_query)
    process.start()
    process.join(60)
    process.kill()
    assert process.exitcode == 0  # the query itself takes minutes
