"""Publishing: a candidate is built beside the published warehouse, checked, and put in its place at one instant.

A reader never waits and never sees half of a warehouse: it keeps the file that it opened until it opens the next.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from warehouse import archive, publications, published, registry, standing
from warehouse.building import fill, opened_for_writing, quoted
from warehouse.durable import fsync_path, replace_directory, write_directory
from warehouse.loading import load_runs
from warehouse.publications import Publication
from warehouse.state import State, current_state, publishing_run, recorded_state
from warehouse.store import Store

_STATE_FILE = "state.json"


@dataclass(frozen=True)
class Candidate:
    """A warehouse that is built and not yet published: its file, its rows by table, and what it was built from."""

    path: Path
    entity_directory: Path
    counts: Mapping[str, int]
    is_from_scratch: bool
    state: State
    lexicon_dirs: tuple[Path, ...]


def build_candidate(store: Store, lexicon_dirs: Sequence[Path], *, from_scratch: bool = False) -> Candidate:
    """Builds next.duckdb and next.entities/ from the published warehouse and the batches that it lacks.

    Starts from nothing where `from_scratch` asks for it, where nothing is published, where tables, views or rules have changed,
    and where a batch that the published warehouse is made of is gone. Call it under the store's lock.
    """
    store.discard_remains()
    state = current_state(store, lexicon_dirs)
    start = None if from_scratch else _start(store, state)
    if start:
        shutil.copyfile(store.warehouse_path, store.next_path)
    with opened_for_writing(store.next_path) as connection:
        fill(connection, store, lexicon_dirs, state, start)
        directory = _write_entities(connection, store, state)
        counts = {name: _count(connection, name) for name in registry.TABLES}
    return Candidate(store.next_path, directory, counts, start is None, state, tuple(lexicon_dirs))


def rebuild(store: Store, lexicon_dirs: Sequence[Path]) -> Candidate:
    """Builds a candidate from Parquet alone."""
    return build_candidate(store, lexicon_dirs, from_scratch=True)


def seal(candidate: Candidate, store: Store, run_id: str) -> None:
    """Readies a checked candidate for publication by a run: takes the run's own record in, and writes down what it is made of.

    Call it when the run is recorded, just before `publish`.
    """
    with opened_for_writing(candidate.path) as connection:
        load_runs(connection, store)
        connection.execute("DELETE FROM bookkeeping.publication")
        connection.execute("INSERT INTO bookkeeping.publication VALUES (?)", [run_id])
    lexicons = archive.keep(store.lexicon_directory, candidate.lexicon_dirs)
    corrections = archive.keep(store.correction_archive, [store.correction_directory])
    batch_ids = tuple(batch.batch_id for batch in standing.live(store.batches()))
    publications.record(store.run_directory, Publication(run_id, _replaced(store), candidate.state, lexicons, corrections, batch_ids))


def publish(candidate: Candidate, store: Store) -> None:
    """Puts the candidate in the place of the published warehouse, then its entity tables in the place of theirs."""
    fsync_path(candidate.path)
    published.put_in_place(candidate.path, store.warehouse_path)
    replace_directory(candidate.entity_directory, store.entity_directory)


def is_current(store: Store, lexicon_dirs: Sequence[Path]) -> bool:
    """Whether the published warehouse holds all that is committed: false when a run died between commit and publish."""
    state = current_state(store, lexicon_dirs)
    return recorded_state(store.warehouse_path) == state and _entity_state(store) == state


def _replaced(store: Store) -> str | None:
    """The run whose warehouse is replaced; the last one that published where the warehouse itself is lost."""
    recorded = publications.published_runs(store.run_directory)
    return publishing_run(store.warehouse_path) or (recorded[-1] if recorded else None)


def _entity_state(store: Store) -> State | None:
    try:
        return State(**json.loads((store.entity_directory / _STATE_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _start(store: Store, state: State) -> State | None:
    """The state of the published warehouse where the candidate can start from it, else None."""
    recorded = recorded_state(store.warehouse_path)
    if recorded is None or recorded.storage_digest != state.storage_digest:
        return None
    with duckdb.connect(str(store.warehouse_path), read_only=True) as connection:
        held = {row[0] for row in connection.execute("SELECT batch_id FROM bookkeeping.batch WHERE is_standing").fetchall()}
    return recorded if held <= {batch.batch_id for batch in store.batches()} else None


def _write_entities(connection: duckdb.DuckDBPyConnection, store: Store, state: State) -> Path:
    def fill_directory(directory: Path) -> None:
        for table in registry.of_layer("entity"):
            target = quoted(directory / f"{table.name}.parquet")
            connection.execute(f"COPY (SELECT * FROM {table.name} ORDER BY ALL) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        (directory / _STATE_FILE).write_text(json.dumps(asdict(state), sort_keys=True), encoding="utf-8")

    directory = store.root / "next.entities"
    write_directory(directory, fill_directory)
    return directory


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
