"""From rows back to what was delivered: the file and the batch that a row, or what was resolved to it, came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

_ENTITIES = {"organization_id": "organization_mention", "person_id": "person_mention", "meeting_id": "meeting_mention"}
_KEYS = {"report_id", "item_id", "file_id", *_ENTITIES}

_OF_REPORTS = """
SELECT DISTINCT f.path, s.record, s.report_id, p.batch_id
FROM report_source AS s
JOIN source_file AS f USING (file_id)
LEFT JOIN bookkeeping.published_report AS p USING (report_id)
WHERE s.report_id IN (SELECT unnest(?))
ORDER BY ALL
"""
_OF_LEDGERS = """
SELECT DISTINCT f.path, NULL, NULL, b.batch_id
FROM source_file AS f
LEFT JOIN bookkeeping.finished_file AS b USING (file_id)
WHERE f.file_id IN (SELECT unnest(?)) OR f.file_id IN (SELECT file_id FROM ledger_status WHERE item_id IN (SELECT unnest(?)))
ORDER BY ALL
"""


@dataclass(frozen=True)
class Origin:
    """Where a row came from: `record` and `report_id` are None for a ledger."""

    path: str
    record: int | None
    report_id: str | None
    batch_id: str | None

    def __str__(self) -> str:
        report = f", record {self.record}, report {self.report_id}" if self.report_id else ""
        return f"{self.path}{report}, in batch {self.batch_id}"


def origins(warehouse: Path, rows: Iterable[Mapping[str, object]]) -> list[Origin]:
    """Where rows of a warehouse file came from, in order of path, by the keys that they name: report, entity, ledger item or file."""
    known = [row for row in rows if _KEYS & row.keys()]
    if not known:
        return []
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        reports = {*_values(known, "report_id"), *_mentioning(connection, known)}
        found = connection.execute(_OF_REPORTS, [sorted(reports)]).fetchall()
        if not found:
            found = connection.execute(_OF_LEDGERS, [_values(known, "file_id"), _values(known, "item_id")]).fetchall()
    return [Origin(*row) for row in found]


def _mentioning(connection: duckdb.DuckDBPyConnection, rows: Sequence[Mapping[str, object]]) -> list[str]:
    """The reports that speak of the entities which rows without a report of their own name."""
    entities = [row for row in rows if "report_id" not in row]
    return [
        report_id
        for key, table in _ENTITIES.items()
        for (report_id,) in connection.execute(
            f"SELECT DISTINCT report_id FROM {table} WHERE {key} IN (SELECT unnest(?))", [_values(entities, key)]
        ).fetchall()
    ]


def _values(rows: Iterable[Mapping[str, object]], name: str) -> list[str]:
    return sorted({str(row[name]) for row in rows if row.get(name) is not None})
