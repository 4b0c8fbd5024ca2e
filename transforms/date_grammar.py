"""The words and patterns by which days are printed, English and Chinese, and where; `transforms.dates` gives them a meaning."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from transforms.cleaning import Language

DayPart = Literal["morning", "afternoon", "evening"]
Relative = Literal["today", "yesterday", "day_before_yesterday"]


def printed_days(text: str, language: Language) -> Iterator[re.Match[str]]:
    """The days that a lower-case text prints, in order; the groups of a match are named for what they hold."""
    end = 0
    for beginning in _beginnings(text, language):
        if beginning >= end and (match := PATTERNS[language].match(text, beginning)):
            yield match
            end = match.end()


def number(printed: str) -> int:
    """february → 2, 13th → 13, 十二 → 12, 二〇二三 → 2023."""
    if printed[:3] in _MONTHS:
        return _MONTHS[printed[:3]]
    digits = re.match(r"\d+", printed)
    return int(digits.group()) if digits else _chinese_number(printed)


def _chinese_number(printed: str) -> int:
    """The number that Han numerals spell; 0, which is no day and no month, where they spell none (十十, 一十一十)."""
    if "十" not in printed:
        return int("".join(str(_DIGITS[c]) for c in printed))
    tens, _, units = printed.partition("十")
    if len(tens) > 1 or len(units) > 1 or "十" in units:
        return 0
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[units] if units else 0)


def weekday(printed: str) -> int:
    """friday → 4, 五 → 4, 天 → 6."""
    return WEEKDAYS.index(printed) if printed in WEEKDAYS else _WEEKDAYS_ZH.index(printed.replace("天", "日"))


def weeks_back(printed: str) -> int:
    """How many calendar weeks before that of publication: "last" and 上 → 1, "this" and 本 → 0."""
    return _WEEKS_BACK[printed]


_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "元": 1}
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKS_BACK = {"last": 1, "上": 1, "this": 0, "本": 0, "这": 0}
YEAR_WORDS = {"今年": 0, "去年": -1, "this year": 0, "last year": -1}
RELATIVE: dict[str, Relative] = {
    **dict.fromkeys(("今天", "今日", "今早", "今晚", "today", "this", "tonight"), "today"),
    **dict.fromkeys(("昨天", "昨日", "昨晚", "yesterday", "last night"), "yesterday"),
    **dict.fromkeys(("前天", "前日", "the day before yesterday"), "day_before_yesterday"),
}
DAY_PARTS: dict[str, DayPart] = {
    **dict.fromkeys(("morning", "forenoon", "上午", "早上", "清晨", "早晨", "清早", "一早", "今早"), "morning"),
    **dict.fromkeys(("afternoon", "下午", "午后"), "afternoon"),
    **dict.fromkeys(("evening", "night", "tonight", "last night", "晚上", "晚", "晚间", "夜间", "傍晚", "今晚", "昨晚"), "evening"),
}


def _english() -> str:
    month = (
        r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?"
        r"|sep(?:t(?:ember|\.)?|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
    )
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|%|,\d{3})"
    part = r"(?:morning|forenoon|afternoon|evening|night)"
    year = r"(?:19|20)\d\d"
    to = r"\s?(?:to|and|-|until|through)\s?"
    of_part = rf"(?:(?:in |on )?the (?P<part>{part}) of )?"
    # "May 4th spirit" and "July 1 important speech" name a thing after a day.
    end = r"(?![\w-]|'?s?\s+(?:important )?(?:speech|movement|incident|spirit)\b)"
    month_first = (
        rf"(?P<month>{month})\s?(?P<day>{day})(?:{to}(?:(?P<endmonth>{month})\s)?(?P<end>{day}))?"
        rf"(?:,?\s(?:of )?(?P<yearafter>{year}))?(?: (?:in the )?(?P<part2>{part}))?"
    )
    day_first = rf"(?:the )?(?P<day2>{day})(?:{to}(?:the )?(?P<end2>{day}))?(?: of)?\s(?P<month2>{month})(?:,?\s(?P<year2>{year}))?"
    ordinal = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
    bare = (
        rf"the (?P<bare>{ordinal})(?:{to}(?:the )?{ordinal})?"
        rf"(?=[,.]|$| (?:{part}|of (?:this|the) month|the party|the standing))(?: (?P<part6>{part}))?"
        rf"|the (?P<part7>{part}) of (?P<bare2>(?:[1-9]|[12]\d|3[01]))(?=[, ])(?! (?:{month}|\w+ (?:people|times)))"
        rf"|(?:the )?(?P<bare3>(?:[1-9]|[12]\d|3[01])) day(?=,| {part})(?: (?P<part8>{part}))?"
    )
    relative = rf"(?P<relative>the day before yesterday|yesterday|today(?!'s)|tonight|last night)(?: (?P<part3>{part}))?"
    this = rf"(?P<this>this)(?= {part}\b) (?P<part4>{part})"
    names = rf"(?:{'|'.join(WEEKDAYS)})"
    # "Friday, December 22" is told by its date, and "next Monday" or "every Friday" is no day that has been.
    weekday = (
        rf"(?<!next )(?<!every )(?<!each )(?:(?P<week>last|this) )?(?P<weekday>{names})(?:{to}{names})?(?: (?P<part5>{part}))?"
        rf"(?!s\b|[,)]? ?(?:\(|the )?(?:{month}|\d))"
    )
    return rf"\b(?:{of_part}(?:{month_first}|{day_first}|{bare})|{relative}|{this}|{weekday}){end}"


def _chinese() -> str:
    numeral = "[〇零○一二三四五六七八九十]"
    month, day = rf"(?:1[0-2]|0?[1-9]|{numeral}{{1,2}}|元)", rf"(?:3[01]|[12]\d|0?[1-9]|{numeral}{{1,3}})"
    year = r"(?:(?:19|20)\d\d|[一二][〇零○九]" + numeral + "{2})"
    part = "(?:上午|早上|清晨|早晨|清早|一早|下午|午后|晚上|晚间|夜间|傍晚|晚)"
    to = "(?:至|到|-|—+|~|～|、|和)"
    full = (
        rf"(?:(?P<year>{year})\s?年\s?|(?P<yearword>今年|去年))?(?<![\d.])(?P<month>{month})\s?月\s?(?P<day>{day})\s?"
        rf"(?:[日号]?{to}(?:(?P<endmonth>{month})月)?(?P<end>{day}))?[日号]"
    )
    bare = (
        rf"(?:本月|当月)\s?(?P<ofmonth>{day})[日号]"
        rf"|(?<![\d月至到、.—-])(?P<bare>{day})(?:日(?={part}|[，至]|、{day}日|$)|(?=、{day}日)|号(?={part}))"
    )
    relative = "(?P<relative>今天|今日|今早|今晚|昨天|昨日|昨晚|前天|前日)(?!的)"
    names, week = f"[{_WEEKDAYS_ZH}天]", "(?:周|星期|礼拜)"
    beside = rf"(?:\s?[（(]?{week}{names}[）)]?)?"
    # 每周五 and 两周一次 are no days, and a weekday alone is one only where an hour or a pause follows.
    of_week = (
        rf"(?:(?<!上)(?P<week>[上本这])个?{week}|(?<![每下隔逢两几数半单双{numeral[1:-1]}\d]){week}(?={names}(?:{part}|，)))"
        rf"(?P<weekday>{names})(?:{to}{week}?{names})?"
    )
    return rf"(?:(?:{full}|{bare}|{relative}){beside}|{of_week})(?:\s?(?P<part>{part}))?"


PATTERNS: dict[Language, re.Pattern[str]] = {"en": re.compile(_english(), re.M), "zh": re.compile(_chinese(), re.M)}

# --- where a day can begin: far fewer places than a text has characters ------------------------------------------------------

_FIRST_ZH = re.compile(f"[0-9{''.join(_DIGITS)}十今去昨前本当]|[上这](?=个?[周星礼])|周|星期|礼拜")
_DAY_EN = re.compile("[0-9]{1,2}(?![0-9])(?<![0-9]{3})")
_LEAD_EN = re.compile(rf"\b(?:in|on|the|{'|'.join(_MONTHS)}|[0-9])")
_LONGEST_LEAD = len("in the afternoon of september ")
_RELATIVE_EN = (
    *WEEKDAYS,
    *(f"{week} {day}" for week in _WEEKS_BACK if week.isascii() for day in WEEKDAYS),
    *(word for word in RELATIVE if word.isascii() and word != "this"),
    *(f"this {part}" for part in DAY_PARTS if part.isascii()),
)


def _beginnings(text: str, language: Language) -> Iterable[int]:
    """Every offset of a lower-case text at which a day can begin, in order."""
    if language == "zh":
        return (m.start() for m in _FIRST_ZH.finditer(text))
    found = {m.start() for word in _RELATIVE_EN if word in text for m in re.finditer(word, text)}
    for day in _DAY_EN.finditer(text):
        found.update(m.start() for m in _LEAD_EN.finditer(text, max(0, day.start() - _LONGEST_LEAD), day.start() + 1))
    return sorted(found)
