"""Ctrl-C at several points of a real run: nothing is left half-done, and the same command again completes the work."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from flows.batching import UNIT_FILES
from tests.project import PROJECT, Command, asked

REPORT = (
    "date 2023-02-11 On February 10, 2023, the party group of Yongzhou City Government held the 2022 annual democratic life meeting. "
    "The mayor Chen Ailin presided over the meeting and stressed the Two Upholds. Report {number}. "
)


def fill(inbox: Path, files: int) -> None:
    inbox.mkdir()
    for number in range(files):
        (inbox / f"{number}.txt").write_text(REPORT.format(number=number))


def interrupt(inbox: Path, data: Path, sign: str, sent: signal.Signals) -> "tuple[int, str]":
    """Runs until the sign appears, sends the signal to the whole group as a terminal does, and returns exit code and messages."""
    command = [sys.executable, "-m", "flows", "run", str(inbox), "--data", str(data)]
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True)
    watchdog = threading.Timer(200, process.kill)
    watchdog.start()
    lines = []
    assert process.stderr
    for line in process.stderr:
        lines.append(line)
        if sign in line and sign not in "".join(lines[:-1]):
            os.killpg(process.pid, sent)
    process.wait()
    watchdog.cancel()
    return process.returncode, "".join(lines)


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
    fill(inbox, files)
    code, messages = interrupt(inbox, data, sign, sent)
    assert sign in messages
    assert not (data / "warehouse.duckdb").exists()
    assert (code, "interrupted: what is committed stays" in messages) == (1, True), messages
    assert "Traceback" not in messages
    done = taizhang("run", inbox, "--data", data)
    assert done.returncode == 0, done.stderr
    assert asked(data, "SELECT count(*) AS n FROM report_source") == [{"n": files}]
    assert not [path for pattern in ("next.*", "*/.staging-*", "runs/*/.staging-*") for path in data.glob(pattern)]
