"""Ctrl-C and a scheduler's stop, remembered: the exception alone gets lost where it comes upon a library that takes it for its own."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_STOPS = (signal.SIGINT, signal.SIGTERM)
_SAID_BY_DUCKDB = "Query interrupted"

_asked = threading.Event()
_arrived: int | None = None
"""Where Python itself writes the number of each signal, whoever handles it; Prefect puts handlers of its own in the place of ours."""


def heed_signals() -> None:
    """From now on SIGINT and SIGTERM raise KeyboardInterrupt in the main thread and are remembered."""
    _remember_signals()
    for number in _STOPS:
        signal.signal(number, _interrupt)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises KeyboardInterrupt instead of what a library makes of a signal that came upon it.

    DuckDB ends a query with an error of its own, or takes the handler's exception for one of the data; so do libraries above it.
    """
    try:
        yield
    except Exception as error:
        if was_interrupted() or str(error) == _SAID_BY_DUCKDB:
            raise KeyboardInterrupt from error
        raise


def raise_if_interrupted() -> None:
    """KeyboardInterrupt where one of the signals came, however long ago."""
    if was_interrupted():
        raise KeyboardInterrupt


def was_interrupted() -> bool:
    """Whether one of the signals came since they are heeded."""
    if _arrived is not None:
        with suppress(BlockingIOError):
            while numbers := os.read(_arrived, 512):
                if not _asked.is_set() and any(number in _STOPS for number in numbers):
                    _asked.set()
    return _asked.is_set()


def _remember_signals() -> None:
    global _arrived
    _arrived, written = os.pipe()
    for end in (_arrived, written):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(written, warn_on_full_buffer=False)


def _interrupt(*_: object) -> None:
    _asked.set()
    raise KeyboardInterrupt
