"""What leaves the warehouse as CSV runs nothing in a spreadsheet."""

import csv
from pathlib import Path

import duckdb
import pytest

from flows.commands.export import ExportError, export
from tests.warehouse.builders import Report, publish_all, write
from warehouse.store import Store

FORMULAS = ("=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(1)", "\t=1", "＝1")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    store = Store(tmp_path / "data")
    reports = [Report(f"r{number}") for number in range(len(FORMULAS))]
    for report, formula in zip(reports, FORMULAS, strict=True):
        report.rows["report"][0]["title"] = formula
    write(store, "b", reports)
    publish_all(store)
    return store.root


def test_csv_has_an_apostrophe_before_what_a_spreadsheet_would_run(data: Path, tmp_path: Path) -> None:
    export(tmp_path / "out", "csv", data)
    with (tmp_path / "out" / "report.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["title"] for row in rows) == sorted(f"'{formula}" for formula in FORMULAS)
    assert all(row["report_id"].startswith("r") and row["body"].startswith("Report") for row in rows)


def test_parquet_holds_every_text_as_it_is(data: Path, tmp_path: Path) -> None:
    export(tmp_path / "out", "parquet", data)
    titles = duckdb.execute(f"SELECT title FROM '{tmp_path / 'out' / 'report.parquet'}'").fetchall()
    assert sorted(title for (title,) in titles) == sorted(FORMULAS)


def test_directory_that_holds_anything_is_left_alone(data: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="not empty"):
        export(data, "csv", data)
