"""A supervisor: starts its children in order, starts again what dies, ends all of them in order, and leaves nothing running."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.runs import log
from flows.serving.tied import adopt_orphans, orphans

_POLL_SECONDS = 0.2
_STARTUP_SECONDS = 180.0
_SHUTDOWN_SECONDS = 20.0
_ORPHAN_SECONDS = 5.0
_LONGEST_PAUSE_SECONDS = 20.0
# A child that ran this long was well: its next death is a first one again.
_WELL_SECONDS = 60.0


class ServeError(Exception):
    """What is to be served cannot be; the message says what to do."""


@dataclass
class Child:
    """A process to be kept running. `is_ready` tells whether it answers; its output goes to the end of `log_path`."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    log_path: Path
    is_ready: Callable[[], bool]
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    deaths: int = field(default=0, init=False)


class Supervisor:
    """Keeps its children running until it is asked to stop. Later children need the earlier ones."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = list(children)
        self._stop = threading.Event()

    def stop(self) -> None:
        """Asks `run` to end. May be called from a signal handler."""
        self._stop.set()

    def run(self, announce: Callable[[], None]) -> None:
        """Starts the children, calls `announce` once all of them are ready, and returns when it was asked to stop.

        ServeError where a child does not become ready at the start. Nothing that was started is running afterwards.
        """
        adopt_orphans()
        try:
            for child in self._children:
                self._start(child)
                self._await_ready(child)
            if not self._stop.is_set():
                announce()
            while not self._stop.wait(_POLL_SECONDS):
                self._tend()
        finally:
            self._end()

    def _start(self, child: Child) -> None:
        if self._stop.is_set():
            return
        child.log_path.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "flows.serving.tied", *child.command]
        with child.log_path.open("ab") as output:
            # In a session of its own: Ctrl-C must reach the supervisor alone, which ends its children in order.
            child.process = subprocess.Popen(
                command, env={**os.environ, **child.environment}, stdout=output, stderr=output, start_new_session=True
            )
        child.started_at = time.monotonic()

    def _await_ready(self, child: Child) -> None:
        while not self._stop.is_set() and not child.is_ready():
            if child.process is None or child.process.poll() is not None:
                raise ServeError(f"{child.name} ended at once; its last words:\n{_last_words(child)}")
            if time.monotonic() - child.started_at > _STARTUP_SECONDS:
                raise ServeError(f"{child.name} was not ready within {_STARTUP_SECONDS:g} s; look at {child.log_path}")
            self._stop.wait(_POLL_SECONDS)

    def _tend(self) -> None:
        for child in self._children:
            if child.process is None or child.process.poll() is None:
                continue
            pause = self._note_death(child, child.process.returncode)
            _end_orphans({c.process.pid for c in self._children if c.process})
            if not self._stop.wait(pause):
                self._start(child)

    def _note_death(self, child: Child, code: int) -> float:
        """Says that a child died, and returns the seconds to wait before it is started again: longer after each early death."""
        child.deaths = 1 if time.monotonic() - child.started_at > _WELL_SECONDS else child.deaths + 1
        pause = min(float(2 ** (child.deaths - 1)) - 1, _LONGEST_PAUSE_SECONDS)
        log.warning("%s ended with exit code %d and is started again%s", child.name, code, f" in {pause:g} s" if pause else "")
        return pause

    def _end(self) -> None:
        for child in reversed(self._children):
            if child.process is not None:
                _end_session(child.process)
        _end_orphans(set())


def _end_session(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_SHUTDOWN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_orphans(known: set[int]) -> None:
    """Ends what a dead child left: a server without its supervisor keeps the port, a run without its runner keeps the data directory."""
    _signal_all(orphans(known), signal.SIGTERM)
    deadline = time.monotonic() + _ORPHAN_SECONDS
    while (left := orphans(known)) and time.monotonic() < deadline:
        _reap(left)
        time.sleep(_POLL_SECONDS / 2)
    while left := orphans(known):
        _signal_all(left, signal.SIGKILL)
        _reap(left)
        time.sleep(_POLL_SECONDS / 2)


def _signal_all(pids: Sequence[int], number: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def _reap(pids: Sequence[int]) -> None:
    for pid in pids:
        try:
            os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            continue


def _last_words(child: Child) -> str:
    return "\n".join(child.log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
