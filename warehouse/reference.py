"""The reference tables, read from the lexicons: columns of the same name, empty cells as NULL."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from warehouse import registry
from warehouse.schema import Column, Table

_FILES = {"area": "areas.csv", "step": "steps.csv", "formula": "formulas.csv", "post": "posts.csv", "document": "documents.csv"}
_ORGANIZATION_TYPES = "org_types.csv"
# Columns that a file leaves out are NULL in its rows.
_CSV = "read_csv($paths, header=true, all_varchar=true, union_by_name=true, filename=true)"


class LexiconFileError(Exception):
    """A lexicon file that is missing or does not fit its table; the message names it and says what to do."""


def load_reference_tables(connection: duckdb.DuckDBPyConnection, directories: Sequence[Path]) -> None:
    """Replaces the rows of every reference table by those of the lexicons.

    A later directory adds rows; what it says of a row that is there already fills what that row leaves empty.
    """
    for table in registry.of_layer("reference"):
        connection.execute(f"DELETE FROM {table.name}")
        _load(connection, table, _present(directories, _FILES[table.name]))
    connection.execute("DELETE FROM bookkeeping.central_body")
    # An entry of central level names one body, but for enterprises, of which it names the class.
    central = f"SELECT DISTINCT org_type_id FROM {_CSV} WHERE level = 'central' AND org_class <> 'enterprise'"
    paths = [str(path) for path in _present(directories, _ORGANIZATION_TYPES)]
    connection.execute(f"INSERT INTO bookkeeping.central_body {central}", {"paths": paths})


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


def _load(connection: duckdb.DuckDBPyConnection, table: Table, paths: Sequence[Path]) -> None:
    files: dict[str, object] = {"paths": [str(path) for path in paths]}
    named = ", ".join(map(str, paths))
    try:
        columns = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {_CSV}", files).fetchall()}
        missing = [c.name for c in table.columns if c.name not in columns and not c.nullable]
        if missing:
            raise LexiconFileError(f"{named}: expected the columns {', '.join(missing)}; add them")
        (key,) = table.primary_key
        first = ", ".join(_first(c) for c in table.columns if c.name in columns and c.name != key)
        rows = f"SELECT trim({key}) AS {key}, {first} FROM {_CSV} GROUP BY ALL ORDER BY ALL"
        connection.execute(f"INSERT INTO {table.name} BY NAME {rows}", files)
    except duckdb.OutOfMemoryException:  # no fault of the file: said where the limit is known
        raise
    except duckdb.Error as error:
        raise LexiconFileError(f"{named}: a row does not fit table {table.name}: {error}") from error


def _first(column: Column) -> str:
    """What the first file that fills the column says."""
    value = f"CAST(nullif(trim({column.name}), '') AS {column.type.value})"
    return f"arg_min({value}, list_position($paths, filename)) AS {column.name}"
