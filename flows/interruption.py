"""Ctrl-C and a scheduler's stop, remembered: the exception alone gets lost where it comes upon a library that takes it for its own."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_ASKED = threading.Event()
_SAID_BY_DUCKDB = "Query interrupted"


def heed_signals() -> None:
    """From now on SIGINT and SIGTERM raise KeyboardInterrupt in the main thread and are remembered."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raises KeyboardInterrupt instead of what DuckDB makes of whatever a signal's handler raises within a query, Prefect's as well."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == _SAID_BY_DUCKDB:
            raise KeyboardInterrupt from error
        raise


def raise_if_interrupted() -> None:
    """KeyboardInterrupt where one of the signals came, however long ago."""
    if _ASKED.is_set():
        raise KeyboardInterrupt


def _interrupt(*_: object) -> None:
    _ASKED.set()
    raise KeyboardInterrupt
