"""The checks on a candidate warehouse, and that they leave nothing behind: no lock, no early import, no noise."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from expectations import CheckError, CheckResult, check_warehouse, failing_reports, structural_failures
from tests.expectations.fixture_types import MakeRows, WriteRows
from warehouse.registry import TABLES

EN, ZH = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
ROOT = Path(__file__).resolve().parents[2]

Structural = dict[tuple[str, str, str | None], CheckResult]
"""Table, check and column -> the result that keeps a warehouse back."""

# A row of the valid warehouse, its change, the check that fails, and the report that its failing row names.
DEFECTS: list[tuple[str, int, dict[str, object], str, str | None, str | None]] = [
    ("formula_mention", 0, {"formula_id": "coined_today"}, "refers to formula", "formula_id", EN),
    ("participation", 1, {"meeting_id": "unheard_of"}, "refers to meeting", "meeting_id", ZH),
    ("meeting", 0, {"year": 2015}, "year is within two years of held_on", "year", None),
    ("meeting", 1, {"host_id": "unheard_of"}, "refers to organization", "host_id", None),
    ("area", 0, {"parent_area_id": "99"}, "refers to area", "parent_area_id", None),
    ("organization", 1, {"name_en": ""}, "unknown is NULL, never empty text", None, None),
    ("person", 1, {"name": None}, "required columns are filled", None, None),
    ("report", 0, {"published_on_basis": "hearsay"}, "value is of the enumeration", "published_on_basis", EN),
    ("reprint", 0, {"similarity": 1.5}, "similarity is between 0 and 1", "similarity", ZH),
    ("reprint", 0, {"reprint_of": ZH}, "nothing reprints itself", "reprint_of", ZH),
    ("citation", 1, {"end_char": 1000}, "span lies in the body and is not empty", None, ZH),
    ("meeting_mention", 0, {"held_on": date(2023, 2, 15)}, "held_on is not after publication", "held_on", EN),
    ("ledger_status", 0, {"item_id": "unheard_of"}, "refers to ledger_item", "item_id", None),
]


def test_all_checks_hold_on_a_valid_warehouse(tmp_path: Path, valid_warehouse: MakeRows, write_warehouse: WriteRows) -> None:
    results = check_warehouse(write_warehouse(tmp_path / "next.duckdb", valid_warehouse()))
    assert [r for r in results if not r.success] == []
    assert {r.table_name for r in results} == set(TABLES)
    assert {r.scope for r in results} == {"warehouse"}


@pytest.fixture(scope="module")
def structural(valid_warehouse: MakeRows, write_warehouse: WriteRows, tmp_path_factory: pytest.TempPathFactory) -> Structural:
    """What keeps a warehouse back that has all the defects, and two results of one check without a column."""
    rows = valid_warehouse()
    for table, row, change, *_ in DEFECTS:
        rows[table][row].update(change)
    counts = {"files_seen": 1, "files_new": 1, "reports_new": 1, "records_quarantined": 0}
    rows["run"] = [{"run_id": "r", "started_at": datetime(2024, 1, 1, tzinfo=UTC), "extractor_version": "v", **counts}]
    result = {"run_id": "r", "scope": "b", "table_name": "t", "expectation": "e", "severity": "warning", "success": True}
    rows["check_result"] = [result, result]
    results = check_warehouse(write_warehouse(tmp_path_factory.mktemp("defective") / "next.duckdb", rows))
    return {(r.table_name, r.expectation, r.column_name): r for r in structural_failures(results)}


def test_nothing_but_the_defects_keeps_the_warehouse_back(structural: Structural) -> None:
    expected = {(table, expectation, column) for table, _, _, expectation, column, _ in DEFECTS}
    assert set(structural) == expected | {("check_result", "key is unique", None)}


@pytest.mark.parametrize(("table", "row", "change", "expectation", "column", "report_id"), DEFECTS)
def test_a_failure_names_its_row(
    table: str, row: int, change: dict[str, object], expectation: str, column: str | None, report_id: str | None, structural: Structural
) -> None:
    result = structural[table, expectation, column]
    assert result.unexpected_count == len(result.failing) == 1
    assert list(failing_reports([result])) == ([report_id] if report_id else [])


def test_two_results_without_a_column_have_the_same_key(structural: Structural) -> None:
    assert structural["check_result", "key is unique", None].unexpected_count == 2


def test_a_table_that_is_missing_is_structural(tmp_path: Path, valid_warehouse: MakeRows, write_warehouse: WriteRows) -> None:
    path = write_warehouse(tmp_path / "next.duckdb", valid_warehouse())
    with duckdb.connect(path) as connection:
        connection.execute("DROP TABLE citation")
    (failure,) = structural_failures(check_warehouse(path))
    assert (failure.table_name, failure.expectation) == ("citation", "columns are as declared")


@pytest.mark.parametrize("content", [None, b"no database"], ids=["missing", "something else"])
def test_a_file_that_is_no_warehouse_is_an_error_that_names_it(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "next.duckdb"
    if content:
        path.write_bytes(content)
    with pytest.raises(CheckError, match=r"next\.duckdb: expected a DuckDB file"):
        check_warehouse(path)
    assert path.exists() == bool(content)


@pytest.mark.parametrize("defect", [{}, {"end_char": 1000}], ids=["holding", "failing"])
def test_the_file_is_free_for_another_process(
    defect: dict[str, object], tmp_path: Path, valid_warehouse: MakeRows, write_warehouse: WriteRows
) -> None:
    rows = valid_warehouse()
    rows["citation"][0].update(defect)
    path = write_warehouse(tmp_path / "it's next.duckdb", rows)
    check_warehouse(path)
    write = (
        "import duckdb, os, sys\n"
        "with duckdb.connect(sys.argv[1]) as connection:\n"
        "    connection.execute('CREATE TABLE written AS SELECT 1 AS one')\n"
        "os.replace(sys.argv[1], sys.argv[2])\n"
    )
    subprocess.run([sys.executable, "-c", write, path, tmp_path / "warehouse.duckdb"], check=True)
    with duckdb.connect(tmp_path / "warehouse.duckdb") as connection:
        assert connection.execute("SELECT one FROM written").fetchall() == [(1,)]


def test_a_process_imports_great_expectations_at_its_first_check_and_ends_without_a_word(
    tmp_path: Path, valid_warehouse: MakeRows, write_warehouse: WriteRows
) -> None:
    path = write_warehouse(tmp_path / "next.duckdb", valid_warehouse())
    check = (
        "import sys, expectations\n"
        "assert 'great_expectations' not in sys.modules\n"
        "assert all(result.success for result in expectations.check_warehouse(sys.argv[1]))\n"
        "assert 'great_expectations' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", check, path], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
