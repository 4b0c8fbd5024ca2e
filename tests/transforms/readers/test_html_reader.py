"""Web pages: the article alone, in every encoding, with what the page says of itself."""

import json
import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Record
from transforms.readers import Unreadable, read
from transforms.readers.html import html_record
from transforms.readers.html_head import day_of, persons_of
from transforms.readers.html_lines import fragment_text

PAGES = sorted(Path(__file__).with_name("pages").glob("*.html"))
GOLD = Path("tests/gold/samples")
FURNITURE = ("上一篇", "下一篇", "上一条", "版权所有", "点击", "浏览", "分享", "首页", "热点新闻", "打印", "ICP", "Copyright", "扫一扫")
SENTENCE = "会议强调，各级党组织要抓好整改落实，确保取得实效。"


def gold_strings(annotation: Any) -> Iterator[str]:
    """The words that the annotation of a report quotes from it."""
    for item in (*annotation["statements"], *annotation["requirements"]):
        yield from (item["start"], item["end"])
    yield from (group["label"] for group in annotation["groups"])
    yield from annotation["byline"]


def page(body: str, head: str = "", charset: str = "utf-8") -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">{head}</head><body>{body}</body></html>'


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_a_page_reads_as_a_person_sees_its_article(path: Path) -> None:
    assert html_record(path.read_bytes()).body == path.with_suffix(".txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("number", ["102", "105", "106"])
def test_the_body_holds_all_that_the_annotation_quotes_and_no_furniture(number: str) -> None:
    (record,) = read((GOLD / f"{number}_zh.html").read_bytes(), "page.html")
    assert isinstance(record, Record)
    annotation = json.loads((GOLD / f"{number}.json").read_text(encoding="utf-8"))
    assert [s for s in gold_strings(annotation) if s not in record.body] == []
    assert [s for s in FURNITURE if s in record.body] == []
    assert record.body.startswith(f"{record.title}\n")


def test_the_facts_of_a_head() -> None:
    facts = {p.stem: html_record(p.read_bytes(), address="http://www.example.cn/a/b.html") for p in PAGES}
    shown = {name: (r.title, r.published_on, r.published_on_basis, r.byline, r.source_url) for name, r in facts.items()}
    here = "http://www.example.cn/a/b.html"
    assert shown == {
        "account": ("县委班子召开专题民主生活会", date(2023, 8, 31), "metadata", "田蕊", "http://mp.example.com/s?id=1"),
        "county_breaks": ("县财政局召开民主生活会", None, None, None, here),
        "party_paper": ("市委常委会召开2021年度民主生活会", date(2022, 1, 20), "metadata", None, here),
        "portal_en": (
            "Municipal court holds democratic life meeting",
            date(2022, 9, 19),
            "metadata",
            "Jane Doe; Li Hua",
            "http://www.example.cn/news/2022/court.html",
        ),
        "province": (
            "省审计厅党组召开专题民主生活会",
            date(2024, 1, 30),
            "metadata",
            None,
            "http://sjt.example.gov.cn/art/2024/1/30/art_1_2.html",
        ),
        "university": ("机电学院党委召开2022年度民主生活会", None, None, None, here),
    }


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "gb18030", "big5", "utf-16", "iso-8859-1", "x-nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_page_reads_the_same_in_every_encoding_whatever_it_declares(encoding: str, declared: str) -> None:
    text = "王䶮主持会议。" + SENTENCE * 12
    assert html_record(page(f"<p>{text}</p>", charset=declared).encode(encoding)).body == text


@pytest.mark.parametrize("declared", ["big5", "gb2312", ""])
def test_a_page_in_big5_reads(declared: str) -> None:
    text = "會議強調，各級黨組織要認真學習貫徹會議精神，抓好整改落實，確保取得實效，不斷提高為人民服務的本領。" * 8
    assert html_record(page(f"<p>{text}</p>", charset=declared).encode("big5")).body == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "big5"])
def test_a_summary_cut_through_a_character_does_not_make_a_page_unreadable(encoding: str) -> None:
    text = ("會議指出，各級黨組織要抓好整改落實。" if encoding == "big5" else SENTENCE) * 20
    summary = text.encode(encoding)[:-7] + b'"'
    data = page(f"<p>{text}</p><p>{text}</p>", '<meta name="description" content="SUMMARY>', encoding).encode(encoding)
    assert html_record(data.replace(b"SUMMARY", summary)).body == f"{text}\n{text}"


def test_a_page_of_random_bytes_is_refused() -> None:
    noise = random.Random(3).randbytes(4_000)
    with pytest.raises(Unreadable):
        html_record(page("BYTES", charset="gb2312").encode().replace(b"BYTES", noise))


def test_the_encoding_named_outside_the_page_is_believed() -> None:
    assert html_record("<p>Café society met.</p><p>It adjourned.</p>".encode("cp1252"), declared="iso-8859-1").body.startswith("Café")


def test_a_headline_that_only_the_head_names_stands_before_the_body() -> None:
    record = html_record(page(f"<div id=zoom><p>{SENTENCE}</p></div>", "<title>县委召开民主生活会_某某县人民政府</title>"))
    assert (record.title, record.body) == ("县委召开民主生活会", f"县委召开民主生活会\n{SENTENCE}")


def test_a_sidebar_by_name_that_holds_the_article_stays() -> None:
    assert html_record(page(f'<div class="sidebar hot"><p>{SENTENCE}</p><p>{SENTENCE}</p></div>')).body == f"{SENTENCE}\n{SENTENCE}"


def test_words_that_are_furniture_elsewhere_stay_in_sentences() -> None:
    text = "会上，大家分享学习体会，阅读有关文件，点击率不是目的。会议由县融媒体中心提供技术支持，主办单位作了说明。"
    assert html_record(page(f"<p>{text}</p><p>分享：微信 微博</p><p>阅读：1,204 次</p>")).body == text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>第一段。</p><p>第二段。</p>", "第一段。\n第二段。"),
        ("第一行<br>第二行<br/><br>第三行", "第一行\n第二行\n第三行"),
        ("<p>抓好<b>整改</b>\n  落实</p>", "抓好整改落实"),
        ("<p>held\n a   meeting</p>", "held a meeting"),
        ("<p>&nbsp;&nbsp;曲&nbsp; 波</p>", "曲 波"),
        ("<p>　　曲　波</p>", "曲　波"),
        ("<h1>市委召开<br>2021年度会议</h1>", "市委召开2021年度会议"),
        ("<h1>Party group<br>holds meeting</h1>", "Party group holds meeting"),
        ("<table><tr><td>撰稿</td><td>马小舟</td></tr><tr><td colspan=2>附注</td></tr></table>", "撰稿　马小舟\n附注"),
        ("<pre>一行\n二行</pre>", "一行\n二行"),
        ("<p>看得见<span style='display: none'>看不见</span><script>x()</script></p>", "看得见"),
        ("<p>未完<p>未闭合<div>又一段", "未完\n未闭合\n又一段"),
        ("<p>王<o:p></o:p>强</p>", "王强"),
        ("", ""),
    ],
)
def test_the_text_of_a_fragment(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2021-03-29 15:20:11", date(2021, 3, 29)),
        ("2021年3月9日", date(2021, 3, 9)),
        ("20210329152011", date(2021, 3, 29)),
        ("2021/3/29", date(2021, 3, 29)),
        ("2026-09-28-21:50:00", date(2026, 9, 28)),
        ("2021-03-28T16:30:00Z", date(2021, 3, 29)),
        ("2021-03-28T16:30:00+08:00", date(2021, 3, 28)),
        ("2021-03-28T23:30:00.000-05:00", date(2021, 3, 28)),
        ("2021-13-29", None),
        ("yesterday", None),
    ],
)
def test_the_day_of_a_time_stamp(stamp: str, day: date | None) -> None:
    assert day_of(stamp) == day


@pytest.mark.parametrize(
    ("content", "persons"),
    [
        ("柴一诺", "柴一诺"),
        ("本网记者 柴一诺、欧阳修", "柴一诺; 欧阳修"),
        ("记者：曲 波", "曲波"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("By Jane Doe and Li Hua", "Jane Doe; Li Hua"),
        ("104363", None),
        ("admin", None),
        ("网站管理员", None),
        ("管理员", None),
        ("周村区政府办公室", None),
        ("高新区", None),
        ("柴一诺、县融媒体中心", None),
        ("China Daily", None),
        ("", None),
    ],
)
def test_an_author_tag_is_a_byline_only_where_it_names_persons(content: str, persons: str | None) -> None:
    assert persons_of(content) == persons


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<html><head><title>首页</title></head><body></body></html>", "no_text"),
        ("<html><body><ul><li><a href=1>市委召开会议</a></li><li><a href=2>市政府召开会议</a></li></ul></body></html>", "no_text"),
        ("<html><body><div id=app></div><script>mount('会议强调，要抓好整改。')</script></body></html>", "no_text"),
        ("<html><body></body></html>", "no_text"),
    ],
)
def test_a_page_without_an_article_is_refused(markup: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        html_record(markup)


_MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<b>", "</b>", "<div id=zoom>", "</div>", "<table>", "<tr>", "<td>", "<h1>", "<br>", "<script>", "<!--"]
    )
    | st.sampled_from(["<title>", "<meta name=PubDate content=", "<a href='", "&nbsp;", "\0", "\u202e", SENTENCE, "来源：某网", ">", '"'])
    | st.text(max_size=8),
    max_size=40,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(_MARKUP)
def test_any_markup_is_a_record_or_refused(markup: str) -> None:
    with suppress(Unreadable):
        record = html_record(markup)
        assert record.body.strip() == record.body != ""
        assert not {"\0", "\r", "\v"} & set(record.body)
        record.body.encode("utf-8")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PAGES), st.data())
def test_any_damage_to_the_bytes_of_a_page_gives_a_record_or_is_refused(path: Path, data: st.DataObject) -> None:
    damaged = bytearray(path.read_bytes())
    for position in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=30)):
        damaged[position] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged)))
    with suppress(Unreadable):
        assert html_record(bytes(damaged[:cut])).body
