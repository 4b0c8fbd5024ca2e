"""Publishing: a candidate is built beside the published warehouse, checked, and put in its place by one rename.

A reader never waits and never sees half of a warehouse: it keeps the file that it opened until it opens the next.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

import duckdb

from warehouse import registry, standing
from warehouse.durable import fsync_path, replace_directory, write_directory
from warehouse.loading import load_batches, load_runs
from warehouse.reference import lexicon_digest, load_reference_tables
from warehouse.scripts import create_views, run_script, sources
from warehouse.store import Store

# DuckDB 1.x, which many analysts have, reads files of this storage version and not of later ones.
STORAGE_VERSION = "v1.2.0"
_STATE_FILE = "state.json"


@dataclass(frozen=True)
class Candidate:
    """A warehouse that is built and not yet published: its file, its rows by table, and whether it was built from the beginning."""

    path: Path
    entity_directory: Path
    counts: Mapping[str, int]
    is_from_scratch: bool


@dataclass(frozen=True)
class _State:
    """What a warehouse was made of. Two warehouses of the same state hold the same rows."""

    storage_digest: str
    batch_digest: str
    lexicon_digest: str


def build_candidate(store: Store, lexicon_dirs: Sequence[Path], *, from_scratch: bool = False) -> Candidate:
    """Builds next.duckdb and next.entities/ from the published warehouse and the batches that it lacks.

    Starts from nothing where `from_scratch` asks for it, where nothing is published, where tables, views or rules have changed,
    and where a batch that the published warehouse holds is gone. Call it under the store's lock.
    """
    store.discard_remains()
    state = _state(store, lexicon_dirs)
    start = None if from_scratch else _start(store, state)
    if start:
        shutil.copyfile(store.warehouse_path, store.next_path)
    with _opened(store.next_path) as connection:
        if not start:
            _create_tables(connection)
        if not start or start.lexicon_digest != state.lexicon_digest:
            load_reference_tables(connection, lexicon_dirs)
        load_batches(connection, store)
        load_runs(connection, store)
        _record_state(connection, state)
        directory = _write_entities(connection, store, state)
        counts = {name: _count(connection, name) for name in registry.TABLES}
    return Candidate(store.next_path, directory, counts, is_from_scratch=start is None)


def rebuild(store: Store, lexicon_dirs: Sequence[Path]) -> Candidate:
    """Builds a candidate from Parquet alone."""
    return build_candidate(store, lexicon_dirs, from_scratch=True)


def refresh_runs(candidate: Candidate, store: Store) -> None:
    """Takes run records that were written since the candidate was built into it: those of the run that checked it."""
    with _opened(candidate.path) as connection:
        load_runs(connection, store)


def publish(candidate: Candidate, store: Store) -> None:
    """Puts the candidate in the place of the published warehouse, then its entity tables in the place of theirs."""
    fsync_path(candidate.path)
    candidate.path.replace(store.warehouse_path)
    fsync_path(store.root)
    replace_directory(candidate.entity_directory, store.entity_directory)


def is_current(store: Store, lexicon_dirs: Sequence[Path]) -> bool:
    """Whether the published warehouse holds all that is committed: false when a run died between commit and publish."""
    state = _state(store, lexicon_dirs)
    return _published_state(store) == state and _entity_state(store) == state


def _state(store: Store, lexicon_dirs: Sequence[Path]) -> _State:
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return _State(digest.hexdigest()[:16], standing.digest(store.batches()), lexicon_digest(lexicon_dirs))


def _record_state(connection: duckdb.DuckDBPyConnection, state: _State) -> None:
    connection.execute("DELETE FROM bookkeeping.state")
    connection.execute("INSERT INTO bookkeeping.state VALUES (?, ?, ?)", list(astuple(state)))


def _published_state(store: Store) -> _State | None:
    if not store.warehouse_path.is_file():
        return None
    try:
        with duckdb.connect(str(store.warehouse_path), read_only=True) as connection:
            row = connection.execute("SELECT storage_digest, batch_digest, lexicon_digest FROM bookkeeping.state").fetchone()
    except duckdb.Error:  # damaged, or not ours: it is built anew
        return None
    return _State(*row) if row else None


def _entity_state(store: Store) -> _State | None:
    try:
        return _State(**json.loads((store.entity_directory / _STATE_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _start(store: Store, state: _State) -> _State | None:
    """The state of the published warehouse where the candidate can start from it, else None."""
    published = _published_state(store)
    if published is None or published.storage_digest != state.storage_digest:
        return None
    with duckdb.connect(str(store.warehouse_path), read_only=True) as connection:
        held = {row[0] for row in connection.execute("SELECT batch_id FROM bookkeeping.batch").fetchall()}
    return published if held <= {batch.batch_id for batch in store.batches()} else None


@contextmanager
def _opened(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose current database is the candidate's, written out and let go of at the end."""
    with duckdb.connect() as connection:
        connection.execute(f"SET temp_directory = '{_quoted(path.with_suffix('.spill'))}'")
        connection.execute(f"ATTACH '{_quoted(path)}' AS next (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE next")
        yield connection
        connection.execute("USE memory")
        connection.execute("CHECKPOINT next")
        connection.execute("DETACH next")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    for table in registry.TABLES.values():
        connection.execute(table.ddl())
    run_script(connection, "sql/bookkeeping.sql")
    create_views(connection)


def _write_entities(connection: duckdb.DuckDBPyConnection, store: Store, state: _State) -> Path:
    def fill(directory: Path) -> None:
        for table in registry.of_layer("entity"):
            target = _quoted(directory / f"{table.name}.parquet")
            connection.execute(f"COPY (SELECT * FROM {table.name} ORDER BY ALL) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        (directory / _STATE_FILE).write_text(json.dumps(asdict(state), sort_keys=True), encoding="utf-8")

    directory = store.root / "next.entities"
    write_directory(directory, fill)
    return directory


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(row[0]) if row else 0
