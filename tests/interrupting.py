"""A real run that gets a signal when it says a certain sentence."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

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
