"""One writer at a time: an advisory lock on the data directory that the system lets go of when its holder dies."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

_POLL_SECONDS = 0.1


class LockedError(Exception):
    """Another process works on the data directory; the message names it."""


@contextmanager
def lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Holds the lock file for the length of the block; LockedError when it is not free within `wait_seconds`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _acquire(descriptor, path, wait_seconds)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise LockedError(_complaint(path, wait_seconds)) from None
            time.sleep(_POLL_SECONDS)


def _sign(descriptor: int) -> None:
    holder = {"pid": os.getpid(), "started_at": datetime.now(UTC).isoformat(timespec="seconds")}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(holder).encode(), 0)


def _complaint(path: Path, wait_seconds: float) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8"))
        who = f"process {holder['pid']}, which took it at {holder['started_at']}"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"{path.parent} is in use by {who}; waited {wait_seconds:g} s. Let it finish, or stop it, and run again"
