"""A warehouse that was refused publication, kept for inspection: `blocked/`, with the reason, until the next one is published."""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.durable import make_directory, replace_directory, write_text
from warehouse.publish import Candidate
from warehouse.store import Store

_FILE = "blocked.json"


@dataclass(frozen=True)
class Blocked:
    """The run whose warehouse was refused, and why, in a sentence that says what to do."""

    run_id: str
    reason: str


def keep(candidate: Candidate, store: Store, blocked: Blocked) -> None:
    """Puts the candidate, its entity tables and the reason where an earlier refused one was."""
    staged = store.root / "next.blocked"
    make_directory(staged)
    candidate.path.rename(staged / candidate.path.name)
    candidate.entity_directory.rename(staged / "entities")
    write_text(staged / _FILE, json.dumps(asdict(blocked), ensure_ascii=False, indent=1))
    replace_directory(staged, _directory(store))


def discard(store: Store) -> None:
    """Removes what was kept: something was published since."""
    if _directory(store).exists():
        shutil.rmtree(_directory(store))


def warehouse_path(store: Store) -> Path:
    """Where the refused warehouse stands, if there is one."""
    return _directory(store) / store.next_path.name


def read(store: Store) -> Blocked | None:
    """What was refused last; None where nothing was since the last publication."""
    try:
        return Blocked(**json.loads((_directory(store) / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _directory(store: Store) -> Path:
    return store.root / "blocked"
