"""One writer at a time: an advisory lock on the data directory that the system lets go of when its holder dies."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_POLL_SECONDS = 0.1


class LockedError(Exception):
    """Another process works on the data directory; the message names it."""


@contextmanager
def lock(path: Path, wait_seconds: float, on_wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Holds the lock file for the length of the block; LockedError when it is not free within `wait_seconds`.

    `on_wait` is given a sentence on who holds it, once, where it is not free at once.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not _is_taken(descriptor):
            _wait(descriptor, path, wait_seconds, on_wait)
        _sign(descriptor)
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path) -> bool:
    """Whether a process holds the lock at this moment. The lock file is only read."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


def holder(path: Path) -> dict[str, Any]:
    """Who signed the lock file last: `pid` and `started_at`; empty where nobody did."""
    try:
        signed = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return signed if isinstance(signed, dict) else {}


def _is_taken(descriptor: int) -> bool:
    """Whether the lock could be taken now, by this process."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(descriptor: int, path: Path, wait_seconds: float, on_wait: Callable[[str], None] | None) -> None:
    deadline = time.monotonic() + wait_seconds
    if on_wait:
        on_wait(f"{path.parent} is in use by {_holder(path)}; waiting for it, at most {wait_seconds:g} s")
    while not _is_taken(descriptor):
        if time.monotonic() >= deadline:
            in_use = f"{path.parent} is in use by {_holder(path)}; waited {wait_seconds:g} s"
            raise LockedError(f"{in_use}. Let it finish, or stop it, and run again")
        time.sleep(_POLL_SECONDS)


def _sign(descriptor: int) -> None:
    signature = {"pid": os.getpid(), "started_at": datetime.now(UTC).isoformat(timespec="seconds")}
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, json.dumps(signature).encode(), 0)


def _holder(path: Path) -> str:
    signed = holder(path)
    if not signed.keys() >= {"pid", "started_at"}:
        return "another process"
    return f"process {signed['pid']}, which took it at {signed['started_at']}"
