"""Rows become Arrow tables of the declared schema, or an error that says where they do not fit."""

from datetime import date

import pytest

from transforms.arrow import RowError, to_tables
from warehouse import registry

CITATION = {"report_id": "r1", "document_id": "d1", "start_char": 0, "end_char": 3}


def test_every_table_of_a_batch_is_there_even_when_empty() -> None:
    tables = to_tables({})
    assert set(tables) == {t.name for t in registry.TABLES.values() if t.layer in ("source", "observation", "ledger")} | {"quarantine"}
    assert all(table.num_rows == 0 and table.schema == registry.TABLES[name].arrow_schema for name, table in tables.items())


def test_values_are_kept_and_columns_left_out_are_null() -> None:
    row = {"report_id": "r1", "file_id": "f", "record": 0, "published_on": date(2023, 2, 11)}
    assert to_tables({"report_source": [row]})["report_source"].to_pylist() == [row | {"source_url": None}]


@pytest.mark.parametrize(
    ("table", "row", "words"),
    [
        ("citation", CITATION | {"start_char": "x"}, ["citation", "start_char", "report r1", "'x'"]),
        ("citation", CITATION | {"start_char": 2**40}, ["citation", "start_char", "report r1"]),
        ("citation", CITATION | {"document_id": None}, ["citation", "document_id", "report r1", "none is given"]),
        ("citation", CITATION | {"colour": "red"}, ["citation", "colour", "report r1", "not declared"]),
        ("meeting", {}, ["meeting", "no batch holds"]),
        ("quarantine", {"file_id": "f", "record": "1"}, ["quarantine", "record", "file f"]),
    ],
)
def test_a_row_that_does_not_fit_is_named(table: str, row: dict[str, object], words: list[str]) -> None:
    with pytest.raises(RowError) as caught:
        to_tables({table: [row]})
    assert all(word in str(caught.value) for word in words)
