"""Rows carry the keys of the report's own mentions, spans of the body, and nothing twice."""

from datetime import date

import pytest

from tests.transforms.readings import HELD, LEXICONS, rows_of, told
from transforms.document import report_id
from transforms.version import extractor_version

REPORT = (
    "1月8日，桐庐县政府党组召开2023年度民主生活会。县委副书记、县长阮启明主持会议并讲话，县纪委副书记裴国梁到会指导，县委组织部列席会议。"
    "会议通报了上年度民主生活会整改措施落实情况。\n阮启明强调，要做到“两个维护”。一要真抓实干。二要清正廉洁。"
)


def test_the_report_row() -> None:
    text = HELD["zh"]
    (row,) = rows_of(text, date(2024, 1, 9))["report"]
    assert row == {
        "report_id": report_id(text),
        "title": None,
        "body": text,
        "language": "zh",
        "published_on": date(2024, 1, 9),
        "published_on_basis": "metadata",
        "byline": None,
        "char_count": len(text),
        "is_report": True,
        "extractor_version": extractor_version(LEXICONS),
    }


@pytest.mark.parametrize(
    ("table", "column", "letter"),
    [
        ("organization_mention", "organization_mention_id", "o"),
        ("person_mention", "person_mention_id", "p"),
        ("meeting_mention", "meeting_mention_id", "m"),
        ("statement", "statement_id", "s"),
    ],
)
def test_mentions_are_numbered_within_the_report(table: str, column: str, letter: str) -> None:
    keys = [row[column] for row in rows_of(REPORT)[table]]
    assert keys == [f"{report_id(REPORT)}:{letter}{n}" for n in range(len(keys))]
    assert keys


@pytest.mark.parametrize("entity", ["organization", "person", "meeting"])
def test_before_resolution_a_mention_is_its_own_entity(entity: str) -> None:
    rows = rows_of(REPORT)[f"{entity}_mention"]
    assert [r[f"{entity}_id"] for r in rows] == [r[f"{entity}_mention_id"] for r in rows]


def evidence(body: str, rows: list[dict[str, object]]) -> list[str]:
    return [body[int(str(r["start_char"])) : int(str(r["end_char"]))] for r in rows]


def test_every_span_quotes_what_the_row_states() -> None:
    rows = rows_of(REPORT)
    assert evidence(REPORT, rows["person_mention"]) == ["阮启明", "裴国梁"]
    assert evidence(REPORT, rows["membership"]) == ["县委副书记", "县长", "县纪委副书记"]
    assert evidence(REPORT, rows["meeting_mention"]) == ["民主生活会", "民主生活会"]
    assert evidence(REPORT, rows["formula_mention"]) == ["两个维护", "清正廉洁"]
    assert [e[:2] for e in evidence(REPORT, rows["requirement"])] == ["一要", "二要"]


def test_spans_are_those_of_the_body_where_cleaning_changed_the_text() -> None:
    body = "\u3000\u3000１月８日，桐庐县政府党组召开２０２３年度民主生活会。\r\n\r\n县长阮\u3000亮主持\u200b会议。"
    rows = rows_of(body)
    assert evidence(body, rows["person_mention"]) == ["阮\u3000亮"]
    assert rows["person_mention"][0]["label"] == "阮亮"
    assert evidence(body, rows["participation"])[0].endswith("主持\u200b会议")


def test_what_is_said_belongs_to_speaker_and_statement() -> None:
    rows = rows_of(REPORT)
    (statement,) = rows["statement"]
    assert statement["speaker_id"] == rows["person_mention"][0]["person_id"]
    assert {r["statement_id"] for r in rows["requirement"]} == {statement["statement_id"]}
    assert {r["statement_id"] for r in rows["formula_mention"]} == {statement["statement_id"]}


def test_a_body_named_twice_is_one_mention() -> None:
    rows = told("县委组织部列席会议，县委组织部部长裴国梁列席会议。")
    labels = [o["label"] for o in rows["organization_mention"]]
    assert labels.count("县委组织部") == 1


def test_posts_are_held_on_the_day_of_the_meeting_else_of_publication() -> None:
    meeting_day = told("县长阮启明主持会议。")["membership"]
    publication = rows_of("日前，桐庐县政府党组召开民主生活会。县长阮启明主持会议。", date(2024, 1, 9))["membership"]
    assert [meeting_day[0]["as_of"], publication[0]["as_of"]] == [date(2024, 1, 8), date(2024, 1, 9)]


def test_each_fact_of_a_round_up_goes_to_the_meeting_named_last() -> None:
    rows = rows_of(
        "近期，各单位召开2023年度民主生活会。\n1月5日，桐庐县财政局党组召开民主生活会。局长阮启明主持会议。\n"
        "1月6日，桐庐县教育局党组召开民主生活会。局长谭秀兰主持会议。"
    )
    meetings = [m["meeting_id"] for m in rows["meeting_mention"]]
    assert [(p["label"], p["meeting_id"]) for p in rows["participation"]] == [("阮启明", meetings[0]), ("谭秀兰", meetings[1])]


def test_sentences_are_numbered_and_cover_the_words() -> None:
    rows = rows_of(REPORT)["sentence"]
    assert [r["position"] for r in rows] == list(range(1, len(rows) + 1))
    assert "".join(evidence(REPORT, rows)) == REPORT.replace("\n", "")
