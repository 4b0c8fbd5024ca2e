"""The mark that a run leaves from its start to its end, by which the next run knows one that died.

`runs/<run_id>/started.json` is written once the lock is held and removed before it is let go. Whoever holds the lock and finds a mark
that is not its own has found a dead run.
"""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from warehouse.durable import fsync_path, write_text

_FILE = "started.json"
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class StartError(Exception):
    """A mark that cannot be read; the message names it and says what to do."""


@dataclass(frozen=True)
class Start:
    """Which run started, where and when: `boot_id` changes when the machine starts anew; None where the system has none."""

    run_id: str
    started_at: str
    extractor_version: str
    flow_run_id: str | None
    pid: int
    host: str
    boot_id: str | None
    is_told: bool = False
    """Whether somebody was told that it died, before the next run could notice."""

    @property
    def was_before_reboot(self) -> bool:
        """Whether this machine was started anew since."""
        return self.host == socket.gethostname() and self.boot_id != _boot_id()


def start_here(run_id: str, started_at: datetime, extractor_version: str, flow_run_id: str | None) -> Start:
    """The start of a run of this process."""
    instant = started_at.isoformat(timespec="microseconds")
    return Start(run_id, instant, extractor_version, flow_run_id, os.getpid(), socket.gethostname(), _boot_id())


def mark(run_directory: Path, start: Start) -> None:
    """Leaves the mark, which is on disk when this returns."""
    write_text(run_directory / start.run_id / _FILE, json.dumps(asdict(start), indent=1, sort_keys=True))


def mark_told(run_directory: Path, flow_run_id: str) -> None:
    """Adds to the mark of a run that Prefect knows by an id, where it left one, that somebody was told of its death."""
    for start in marked(run_directory):
        if start.flow_run_id == flow_run_id:
            mark(run_directory, replace(start, is_told=True))


def unmark(run_directory: Path, run_id: str) -> None:
    """Removes the mark, and the run's directory where nothing else was written of it."""
    directory = run_directory / run_id
    (directory / _FILE).unlink(missing_ok=True)
    if any(directory.iterdir()):
        fsync_path(directory)
    else:
        directory.rmdir()


def marked(run_directory: Path) -> list[Start]:
    """Every run that is marked as begun and not as ended, by id; StartError where a mark cannot be read."""
    return [_read(path) for path in sorted(run_directory.glob(f"*/{_FILE}"))]


def _read(path: Path) -> Start:
    try:
        fields: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
        return Start(**fields)  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError) as error:
        raise StartError(f"{path}: not the mark of a run ({error}); remove the file and run again") from error


def _boot_id() -> str | None:
    return _BOOT_ID.read_text(encoding="ascii").strip() if _BOOT_ID.is_file() else None
