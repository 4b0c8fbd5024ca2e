"""Showing a run's sentences while it works: each line with the seconds since the start, and a spinner on a terminal."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status
from rich.text import Text

from flows.logs import json_lines
from flows.logs.context import handled


class _Lines(logging.Handler):
    def __init__(self, console: Console, status: Status) -> None:
        super().__init__(logging.INFO)
        self._console = console
        self._status = status
        self._start = time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        sentence = record.getMessage()
        style = "yellow" if record.levelno >= logging.WARNING else "dim"
        seconds = time.monotonic() - self._start
        self._console.print(Text(f"{seconds:5.1f} s  {sentence}", style), soft_wrap=True)
        self._status.update(sentence)


@contextmanager
def shown(log: logging.Logger) -> Iterator[None]:
    """Prints what is logged within the block to standard error, or writes it as JSON where that is asked for."""
    with json_lines.written(log) if json_lines.are_wanted() else _printed(log):
        yield


@contextmanager
def _printed(log: logging.Logger) -> Iterator[None]:
    console = Console(stderr=True)
    with console.status("") as status, handled(log, _Lines(console, status)):
        yield
