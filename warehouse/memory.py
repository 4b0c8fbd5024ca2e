"""DuckDB's share of the memory while a warehouse is built, checked and compared: what does not fit goes to disk for a while.

Without a limit DuckDB takes up to four fifths of the machine, where a scheduled job is a guest.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY = "TAIZHANG_MEMORY"
"""The variable that sets another limit."""
# A hundred thousand reports were built, checked and compared within it; what Python holds itself comes on top of it.
_LIMIT = "500MB"


class MemoryLimitError(Exception):
    """A limit that is no size, or that is not enough; the message says what to do."""


def limit() -> str:
    """The limit as DuckDB writes it ("500MB")."""
    return os.environ.get(MEMORY) or _LIMIT


@contextmanager
def bounded() -> Iterator[None]:
    """MemoryLimitError where the block needs more memory than DuckDB may take."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        needed = f"the warehouse needs more than {limit()} of memory, or more disk than is free ({_first_line(error)})"
        raise MemoryLimitError(f"{needed}: set {MEMORY}, for example to 2GB, and start again; what arrived is kept") from error


@contextmanager
def spilling(directory: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory that keeps to the limit; the rest is written below `directory`, as long as it is needed.

    MemoryLimitError where that is not enough, or the limit is no size.
    """
    with bounded(), _connected(directory) as connection:
        yield connection


def _connected(directory: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(config={"memory_limit": limit(), "temp_directory": str(directory)})
    except duckdb.ParserException as error:
        raise MemoryLimitError(f"{MEMORY} is {limit()!r}: expected a size such as 500MB or 2GB ({_first_line(error)})") from error


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]
