"""Where the project's files are, and the type of the fixture that runs its command."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.queries import query

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds" / "reports"

Command = Callable[..., "subprocess.CompletedProcess[str]"]
"""Called with the words of a command line; `prefix` goes before the command, keywords into its environment."""


@dataclass(frozen=True)
class SeedRun:
    """The first run over the seed reports: its data directory, and what it printed."""

    data: Path
    printed: str
    inbox_before: dict[str, tuple[int, int, int]]


def inbox_state(inbox: Path) -> dict[str, tuple[int, int, int]]:
    """What any change of a file in a folder changes: its inode, size, and the nanosecond of its last change."""
    return {str(path): (stat.st_ino, stat.st_size, stat.st_ctime_ns) for path in inbox.rglob("*") if (stat := path.lstat())}


def asked(data: Path, sql: str) -> list[dict[str, object]]:
    """The rows that the published warehouse of a data directory answers with."""
    return query(data / "warehouse.duckdb", sql).rows()
