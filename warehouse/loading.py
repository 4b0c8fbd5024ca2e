"""From the batches into the tables of a candidate warehouse, set by set.

The connection's current database is the candidate. Only what changed is read from Parquet: the observations of reports that
are new, that another batch speaks for now, or whose words now mean other entities.
"""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse import registry, standing
from warehouse.batches import Batch
from warehouse.ledgers import gather_ledgers, load_ledgers
from warehouse.reprints import resolve_reprints
from warehouse.schema import Column, Table
from warehouse.scripts import run_script
from warehouse.store import Store

_ROWS_WITH_BATCH = "SELECT * EXCLUDE (filename), parse_filename(parse_dirpath(filename)) AS batch_id FROM read_parquet(?, filename=true)"
_LINKS = {
    "organization.organization_id": "organization_link",
    "person.person_id": "person_link",
    "meeting.meeting_id": "meeting_link",
}
_MENTIONS = {"organization_mention": "mentioned_organization", "person_mention": "mentioned_person", "meeting_mention": "mentioned_meeting"}


def load_batches(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Brings every table that comes from batches up to date, entities included."""
    _register_batches(connection, store)
    run_script(connection, "sql/authority.sql")
    _gather_mentions(connection, store)
    gather_ledgers(connection, store)
    for entity in ("organization", "person", "meeting"):
        run_script(connection, f"resolve/{entity}.sql")
    run_script(connection, "sql/touched.sql")
    for table in registry.of_layer("observation"):
        _renew_rows(connection, store, table)
    resolve_reprints(connection)
    run_script(connection, "sql/published_report.sql")
    load_ledgers(connection)
    _load_quarantine(connection, store)


def load_runs(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Replaces the rows of `run`, `check_result` and `publish_change` by all run records, those of earlier versions included."""
    for name in ("run", "check_result", "publish_change"):
        connection.execute(f"DELETE FROM {name}")
        if files := store.run_files(name):
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet(?, union_by_name = true) ORDER BY ALL", [files])


def _register_batches(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    batches = store.batches()
    before = {row[0] for row in connection.execute("SELECT batch_id FROM bookkeeping.batch").fetchall()}
    new = [batch for batch in batches if batch.batch_id not in before]
    connection.execute("DELETE FROM bookkeeping.batch")
    _insert(connection, "bookkeeping.batch", _batch_rows(batches))
    _insert(connection, "bookkeeping.finished_file", _finished_rows(new))
    if files := store.table_files(new, "report_source"):
        connection.execute(f"INSERT INTO bookkeeping.delivery BY NAME {_ROWS_WITH_BATCH}", [files])
    if files := store.table_files(new, "source_file"):
        connection.execute("CREATE OR REPLACE TEMP TABLE arrived_file AS SELECT * FROM read_parquet(?)", [files])
        run_script(connection, "sql/source_file.sql")


def _batch_rows(batches: Sequence[Batch]) -> list[dict[str, object]]:
    counted = {batch.batch_id for batch in standing.counted(batches)}
    superseded = standing.superseded(batches)
    return [
        {
            "batch_id": batch.batch_id,
            "run_id": batch.run_id,
            "extractor_version": batch.extractor_version,
            "is_counted": batch.batch_id in counted,
            "is_superseded": batch.batch_id in superseded,
        }
        for batch in batches
    ]


def _finished_rows(batches: Sequence[Batch]) -> list[dict[str, object]]:
    return [{"file_id": file_id, "batch_id": batch.batch_id} for batch in batches for file_id in batch.files_finished]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.register("inserted_row", pa.Table.from_pylist(rows))
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM inserted_row")
        connection.unregister("inserted_row")


def _gather_mentions(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    run_script(connection, "sql/kept_mentions.sql")
    batches = _batches_of(connection, store, "changed_report")
    for name, gathered in _MENTIONS.items():
        if files := store.table_files(batches, name):
            host = " RENAME (host_id AS host_mention_id)" if name == "meeting_mention" else ""
            rows = f"SELECT * EXCLUDE (batch_id){host} FROM ({_rows_of('changed_report')})"
            connection.execute(f"INSERT INTO {gathered} BY NAME {rows}", [files])


def _batches_of(connection: duckdb.DuckDBPyConnection, store: Store, reports: str) -> list[Batch]:
    needed = {row[0] for row in connection.execute(f"SELECT DISTINCT batch_id FROM {reports}").fetchall()}
    return [batch for batch in store.batches() if batch.batch_id in needed]


def _rows_of(reports: str) -> str:
    """Rows of the given Parquet files that belong to those reports and stand in the batch that speaks for the report."""
    return f"SELECT * FROM ({_ROWS_WITH_BATCH}) SEMI JOIN {reports} USING (report_id, batch_id)"


def _renew_rows(connection: duckdb.DuckDBPyConnection, store: Store, table: Table) -> None:
    connection.execute(f"DELETE FROM {table.name} WHERE report_id IN (SELECT report_id FROM touched_report)")
    if files := store.table_files(_batches_of(connection, store, "touched_report"), table.name):
        connection.execute(f"INSERT INTO {table.name} BY NAME\n{resolved_select(table)}", [files])


def resolved_select(table: Table) -> str:
    """The rows of an observation table with each mention key in an entity column replaced by the entity that it was resolved to.

    A key that no mention has stays as it is, so that the check of references finds it. Two mentions of a report that turn out to
    be one entity can make two rows one; the first in order stays.
    """
    linked = [(f"link_{number}", column) for number, column in enumerate(c for c in table.columns if c.references in _LINKS)]
    replaced = ", ".join(f"coalesce({alias}.entity_id, t.{column.name}) AS {column.name}" for alias, column in linked)
    joins = "\n".join(_link_join(alias, column) for alias, column in linked)
    columns = "t.* EXCLUDE (batch_id)" + (f" REPLACE ({replaced})" if replaced else "")
    select = f"SELECT {columns}\nFROM ({_rows_of('touched_report')}) AS t\n{joins}"
    if not {column.name for _, column in linked} & set(table.primary_key):
        return select
    key, order = ", ".join(table.primary_key), ", ".join(table.column_names)
    return f"SELECT * FROM ({select})\nQUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1"


def _link_join(alias: str, column: Column) -> str:
    return f"LEFT JOIN {_LINKS[column.references or '']} AS {alias} ON {alias}.mention_id = t.{column.name}"


def _load_quarantine(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    connection.execute("CREATE OR REPLACE TEMP TABLE refused AS SELECT * FROM quarantine WHERE false")
    if files := store.table_files(store.batches(), "quarantine"):
        connection.execute("INSERT INTO refused BY NAME SELECT * FROM read_parquet(?)", [files])
    run_script(connection, "sql/quarantine.sql")
