"""Ctrl-C at several points of a real run: nothing is left half-done, and the same command again completes the work."""

import signal
from pathlib import Path

import pytest

from flows.batching import UNIT_FILES
from tests.interrupting import interrupt
from tests.loading import deliver
from tests.project import Command, asked


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
