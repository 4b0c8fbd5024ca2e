"""The reference tables, read from the lexicons: columns of the same name, empty cells as NULL."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from warehouse import registry
from warehouse.schema import Table

_FILES = {"area": "areas.csv", "step": "steps.csv", "formula": "formulas.csv", "post": "posts.csv", "document": "documents.csv"}
_ORGANIZATION_TYPES = "org_types.csv"
_CSV = "read_csv(?, header=true, all_varchar=true)"


class LexiconFileError(Exception):
    """A lexicon file that is missing or does not fit its table; the message names it and says what to do."""


def load_reference_tables(connection: duckdb.DuckDBPyConnection, directories: Sequence[Path]) -> None:
    """Replaces the rows of every reference table by those of the lexicons; a later directory adds its rows."""
    for table in registry.of_layer("reference"):
        connection.execute(f"DELETE FROM {table.name}")
        for path in _present(directories, _FILES[table.name]):
            _load(connection, table, path)
    connection.execute("DELETE FROM bookkeeping.central_body")
    for path in _present(directories, _ORGANIZATION_TYPES):
        # An entry of central level names one body, but for enterprises, of which it names the class.
        central = f"SELECT org_type_id FROM {_CSV} WHERE level = 'central' AND org_class <> 'enterprise'"
        connection.execute(f"INSERT INTO bookkeeping.central_body {central}", [str(path)])


def lexicon_digest(directories: Sequence[Path]) -> str:
    """A hash of the lexicon files that the warehouse is built from."""
    digest = hashlib.sha256()
    for name in (*_FILES.values(), _ORGANIZATION_TYPES):
        for path in _present(directories, name):
            digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _present(directories: Iterable[Path], name: str) -> list[Path]:
    candidates = [directory / name for directory in directories]
    present = [path for path in candidates if path.is_file()]
    if not present:
        raise LexiconFileError(f"none of {', '.join(map(str, candidates))} exists; restore the file or name the right lexicon directory")
    return present


def _load(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    try:
        columns = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {_CSV}", [str(path)]).fetchall()}
        given = [c for c in table.columns if c.name in columns]
        missing = [c.name for c in table.columns if c not in given and not c.nullable]
        if missing:
            raise LexiconFileError(f"{path}: expected the columns {', '.join(missing)}; add them")
        values = ", ".join(f"CAST(nullif(trim({c.name}), '') AS {c.type.value}) AS {c.name}" for c in given)
        connection.execute(f"INSERT INTO {table.name} BY NAME SELECT {values} FROM {_CSV}", [str(path)])
    except duckdb.Error as error:
        raise LexiconFileError(f"{path}: a row does not fit table {table.name}: {error}") from error
