"""Whether the batches of a reprocess count: `reprocesses/<reprocess_id>.json` is written when it is accepted, and again when it is undone.

One file speaks for all batches of a reprocess, so that they begin and cease to count together, in a copy of the data directory, too:
while one of the batches that the file lists is missing, none of them counts.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from warehouse.durable import write_text


class ReprocessError(Exception):
    """A reprocess that cannot be accepted, undone or read; the message says why and what to do."""


@dataclass(frozen=True)
class Reprocess:
    """A reprocess that was accepted once: `batches` are what it computed, `replaces` those that stood in their place before.

    `accepted_at` and `withdrawn_at` are instants in UTC, as ISO 8601; a reprocess that is withdrawn counts for nothing.
    """

    reprocess_id: str
    run_id: str
    batches: tuple[str, ...]
    replaces: tuple[str, ...]
    accepted_at: str
    withdrawn_at: str | None = None


def accept(root: Path, reprocess_id: str, run_id: str, batches: Collection[str], replaces: Collection[str]) -> None:
    """Lets the batches of a reprocess count from now on."""
    _write(root, Reprocess(reprocess_id, run_id, tuple(sorted(batches)), tuple(sorted(replaces)), _now()))


def withdraw(root: Path, reprocess: Reprocess) -> None:
    """Lets them count no more."""
    _write(root, replace(reprocess, withdrawn_at=_now()))


def recorded(root: Path) -> list[Reprocess]:
    """Every reprocess that was accepted once, by the instant of it; ReprocessError where a record cannot be read."""
    return sorted((_read(path) for path in (root / "reprocesses").glob("[!.]*.json")), key=lambda r: (r.accepted_at, r.reprocess_id))


def counting(root: Path, present: Collection[str]) -> set[str]:
    """Ids of the reprocesses that are accepted, not withdrawn, and whose batches are all `present`."""
    accepted = [reprocess for reprocess in recorded(root) if reprocess.withdrawn_at is None]
    return {reprocess.reprocess_id for reprocess in accepted if set(present).issuperset(reprocess.batches)}


def path_of(root: Path, reprocess_id: str) -> Path:
    """Where the record of a reprocess stands."""
    return root / "reprocesses" / f"{reprocess_id}.json"


def _write(root: Path, reprocess: Reprocess) -> None:
    write_text(path_of(root, reprocess.reprocess_id), json.dumps(asdict(reprocess), indent=1, sort_keys=True))


def _read(path: Path) -> Reprocess:
    try:
        fields: Mapping[str, object] = json.loads(path.read_text(encoding="utf-8"))
        lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
        return Reprocess(**{**fields, **lists})  # type: ignore[arg-type]
    except (OSError, ValueError, TypeError) as error:
        remedy = "restore it from a backup, or remove it to go back to what stood before"
        raise ReprocessError(f"{path}: not the record of a reprocess ({error}); {remedy}") from error


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
