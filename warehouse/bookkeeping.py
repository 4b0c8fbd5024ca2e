"""What a warehouse remembers of its batches, so that the next one can start from it: which of them stand, and what each brought."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse import standing
from warehouse.batches import Batch
from warehouse.scripts import run_script
from warehouse.store import Store

ROWS_WITH_BATCH = "SELECT * EXCLUDE (filename), parse_filename(parse_dirpath(filename)) AS batch_id FROM read_parquet(?, filename=true)"
"""All columns of the given Parquet files of batches, and the batch that each row stands in."""
_BROUGHT = {"delivery": "report_source", "arrival": "source_file"}


def register_batches(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Takes in what new batches brought, lets go of those that are gone, and notes which batches stand now."""
    batches = store.batches()
    before = {row[0] for row in connection.execute("SELECT batch_id FROM bookkeeping.batch").fetchall()}
    new = [batch for batch in batches if batch.batch_id not in before]
    connection.execute("DELETE FROM bookkeeping.batch")
    _insert(connection, "batch", _batch_rows(batches))
    for table in ("finished_file", *_BROUGHT):
        connection.execute(f"DELETE FROM bookkeeping.{table} WHERE batch_id NOT IN (SELECT batch_id FROM bookkeeping.batch)")
    _insert(connection, "finished_file", _finished_rows(new))
    for table, dataset in _BROUGHT.items():
        if files := store.table_files(new, dataset):
            connection.execute(f"INSERT INTO bookkeeping.{table} BY NAME {ROWS_WITH_BATCH}", [files])
    run_script(connection, "sql/source_file.sql")


def load_quarantine(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Replaces the rows of `quarantine` by those of the live batches, each with the run that loaded it since."""
    connection.execute("CREATE OR REPLACE TEMP TABLE refused AS SELECT * FROM quarantine WHERE false")
    if files := store.table_files(standing.live(store.batches()), "quarantine"):
        connection.execute("INSERT INTO refused BY NAME SELECT * FROM read_parquet(?)", [files])
    run_script(connection, "sql/quarantine.sql")


def _batch_rows(batches: Sequence[Batch]) -> list[dict[str, object]]:
    standing_ids = {batch.batch_id for batch in standing.standing(batches)}
    return [
        {
            "batch_id": batch.batch_id,
            "run_id": batch.run_id,
            "extractor_version": batch.extractor_version,
            "is_standing": batch.batch_id in standing_ids,
        }
        for batch in batches
    ]


def _finished_rows(batches: Sequence[Batch]) -> list[dict[str, object]]:
    return [{"file_id": file_id, "batch_id": batch.batch_id} for batch in batches for file_id in batch.files_finished]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.register("inserted_row", pa.Table.from_pylist(rows))
        connection.execute(f"INSERT INTO bookkeeping.{table} BY NAME SELECT * FROM inserted_row")
        connection.unregister("inserted_row")
