"""The gate: what a publication may not take away, what explains a loss, and that a small warehouse is left in peace."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import pytest

from expectations import CheckResult, blocking_failures, check_publication
from expectations.limits import REPORTS_LOST, ROWS_LOST, VALUES_ABSENT, VALUES_LOST, VALUES_MISSING
from expectations.publication import publication_checks
from tests.warehouse.builders import Report, publish_all, source_file, write
from warehouse.changes import compared
from warehouse.store import Store

REPORTS = 300
MALFORMED = "a page of errors"

Judged = Callable[..., list[CheckResult]]


def reported(number: int) -> Report:
    report = Report(f"r{number}")
    host = report.organization()
    report.presider(report.meeting(host), report.person(f"Chen {number}"))
    report.meeting(host, "mentioned", form="special", year=2021)
    return report


def ledger_row(record: int) -> dict[str, object]:
    return {"item_id": f"l/p/m/r/d/v/{record}", "file_id": "ledger", "member": 0, "record": record}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published warehouse of 300 reports and a ledger of two rows."""
    store = Store(tmp_path_factory.mktemp("published") / "data")
    write(store, "b1", [reported(number) for number in range(REPORTS)])
    items: list[dict[str, object]] = [
        ledger_row(n) | {"item_id": f"l/p{n}/m/r/d/v", "ledger_id": "l", "problem": f"problem {n}"} for n in range(2)
    ]
    statuses: list[dict[str, object]] = [ledger_row(n) | {"item_id": f"l/p{n}/m/r/d/v", "status": "open"} for n in range(2)]
    write(store, "b2", more={"source_file": [source_file("ledger")], "ledger_item": items, "ledger_status": statuses})
    publish_all(store)
    return store.warehouse_path


@pytest.fixture
def judged(published: Path, tmp_path: Path) -> Judged:
    """The failed checks of a candidate that differs from the published warehouse by some statements."""

    def judge(*statements: str, replaced: Sequence[str] = ()) -> list[CheckResult]:
        candidate = Path(shutil.copyfile(published, tmp_path / "next.duckdb"))
        with duckdb.connect(str(candidate)) as connection:
            for statement in statements:
                connection.execute(statement)
        with compared(published, candidate, replaced) as connection:
            return [result for result in check_publication(connection) if not result.success]

    return judge


def names(results: Sequence[CheckResult]) -> set[tuple[str, str]]:
    return {(result.table_name, result.expectation) for result in results}


def without(table: str, rows: int) -> str:
    return f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} ORDER BY rowid LIMIT {rows})"


def test_a_warehouse_of_the_same_rows_passes_every_check(judged: Judged) -> None:
    assert judged() == []
    assert len(publication_checks()) > 60


def test_more_reports_of_the_same_kind_pass(judged: Judged) -> None:
    tables = ("report", "meeting_mention", "participation")
    assert judged(*(f"INSERT INTO {table} SELECT * REPLACE ('n' || report_id AS report_id) FROM {table}" for table in tables)) == []


def test_a_file_that_vanishes_blocks_and_is_named(judged: Judged) -> None:
    [result] = judged("DELETE FROM source_file WHERE file_id = 'file-of-r7'")
    assert (result.table_name, result.expectation, result.severity) == ("source_file", "no file vanishes", "critical")
    assert result.failing == [{"file_id": "file-of-r7", "path": "inbox/file-of-r7"}]


def test_a_report_that_vanishes_blocks_and_is_named_with_its_file(judged: Judged) -> None:
    [result] = blocking_failures(judged("DELETE FROM report WHERE report_id = 'r7'"))
    assert result.failing == [{"report_id": "r7", "path": "inbox/file-of-r7"}]


def test_a_report_may_go_into_quarantine(judged: Judged) -> None:
    refusal = "INSERT INTO quarantine VALUES ('file-of-r7', {record}, 'inbox', 'read', 'empty', 'is empty', 'run-2', {resolved_by})"
    gone = "DELETE FROM report WHERE report_id = 'r7'"
    assert judged(gone, refusal.format(record="0", resolved_by="NULL")) == []
    assert judged(gone, refusal.format(record="NULL", resolved_by="NULL")) == []
    assert judged(gone, refusal.format(record="1", resolved_by="NULL"))
    assert judged(gone, refusal.format(record="0", resolved_by="'run-3'"))


def test_a_report_may_go_where_its_batch_was_computed_again(judged: Judged) -> None:
    gone = "DELETE FROM report WHERE report_id = 'r7'"
    assert judged(gone, replaced=["b1"]) == []
    assert judged(gone, replaced=["b2"])


def test_a_reprocess_explains_no_loss_of_many_reports(judged: Judged) -> None:
    assert judged(without("report", REPORTS_LOST.rows - 1), replaced=["b1"]) == []
    assert names(judged(without("report", REPORTS_LOST.rows), replaced=["b1"])) == {("report", "loses no more than 2% of its rows")}


def test_a_row_of_a_ledger_is_known_by_its_place(judged: Judged) -> None:
    assert judged("UPDATE ledger_status SET item_id = item_id || '/more'") == []
    assert names(judged(without("ledger_status", 1))) == {("ledger_status", "no row of a ledger vanishes but by reprocessing")}
    assert judged(without("ledger_status", 1), replaced=["b2"]) == []


@pytest.mark.parametrize("table", ["participation", "person", "meeting_mention"])
def test_a_table_may_shrink_by_a_few_rows_only(judged: Judged, table: str) -> None:
    assert judged(without(table, ROWS_LOST.rows - 1)) == []
    [result] = judged(without(table, 70))
    assert (result.table_name, result.severity, result.unexpected_count) == (table, "critical", 70)


def test_a_table_that_loses_rows_and_gains_as_many_has_not_shrunk(judged: Judged) -> None:
    assert judged("UPDATE participation SET label = label || '.'") == []


def test_values_that_vanish_from_rows_that_stay_block_however_many_rows_are_new(judged: Judged) -> None:
    emptied = "UPDATE meeting_mention SET host_id = NULL WHERE rowid IN (SELECT rowid FROM meeting_mention LIMIT {rows})"
    more = [f"INSERT INTO {table} SELECT * REPLACE ('n' || report_id AS report_id) FROM {table}" for table in ("report", "meeting_mention")]
    assert judged(*more, emptied.format(rows=VALUES_LOST.rows - 1)) == []
    [result] = judged(*more, emptied.format(rows=40))
    assert (result.table_name, result.severity) == ("meeting_mention", "critical")
    assert result.failing == [{"column_name": "host_id", "values_before": 600, "values_now": 560}]


def test_values_of_entities_count_too(judged: Judged) -> None:
    [result] = judged("UPDATE person SET area_id = NULL WHERE rowid < 30")
    assert (result.table_name, result.failing[0]["column_name"]) == ("person", "area_id")


@pytest.mark.parametrize(
    ("share", "language", "severities"),
    [(0.9, "en", set()), (0.6, "en", {"warning"}), (0.1, "en", {"warning", "critical"}), (0.1, "zh", set())],
)
def test_a_gap_in_what_is_new_is_measured_by_earlier_reports_of_its_language(
    judged: Judged, share: float, language: str, severities: set[str]
) -> None:
    report = f"INSERT INTO report SELECT * REPLACE ('n' || report_id AS report_id, '{language}' AS language) FROM report"
    host = f"CASE WHEN rowid < {share} * 2 * {REPORTS} THEN host_id END AS host_id"
    mention = f"INSERT INTO meeting_mention SELECT * REPLACE ('n' || report_id AS report_id, {host}) FROM meeting_mention"
    found = [result for result in judged(report, mention) if result.table_name == "meeting_mention"]
    assert {result.severity for result in found} == severities
    assert all(result.failing[0]["column_name"] == "host_id" for result in found)
    assert VALUES_MISSING.share < VALUES_ABSENT.share


@pytest.mark.parametrize(("refused", "loaded", "blocks"), [(19, 0, False), (100, 0, True), (100, 200, True), (100, 1000, False)])
def test_a_sudden_share_of_refusals_blocks(judged: Judged, refused: int, loaded: int, blocks: bool) -> None:
    statements = [
        f"INSERT INTO quarantine SELECT 'page' || n, 0, 'p', 'read', '{MALFORMED}', 'sorry', 'run-2', NULL FROM range({refused}) AS t(n)",
        f"INSERT INTO report_source SELECT 'r1', 'new' || n, 0, NULL, NULL FROM range({loaded}) AS t(n)",
    ]
    assert {result.failing[0]["reason"] for result in judged(*statements)} == ({MALFORMED} if blocks else set())


def test_in_a_small_warehouse_no_share_is_held_against_a_publication(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    write(store, "b1", [reported(number) for number in range(5)])
    publish_all(store)
    small = Path(shutil.copyfile(store.warehouse_path, tmp_path / "next.duckdb"))
    with duckdb.connect(str(small)) as connection:
        for table in ("participation", "person", "meeting", "meeting_mention"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT INTO quarantine SELECT 'f' || n, 0, 'p', 'read', 'binary', 'd', 'run-2', NULL FROM range(100) AS t(n)")
    with compared(store.warehouse_path, small) as connection:
        assert blocking_failures(check_publication(connection)) == []
