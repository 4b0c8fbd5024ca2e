"""Waiting for processes, and asking whether they run."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def is_running(pid: int) -> bool:
    """Whether a process is there and not a dead one that nobody has asked after yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def processes_with(word: str) -> list[int]:
    """Processes that have a word in their environment."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if word.encode() in environment.read_bytes():
                found.append(int(environment.parent.name))
    return found


def eventually(holds: Callable[[], object], seconds: float = 30.0, every: float = 0.05) -> bool:
    """Whether something comes to hold within so many seconds, looked at `every` so many."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(every)
    return bool(holds())
