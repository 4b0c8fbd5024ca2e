"""Every row of the sample ledgers, with its deadline and status."""

from datetime import date
from pathlib import Path

import pytest

from transforms.ledgers.ledger import ledger_rows, read_ledger
from transforms.lexicons import Lexicons

SAMPLES = Path(__file__).parents[2] / "ledgers"
LEXICONS = Lexicons()
NONE = None

# due_on, deadline_kind, status of each row in order
YONGZHOU_MARCH = [
    (date(2023, 6, 30), "stated", "in_progress"),
    (NONE, "standing", "open"),
    (date(2023, 6, 30), "stated", "open"),
    (date(2023, 9, 30), "stated", "open"),
    (date(2023, 3, 10), "at_once", "done"),
    (date(2023, 12, 31), "stated", "in_progress"),
    (date(2023, 6, 30), "inferred", "in_progress"),
    (date(2023, 10, 31), "stated", "open"),
    (NONE, "standing", "in_progress"),
    (NONE, NONE, "open"),
]
YONGZHOU_SEPTEMBER = [
    (date(2023, 6, 30), "stated", "done"),
    (NONE, "standing", "in_progress"),
    (date(2023, 6, 30), "stated", "done"),
    (date(2023, 9, 30), "stated", "in_progress"),
    (date(2023, 12, 31), "stated", "in_progress"),
    (date(2023, 6, 30), "inferred", "overdue"),
    (date(2023, 10, 31), "stated", "in_progress"),
    (NONE, "standing", "in_progress"),
    (NONE, NONE, "open"),
]
CHONGQING_APRIL = [
    (date(2023, 6, 30), "stated", "in_progress"),
    (NONE, "standing", "in_progress"),
    (date(2023, 4, 15), "at_once", "done"),
    (date(2023, 9, 30), "stated", "in_progress"),
    (date(2023, 9, 30), "stated", "open"),
    (date(2023, 12, 31), "stated", "in_progress"),
    (date(2023, 5, 31), "inferred", "in_progress"),
    (NONE, NONE, "open"),
]
CHONGQING_OCTOBER = [
    (date(2023, 6, 30), "stated", "done"),
    (NONE, "standing", "in_progress"),
    (date(2023, 10, 10), "at_once", "done"),
    (date(2023, 9, 30), "stated", "done"),
    (date(2023, 9, 30), "stated", "in_progress"),
    (date(2023, 12, 31), "stated", "in_progress"),
    (date(2023, 5, 31), "inferred", "overdue"),
    (NONE, NONE, "open"),
]


def rows_of(name: str) -> dict[str, list[dict[str, object]]]:
    ledger = read_ledger((SAMPLES / name).read_bytes(), name, LEXICONS)
    assert ledger is not None
    return ledger_rows(ledger, LEXICONS, "f" * 64)


@pytest.mark.parametrize(
    ("name", "as_of", "expected"),
    [
        ("yongzhou_2023-03.xlsx", date(2023, 3, 10), YONGZHOU_MARCH),
        ("yongzhou_2023-09.xlsx", date(2023, 9, 30), YONGZHOU_SEPTEMBER),
        ("chongqing_2023-04.csv", date(2023, 4, 15), CHONGQING_APRIL),
        ("chongqing_2023-10.csv", date(2023, 10, 10), CHONGQING_OCTOBER),
    ],
)
def test_every_row_has_its_deadline_and_status(name: str, as_of: date, expected: list[tuple[object, ...]]) -> None:
    rows = rows_of(name)
    found = [(i["due_on"], i["deadline_kind"], s["status"]) for i, s in zip(rows["ledger_item"], rows["ledger_status"], strict=True)]
    assert found == expected
    assert {status["as_of"] for status in rows["ledger_status"]} == {as_of}


def test_merged_cells_and_both_lines_of_the_header_are_read() -> None:
    items = rows_of("yongzhou_2023-03.xlsx")["ledger_item"]
    third, fourth = items[2], items[3]
    assert third["problem"] == fourth["problem"] == "3.深入基层调研不够，到矛盾集中的地方去得少。"
    assert third["measure"] != fourth["measure"]
    assert (third["responsible"], fourth["responsible"]) == (
        "市政府党组副书记、常务副市长; 市政府督查室",
        "市政府党组副书记、常务副市长; 市政府研究室",
    )
    assert [item["category"] for item in items] == ["理论学习方面"] * 2 + ["工作作风方面"] * 3 + ["担当作为方面"] * 3 + [
        "全面从严治党方面"
    ] * 2


@pytest.mark.parametrize(("name", "area_id"), [("yongzhou_2023-03.xlsx", "431100"), ("chongqing_2023-10.csv", "500000")])
def test_title_names_body_and_meeting(name: str, area_id: str) -> None:
    for item in rows_of(name)["ledger_item"]:
        assert (item["organization_key"], item["area_id"]) == ("party_group.government", area_id)
        assert (item["meeting_kind"], item["meeting_form"], item["meeting_year"]) == ("democratic_life_meeting", "annual", 2022)


def test_what_is_not_understood_is_kept_as_written() -> None:
    rows = rows_of("yongzhou_2023-09.xlsx")
    assert rows["ledger_item"][-1]["deadline"] == "下次民主生活会前"
    assert rows["ledger_status"][-1]["note"] == "已组织警示教育3次，制度待完善; 待市纪委审核"


def test_formulas_are_data() -> None:
    measures = [str(item["measure"]) for item in rows_of("chongqing_2023-04.csv")["ledger_item"]]
    assert "=SUM of all registers to be reconciled with the Finance Bureau" in measures
    assert "-- training and talks twice a year" in measures
