"""What a warehouse was made of: the rules of storage, the batches, the lexicons and the corrections, each as a hash."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import duckdb

from warehouse import archive, standing
from warehouse.reference import lexicon_digest
from warehouse.scripts import sources
from warehouse.store import Store


@dataclass(frozen=True)
class State:
    """Two warehouses of the same state hold the same rows."""

    storage_digest: str
    batch_digest: str
    lexicon_digest: str
    correction_digest: str


def current_state(store: Store, lexicon_dirs: Sequence[Path]) -> State:
    """The state of a warehouse that would be built now."""
    return State(storage_digest(), standing.digest(store.batches()), lexicon_digest(lexicon_dirs), _correction_digest(store))


def storage_digest() -> str:
    """A hash of every file that decides what a published warehouse looks like."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _correction_digest(store: Store) -> str:
    return archive.version_of([store.correction_directory])


def record_state(connection: duckdb.DuckDBPyConnection, state: State) -> None:
    """Writes the state into the warehouse that is the connection's current database."""
    connection.execute("DELETE FROM bookkeeping.state")
    connection.execute("INSERT INTO bookkeeping.state VALUES (?, ?, ?, ?)", list(astuple(state)))


def recorded_state(warehouse: Path) -> State | None:
    """The state of a warehouse file; None where there is none, or none of ours, or it cannot be read."""
    row = _first_row(warehouse, "SELECT storage_digest, batch_digest, lexicon_digest, correction_digest FROM bookkeeping.state")
    return State(*map(str, row)) if row else None


def publishing_run(warehouse: Path) -> str | None:
    """The run that published a warehouse file; None where the file does not tell."""
    row = _first_row(warehouse, "SELECT run_id FROM bookkeeping.publication")
    return str(row[0]) if row else None


def _first_row(warehouse: Path, sql: str) -> tuple[object, ...] | None:
    if not warehouse.is_file():
        return None
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            return connection.execute(sql).fetchone()
    except duckdb.Error:  # damaged, or not ours: it is built anew
        return None
