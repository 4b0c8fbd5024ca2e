"""The days, months, quarters and years that ledgers name, Chinese and English, as they are printed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from transforms.date_grammar import number


@dataclass(frozen=True)
class Printed:
    """A day, or a longer time by its end: without `day` the last day of the month, without `month` that of the year."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None


def find_printed(text: str) -> list[Printed]:
    """Every time that a text names, in order; the later of a range takes year and month from the earlier where it prints none."""
    folded = text.lower()
    found = [reading(match) for pattern, reading in _PATTERNS for match in pattern.finditer(folded)]
    kept: list[Printed] = []
    for printed in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or printed.start >= kept[-1].end:
            before = kept[-1] if kept and len(folded[kept[-1].end : printed.start]) <= _LONGEST_JOINT else None
            kept.append(_completed(printed, before))
    return kept


_LONGEST_JOINT: Final = 4
_END_OF_QUARTER: Final = {**dict(zip("一二三四", (3, 6, 9, 12), strict=True)), **dict(zip("1234", (3, 6, 9, 12), strict=True))}
_ENGLISH_QUARTER: Final = {"first": 3, "second": 6, "third": 9, "fourth": 12, "1st": 3, "2nd": 6, "3rd": 9, "4th": 12}
_TEN_DAYS: Final = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}


def _completed(printed: Printed, before: Printed | None) -> Printed:
    if printed.month is None and printed.day is not None:
        printed = replace(printed, month=before.month if before else None)
    return replace(printed, year=before.year) if before and printed.year is None else printed


def _int(match: re.Match[str], group: str) -> int | None:
    return number(match[group]) if match[group] else None


def _day(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), _int(match, "year"), _int(match, "month"), _int(match, "day"))


def _month(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), _int(match, "year"), _int(match, "month"), _TEN_DAYS.get(match["part"] or ""))


def _quarter(match: re.Match[str]) -> Printed:
    month = 12 if match["last"] else _END_OF_QUARTER[match["quarter"]]
    return Printed(*match.span(), _int(match, "year"), month)


def _half(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), _int(match, "year"), 6 if match["half"] in ("上", "first") else 12)


def _year(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), _int(match, "year"))


def _month_of_year(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), _int(match, "year"), _int(match, "month"))


def _bare_day(match: re.Match[str]) -> Printed:
    return Printed(*match.span(), day=_int(match, "day"))


def _english_quarter(match: re.Match[str]) -> Printed:
    month = _ENGLISH_QUARTER[match["word"]] if match["word"] else _END_OF_QUARTER[match["quarter"]]
    year = match["year"] or match["yearbefore"]
    return Printed(*match.span(), int(year) if year else None, month)


_Y = r"(?P<year>(?:19|20)\d\d)"
_ZH_Y = rf"(?:{_Y}\s*年度?\s*|[今本当]年\s*)?"
_NUMERAL = "[一二三四五六七八九十]"
_ZH_MONTH = rf"(?<![\d.])(?P<month>1[0-2]|0?[1-9]|{_NUMERAL}{{1,2}})\s*月份?\s*"
_ZH_DAY = rf"(?P<day>3[01]|[12]\d|0?[1-9]|{_NUMERAL}{{1,3}})\s*[日号]"
_EN_MONTH = (
    r"\b(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_EN_DAY = r"\b(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b"
_OF_YEAR = rf"(?:,?\s*(?:of\s+)?{_Y}\b)?"
_EN_ORDINAL = "|".join(_ENGLISH_QUARTER)
_NUMERIC_DAY = r"(?P<month>1[0-2]|0?[1-9])[-/.](?P<day>3[01]|[12]\d|0?[1-9])(?!\d)"

_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Printed]], ...]] = (
    (re.compile(_ZH_Y + _ZH_MONTH + _ZH_DAY), _day),
    (re.compile(_ZH_Y + _ZH_MONTH + "(?P<part>[上中下]旬|[初中底末])?"), _month),
    (re.compile(_ZH_Y + r"(?:第?\s*(?P<quarter>[一二三四1-4])|(?P<last>末))\s*季度"), _quarter),
    (re.compile(_ZH_Y + "(?P<half>[上下])半年"), _half),
    (re.compile(rf"(?:{_Y}\s*年?\s*)?(?:年[底末终内]|[今本当]年(?!\s*[\d{_NUMERAL[1:-1]}上下第]))"), _year),
    (re.compile(rf"{_Y}\s*年度?[底末内]?(?!\s*[\d一二三四五六七八九十第上下])"), _year),
    (re.compile(rf"(?<=[至到~～—–-]){_ZH_DAY}"), _bare_day),
    (re.compile(rf"(?<!\d){_Y}[-/.]{_NUMERIC_DAY}"), _day),
    (re.compile(rf"(?<!\d){_Y}(?P<month>0[1-9]|1[0-2])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)"), _day),
    (re.compile(rf"(?<!\d){_Y}[-/.](?P<month>1[0-2]|0?[1-9])(?![\d]|[-/.]\d)"), _month_of_year),
    (re.compile(rf"{_EN_MONTH}\s+{_EN_DAY}{_OF_YEAR}"), _day),
    (re.compile(rf"{_EN_DAY}\s+(?:of\s+)?{_EN_MONTH}{_OF_YEAR}"), _day),
    (re.compile(rf"(?!may (?:be|not|also|need|take)\b){_EN_MONTH}{_OF_YEAR}"), _month_of_year),
    (
        re.compile(rf"(?:\b(?P<yearbefore>20\d\d)\s*)?\b(?:q(?P<quarter>[1-4])|(?P<word>{_EN_ORDINAL}) quarter)\b{_OF_YEAR}"),
        _english_quarter,
    ),
    (re.compile(rf"\b(?P<half>first|second) half\b{_OF_YEAR}"), _half),
    (re.compile(rf"\b(?:end of (?:the |this )?year\b|year[- ]end\b|end of(?=\s+20)){_OF_YEAR}"), _year),
)
