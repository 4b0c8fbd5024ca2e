"""Prefect's server is killed in the middle of a run: the run does its work, says what happened, and the next one sets the pages right."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.interrupting import run_until
from tests.loading import deliver, load
from tests.processes import processes_with
from tests.project import asked


def test_a_run_outlives_the_server_that_it_told(prefect_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    load(data, deliver(tmp_path / "first", 1))
    (data / "prefect").mkdir()
    shutil.copy(prefect_database, data / "prefect")
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.setenv("PREFECT_HOME", str(data / "prefect"))
    monkeypatch.setenv("PREFECT_CLIENT_MAX_RETRIES", "0")  # else some minutes of waiting at every request

    def kill_server(run: int) -> None:
        servers = [process for process in processes_with(f"{data}/prefect") if process != run]
        assert servers
        for process in servers:
            os.kill(process, signal.SIGKILL)
        assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 1}]

    code, messages = run_until(deliver(tmp_path / "second", 2), data, "received 1 files", kill_server)
    assert code == 1, messages
    assert "Prefect's server went away during the run" in messages
    assert "The run itself ended as published and lost nothing" in messages
    assert "Traceback" not in messages
    assert asked(data, "SELECT outcome, reports_new FROM run ORDER BY run_id") == [{"outcome": "published", "reports_new": 1}] * 2
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 2}]
