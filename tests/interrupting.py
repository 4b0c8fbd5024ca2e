"""A real run that gets a signal when it says a certain sentence."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.interruption import heed_signals, interruptible
from tests.project import PROJECT


def interrupt(inbox: Path, data: Path, sign: str, sent: signal.Signals) -> tuple[int, str]:
    """Runs until the sign appears, sends the signal to the whole group as a terminal does, and returns exit code and messages."""
    return run_until(inbox, data, sign, lambda process: os.killpg(process, sent))


def run_until(inbox: Path, data: Path, sign: str, act: Callable[[int], object]) -> tuple[int, str]:
    """Runs to the end, acts once the sign appears, given the id of the process, and returns exit code and messages."""
    command = [sys.executable, "-m", "flows", "run", str(inbox), "--data", str(data)]
    process = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True)
    watchdog = threading.Timer(200, process.kill)
    watchdog.start()
    lines = []
    assert process.stderr
    for line in process.stderr:
        lines.append(line)
        if sign in line and sign not in "".join(lines[:-1]):
            time.sleep(0.3)  # so that it is at work by then, not at the start of it
            act(process.pid)
    process.wait()
    watchdog.cancel()
    return process.returncode, "".join(lines)


def stop_within_a_query() -> None:
    """Sends this process a scheduler's stop while DuckDB is at work; ends well where that is the KeyboardInterrupt of a stop."""
    heed_signals()
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    # With one thread DuckDB looks for signals between its pieces of work; with several it may first end what it has begun.
    with duckdb.connect(config={"threads": 1}) as connection, pytest.raises(KeyboardInterrupt), interruptible():
        connection.execute("SELECT sum(hash(a.range + b.range)) FROM range(10_000_000) AS a, range(1_000) AS b").fetchall()
