"""The log as JSON, one object for each line, on standard error: for those who collect logs rather than read them."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import IO, Any

import click

from flows.logs.context import RUN_ID, STAGE, handled

LOG_FORMAT = "TAIZHANG_LOG_FORMAT"
FORMATS = ("text", "json")

_OWN = {*vars(logging.makeLogRecord({})), "message", "asctime"}
"""What every record has; whatever else a line was given are its fields."""


class JsonLines(logging.Handler):
    """Writes `time` (UTC), `level`, `run_id`, `stage`, `message` and `fields`; `exception` where there is one."""

    def __init__(self, stream: IO[str]) -> None:
        super().__init__(logging.INFO)
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        """Writes one line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "run_id": RUN_ID.get(),
            "stage": STAGE.get(),
            "message": record.getMessage(),
            "fields": {name: value for name, value in vars(record).items() if name not in _OWN},
        }
        if record.exc_info:
            line["exception"] = logging.Formatter().formatException(record.exc_info)
        self._stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        self._stream.flush()


class Failure(click.ClickException):
    """A command that failed: said as a sentence, or as the last line of the log where that is JSON."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Says it on standard error."""
        if not are_wanted():
            super().show(file)
            return
        said = logging.LogRecord("taizhang", logging.ERROR, "", 0, self.format_message(), None, None)
        JsonLines(sys.stderr).emit(said)


def are_wanted() -> bool:
    """Whether the environment asks for JSON."""
    return os.environ.get(LOG_FORMAT) == "json"


@contextmanager
def written(log: logging.Logger) -> Iterator[None]:
    """Writes what is logged within the block to standard error as JSON. A block within another writes nothing twice."""
    if any(isinstance(handler, JsonLines) for handler in log.handlers):
        yield
        return
    with handled(log, JsonLines(sys.stderr)):
        yield


@contextmanager
def written_where_wanted(log: logging.Logger) -> Iterator[None]:
    """The same for a run that something else than the command line started; how it failed is then a line of its own."""
    if not are_wanted() or any(isinstance(handler, JsonLines) for handler in log.handlers):
        yield
        return
    with written(log):
        try:
            yield
        except BaseException as error:
            log.error("the run failed: %s", error)
            raise
