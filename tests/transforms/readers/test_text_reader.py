"""Plain text: every encoding in which reports arrive, and everything that is no text."""

import difflib
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.readers.records import records_of
from transforms.document import Record
from transforms.readers import Unreadable, format_of, read

SEEDS = sorted(Path("seeds/reports").glob("*.txt"))
GOLD = Path("tests/gold/samples")
SIMPLIFIED = (GOLD / "101_zh.txt").read_text(encoding="utf-8")
TRADITIONAL = (GOLD / "104_zh.txt").read_text(encoding="utf-8")
ENGLISH = (GOLD / "117_en.txt").read_text(encoding="utf-8")


def only_body(data: bytes) -> str:
    (record,) = records_of(read(data, "report.txt"))
    return record.body


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        list(read(data, "inbox/report.txt"))
    return refused.value


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_a_seed_is_one_record_with_its_text_unchanged_inside(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert only_body(path.read_bytes()) == text.strip()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
def test_chinese_reads_the_same_in_every_encoding(text: str, encoding: str) -> None:
    assert only_body(text.encode(encoding)) == text.strip()


def test_traditional_characters_in_big5_are_not_taken_for_gb18030() -> None:
    assert only_body(TRADITIONAL.encode("big5hkscs")) == TRADITIONAL.strip()


def test_english_with_the_quotation_marks_of_windows_reads() -> None:
    text = "The “party group” held a meeting — it’s true.\nOn February 3, the café was closed."
    assert only_body(text.encode("cp1252")) == text


def test_line_ends_become_newlines_and_outer_white_space_goes() -> None:
    assert only_body("\r\n　　标题\r\n正文。\r\r\n".encode()) == "标题\n正文。"


def test_a_character_cut_off_at_the_end_does_not_make_a_text_unreadable() -> None:
    assert only_body(SIMPLIFIED.strip().encode()[:-1]) == SIMPLIFIED.strip()[:-1]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_broken_byte_costs_few_characters(encoding: str, place: float) -> None:
    text = TRADITIONAL.strip() if encoding == "big5hkscs" else SIMPLIFIED.strip()
    data = text.encode(encoding)
    at = int(place * len(data))
    body = only_body(data[:at] + b"\xff" + data[at + 1 :])
    kept = sum(block.size for block in difflib.SequenceMatcher(None, text, body, autojunk=False).get_matching_blocks())
    assert kept >= len(text) - 3


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("101_zh.txt", "市委常委会召开2022年度民主生活会"),
        (
            "115_en.txt",
            "Jingmen Municipal Party Committee Standing Committee held democratic life meeting, Liang Qizhou attended the meeting to guide",
        ),
    ],
)
def test_the_headline_is_the_first_line(name: str, title: str) -> None:
    (record,) = records_of(read((GOLD / name).read_bytes(), name))
    assert record.title == title


def test_a_text_that_begins_with_its_first_paragraph_has_no_title() -> None:
    (record,) = records_of(read(SEEDS[0].read_bytes(), "seed"))
    assert record.title is None


def test_a_publication_stamp_before_the_headline_is_no_part_of_it() -> None:
    (record,) = records_of(read(SEEDS[1].read_bytes(), "seed"))
    assert record.title == "The party group of the municipal government held the 2022 annual democratic life meeting"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        (b"\0" * 4096, "empty"),
        ("……。、".encode(), "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "unsupported_format"),
        (b"%PDF-1.7\n%\xe2\xe3", "damaged"),
        (b"PK\x03\x04broken", "damaged"),
        ("Привет мир, это текст на русском языке".encode("cp1251"), "undecodable"),
        ("中华人民共和国".encode().decode("latin-1").encode() * 40, "garbled"),
        (b"a" * 50_000_000, "too_long"),
        ("民主生活的会".encode("gb18030") * 600_000, "too_long"),
    ],
)
def test_what_is_no_report_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    found = refusal(data)
    assert found.reason == reason
    assert found.detail.startswith("inbox/report.txt")


@pytest.mark.parametrize("data", [b"x" * 50_000_000, "民".encode() * 16_000_000, b'{"a":' + b"[" * 50_000_000, b"<html><p>" * 5_500_000])
def test_fifty_megabytes_on_one_line_are_refused_in_time(data: bytes) -> None:
    started = time.monotonic()
    with pytest.raises(Unreadable):
        list(read(data, "huge"))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"plain words", "txt"),
        (b"<!DOCTYPE html><html><body>x", "html"),
        (b'{"title": "a"}\n{"title": "b"}\n', "jsonl"),
        (b'[{"title": "a"}]', "json"),
        ("[视频]习近平主持会议".encode(), "txt"),
        (b"From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\nbody", "eml"),
        (b"WARC/1.0\r\n", "warc"),
        (b"\x1f\x8b\x08\x00", "unknown"),
        (b"%PDF-1.4", "pdf"),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, expected: str) -> None:
    assert format_of(data) == expected


def assert_records_or_refusal(data: bytes) -> None:
    try:
        records = list(read(data, "any"))
    except Unreadable:
        return
    for number, item in enumerate(records):
        assert item.record == number
        if isinstance(item, Record):
            item.body.encode("utf-8")
            assert item.body == item.body.strip()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_records_or_a_refusal(data: bytes) -> None:
    assert_records_or_refusal(data)


STARTS = [
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xfe\xff",
    b"<html><body><p>",
    b'{"title": "',
    b'[{"a":',
    b"PK\x03\x04",
    b"%PDF-",
    b"\x1f\x8b",
    b"WARC/",
    b"From: a\nTo: b\nDate: c\n",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STARTS), st.one_of(st.binary(max_size=500), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))))
def test_anything_behind_a_known_beginning_gives_records_or_a_refusal(start: bytes, rest: bytes) -> None:
    assert_records_or_refusal(start + rest)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_text_in_utf8_comes_back_as_it_was(text: str) -> None:
    body = text.removeprefix("\ufeff").strip()
    data = ("记录 " + body + " 完").encode()
    assert only_body(data) == "记录 " + body + " 完"


def test_random_bytes_of_some_length_are_refused() -> None:
    assert refusal(random.Random(7).randbytes(20_000)).reason in ("binary", "undecodable")
