"""DuckDB's share of the memory while a warehouse is built, checked and compared: what does not fit goes to disk for a while.

Without a limit DuckDB takes up to four fifths of the machine, where a scheduled job is a guest.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

# A hundred thousand reports were built, checked and compared within 600 MB; what Python holds itself comes on top of it.
LIMIT = "500MB"


@contextmanager
def spilling(directory: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a database in memory that keeps to `LIMIT`; the rest is written below `directory`, as long as it is needed."""
    with duckdb.connect(config={"memory_limit": LIMIT, "temp_directory": str(directory)}) as connection:
        yield connection
