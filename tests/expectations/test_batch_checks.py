"""Each defect of a batch fails exactly the check that is meant for it, and the check names the rows."""

import json
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from expectations import CheckError, CheckResult, check_batch, failing_reports, structural_failures, to_rows
from expectations.structure import BATCH_TABLES
from tests.expectations.fixture_types import MakeReport, MakeRows, Rows, WriteRows
from warehouse.registry import TABLES

EN, ZH = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
ABSENT = "cccccccccccccccc"
Change = Callable[[Rows], object]
Failure = tuple[str, str, str | None]


def put(table: str, row: int, **values: Any) -> Change:
    return lambda rows: rows[table][row].update(values)


def drop(table: str, row: int) -> Change:
    return lambda rows: rows[table].pop(row)


def repeat(table: str, row: int, **values: Any) -> Change:
    return lambda rows: rows[table].append(rows[table][row] | values)


def failures(results: list[CheckResult]) -> dict[Failure, CheckResult]:
    return {(r.table_name, r.expectation, r.column_name): r for r in results if not r.success}


# A defect of one report: its change, the check that fails, and what the failing rows hold beside the report.
DEFECTS: dict[str, tuple[Change, Failure, list[dict[str, Any]]]] = {
    "repeated mention": (
        repeat("organization_mention", 0),
        ("organization_mention", "key is unique", None),
        [{}] * 2,
    ),
    "repeated compound key": (
        repeat("participation", 0, mode="video"),
        ("participation", "key is unique", None),
        [{"role": "presider"}] * 2,
    ),
    "required column empty": (
        put("membership", 0, title=None),
        ("membership", "required columns are filled", None),
        [{"missing": "title"}],
    ),
    "empty text": (
        put("meeting_mention", 0, theme=" "),
        ("meeting_mention", "unknown is NULL, never empty text", None),
        [{"empty": "theme"}],
    ),
    "value outside the enumeration": (
        put("participation", 0, mode="by_letter"),
        ("participation", "value is of the enumeration", "mode"),
        [{"mode": "by_letter"}],
    ),
    "meeting that is not there": (
        put("step_mention", 0, meeting_id="unheard_of"),
        ("step_mention", "refers to meeting_mention", "meeting_id"),
        [{"meeting_id": "unheard_of"}],
    ),
    "mention of another report": (
        put("membership", 0, organization_id=f"{ZH}:o1"),
        ("membership", "refers to organization_mention", "organization_id"),
        [{"organization_id": f"{ZH}:o1"}],
    ),
    "participation in no meeting": (
        lambda rows: rows["participation"].append(rows["participation"][0] | {"meeting_id": "unheard_of"}),
        ("participation", "refers to meeting_mention", "meeting_id"),
        [{"meeting_id": "unheard_of"}],
    ),
    "fact of a report that is not there": (
        put("citation", 0, report_id=ABSENT),
        ("citation", "refers to report", "report_id"),
        [{"document_id": "congress_20"}],
    ),
    "span beyond the body": (
        put("citation", 0, end_char=1000),
        ("citation", "span lies in the body and is not empty", None),
        [{"end_char": 1000}],
    ),
    "empty span": (
        put("step_mention", 0, start_char=5, end_char=5),
        ("step_mention", "span lies in the body and is not empty", None),
        [{"start_char": 5}],
    ),
    "negative span": (
        put("person_mention", 0, start_char=-1),
        ("person_mention", "span lies in the body and is not empty", None),
        [{"start_char": -1}],
    ),
    "report without a source": (
        drop("report_source", 0),
        ("report", "has a report_source", None),
        [{}],
    ),
    "wrong length": (
        put("report", 0, char_count=500),
        ("report", "char_count is the length of the body", "char_count"),
        [{"char_count": 500}],
    ),
    "report without a subject": (
        put("meeting_mention", 0, relation="mentioned"),
        ("report", "a report of a meeting has a subject", None),
        [{}],
    ),
    "held after publication": (
        put("meeting_mention", 0, held_on=date(2023, 2, 15)),
        ("meeting_mention", "held_on is not after publication", "held_on"),
        [{"held_on": date(2023, 2, 15), "published_on": date(2023, 2, 14)}],
    ),
    "held long before publication": (
        put("meeting_mention", 0, held_on=date(2022, 10, 16)),
        ("meeting_mention", "inferred held_on is within 120 days of publication", "held_on"),
        [{"held_on": date(2022, 10, 16)}],
    ),
    "day without a basis": (
        put("meeting_mention", 0, held_on_basis=None),
        ("meeting_mention", "held_on has a basis, and no basis stands alone", "held_on_basis"),
        [{"held_on_basis": None}],
    ),
    "year far from the day": (
        put("meeting_mention", 0, year=2020),
        ("meeting_mention", "year is within two years of held_on", "year"),
        [{"year": 2020}],
    ),
    "person without an id": (
        put("participation", 0, person_id=None),
        ("participation", "a person, and only a person, has a person_id", "person_id"),
        [{"label": "Chen Ailin"}],
    ),
    "evidence without the name": (
        put("participation", 0, label="Li Wei"),
        ("participation", "evidence contains the printed name", "label"),
        [{"label": "Li Wei"}],
    ),
    "label that is not printed": (
        put("organization_mention", 0, label="the standing committee"),
        ("organization_mention", "stands in the words of its span", "label"),
        [{"label": "the standing committee"}],
    ),
    "number below zero": (
        put("participation", 0, position=-1),
        ("participation", "no number is negative", None),
        [{"position": -1}],
    ),
    "day of another age": (
        put("membership", 0, as_of=date(1023, 2, 10)),
        ("membership", "days lie in 1900 to 2100", None),
        [{"as_of": date(1023, 2, 10)}],
    ),
    "gap in an enumeration": (
        put("requirement", 1, position=3),
        ("requirement", "positions run 1..n without gaps", "position"),
        [{"position": 3}],
    ),
    "enumeration from 2": (
        drop("requirement", 0),
        ("requirement", "positions run 1..n without gaps", "position"),
        [{"position": 2}],
    ),
    "requirement outside its statement": (
        put("requirement", 0, start_char=0),
        ("requirement", "lies inside its statement", None),
        [{"position": 1}],
    ),
    "overlapping formulas": (
        lambda rows: repeat("formula_mention", 0, start_char=rows["formula_mention"][0]["start_char"] + 4)(rows),
        ("formula_mention", "formulas do not overlap", None),
        [{"formula_id": "two_upholds"}],
    ),
}

WARNINGS: dict[str, tuple[Change, Failure, list[dict[str, Any]]]] = {
    "stated day long before publication": (
        put("meeting_mention", 0, held_on=date(2022, 10, 16), held_on_basis="stated"),
        ("meeting_mention", "stated held_on is within 120 days of publication", "held_on"),
        [{"held_on": date(2022, 10, 16)}],
    ),
    "formula outside its statement": (
        put("formula_mention", 0, start_char=0, end_char=9),
        ("formula_mention", "lies inside its statement", None),
        [{"start_char": 0}],
    ),
}

# Rates are of a whole batch: half of the reports of one fall short in each.
RATES: dict[Failure, tuple[Change, dict[str, Any]]] = {
    ("report", "published_on is filled in 8 of 10", "published_on"): (put("report", 1, published_on=None), {"report_id": ZH}),
    ("meeting_mention", "held_on is filled in 8 of 10 held subjects", "held_on"): (
        put("meeting_mention", 1, held_on=None, held_on_basis=None),
        {"report_id": ZH, "meeting_mention_id": f"{ZH}:m1"},
    ),
    ("meeting_mention", "host_id is filled in 8 of 10 subjects", "host_id"): (
        put("meeting_mention", 0, host_id=None),
        {"report_id": EN, "meeting_mention_id": f"{EN}:m1"},
    ),
    ("meeting_mention", "presider is known in 7 of 10 held life meetings", None): (
        put("participation", 0, role="attendee"),
        {"report_id": EN, "meeting_id": f"{EN}:m1"},
    ),
}

# Failures that no report accounts for.
LOOSE: dict[Failure, Change] = {
    ("source_file", "key is unique", None): repeat("source_file", 0),
    ("formula_candidate", "required columns are filled", None): put("formula_candidate", 0, report_id=None),
    ("ledger_item", "refers to source_file", "file_id"): put("ledger_item", 0, file_id="unheard_of"),
}


@pytest.fixture(scope="module")
def report_ids() -> dict[str, str]:
    """The report that each defect is given to."""
    return {name: f"{number:016x}" for number, name in enumerate(DEFECTS | WARNINGS)}


@pytest.fixture(scope="module")
def defective(valid_batch: MakeRows, valid_report: MakeReport, report_ids: dict[str, str]) -> Rows:
    """A batch with two sound reports and one report for each defect."""
    rows = valid_batch()
    for record, (name, (change, _, _)) in enumerate((DEFECTS | WARNINGS).items(), 2):
        report = valid_report(report_ids[name], record)
        change(report)
        for table, facts in report.items():
            rows[table] += facts
    return rows


@pytest.fixture(scope="module")
def results(defective: Rows, write_batch: WriteRows, tmp_path_factory: pytest.TempPathFactory) -> list[CheckResult]:
    return check_batch(write_batch(tmp_path_factory.mktemp("defective"), defective), "batch-1")


def test_all_checks_hold_on_a_valid_batch_in_a_folder_of_any_name(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    results = check_batch(write_batch(tmp_path / "o'clock [2023] {batch} *?", valid_batch()), "batch-1")
    assert failures(results) == {}
    assert {r.table_name for r in results} == {t.name for t in BATCH_TABLES}
    assert {r.scope for r in results} == {"batch-1"}


@pytest.mark.parametrize("name", DEFECTS | WARNINGS)
def test_a_defect_fails_its_check_alone_and_the_check_names_its_rows(
    name: str, results: list[CheckResult], report_ids: dict[str, str]
) -> None:
    report_id = ABSENT if "not there" in name and "fact" in name else report_ids[name]
    _, failure, expected = (DEFECTS | WARNINGS)[name]
    named = {key: result for key, result in failures(results).items() if report_id in result.report_ids}
    assert list(named) == [failure]
    rows = [row for row in named[failure].failing if row["report_id"] == report_id]
    assert len(rows) == len(expected)
    assert all(found | wanted == found for found, wanted in zip(rows, expected, strict=True))
    assert named[failure].severity == ("critical" if name in DEFECTS else "warning")


def test_the_reports_with_critical_failures_and_no_others_are_set_aside(results: list[CheckResult], report_ids: dict[str, str]) -> None:
    expected = {report_ids[name] for name in DEFECTS if name != "fact of a report that is not there"} | {ABSENT}
    assert set(failing_reports(results)) == expected
    assert structural_failures(results) == []


def test_what_remains_holds_when_the_failing_reports_are_set_aside(
    results: list[CheckResult], defective: Rows, write_batch: WriteRows, tmp_path: Path
) -> None:
    failing = failing_reports(results)
    remaining = {table: [row for row in listed if row.get("report_id") not in failing] for table, listed in defective.items()}
    assert len(remaining["report"]) == 2 + len(WARNINGS) + 1
    again = check_batch(write_batch(tmp_path, remaining), "batch-1")
    assert failing_reports(again) == {}
    assert structural_failures(again) == []


def test_a_low_rate_warns_names_the_rows_and_sets_no_report_aside(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    rows = valid_batch()
    for change, _ in RATES.values():
        change(rows)
    results = check_batch(write_batch(tmp_path, rows), "batch-1")
    assert {failure: result.failing for failure, result in failures(results).items()} == {f: [row] for f, (_, row) in RATES.items()}
    assert failing_reports(results) == {}
    assert structural_failures(results) == []


def test_a_failure_that_no_report_accounts_for_is_structural(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    rows = valid_batch()
    for change in LOOSE.values():
        change(rows)
    structural = structural_failures(check_batch(write_batch(tmp_path, rows), "batch-1"))
    assert {(r.table_name, r.expectation, r.column_name) for r in structural} == set(LOOSE)


def test_columns_that_are_not_as_declared_are_structural(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    write_batch(tmp_path, valid_batch())
    table = pq.read_table(tmp_path / "statement.parquet")
    start = table.schema.get_field_index("start_char")
    spoiled = table.drop_columns(["speaker_id"]).set_column(start - 1, "start_char", table["verb"]).append_column("mood", table["verb"])
    pq.write_table(spoiled, tmp_path / "statement.parquet")
    results = check_batch(tmp_path, "batch-1")
    assert {r.expectation for r in results} == {"columns are as declared"}
    (failure,) = structural_failures(results)
    assert (failure.table_name, failure.failing) == (
        "statement",
        [
            {"column_name": "mood", "declared": None, "found": "VARCHAR"},
            {"column_name": "speaker_id", "declared": "VARCHAR", "found": None},
            {"column_name": "start_char", "declared": "INTEGER", "found": "VARCHAR"},
        ],
    )


def test_files_that_cannot_be_read_have_no_column(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    write_batch(tmp_path, valid_batch())
    (tmp_path / "citation.parquet").unlink()
    (tmp_path / "report.parquet").write_bytes(b"")
    (tmp_path / "statement.parquet").write_bytes(b"PAR1 torn")
    structural = structural_failures(check_batch(tmp_path, "batch-1"))
    found = {r.table_name: {row["column_name"] for row in r.failing} for r in structural}
    assert found == {name: set(TABLES[name].column_names) for name in ("citation", "report", "statement")}


def test_a_file_whose_rows_cannot_be_read_is_an_error_that_names_the_table(
    tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows
) -> None:
    path = write_batch(tmp_path, valid_batch()) / "citation.parquet"
    content = bytearray(path.read_bytes())
    content[4:200] = bytes(196)
    path.write_bytes(content)
    with pytest.raises(CheckError, match="table citation: its rows cannot be read"):
        check_batch(tmp_path, "batch-1")


def test_every_failing_report_is_named_however_many_rows_fail(tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows) -> None:
    rows = valid_batch()
    template = rows["report"][0] | {"is_report": False, "char_count": 999}
    rows["report"] += [template | {"report_id": f"{number:016}"} for number in range(1500)]
    rows["report_source"] += [{"report_id": f"{number:016}", "file_id": "f", "record": number + 9} for number in range(1500)]
    results = check_batch(write_batch(tmp_path, rows), "batch-1")
    (result,) = failures(results).values()
    assert (result.unexpected_count, len(result.failing), len(failing_reports(results))) == (1500, 1000, 1500)
    assert len(json.loads(result.observed or "")) == 20


def test_results_become_rows_of_check_result(results: list[CheckResult], report_ids: dict[str, str]) -> None:
    rows = to_rows(results, "run-1")
    assert all(tuple(row) == TABLES["check_result"].column_names for row in rows)
    assert len({tuple(row[key] for key in TABLES["check_result"].primary_key) for row in rows}) == len(rows)
    (failed,) = (row for row in rows if row["expectation"] == "year is within two years of held_on")
    report_id = report_ids["year far from the day"]
    expected = {"report_id": report_id, "meeting_mention_id": f"{report_id}:m1", "year": 2020, "held_on": "2023-02-10"}
    assert (failed["run_id"], failed["success"], json.loads(str(failed["observed"]))) == ("run-1", False, [expected])


def test_checking_prints_nothing_and_calls_nobody(
    tmp_path: Path, valid_batch: MakeRows, write_batch: WriteRows, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: called.append(address))
    check_batch(write_batch(tmp_path, valid_batch()), "batch-1")
    assert capfd.readouterr() == ("", "")
    assert called == []
