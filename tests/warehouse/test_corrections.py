"""What people corrected stands in the warehouse in the place of what was read, whatever is read again, until it no longer fits."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.warehouse.builders import Report, ask, hashes, publish_all, write
from warehouse.correction_files import HEADER, CorrectionError, adopt, read_corrections
from warehouse.corrections import complaints
from warehouse.store import Store

KEY = "0123456789abcdef"
OTHER = "fedcba9876543210"
STATUS = "SELECT status, message FROM correction ORDER BY source"


def reported(key: str = KEY, day: str | None = "2023-02-10") -> Report:
    report = Report(key)
    host = report.organization()
    held_on = date.fromisoformat(day) if day else None
    report.presider(report.meeting(host, held_on=held_on, held_on_basis="published" if day else None), report.person())
    return report


def correction(field: str, row: str, old: str, new: str, **cells: str) -> dict[str, str]:
    given = {"report_id": KEY, "field": field, "row": row, "old_value": old, "new_value": new}
    return given | {"who": "Wang", "why": "the printed paper says so", "made_on": "2024-03-31"} | cells


def correct(store: Store, *corrections: dict[str, str], name: str = "mine.csv") -> None:
    """Takes in a file of these corrections and publishes."""
    path = store.root.parent / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(corrections)
    adopt(store.correction_directory, [path])
    publish_all(store)


@pytest.fixture
def loaded(store: Store) -> Store:
    """A published warehouse of two reports of one meeting."""
    write(store, "b1", [reported(), reported(OTHER, None)])
    publish_all(store)
    return store


DAY = correction("meeting_mention.held_on", "subject", "2023-02-10", "2023-02-09")


def test_a_correction_replaces_what_was_read_and_is_told(loaded: Store) -> None:
    correct(loaded, DAY)
    assert ask(loaded, "SELECT DISTINCT held_on::VARCHAR, held_on_basis FROM meeting") == [("2023-02-09", "stated")]
    [row] = ask(loaded, "SELECT report_id, table_name, column_name, old_value, new_value, who, why, status, source FROM correction")
    told = (KEY, "meeting_mention", "held_on", "2023-02-10", "2023-02-09", "Wang", "the printed paper says so", "applied", "mine.csv:2")
    assert row == told
    span = "SELECT count(*) FROM correction AS c JOIN meeting_mention AS m USING (report_id, start_char, end_char)"
    assert ask(loaded, span) == [(1,)]
    assert complaints(loaded.warehouse_path) == []


def test_taken_away_it_leaves_what_was_read(loaded: Store) -> None:
    before = hashes(loaded)
    correct(loaded, DAY)
    assert hashes(loaded) != before
    shutil.rmtree(loaded.correction_directory)
    publish_all(loaded)
    assert hashes(loaded) == before


def test_it_survives_what_is_read_again_and_a_rebuild(loaded: Store) -> None:
    correct(loaded, DAY)
    write(loaded, "b2", [reported(), reported(OTHER, None)], version="v2", supersedes=["b1"])
    publish_all(loaded)
    corrected = hashes(loaded)
    assert ask(loaded, "SELECT held_on::VARCHAR FROM meeting") == [("2023-02-09",)]
    publish_all(loaded, from_scratch=True)
    assert hashes(loaded) == corrected


def test_it_complains_when_its_old_value_is_read_no_more(loaded: Store) -> None:
    correct(loaded, DAY)
    write(loaded, "b2", [reported(day="2023-03-01"), reported(OTHER, None)], version="v2", supersedes=["b1"])
    publish_all(loaded)
    assert ask(loaded, "SELECT held_on::VARCHAR FROM meeting") == [("2023-03-01",)]
    said = "is read as 2023-03-01 and not as 2023-02-10"
    assert ask(loaded, STATUS) == [("stale", said)]
    assert complaints(loaded.warehouse_path) == [
        f"mine.csv:2: the correction of meeting_mention.held_on in report {KEY} is not applied: {said}"
    ]


@pytest.mark.parametrize(
    ("given", "question", "answer"),
    [
        (
            correction("participation.role", "Chen Ailin", "presider", "attendee"),
            "SELECT min(role) FROM participation",
            "attendee",
        ),
        (correction("person_mention.name_zh", "Chen Ailin", "", "陈爱林"), "SELECT name_zh FROM person", "陈爱林"),
        (correction("meeting_mention.held_on", "subject", "2023-02-10", ""), "SELECT held_on FROM meeting", None),
        (correction("meeting_mention.year", "", "2022", "2021"), "SELECT min(year) FROM meeting", 2021),
        (correction("organization_mention.area_id", "", "431100", "430100"), "SELECT min(area_id) FROM organization", "430100"),
    ],
)
def test_each_kind_of_value_can_be_put_and_taken_away(loaded: Store, given: dict[str, str], question: str, answer: object) -> None:
    correct(loaded, given)
    assert ask(loaded, STATUS) == [("applied", None)]
    assert ask(loaded, question)[0] == (answer,)


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (correction("meeting_mention.year", "", "2022", "2021", report_id="0" * 16), "unmatched", "the warehouse has no report"),
        (correction("participation.role", "Li", "presider", "attendee"), "unmatched", "no row of participation is called Li"),
        (correction("membership.post_id", "", "", "mayor"), "unmatched", "the report has no row of membership"),
        (correction("person_mention.area_id", "", "431100", "999999"), "unmatched", "there is no area_id 999999"),
        (correction("meeting_mention.year", "", "2021", "2022"), "stale", "is read as 2022 by now; remove the correction"),
    ],
)
def test_what_cannot_be_applied_changes_nothing_and_says_why(loaded: Store, given: dict[str, str], status: str, said: str) -> None:
    before = ask(loaded, "SELECT * FROM meeting ORDER BY ALL")
    correct(loaded, given)
    [(found, message)] = ask(loaded, STATUS)
    assert found == status
    assert str(message).startswith(said)
    assert ask(loaded, "SELECT * FROM meeting ORDER BY ALL") == before


def test_of_two_corrections_of_one_value_the_first_counts(loaded: Store) -> None:
    correct(loaded, DAY, DAY | {"new_value": "2023-02-08"})
    assert ask(loaded, STATUS) == [("applied", None), ("unmatched", "another correction of the same value stands before it")]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"report_id": "12"}, "report_id is '12'; expected the 16 hex digits"),
        ({"who": ""}, "who is empty"),
        ({"why": " "}, "why is empty"),
        ({"made_on": "yesterday"}, "made_on is 'yesterday'; expected a day"),
        ({"field": "meeting.held_on"}, "field is 'meeting.held_on'; expected one of participation.role"),
        ({"new_value": "soon"}, "new_value is 'soon'; meeting_mention.held_on is a day"),
        ({"new_value": "2023-02-10"}, "nothing is corrected"),
        ({"field": "participation.role", "new_value": "king"}, "participation.role is one of presider"),
        ({"field": "participation.role", "new_value": ""}, "participation.role is never unknown"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line_and_nothing_is_taken_in(loaded: Store, cells: dict[str, str], said: str) -> None:
    with pytest.raises(CorrectionError, match=r"mine\.csv:2: ") as refused:
        correct(loaded, DAY | cells)
    assert said in str(refused.value)
    assert loaded.correction_files() == []


def test_files_of_one_name_replace_each_other_and_others_stand_beside(loaded: Store) -> None:
    correct(loaded, DAY)
    correct(loaded, DAY | {"new_value": "2023-02-08"})
    correct(loaded, correction("person_mention.name_zh", "Chen Ailin", "", "陈爱林"), name="yours.csv")
    assert ask(loaded, "SELECT source, new_value FROM correction ORDER BY source") == [
        ("mine.csv:2", "2023-02-08"),
        ("yours.csv:2", "陈爱林"),
    ]
    with pytest.raises(CorrectionError, match=r"the same correction stands at mine\.csv:2"):
        correct(loaded, DAY | {"new_value": "2023-02-08"}, name="again.csv")


def test_a_file_that_is_no_csv_of_corrections_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("report,value\n1,2\n", encoding="utf-8")
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CorrectionError) as refused:
        read_corrections([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert "a.csv:1: expected the columns report_id, field, row" in str(refused.value)
    assert "b.csv: cannot be read as CSV in UTF-8" in str(refused.value)
    with pytest.raises(CorrectionError, match=r"expected a name that ends with \.csv"):
        adopt(tmp_path / "corrections", [tmp_path / "notes.txt"])
