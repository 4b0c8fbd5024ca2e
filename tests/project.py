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


def asked(data: Path, sql: str) -> list[dict[str, object]]:
    """The rows that the published warehouse of a data directory answers with."""
    return query(data / "warehouse.duckdb", sql).rows()
