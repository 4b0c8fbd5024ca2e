"""Rows that stay as they are when a file is read again: those of reports that no change since can reach."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.recomputation import Recomputation
from transforms.document import Record
from transforms.rows import Observations
from warehouse import registry
from warehouse.batches import Batch
from warehouse.inventory import Row
from warehouse.store import Received, Store

# A large file is read in the order of its batches, and each of these holds its rows in memory.
_BATCHES_IN_MEMORY = 2


class EarlierRows:
    """The rows that the replaced batches of a unit hold, found by the place of the record that they were read from."""

    def __init__(self, store: Store, recomputation: Recomputation) -> None:
        self._recomputation = recomputation
        self._held: OrderedDict[str, HeldRows] = OrderedDict()
        self._places: dict[str, list[tuple[int, int, Batch]]] = {}
        self._table_of = partial(_read_table, store)
        for batch in recomputation.replaced:
            self._note_places(batch)

    def holds(self, file: Received, record: Record) -> bool:
        """Whether the record was loaded before."""
        batch = self._batch_of(file, record)
        return batch is not None and self._rows_in(batch).has_place(file.file_id, record.record)

    def unchanged(self, file: Received, record: Record, key: str) -> Observations | None:
        """The rows of the report that the record was read as, where reading it again could give no others; else None."""
        batch = self._batch_of(file, record)
        if batch is None:
            return None
        reach = self._recomputation.reaches.get(batch.extractor_version)
        held = self._rows_in(batch)
        # The rows are those of the first record with this text: another record may tell another day of publication.
        if not held.speaks_for(key, file.file_id, record.record):
            return None
        if reach and self._recomputation.formats.get(file.file_id) in reach.formats:
            return None
        return None if reach and reach.reaches(record.body, held.language(key)) else held.rows(key)

    def refusals(self, file: Received) -> Sequence[Row]:
        """What earlier runs refused of the file."""
        return self._recomputation.refusals.get(file.file_id, ())

    def _note_places(self, batch: Batch) -> None:
        sources = self._table_of(batch, "report_source")
        spans = sources.group_by("file_id").aggregate([("record", "min"), ("record", "max")])
        for row in spans.to_pylist():
            self._places.setdefault(row["file_id"], []).append((row["record_min"], row["record_max"], batch))

    def _batch_of(self, file: Received, record: Record) -> Batch | None:
        places = self._places.get(file.file_id, ())
        return next((batch for first, last, batch in places if first <= record.record <= last), None)

    def _rows_in(self, batch: Batch) -> "HeldRows":
        if batch.batch_id not in self._held:
            self._held[batch.batch_id] = HeldRows(partial(self._table_of, batch))
            if len(self._held) > _BATCHES_IN_MEMORY:
                self._held.popitem(last=False)
        return self._held[batch.batch_id]


class HeldRows:
    """The observations of one batch by report. Tables are read when they are first asked for."""

    def __init__(self, table_of: Callable[[str], "pa.Table"]) -> None:
        self._table_of = table_of
        sources = table_of("report_source").select(["file_id", "record", "report_id"]).to_pylist()
        places = {(row["file_id"], row["record"]): row["report_id"] for row in sources}
        self._places: Mapping[tuple[str, int], str] = places
        self._speaker = {report_id: place for place, report_id in sorted(places.items(), reverse=True)}
        self._tables: dict[str, tuple[pa.Table, dict[str, list[int]]]] = {}

    def has_place(self, file_id: str, record: int) -> bool:
        """Whether a report was read there."""
        return (file_id, record) in self._places

    def speaks_for(self, report_id: str, file_id: str, record: int) -> bool:
        """Whether the rows of the report are those of that record."""
        return self._speaker.get(report_id) == (file_id, record)

    def language(self, report_id: str) -> Any:
        """The language in which the report was read."""
        return self._rows_of("report", report_id)[0]["language"]

    def rows(self, report_id: str) -> Observations:
        """The rows of the report, by table."""
        return {table.name: self._rows_of(table.name, report_id) for table in registry.of_layer("observation")}

    def _rows_of(self, name: str, report_id: str) -> list[dict[str, object]]:
        if name not in self._tables:
            table = self._table_of(name)
            self._tables[name] = table, _places_by_report(table)
        table, places = self._tables[name]
        return table.take(pa.array(places.get(report_id, []), pa.int64())).to_pylist()


def _read_table(store: Store, batch: Batch, name: str) -> "pa.Table":
    files = store.table_files([batch], name)
    return pq.read_table(files[0]) if files else registry.TABLES[name].arrow_schema.empty_table()


def _places_by_report(table: "pa.Table") -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, report_id in enumerate(table["report_id"].to_pylist()):
        places.setdefault(str(report_id), []).append(place)
    return places
