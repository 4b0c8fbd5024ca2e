"""What nothing in a data directory refers to any more, found and, once a person has seen it, removed. Never anything of `raw/`."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse import publications, reprocesses, standing
from warehouse.batches import Batch
from warehouse.durable import fsync_path
from warehouse.inventory import opened_inventory
from warehouse.refusals import refusal_name
from warehouse.store import Store

REMOVED_PREFIX = ".removed-"


@dataclass(frozen=True)
class Leftover:
    """A file or directory that nothing refers to, why, and how large it is. `size_bytes` counts the files in it."""

    path: Path
    why: str
    size_bytes: int


def find_leftovers(store: Store, keep_days: int, now: datetime | None = None) -> list[Leftover]:
    """What can be removed, in the order in which it is. `now` is the instant, in UTC, from which the days are counted back."""
    until = (now or datetime.now(UTC)) - timedelta(days=keep_days)
    found = [*_batches(store, until), *_records(store, until), *_versions(store, until), *_past_warehouses(store, until), *_refusals(store)]
    return [Leftover(path, why, _size(path)) for path, why in found]


def remove(leftovers: Sequence[Leftover]) -> None:
    """Removes each: a directory under another name first, so that one removed by half is never taken for a whole."""
    for leftover in leftovers:
        if leftover.path.is_dir():
            doomed = leftover.path.with_name(REMOVED_PREFIX + leftover.path.name)
            leftover.path.rename(doomed)
            fsync_path(doomed.parent)
            shutil.rmtree(doomed)
        else:
            leftover.path.unlink()


def _batches(store: Store, until: datetime) -> Iterator[tuple[Path, str]]:
    """Batches that no warehouse is made of any more, and have not been for the time."""
    batches = store.batches()
    live = {batch.batch_id for batch in standing.live(batches)}
    replacing = _replacing(batches)
    since = {record.reprocess_id: _instant(record.withdrawn_at or record.accepted_at) for record in reprocesses.recorded(store.root)}
    for batch in batches:
        if batch.batch_id in live:
            continue
        others = replacing.get(batch.batch_id, [batch])
        left = max(max(_written(store, other), since.get(other.reprocess_id, _written(store, other))) for other in others)
        if left < until:
            yield store.batch_directory / batch.batch_id, _why(batch, batch.batch_id in replacing, left)


def _replacing(batches: Sequence[Batch]) -> dict[str, list[Batch]]:
    """Of each superseded batch those that count and took its place."""
    found: dict[str, list[Batch]] = {}
    for batch in standing.counted(batches):
        for batch_id in batch.supersedes:
            found.setdefault(batch_id, []).append(batch)
    return found


def _why(batch: Batch, is_replaced: bool, left: datetime) -> str:
    since = f"since {left:%Y-%m-%d}"
    if is_replaced:
        return f"a batch whose place another has taken {since}; only warehouses before that are made of it"
    if batch.is_withdrawn:
        return f"a batch of a reprocess that was not accepted, or was undone, {since}"
    return f"a batch of a run that died in the middle of a file, which another version has read {since}"


def _records(store: Store, until: datetime) -> Iterator[tuple[Path, str]]:
    """Records of reprocesses of which no batch is left."""
    left = {batch.reprocess_id for batch in store.batches()}
    for record in reprocesses.recorded(store.root):
        if record.reprocess_id not in left and _instant(record.withdrawn_at or record.accepted_at) < until:
            yield reprocesses.path_of(store.root, record.reprocess_id), "the record of a reprocess of which no batch is left"


def _versions(store: Store, until: datetime) -> Iterator[tuple[Path, str]]:
    """Versions of lexicons and corrections that no batch was read with, and of which no warehouse that can be built again is made."""
    batches = store.batches()
    present = {batch.batch_id for batch in batches}
    published = [one for one in publications.recorded(store.run_directory) if present.issuperset(one.batch_ids)]
    lexicons = {batch.lexicon_version for batch in batches} | {one.lexicon_version for one in published}
    yield from _unnamed(store.lexicon_directory, lexicons, "lexicons", until)
    yield from _unnamed(store.correction_archive, {one.correction_version for one in published}, "corrections", until)


def _unnamed(place: Path, named: set[str], what: str, until: datetime) -> Iterator[tuple[Path, str]]:
    for path in sorted(place.glob("[!.]*")):
        if path.name not in named and _changed(path) < until:
            yield path, f"a version of the {what} that nothing is made of any more"


def _past_warehouses(store: Store, until: datetime) -> Iterator[tuple[Path, str]]:
    for path in sorted((store.root / "as_of").glob("*")):
        if _changed(path) < until:
            is_whole = path.suffix == ".duckdb"
            yield path, "an earlier warehouse; it is built again when it is asked again" if is_whole else "half of an earlier warehouse"


def _refusals(store: Store) -> Iterator[tuple[Path, str]]:
    with opened_inventory(store) as inventory:
        named = {refusal_name(row) for row in inventory.all_refusals()}
    for path in sorted((store.root / "quarantine").glob("[!.]*")):
        if path.name not in named:
            yield path, "a text on a refusal that is in no batch"


def _written(store: Store, batch: Batch) -> datetime:
    return _changed(store.batch_directory / batch.batch_id)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _instant(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
