"""A real run that gets a signal when it says a certain sentence."""

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from flows.interruption import heed_signals, interruptible
from tests.commands import start_forked


def interrupt(inbox: Path, data: Path, sign: str, sent: signal.Signals) -> tuple[int, str]:
    """Runs until the sign appears, sends the signal to the whole group as a terminal does, and returns exit code and messages."""
    return run_until(inbox, data, sign, lambda process: os.killpg(process, sent))


def run_until(inbox: Path, data: Path, sign: str, act: Callable[[int], object]) -> tuple[int, str]:
    """Runs to the end, acts once the sign appears, given the id of the process, and returns exit code and messages."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        messages = Path(folder) / "messages"
        os.mkfifo(messages)
        process = start_forked(["run", str(inbox), "--data", str(data)], os.environ, Path(os.devnull), messages)
        watchdog = threading.Timer(200, process.kill)
        watchdog.start()
        with messages.open(encoding="utf-8") as stream:
            for line in stream:
                lines.append(line)
                if sign in line and sign not in "".join(lines[:-1]):
                    time.sleep(0.3)  # so that it is at work by then, not at the start of it
                    act(process.pid or 0)
        process.join()
        watchdog.cancel()
    assert process.exitcode is not None
    return process.exitcode, "".join(lines)


def stop_within_a_query() -> None:
    """Sends this process a scheduler's stop while DuckDB is at work; ends well where that is the KeyboardInterrupt of a stop."""
    heed_signals()
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    # With one thread DuckDB looks for signals between its pieces of work; with several it may first end what it has begun.
    with duckdb.connect(config={"threads": 1}) as connection, pytest.raises(KeyboardInterrupt), interruptible():
        connection.execute("SELECT sum(hash(a.range + b.range)) FROM range(10_000_000) AS a, range(1_000) AS b").fetchall()
