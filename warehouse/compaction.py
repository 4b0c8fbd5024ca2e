"""Compaction: small batches of one extractor become one larger batch that takes their place. No row of the warehouse changes."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

import duckdb
import pyarrow as pa

from warehouse import registry
from warehouse.batches import Batch
from warehouse.bookkeeping import ROWS_WITH_BATCH
from warehouse.inventory import Inventory, opened_inventory
from warehouse.schema import Table
from warehouse.standing import standing
from warehouse.store import Store

SMALL_RECORDS = 150
"""A batch of fewer records is small."""
MERGED_RECORDS = 1000
"""No merged batch holds more: it is put together in memory."""


@dataclass(frozen=True)
class Merge:
    """A batch that was made of others."""

    batch_id: str
    parts: tuple[str, ...]


def compact(store: Store) -> Iterator[Merge]:
    """Merges small batches, each merge on disk when it is yielded. Call it under the lock, and publish afterwards.

    Batches of a reprocess that can be undone stay, and so do refusals of paths, which belong to no file. The batches that were merged
    stay on disk too: `vacuum` removes them.
    """
    present = {batch.batch_id for batch in store.batches()}
    with opened_inventory(store) as inventory:
        for parts in _packed([batch for batch in standing(store.batches()) if _may_merge(batch, present)]):
            yield _merge(store, inventory, parts)


def _may_merge(batch: Batch, present: set[str]) -> bool:
    can_be_undone = bool(batch.reprocess_id) and not present.isdisjoint(batch.supersedes)
    has_files = bool(batch.files_finished or batch.files_refused)
    return has_files and not can_be_undone and _records(batch) < SMALL_RECORDS


def _records(batch: Batch) -> int:
    return sum(batch.rows.get(name, 0) for name in ("report_source", "ledger_item", "quarantine"))


def _packed(batches: Iterable[Batch]) -> list[list[Batch]]:
    """Two or more batches each, of one version, by id."""
    packs: list[list[Batch]] = []
    for batch in sorted(batches, key=lambda b: (_version(b), b.batch_id)):
        last = packs[-1] if packs else []
        if last and _version(last[0]) == _version(batch) and sum(map(_records, [*last, batch])) <= MERGED_RECORDS:
            last.append(batch)
        else:
            packs.append([batch])
    return [pack for pack in packs if len(pack) > 1]


def _version(batch: Batch) -> tuple[str, ...]:
    return batch.extractor_version, batch.code_version, batch.lexicon_version, batch.profile_version


def _merge(store: Store, inventory: Inventory, parts: Sequence[Batch]) -> Merge:
    ids = tuple(batch.batch_id for batch in parts)
    batch_id = hashlib.sha256("\n".join(["merged", *ids]).encode()).hexdigest()[:16]
    tables = _source_tables(inventory, parts) | _read_tables(store, parts)
    store.commit_batch(store.write_batch(batch_id, tables, _manifest(parts)))
    return Merge(batch_id, ids)


def _manifest(parts: Sequence[Batch]) -> dict[str, object]:
    ids = {batch.batch_id for batch in parts}
    return {
        # The refusals that a part resolved say so themselves: under the first run nothing else comes to pass for resolved.
        "run_id": min(batch.run_id for batch in parts),
        "extractor_version": parts[0].extractor_version,
        "code_version": parts[0].code_version,
        "lexicon_version": parts[0].lexicon_version,
        "profile_version": parts[0].profile_version,
        "follows": sorted({batch_id for batch in parts for batch_id in batch.follows} - ids),
        "supersedes": sorted(ids | {batch_id for batch in parts for batch_id in batch.supersedes}),
    }


def _source_tables(inventory: Inventory, parts: Sequence[Batch]) -> dict[str, "pa.Table"]:
    """The files that the parts ended with their first arrivals, and all that was ever refused of them."""
    files = {file_id for batch in parts for file_id in (*batch.files_finished, *batch.files_refused)}
    held = {file_id for batch in parts for file_id in batch.files_held}
    rows = {"source_file": [asdict(arrival) for arrival in inventory.arrivals(files)], "quarantine": inventory.refusals(files | held)}
    return {name: pa.Table.from_pylist(found, schema=registry.TABLES[name].arrow_schema) for name, found in rows.items()}


def _read_tables(store: Store, parts: Sequence[Batch]) -> dict[str, "pa.Table"]:
    """What was read from the files. What stands in several parts is taken from the one that speaks for it in the warehouse, too."""
    with duckdb.connect() as connection:
        _select(connection, store, parts, registry.TABLES["report_source"], "delivery")
        connection.execute(_DELIVERED_ONCE)
        connection.execute(_SPEAKING)
        tables = {"report_source": _arrow(connection, registry.TABLES["report_source"], "FROM delivery")}
        for table in (*registry.of_layer("observation"), *registry.of_layer("ledger")):
            _select(connection, store, parts, table, "part")
            tables[table.name] = _arrow(connection, table, _SPOKEN if table.layer == "observation" else _LISTED)
    return tables


_FIRST = "SELECT file_id, record, min(batch_id) FROM delivery GROUP BY ALL"
_DELIVERED_ONCE = f"DELETE FROM delivery WHERE (file_id, record, batch_id) NOT IN ({_FIRST})"
_SPEAKING = "CREATE TABLE speaking AS SELECT report_id, arg_min(batch_id, (file_id, record)) AS batch_id FROM delivery GROUP BY ALL"
_SPOKEN = "FROM part SEMI JOIN speaking USING (report_id, batch_id)"
_LISTED = "FROM part SEMI JOIN (SELECT file_id, min(batch_id) AS batch_id FROM part GROUP BY ALL) AS first USING (file_id, batch_id)"


def _select(connection: duckdb.DuckDBPyConnection, store: Store, parts: Sequence[Batch], table: Table, name: str) -> None:
    columns = ", ".join(f"NULL::{column.type.value} AS {column.name}" for column in table.columns)
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {columns}, ''::VARCHAR AS batch_id WHERE false")
    if files := store.table_files(parts, table.name):
        connection.execute(f"INSERT INTO {name} BY NAME {ROWS_WITH_BATCH}", [files])


def _arrow(connection: duckdb.DuckDBPyConnection, table: Table, source: str) -> "pa.Table":
    selected = connection.sql(f"SELECT {', '.join(table.column_names)} {source} ORDER BY ALL")
    found: pa.Table = selected.to_arrow_table()
    return found.cast(table.arrow_schema)
