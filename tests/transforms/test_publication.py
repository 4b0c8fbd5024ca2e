"""The day of publication and the authors, on the annotated reports and on lines that are printed elsewhere."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.transforms.readers.records import records_of
from transforms.document import Record, make_document
from transforms.facts.publication import Publication, find_publication
from transforms.lexicons import Lexicons
from transforms.readers import read

GOLD = Path("tests/gold")
FILES = sorted([*Path("seeds/reports").iterdir(), *GOLD.glob("samples/*_*.*")])


def publication(text: str, published_on: date | None = None, byline: str | None = None) -> Publication:
    record = Record(0, text, published_on=published_on, byline=byline)
    return find_publication(record, make_document(record), Lexicons())


def annotated(path: Path) -> list[dict[str, object]]:
    number = path.name[:3]
    gold = json.loads(((GOLD / "seeds" if number < "100" else GOLD / "samples") / f"{number}.json").read_text(encoding="utf-8"))
    return gold if isinstance(gold, list) else [gold]


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".txt"], ids=lambda p: p.name[:6])
def test_gold_day_and_byline(path: Path) -> None:
    for record, gold in zip(records_of(read(path.read_bytes(), path.name)), annotated(path), strict=True):
        found = find_publication(record, make_document(record), Lexicons())
        assert (found.published_on.isoformat() if found.published_on else None) == gold.get("published_on")
        assert (found.byline.split("; ") if found.byline else []) == gold.get("byline", [])


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("标题\n来源：丝路新闻网　发布时间：2018-02-07 09:31　浏览次数：486 次\n正文。", date(2018, 2, 7), "info_line"),
        ("标题\n来源：机关党委  发布时间：2022年09月19日  点击：次\n正文。", date(2022, 9, 19), "info_line"),
        ("新华社北京12月27日电 中央政治局召开2022年度民主生活会。", date(2022, 12, 27), "dateline"),
        ("Title\n(Hefei Evening News, January 12) The 2021 annual democratic life meeting was held.", date(2022, 1, 12), "dateline"),
        ("标题\n" + "正文。\n" * 6 + "2017年1月23日", date(2017, 1, 23), "trailing_line"),
        ("标题\n" + "正文。\n" * 6 + "送审日期：2023年8月26日", None, None),
        ("标题\n2023-13-45 来源\n正文。", None, None),
        (
            "Title\nSource: Some County Daily Time: 2019-01-25 10:12 Author: our own reporter Click number: loading...\nText.",
            date(2019, 1, 25),
            "info_line",
        ),
        ("2023年2月3日，党组召开民主生活会。\n会议指出，要整改。", None, None),
    ],
)
def test_the_day_is_read_where_it_is_printed(text: str, day: date | None, basis: str | None) -> None:
    found = publication(text)
    assert (found.published_on, found.basis) == (day, basis)


def test_what_the_file_says_comes_before_what_the_text_says() -> None:
    found = publication("标题\n2018-02-07\n正文。", published_on=date(2018, 2, 8), byline="张三")
    assert (found.published_on, found.basis, found.byline) == (date(2018, 2, 8), "metadata", "张三")


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        ("标题\n来源：丝路新闻网　作者：本网记者 柴一诺　发布时间：2018-02-07", "柴一诺"),
        ("标题\n本报记者 张三 李四\n正文。", "张三; 李四"),
        ("标题\n本报讯（全媒体记者 王小明、李 强）2月3日，党组开会。", "王小明; 李强"),
        ("标题\n（通讯员 王伟 摄影 李白）\n正文。\n（责任编辑：冼静）", "王伟"),
        ("标题\n正文。\n文/图 赵一鸣", "赵一鸣"),
        ("标题\n正文。\n（党政办 李小明）", "李小明"),
        ("标题\n会上，记者从会议上获悉，一切正常。", None),
        ("Title\nBy Wang Wei and Li Na\nThe meeting was held.", "Wang Wei; Li Na"),
        ("Title\nThe meeting was held. (Reporter Yu Hang Kong Lingxue)", "Yu Hang; Kong Lingxue"),
        ("Title\nThe meeting was held.\nEditor in charge: Luo Yu", None),
        ("Title\nOn February 3, the reporter learned that Wang Wei was there.", None),
    ],
)
def test_authors_are_told_from_everybody_else(text: str, byline: str | None) -> None:
    assert publication(text).byline == byline


def test_the_spans_point_at_the_words() -> None:
    record = Record(0, "标题\n2022-01-20　第01版\n本报讯（记者 于 航 孔令雪）正文。")
    document = make_document(record)
    found = find_publication(record, document, Lexicons())
    assert found.stamp is not None
    assert document.printed(*found.stamp) == "2022-01-20"
    assert [document.printed(*a) for a in found.authors] == ["于 航", "孔令雪"]
