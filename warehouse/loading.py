"""From the batches into the tables of a candidate warehouse, set by set.

The connection's current database is the candidate. Only what changed is read from Parquet: the observations of reports that
are new, that another batch speaks for now, or whose words now mean other entities.
"""

from collections.abc import Iterable, Iterator

import duckdb

from warehouse import registry
from warehouse.batches import Batch
from warehouse.bookkeeping import ROWS_WITH_BATCH, load_quarantine, register_batches
from warehouse.corrections import corrected, load_corrections
from warehouse.ledgers import gather_ledgers, load_ledgers
from warehouse.reprints import resolve_reprints
from warehouse.schema import Column, Table
from warehouse.scripts import run_script
from warehouse.store import Store

_LINKS = {
    "organization.organization_id": "organization_link",
    "person.person_id": "person_link",
    "meeting.meeting_id": "meeting_link",
}
ROWS_AT_ONCE = 200_000
"""Rows of one table that are sorted and joined in one statement: some hundred MB of DuckDB's memory."""
_MENTIONS = {"organization_mention": "mentioned_organization", "person_mention": "mentioned_person", "meeting_mention": "mentioned_meeting"}


def load_batches(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Brings every table that comes from batches up to date, entities included."""
    register_batches(connection, store)
    run_script(connection, "sql/authority.sql")
    run_script(connection, "sql/organization_id.sql")
    load_corrections(connection, store)
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
    load_quarantine(connection, store)


def load_runs(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Replaces the rows of `run`, `check_result` and `publish_change` by all run records, those of earlier versions included."""
    for name in ("run", "check_result", "publish_change"):
        connection.execute(f"DELETE FROM {name}")
        if files := store.run_files(name):
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet(?, union_by_name = true) ORDER BY ALL", [files])


def _gather_mentions(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    run_script(connection, "sql/kept_mentions.sql")
    batches = _batches_of(connection, store, "changed_report")
    for name, gathered in _MENTIONS.items():
        if files := store.table_files(batches, name):
            host = " RENAME (host_id AS host_mention_id)" if name == "meeting_mention" else ""
            rows = f"SELECT * EXCLUDE (batch_id){host} FROM ({corrected(connection, registry.TABLES[name], _rows_of('changed_report'))})"
            connection.execute(f"INSERT INTO {gathered} BY NAME {rows}", [files])


def _batches_of(connection: duckdb.DuckDBPyConnection, store: Store, reports: str) -> list[Batch]:
    needed = {row[0] for row in connection.execute(f"SELECT DISTINCT batch_id FROM {reports}").fetchall()}
    return [batch for batch in store.batches() if batch.batch_id in needed]


def _rows_of(reports: str) -> str:
    """Rows of the given Parquet files that belong to those reports and stand in the batch that speaks for the report."""
    return f"SELECT * FROM ({ROWS_WITH_BATCH}) SEMI JOIN {reports} USING (report_id, batch_id)"


def _renew_rows(connection: duckdb.DuckDBPyConnection, store: Store, table: Table) -> None:
    connection.execute(f"DELETE FROM {table.name} WHERE report_id IN (SELECT report_id FROM touched_report)")
    for batches in _portions(_batches_of(connection, store, "touched_report"), table):
        if files := store.table_files(batches, table.name):
            connection.execute(f"INSERT INTO {table.name} BY NAME\n{resolved_select(connection, table)}", [files])


def _portions(batches: Iterable[Batch], table: Table) -> Iterator[list[Batch]]:
    """Batches, some at a time: what one statement holds does not grow with the warehouse. All rows of a key stand in one batch."""
    portion: list[Batch] = []
    rows = 0
    for batch in batches:
        if portion and rows + batch.rows.get(table.name, 0) > ROWS_AT_ONCE:
            yield portion
            portion, rows = [], 0
        portion.append(batch)
        rows += batch.rows.get(table.name, 0)
    if portion:
        yield portion


def resolved_select(connection: duckdb.DuckDBPyConnection, table: Table) -> str:
    """The rows of an observation table with each mention key in an entity column replaced by the entity that it was resolved to.

    A key that no mention has stays as it is, so that the check of references finds it. Two mentions of a report that turn out to
    be one entity can make two rows one; the first in order stays.
    """
    linked = [(f"link_{number}", column) for number, column in enumerate(c for c in table.columns if c.references in _LINKS)]
    replaced = ", ".join(f"coalesce({alias}.entity_id, t.{column.name}) AS {column.name}" for alias, column in linked)
    joins = "\n".join(_link_join(alias, column) for alias, column in linked)
    columns = "t.* EXCLUDE (batch_id)" + (f" REPLACE ({replaced})" if replaced else "")
    select = f"SELECT {columns}\nFROM ({corrected(connection, table, _rows_of('touched_report'))}) AS t\n{joins}"
    if not {column.name for _, column in linked} & set(table.primary_key):
        return select
    key, order = ", ".join(table.primary_key), ", ".join(table.column_names)
    return f"SELECT * FROM ({select})\nQUALIFY row_number() OVER (PARTITION BY {key} ORDER BY {order}) = 1"


def _link_join(alias: str, column: Column) -> str:
    return f"LEFT JOIN {_LINKS[column.references or '']} AS {alias} ON {alias}.mention_id = t.{column.name}"
