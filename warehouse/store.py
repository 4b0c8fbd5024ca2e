"""The data directory: raw files, batches, quarantine, run records, and the lock that keeps it to one writer."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from warehouse import batches, locking, published, refusals, reprocesses, runs, standing, starts
from warehouse.batches import Batch
from warehouse.correction_files import correction_paths
from warehouse.durable import make_directory
from warehouse.raw import copy_to_raw, raw_path
from warehouse.runs import Row
from warehouse.starts import Start

_LEFT_OVER = {
    "raw/.staging-*": "a copy of a file that was not finished",
    "batches/.staging-*": "a batch that was not committed",
    "*/.removed-*": "what was being removed",
    "runs/*/.staging-*": "a run record that was not finished",
    "quarantine/.staging-*": "a quarantine text that was not finished",
    "reprocesses/.staging-*": "a record of a reprocess that was not finished",
    "corrections/.staging-*": "a file of corrections that was not finished",
    "lexicons/.staging-*": "a copy of the lexicons that was not finished",
    "corrections/versions/.staging-*": "a copy of the corrections that was not finished",
    "next.duckdb*": "a warehouse that was not published",
    "next.spill": "memory that a publishing run had spilled to disk",
    "next.entities": "entity tables that were not published",
    "next.blocked": "a warehouse that was about to be kept for inspection",
    ".staging-warehouse.duckdb": "a link to a warehouse that was not published",
    ".retired-blocked": "a warehouse that was kept for inspection earlier",
    ".retired-entities": "entity tables of an earlier warehouse",
}


@dataclass(frozen=True)
class Received:
    """A file that was taken in. `is_known`: its content needs no reading again. Sizes in bytes.

    Of content that is read again `received_at`, in UTC, and `run_id` tell its first arrival.
    """

    file_id: str
    path: str
    size_bytes: int
    raw_path: Path
    is_known: bool
    received_at: datetime | None = None
    run_id: str | None = None


class Store:
    """One data directory; created when it is first written to."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.batch_directory = root / "batches"
        self.run_directory = root / "runs"
        self.entity_directory = root / "entities"
        self.warehouse_path = root / "warehouse.duckdb"
        self.next_path = root / "next.duckdb"
        self.lexicon_directory = root / "lexicons"
        self.correction_directory = root / "corrections"
        self.correction_archive = self.correction_directory / "versions"
        self._committed: list[Batch] | None = None
        self._sound: set[str] = set()
        self._known: dict[str, set[str]] = {}
        self._supposed: frozenset[str] | None = None

    def lock(self, wait_seconds: float = 10.0, on_wait: Callable[[str], None] | None = None) -> AbstractContextManager[None]:
        """Keeps every other writer out of the data directory; LockedError, naming the holder, after `wait_seconds`.

        `on_wait` is given a sentence on who holds it, once, where it has to be waited for.
        """
        return locking.lock(self.root / "lock", wait_seconds, on_wait)

    def begun_runs(self) -> tuple[list[Start], list[Start]]:
        """The runs that began and have not ended, as anybody may ask: those at work, and those that died."""
        begun = starts.marked(self.run_directory)
        pid = locking.holder(self.root / "lock").get("pid") if locking.is_held(self.root / "lock") else None
        # A process of the same number may have died before: in a container every run has the same one.
        at_work = [start for start in begun if start.pid == pid][-1:]
        return at_work, [start for start in begun if start not in at_work]

    def receive(self, path: Path, extractor_version: str) -> Received:
        """Copies a file's bytes to `raw/` once, and tells whether that content is known to this extractor.

        The source is only read. NotReceivedError, with reason and detail, where it cannot be.
        """
        copy = copy_to_raw(self.root, path)
        return Received(copy.file_id, str(path), copy.size_bytes, copy.path, copy.file_id in self.known_files(extractor_version))

    def raw_path(self, file_id: str) -> Path:
        """Where the bytes of that content stand."""
        return raw_path(self.root, file_id)

    def known_files(self, extractor_version: str) -> set[str]:
        """Ids of the files that need no reading: loaded before, or refused whole by the same extractor."""
        if extractor_version not in self._known:
            self._known[extractor_version] = standing.known_files(self.batches(), extractor_version)
        return self._known[extractor_version]

    def batches(self) -> list[Batch]:
        """All committed batches, by id."""
        if self._committed is None:
            self._committed = self._with_standing(batches.committed(self.batch_directory))
        return self._committed

    def supposing(self, reprocess_ids: Collection[str]) -> "Store":
        """The same data directory as it would be if just those reprocesses counted: to see what accepting or undoing one would change."""
        supposed = Store(self.root)
        supposed._supposed = frozenset(reprocess_ids)
        return supposed

    def counting_reprocesses(self) -> set[str]:
        """Ids of the reprocesses whose batches count."""
        return {batch.reprocess_id for batch in self.batches() if batch.reprocess_id and not batch.is_withdrawn}

    def _with_standing(self, committed: Sequence[Batch]) -> list[Batch]:
        present = standing.known_batches(committed)
        counting = reprocesses.counting(self.root, present) if self._supposed is None else self._supposed
        return [replace(b, is_withdrawn=bool(b.reprocess_id) and b.reprocess_id not in counting) for b in committed]

    def forget(self) -> None:
        """Reads the batches anew when they are next asked for: something was committed, accepted or removed."""
        self._committed = None
        self._known = {}

    def write_batch(self, batch_id: str, tables: Mapping[str, pa.Table], manifest: Mapping[str, object]) -> Path:
        """Stages a batch and returns its directory; nothing counts before `commit_batch`.

        `tables` as `transforms.arrow.to_tables` makes them; `manifest` gives what they do not tell, by the names of `Batch`: at least
        `run_id` and `extractor_version`.
        """
        return batches.stage(self.batch_directory, batch_id, tables, manifest)

    def commit_batch(self, staged: Path) -> Path:
        """Renames a staged batch into place; one of the same id that is there already stays and the staged one is discarded."""
        self.forget()
        return batches.commit(staged)

    def table_files(self, chosen: Sequence[Batch], table: str) -> list[str]:
        """The Parquet files of one table in those batches, empty ones left out; BatchError where one is not as it was committed."""
        return batches.table_files(self.batch_directory, chosen, table, self._sound)

    def write_refusal(self, quarantine_row: Mapping[str, object]) -> Path:
        """Writes the text for the person who must act on a quarantine row, and returns its path."""
        return refusals.write_refusal(self.root, quarantine_row)

    def record_run(self, run: Row, check_results: Sequence[Row] = (), changes: Sequence[Row] = ()) -> None:
        """Writes the record of a run; called again for the same run_id, it replaces the record."""
        runs.record(self.run_directory, run, check_results, changes)

    def correction_files(self) -> list[Path]:
        """The files with what people corrected, by name."""
        return correction_paths(self.correction_directory)

    def run_files(self, table: str) -> list[str]:
        """The Parquet files of `run`, `check_result` or `publish_change` over all runs."""
        return runs.table_files(self.run_directory, table)

    def discard_remains(self) -> list[str]:
        """Removes what a run that died left half-done and returns a sentence for each piece. Call it under the lock."""
        make_directory(self.root)
        remains = [(path, what) for pattern, what in _LEFT_OVER.items() for path in sorted(self.root.glob(pattern))]
        remains += [(path, "a warehouse that was not published") for path in published.unpublished(self.warehouse_path)]
        for path, _ in remains:
            _remove(path)
        return [f"{path.relative_to(self.root)}: {what}; discarded" for path, what in remains]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
