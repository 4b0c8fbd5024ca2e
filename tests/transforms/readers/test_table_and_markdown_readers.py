"""Tables of reports, and Markdown."""

import contextlib
import time
from datetime import date

import pytest

from tests.transforms.readers.records import records_of
from transforms.document import Record
from transforms.readers import Refused, Unreadable, format_of, limits, read
from transforms.readers.nesting import Item

TEXT = "2月3日，市委常委会召开2022年度民主生活会，市委书记主持会议。"


def items(text: str) -> list[Item]:
    return list(read(text.encode(), "x"))


@pytest.mark.parametrize(
    "header",
    ["标题,正文,发布时间,作者,网址", "Title,Content,Publish Date,Author,URL", "sep=,\nheadline,full_text,pub_date,reporter,link"],
)
def test_columns_are_known_by_their_names(header: str) -> None:
    [record] = items(f'{header}\n民主生活会,"{TEXT}\n第二段。",2023年2月9日 10:00,张三,https://a.example/1\n')
    assert isinstance(record, Record)
    assert (record.title, record.body) == ("民主生活会", f"民主生活会\n{TEXT}\n第二段。")
    assert (record.published_on, record.published_on_basis) == (date(2023, 2, 9), "metadata")
    assert (record.byline, record.source_url) == ("张三", "https://a.example/1")


def test_a_row_that_cannot_be_read_takes_its_position_and_no_other() -> None:
    found = items(f"标题,正文\n一,{TEXT}\n二,\n,,\n三,{TEXT},溢出\n四,{TEXT}四\n")
    assert [(item.record, getattr(item, "reason", None)) for item in found] == [(0, None), (1, "no_text"), (2, "broken_row"), (3, None)]
    assert [item.detail.partition(":")[2][:6] for item in found if isinstance(item, Refused)] == [" row 2", " row 3"]


def test_a_formula_stays_text() -> None:
    [record] = items(f"标题,正文\n=cmd|' /C calc'!A0,{TEXT}\n")
    assert isinstance(record, Record)
    assert record.title == "=cmd|' /C calc'!A0"


def test_html_in_a_cell_is_read_as_it_is_seen() -> None:
    [record] = items(f"title,content\n一,<p>{TEXT}</p><p>第二段。</p>\n")
    assert isinstance(record, Record)
    assert record.body == f"一\n{TEXT}\n第二段。"


def test_a_table_without_a_text_says_what_it_has() -> None:
    with pytest.raises(Unreadable, match="姓名,职务,电话") as refusal:
        items("姓名,职务,电话\n张三,书记,1\n李四,市长,2\n王五,主任,3\n")
    assert refusal.value.reason == "no_report"


def test_a_quotation_mark_that_is_never_closed_ends_the_table_after_the_rows_before() -> None:
    found = read(f'title,content\n一,{TEXT}\n二,"'.encode() + "民\n".encode() * limits.MAX_LINE_CHARACTERS, "x")
    assert isinstance(next(found), Record)
    with pytest.raises(Unreadable) as refusal:
        next(found)
    assert refusal.value.reason == "broken_csv"


@pytest.mark.parametrize(
    "text", ["The mayor, the secretary, and others met.\nThen, later, they left.\nSo, at last, it ended.", "一，二，三\n四，五，六\n七，八"]
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert format_of(text.encode()) == "txt"


MARKDOWN = f"""---
title: "市委常委会召开民主生活会"
date: 2023-02-09T10:00:00+08:00
authors:
  - 张三
  - 李四
link: https://a.example/1
---

![图片](a.png)

## 会议情况

{TEXT}**会议强调**，要做好[“后半篇文章”](https://a.example/2)。\\*

> 一要从严。
- 二要务实。

| 问题 | 措施 |
|------|------|
| 学习不够 | 加强学习 |

***
[1]: https://a.example/3
"""


def test_markdown_gives_its_front_matter_and_its_text_without_marks() -> None:
    assert format_of(MARKDOWN.encode()) == "md"
    [record] = items(MARKDOWN)
    assert isinstance(record, Record)
    assert (record.title, record.published_on) == ("市委常委会召开民主生活会", date(2023, 2, 9))
    assert (record.byline, record.source_url) == ("张三; 李四", "https://a.example/1")
    assert record.body.split("\n") == [
        "市委常委会召开民主生活会",
        "会议情况",
        f"{TEXT}会议强调，要做好“后半篇文章”。*",
        "一要从严。",
        "二要务实。",
        "问题　措施",
        "学习不够　加强学习",
    ]


@pytest.mark.parametrize("start", ["# 标题\n\n", "标题\n=====\n\n**强**[a](b)**强**\n\n"])
def test_a_heading_is_the_title(start: str) -> None:
    [record] = items(start + TEXT)
    assert isinstance(record, Record)
    assert record.title == "标题"


@pytest.mark.parametrize("text", [f"标题\n\n{TEXT}", f"* 1 * {TEXT}", f"#学习# {TEXT}", f"（1）{TEXT}\n---\n{TEXT}"])
def test_plain_text_with_a_few_marks_stays_plain_text(text: str) -> None:
    assert format_of(text.encode()) == "txt"


@pytest.mark.parametrize("mark", ["**", "[", "![", "`", "---\n", "|", "> " * 50, "<p>", "_a"])
def test_endless_marks_cost_little_time(mark: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(Unreadable):
        assert all(item.body.endswith(TEXT) for item in records_of(items("# a\n" + mark * (1_900_000 // len(mark)) + TEXT)))
    assert time.monotonic() - started < 10
