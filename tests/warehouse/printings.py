"""Reports of invented meetings, all made from few real reports: what the genre does to anyone who looks for near-duplicates.

Every event is another town's meeting, or another year's, in the words of one of the templates; an event is printed once or several
times, as papers carry each other's news. Which printings are of one event is known.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from random import Random

from opencc import OpenCC

from transforms.document import Record
from transforms.lexicons import LEXICON_DIR

_ROOT = Path(__file__).parents[2]
_SURNAMES = (
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 曾 彭 吕".split()
)
_GIVEN = "志强 建华 文博 晓燕 丽娟 海涛 国栋 雪梅 永康 春生 佳宁 宏伟 玉兰 天明 思远 立新 振东 秀英 伟民 学军 一帆 金山 明辉 少华".split()
_SURNAMES_EN = (
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng".split()
)
_GIVEN_EN = "Zhiqiang Jianhua Wenbo Xiaoyan Lijuan Haitao Guodong Xuemei Yongkang Chunsheng Jianing Hongwei Yulan Tianming Siyuan".split()


@dataclass(frozen=True, eq=False)
class Template:
    """A real report, and what of it is another in every event."""

    path: str
    place: str
    people: tuple[str, ...]
    day: re.Pattern[str]
    years: tuple[int, int]
    """The year that the meeting is for, and the one before, as printed."""

    @property
    def is_chinese(self) -> bool:
        """Whether it is in Chinese."""
        return "_zh" in self.path

    @cached_property
    def text(self) -> str:
        """The report, in simplified characters."""
        printed = (_ROOT / self.path).read_text(encoding="utf-8")
        return _converter("t2s").convert(printed) if self.is_chinese else printed


TEMPLATES = (
    Template(
        "seeds/reports/000_e8ab419525c8c069.txt", "Yongzhou", ("Chen Ailin",), re.compile("February 1[01]|2023-02-1[01]"), (2022, 2021)
    ),
    Template(
        "tests/gold/samples/101_zh.txt",
        "荆门",
        ("秦阳", "梁启舟", "罗绍庭", "王 强", "冯雪莹", "丁伯远", "阮志高", "郁国桢", "汤立言"),
        re.compile("2月[34]日|2023-02-0[34]"),
        (2022, 2021),
    ),
    Template(
        "tests/gold/samples/104_zh.txt",
        "漳州",
        ("萧振邦", "欧阳瑾", "林汉章", "叶丽云", "沈亦凡", "陈嘉乐", "许维则"),
        re.compile("昨日|2025年1月17日"),
        (2024, 2023),
    ),
)


@dataclass(frozen=True)
class Printing:
    """One report, and the number of the event that it is of."""

    event: int
    record: Record


def printings(number: int, random: Random) -> Iterator[Printing]:
    """About that many reports; one in three is a reprint. Each event's first comes first."""
    meetings = [(template, place, year) for template in TEMPLATES for place in _places() for year in range(2013, 2026)]
    random.shuffle(meetings)
    printed = 0
    for event, (template, place, year) in enumerate(meetings):
        if printed >= number:
            return
        held_on = date(year, 1, 5) + timedelta(days=random.randint(0, 20))
        body = _of_event(template, random, place, held_on)
        published_on = held_on + timedelta(days=1)
        copies = random.choice((0, 0, 0, 0, 1, 1, 2))
        for edits in range(copies + 1):
            carried_on = published_on + timedelta(days=random.randint(0, 5) if edits else 0)
            text = _edited(body, random, is_chinese=template.is_chinese) if edits else body
            yield Printing(event, Record(printed, text, published_on=carried_on, published_on_basis="file"))
            printed += 1


@lru_cache
def _converter(kind: str) -> OpenCC:
    return OpenCC(kind)


def _places() -> list[tuple[str, str]]:
    """Cities, in both languages and without their level; of two of one name neither."""
    with (LEXICON_DIR / "areas.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if re.fullmatch("..市", row["name_zh"])]
    names = Counter(row["name_en"] for row in rows)
    return [(row["name_zh"][:2], row["name_en"]) for row in rows if names[row["name_en"]] == 1]


def _of_event(template: Template, random: Random, place: tuple[str, str], held_on: date) -> str:
    """The template with another place, other people, another day and year."""
    text = template.text.replace(template.place, place[0] if template.is_chinese else place[1])
    for name in template.people:
        other = random.choice(_SURNAMES) + random.choice(_GIVEN)
        if not template.is_chinese:
            other = f"{random.choice(_SURNAMES_EN)} {random.choice(_GIVEN_EN)}"
        text = re.sub(r"\s?".join(name.replace(" ", "")) if template.is_chinese else name, other, text)
    text = template.day.sub(lambda printed: _day_like(printed.group(), held_on), text)
    this, last = template.years
    years = {str(this): str(held_on.year - 1), str(last): str(held_on.year - 2)}
    return re.sub(f"(?<![-\\d])({this}|{last})(?!\\d|-|年\\d)", lambda printed: years[printed.group()], text)


def _day_like(printed: str, day: date) -> str:
    published = day + timedelta(days=1)
    if printed.startswith("February"):
        return f"{day:%B} {day.day}"
    if "年" in printed:
        return f"{published.year}年{published.month}月{published.day}日"
    if "-" in printed:
        return published.isoformat()
    return printed if printed == "昨日" else f"{day.month}月{day.day}日"


def _edited(body: str, random: Random, *, is_chinese: bool) -> str:
    """The body as another paper carries it: without its head, with a word changed here and there, without a sentence, or abridged."""
    mark = "。" if is_chinese else ". "
    sentences = body.split(mark)
    kept = sentences[:2] + [s for s in sentences[2:] if random.random() > 0.06]
    if random.random() < 0.2:
        kept = kept[: max(3, len(kept) * 4 // 5)]
    text = mark.join(kept)
    for before, after in random.sample(_SYNONYMS[is_chinese], 3):
        text = text.replace(before, after)
    if is_chinese and random.random() < 0.1:
        text = _converter("s2t").convert(text)
    return text + random.choice(("", "（责任编辑：小新）" if is_chinese else " (Editor: Xin)", " ……" if is_chinese else " [End]"))


_SYNONYMS = {
    True: [
        ("强调", "要求"),
        ("高度重视", "十分重视"),
        ("同志", "成员"),
        ("持续", "不断"),
        ("认真", "严肃"),
        ("书面", ""),
        ("依次", "逐一"),
    ],
    False: [
        ("emphasized", "stressed"),
        ("carefully", "conscientiously"),
        ("presided over", "hosted"),
        ("in-depth", "deep"),
        ("comrades", "cadres"),
    ],
}
