"""JSON and JSON Lines: the fields that hold a report, and files that break off or hold none."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.readers.records import records_of
from transforms.document import Record
from transforms.readers import Refused, Unreadable, format_of, read

GOLD = Path("tests/gold/samples")


def records(value: object) -> list[Record]:
    return records_of(read(json.dumps(value, ensure_ascii=False).encode(), "export.json"))


def quoted(annotation: dict[str, list[dict[str, str]]]) -> Iterable[str]:
    for kind in ("statements", "requirements"):
        for item in annotation[kind]:
            yield item["start"]
            yield item["end"]


def test_the_lines_of_the_gold_file_hold_what_its_annotation_quotes() -> None:
    data = (GOLD / "109_zh.jsonl").read_bytes()
    assert format_of(data) == "jsonl"
    found = records_of(read(data, "109_zh.jsonl"))
    assert [r.record for r in found] == [0, 1]
    assert [r.published_on for r in found] == [date(2023, 2, 9), date(2023, 3, 10)]
    assert found[0].body.startswith("国家统计局黔东南调查队党组召开2022年度民主生活会\n")
    assert found[0].source_url == "http://news.example.invalid/qdn/dj/20230209/t_4417.html"
    for record, annotation in zip(found, json.loads((GOLD / "109.json").read_text(encoding="utf-8")), strict=True):
        assert [q for q in quoted(annotation) if q not in record.body] == []


@pytest.mark.parametrize(
    "value",
    [
        {"title": "标题", "content": "正文。"},
        [{"标题": "标题", "正文": "正文。"}],
        {"total": 1, "list": [{"headline": "标题", "text": "正文。"}]},
        {"videoList": [{"video_title": "标题", "video_detail": {"content": "正文。"}}]},
        {"title": "标题", "body": "标题\n正文。"},
    ],
)
def test_title_and_text_are_found_under_their_usual_names(value: object) -> None:
    (record,) = records(value)
    assert (record.title, record.body) == ("标题", "标题\n正文。")


def test_what_stands_beside_the_text_is_kept() -> None:
    (record,) = records({"text": "正文。", "date": "2023年2月9日 10:00", "author": ["张三", "李四"], "url": "https://a.example/1"})
    assert (record.published_on, record.published_on_basis) == (date(2023, 2, 9), "metadata")
    assert (record.byline, record.source_url) == ("张三; 李四", "https://a.example/1")


def test_a_day_that_does_not_exist_is_unknown() -> None:
    (record,) = records({"text": "正文。", "date": "2023-02-30"})
    assert (record.published_on, record.published_on_basis) == (None, None)


def test_half_a_surrogate_pair_does_not_reach_the_body() -> None:
    (record,) = records_of(read(b'{"text": "\\ud83d broken"}', "x.json"))
    assert record.body == "\ufffd broken"


def test_lines_around_a_broken_one_are_read() -> None:
    first, broken, last = read(b'{"text": "one"}\n{"text": \n{"text": "two"}\n', "x.jsonl")
    assert [(r.record, r.body) for r in records_of([first, last])] == [(0, "one"), (2, "two")]
    assert isinstance(broken, Refused)
    assert (broken.record, broken.reason) == (1, "broken_json")
    assert broken.detail.startswith("x.jsonl: line 2: ")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"title": "no text"}', "no_report"),
        (b"[[1, 2], [3]]", "no_report"),
        (b'{"text": "cut off', "broken_json"),
        (b'{"a":' + b"[" * 200_000, "broken_json"),
    ],
)
def test_a_document_without_reports_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        list(read(data, "x.json"))
    assert refused.value.reason == reason


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["title", "text", "date", "url", "author", "list", "x"]), inner, max_size=5)
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4), st.booleans())
def test_any_json_gives_records_or_a_refusal(values: list[object], as_lines: bool) -> None:
    data = "\n".join(json.dumps(v) for v in values) if as_lines else json.dumps(values)
    try:
        found = list(read(data.encode(), "x"))
    except Unreadable:
        return
    for record in found:
        if isinstance(record, Record):
            record.body.encode()
            assert record.body == record.body.strip()
