"""On which day a meeting was or will be held: the date that stands nearest to its naming."""

import re
from dataclasses import replace
from datetime import date, timedelta

from transforms import minutes
from transforms.date_grammar import DAY_PARTS, DayPart
from transforms.dates import FIRST_MONTH_OF_CAMPAIGN, DateMention, resolve
from transforms.document import Span
from transforms.facts.meeting_mention import MeetingMention
from transforms.reading import Reading


def dated(reading: Reading, mention: MeetingMention, sentence: Span, year: int | None = None) -> MeetingMention:
    """The mention with day, basis and part of the day by the dates of a sentence; as it was where there is none.

    `year` stands in for the year in the meeting's own name.
    """
    dates = [d for d in reading.dates if sentence.start <= d.start < sentence.end and not _part_of_naming(d, mention)]
    dates = [d for d in dates if not _DATELINE.match(reading.document.text, d.end)]
    if not dates and _SAME_DAY.search(reading.document.lower, *sentence):
        dates = [d for d in reading.dates if d.start < sentence.start][-1:]
    if not dates:
        return _dated_by_the_next_day(reading, mention, sentence, year)
    chosen = min(dates, key=lambda d: abs(d.start - mention.start))
    for earlier in reversed([d for d in dates if d.end <= chosen.start]):
        if _JOINED.fullmatch(reading.document.lower, earlier.end, chosen.start):
            chosen = earlier  # a meeting of several days is dated by its first
    season = (FIRST_MONTH_OF_CAMPAIGN,) if mention.form == "special" else ()
    held_on, basis = resolve(chosen, reading.document.published_on, mention.year or year, *season)
    return replace(mention, held_on=held_on, held_on_basis=basis, day_part=chosen.day_part or _by_the_clock(reading, chosen, sentence))


def _dated_by_the_next_day(reading: Reading, mention: MeetingMention, sentence: Span, year: int | None) -> MeetingMention:
    """The mention with the day after the one told last, where a sentence speaks of "the next morning", 次日下午."""
    told = _NEXT_DAY.match(reading.document.lower, sentence.start, sentence.end)
    before = [d for d in reading.dates if d.start < sentence.start][-1:]
    if told is None or not before:
        return mention
    day, basis = resolve(before[0], reading.document.published_on, mention.year or year)
    part = DAY_PARTS.get(told["part"] or told["half"] or "")
    return replace(mention, held_on=day + timedelta(days=1) if day else None, held_on_basis=basis if day else None, day_part=part)


def plausible(mention: MeetingMention, published_on: date | None) -> MeetingMention:
    """The mention without a day or a year that cannot be: what contradicts the rest of the report was misread, and is left out.

    News of a meeting that was held is fresh and comes after it; a meeting is held near the year in its name. A day printed in full is
    believed before a year, and a year before a day that was worked out.
    """
    day = mention.held_on
    is_stated = mention.held_on_basis == "stated"
    if day is not None and published_on is not None and mention.status != "announced":
        is_stale = mention.relation == "subject" and not is_stated and published_on - day > _FRESH
        if day > published_on or is_stale:
            return _undated(mention)
    if day is not None and mention.year is not None and abs(mention.year - day.year) > _YEARS_APART:
        return replace(mention, year=None) if is_stated else _undated(mention)
    return mention


def _undated(mention: MeetingMention) -> MeetingMention:
    return replace(mention, held_on=None, held_on_basis=None)


_FRESH = timedelta(days=120)
_YEARS_APART = 2  # the meeting of 2021 is held in 2021, 2022 or, when it was put off, 2023


def _by_the_clock(reading: Reading, day: DateMention, sentence: Span) -> DayPart | None:
    """The part of the day that an hour beside a date is in: "At 3 p.m. on March 9th", 1月29日（正月初八）下午, 3月9日14:30."""
    if reading.document.language == "zh":
        return _behind_a_remark(reading, day, sentence)
    near = Span(max(sentence.start, day.start - _BESIDE), min(sentence.end, day.end + _BESIDE))
    clock = _CLOCK.search(reading.document.lower, *near)
    return _part_of(int(clock["hour"]) % 12 + (12 if clock["half"] == "p" else 0)) if clock else None


def _part_of(hour: int) -> DayPart:
    return "morning" if hour < _NOON else "afternoon" if hour < _EVENING else "evening"


def _behind_a_remark(reading: Reading, day: DateMention, sentence: Span) -> DayPart | None:
    told = _TOLD_BEHIND.match(reading.document.text, day.end, sentence.end)
    if told is None:
        return None
    return DAY_PARTS[told["part"]] if told["part"] else _part_of(int(told["hour"]))


def setting(reading: Reading, position: int) -> Span:
    """The sentence that opens the report, where the next one names the meeting: 1月5日上午，县委会议室座无虚席。民主生活会正在进行。

    Also where a headline alone names it, the sentence of its paragraph that a day begins, and the line of minutes that gives the time.
    Empty where there is none; in English the first sentence is most often a dateline.
    """
    told = [s for s in reading.document.sentences if not reading.in_headline(s.start)]
    if reading.in_headline(position):
        return told[0] if told else Span(position, position)
    if reading.document.language == "zh":
        before = [s for s in told if s.end <= position]
        if len(before) == 1:
            return before[0]
        opening = next(p for p in reading.document.paragraphs if p.end > told[0].start)
        if position < opening.end and (days := [s for s in before if any(s.start <= d.start < s.start + 2 for d in reading.dates)]):
            return days[-1]
    return next((s for s in told if _TIME_LINE.match(reading.document.lower, s.start)), Span(position, position))


_TIME_LINE = re.compile(minutes.TIME)
# A remark between the day and its hour says which day it is by another calendar: 1月29日，正月初八，下午两点半.
_TOLD_BEHIND = re.compile(
    rf"(?:(?:，|[（(])[正腊农元春除端中国重星周礼小大第][^，。；（）()]{{0,9}}[）)]?)?，?"
    rf"(?:(?P<part>{'|'.join(p for p in DAY_PARTS if len(p) > 1 and not p.isascii() and p[0] not in '今昨')})"
    r"|(?P<hour>1?\d|2[0-3])(?:[:：][0-5]\d|[时点](?!间)))"
)
_CLOCK = re.compile(r"\b(?P<hour>1[0-2]|0?[1-9])(?:[:.][0-5]\d)?\s?(?P<half>[ap])\.?m\b")
_BESIDE = 16  # characters between the hour and the day
_NOON, _EVENING = 12, 18
_JOINED = re.compile(r",? (?:and|to) (?:on )?(?:the )?|[、至和到]")
_SAME_DAY = re.compile(r"\b(?:on the same|on that|that same|that) (?:day|morning|afternoon|evening)\b|当[天日晚]|同[日天]")
_NEXT_DAY = re.compile(
    r"(?:on )?the (?:next|following) (?:(?P<part>morning|afternoon|evening)|day)\b|(?:次日|第二天)(?P<half>上午|下午|晚上)?"
)
_DATELINE = re.compile("[讯电]|消息")


def _part_of_naming(found: DateMention, mention: MeetingMention) -> bool:
    return found.start < mention.end and mention.start < found.end
