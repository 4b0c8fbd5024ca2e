"""Source profiles: shapes that a TOML file declares, and what is said where one does not fit."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.transforms.readers import made_files as made
from tests.transforms.readers.records import records_of
from transforms.document import Record
from transforms.extract import ExtractionError, extract
from transforms.lexicons import Lexicons
from transforms.profile_files import ProfileError
from transforms.profiles import Profiles
from transforms.readers import Refused, Unreadable, read
from transforms.readers.nesting import Item
from transforms.version import extractor_version

TEXT = "2月3日，市政府党组召开2022年度民主生活会，市长主持会议并讲话。"


def items(data: bytes, profiles: Profiles | None = None, path: str = "day.json") -> list[Item]:
    return list(read(data, path, profiles=profiles))


def encoded(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def own(directory: Path, text: str) -> Profiles:
    (directory / "own.toml").write_text(text, encoding="utf-8")
    return Profiles(directory)


def broadcast(*contents: str) -> dict[str, object]:
    videos = [
        {
            "video_title": f"[视频]第{number}条",
            "brief": "",
            "video_url": f"https://tv.example/{number}.shtml",
            "pub_date": "2023-02-04 19:10:17",
            "video_detail": {"content": content, "source": "央视网"},
        }
        for number, content in enumerate(contents)
    ]
    return {"total": len(videos), "serverTime": 1, "videoList": videos}


def test_the_daily_files_of_the_evening_news_are_lists_of_items() -> None:
    found = items(encoded(broadcast(f"<p>　　{TEXT}</p>\r\n<p>　　会议强调，<strong>要抓好整改</strong>。<br/></p>", "", f"<p>{TEXT}</p>")))
    assert [item.record for item in found] == [0, 1, 2]
    first, empty, last = found
    assert isinstance(first, Record)
    assert first.body == f"第0条\n{TEXT}\n会议强调，要抓好整改。"
    assert (first.title, first.source_url) == ("第0条", "https://tv.example/0.shtml")
    assert (first.published_on, first.published_on_basis, first.language) == (date(2023, 2, 4), "profile", "zh")
    assert isinstance(empty, Refused)
    assert "cctv-news-broadcast finds no text under video_detail.content" in empty.detail
    assert isinstance(last, Record)


def test_json_lines_may_hold_a_list_in_each_line() -> None:
    data = encoded(broadcast(f"<p>{TEXT}</p>", f"<p>{TEXT}</p>")) + b"\n" + encoded(broadcast(f"<p>{TEXT}</p>"))
    assert [(item.record, item.title) for item in records_of(items(data))] == [(0, "第0条"), (1, "第1条"), (2, "第0条")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"title": "题", "maintext": TEXT, "date_publish": "2023-02-04 10:00:00", "authors": ["张三"], "url": "u"}, ("题", "张三")),
        (
            {
                "version": "1.1",
                "items": [{"title": "题", "content_html": f"<p>{TEXT}</p>", "date_published": "2023-02-03T16:30:00Z", "url": "u"}],
            },
            ("题", None),
        ),
        (
            [{"title": {"rendered": "题"}, "content": {"rendered": f"<p>{TEXT}</p>"}, "date": "2023-02-04T10:00:00", "link": "u"}],
            ("题", None),
        ),
    ],
    ids=["news-please", "json-feed", "wordpress"],
)
def test_shipped_profiles_read_their_shape(value: object, expected: tuple[str, str | None]) -> None:
    [record] = items(encoded(value))
    assert isinstance(record, Record)
    assert (record.title, record.byline) == expected
    assert (record.body, record.source_url) == (f"题\n{TEXT}", "u")
    assert (record.published_on, record.published_on_basis) == (date(2023, 2, 4), "profile")


OWN = """
format = "json"
[match]
keys = ["data.rows.wz"]
[records]
list = "data.rows"
title = "bt"
body = "wz"
date = "sj"
date_format = "epoch_ms"
[defaults]
area_id = "431100"
"""


def test_a_profile_of_the_user_needs_no_code(tmp_path: Path) -> None:
    value = {"code": 0, "data": {"rows": [{"bt": "题", "wz": TEXT, "sj": 1675440000000}]}}
    [record] = items(encoded(value), own(tmp_path, OWN))
    assert isinstance(record, Record)
    assert record.body == f"题\n{TEXT}"
    # 16:00 in UTC is midnight of the next day in Shanghai.
    assert (record.published_on, record.area_id) == (date(2023, 2, 4), "431100")


def test_the_place_that_a_source_serves_is_that_of_a_body_printed_without_one(tmp_path: Path) -> None:
    value = {"data": {"rows": [{"bt": "市政府党组召开民主生活会", "wz": TEXT, "sj": 1675440000000}]}}
    [record] = items(encoded(value), own(tmp_path, OWN))
    assert isinstance(record, Record)
    [host] = {row["area_id"] for row in extract(record, Lexicons())["organization_mention"] if row["kind"] == "party_group"}
    assert host == "431100"


def test_a_place_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    [record] = items(encoded({"data": {"rows": [{"wz": TEXT}]}}), own(tmp_path, OWN.replace("431100", "999999")))
    assert isinstance(record, Record)
    with pytest.raises(ExtractionError, match="999999"):
        extract(record, Lexicons())


def test_a_table_is_read_by_the_names_of_its_columns(tmp_path: Path) -> None:
    fields = 'body = "稿件"\ntitle = "名称"\ndate = "见报"\ndate_format = "%d/%m/%Y"\n'
    profile = f'format = "csv"\n[match]\nkeys = ["稿件"]\n[records]\n{fields}'
    data = f"编号,名称,稿件,见报\n1,题,{TEXT},04/02/2023\n2,题,,\n".encode()
    record, refused = items(data, own(tmp_path, profile))
    assert isinstance(record, Record)
    assert (record.title, record.body, record.published_on) == ("题", f"题\n{TEXT}", date(2023, 2, 4))
    assert isinstance(refused, Refused)


PAGE = f"""<!DOCTYPE html><html><head><title>x</title></head><body><div class="nav">首页</div>
<div class="wz"><h2>题</h2><span class="sj">2023-02-04</span><div class="nr"><p>{TEXT}</p></div><a class="dz" href="https://a.example/1">链接</a></div>
<div class="wz"><h2>题二</h2><div class="nr"><p>{TEXT}</p></div></div></body></html>"""
PAGE_PROFILE = """
format = "html"
[match]
path = "*://www.a.example/*"
keys = [".wz .nr"]
[records]
list = ".wz"
title = "h2"
body = ".nr"
date = ".sj"
url = "a.dz@href"
"""


def test_a_page_in_a_crawl_is_read_by_selectors_and_its_address(tmp_path: Path) -> None:
    profiles = own(tmp_path, PAGE_PROFILE)
    address = "https://www.a.example/list.html"
    first, second = items(made.warc_record(address, PAGE.encode()), profiles, "crawl.warc")
    assert isinstance(first, Record)
    assert (first.title, first.body, first.source_url) == ("题", f"题\n{TEXT}", "https://a.example/1")
    assert first.published_on == date(2023, 2, 4)
    assert isinstance(second, Record)
    assert (second.source_url, second.published_on) == (address, None)


def test_a_file_whose_name_fits_and_whose_keys_do_not_is_refused_with_the_keys_seen(tmp_path: Path) -> None:
    profiles = own(tmp_path, OWN.replace("[match]", '[match]\npath = "day*.json"'))
    with pytest.raises(Unreadable) as refusal:
        items(encoded({"list": [{"name": TEXT}]}), profiles)
    assert refusal.value.reason == "profile_mismatch"
    assert "lacks data.rows.wz; the first keys are list, name" in refusal.value.detail
    assert len(items(encoded({"text": TEXT}), profiles, "other.json")) == 1


def test_a_document_that_nothing_fits_is_refused_with_the_keys_seen() -> None:
    with pytest.raises(Unreadable, match="the first keys are code, data, errors, rows, bt, wz"):
        items(encoded({"code": 0, "data": {"rows": [{"bt": 1, "wz": TEXT}]}, "errors": []}))


def test_a_profile_that_matched_nothing_says_so_with_the_keys_seen(tmp_path: Path) -> None:
    profiles = own(tmp_path, OWN)
    items(encoded({"title": "题", "text": TEXT}), profiles)
    [sentence] = profiles.unused()
    assert "matched nothing: it looks for data.rows.wz" in sentence
    assert sentence.endswith("has title, text")
    items(encoded({"data": {"rows": [{"wz": TEXT}]}}), profiles)
    assert profiles.unused() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("format = ", "no TOML"),
        (OWN.replace('"json"', '"xml"'), "write one of json, csv, html"),
        (OWN.replace("title", "titel"), "records.titel is not known"),
        (OWN.replace('body = "wz"', ""), "lacks body"),
        (OWN.replace('"data.rows.wz"', "1"), "list of texts"),
        (OWN.replace('keys = ["data.rows.wz"]', ""), "match.path, match.keys or both"),
        (OWN + 'time_zone = "Mars/Olympus"', "Asia/Shanghai"),
        (OWN + 'language = "fr"', "write en or zh"),
        (OWN.replace("431100", "Yongzhou"), "six digits"),
        (OWN.replace("[defaults]", 'title_drop = "["\n[defaults]'), "title_drop"),
    ],
)
def test_a_profile_with_a_slip_is_refused_by_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProfileError, match=message) as refusal:
        own(tmp_path, text)
    assert str(refusal.value).startswith(str(tmp_path / "own.toml"))


def test_other_profiles_are_another_version_of_the_extractor(tmp_path: Path) -> None:
    lexicons = Lexicons()
    assert extractor_version(lexicons) == extractor_version(lexicons, Profiles())
    assert extractor_version(lexicons) != extractor_version(lexicons, own(tmp_path, OWN))


def test_a_date_of_the_text_is_trusted_more_than_the_profile_s(tmp_path: Path) -> None:
    value = {"data": {"rows": [{"bt": "题", "wz": f"2023-02-05 10:00　来源：永州日报\n{TEXT}", "sj": 1675440000000}]}}
    [record] = items(encoded(value), own(tmp_path, OWN))
    assert isinstance(record, Record)
    [report] = extract(record, Lexicons())["report"]
    assert (report["published_on"], report["published_on_basis"]) == (date(2023, 2, 5), "info_line")
