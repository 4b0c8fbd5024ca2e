"""Days named in a text, in both languages, and the calendar day that each of them means.

A small grammar of its own: general date parsers read 中央八项规定 and "one hundred" as dates, and know no publication day.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from transforms.date_grammar import DAY_PARTS, RELATIVE, YEAR_WORDS, DayPart, Relative, number, printed_days, weekday, weeks_back
from transforms.document import Document, once

Basis = Literal["stated", "published", "meeting_year"]

_LEAD = timedelta(days=3)
"""Papers dated ahead and clocks of other zones: a report may name a day up to three days after its own publication."""

_FIRST_MONTH_OF_SEASON = 9
"""Meetings for a year are held from its autumn to the following summer: September belongs to the year itself, August to the next."""

FIRST_MONTH_OF_CAMPAIGN = 4
"""Special meetings of a campaign are held in its year from spring on, the last of them in the following winter."""


@dataclass(frozen=True)
class DateMention:
    """A day, or the first of several days, as printed; the half-open span is one of the cleaned text.

    `year` is None where none is printed; `month` and `day` are None for a relative day; `month` alone is None for a bare day
    ("14日上午") with no month named before it. `year_offset` is -1 for "last year" and 0 for "this year". `weekday` is 0 for "Monday";
    `weeks_back` is 1 for "last Friday" and 0 for "this Friday".
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    end_day: int | None = None
    end_month: int | None = None
    relative: Relative | None = None
    day_part: DayPart | None = None
    year_offset: int | None = None
    weekday: int | None = None
    weeks_back: int | None = None


@once
def find_dates(document: Document) -> Sequence[DateMention]:
    """Every day that the text names, in order; months, years and "recently" are no days."""
    found: list[DateMention] = []
    for match in printed_days(document.lower, document.language):
        if _is_verb_may(document.text, match):
            continue
        mention = _mention(match)
        if mention.month is None and not _is_told_by_another(mention):
            mention = _with_month_of(mention, found)
        if mention.month is None or _exists(mention):
            found.append(mention)
    return found


def resolve(
    mention: DateMention, published_on: date | None, meeting_year: int | None, first_month: int = _FIRST_MONTH_OF_SEASON
) -> tuple[date | None, Basis | None]:
    """The calendar day that is meant, and what it was resolved against; (None, None) where nothing tells the year.

    A printed year decides. Else the publication day: the latest year that puts the day no later than three days after it. Else the
    year that a meeting is for: the months from `first_month` on lie in it, those before in the year after.
    """
    if mention.relative:
        return (published_on - _DAYS_BACK[mention.relative], "published") if published_on else (None, None)
    if mention.weekday is not None and published_on:
        return _day_of_week(mention.weekday, mention.weeks_back, published_on), "published"
    if mention.day is None:
        return None, None
    if mention.month is None:
        return _in_month_before(mention.day, published_on)
    if mention.year is not None:
        return _day(mention.year, mention.month, mention.day), "stated"
    if published_on is not None:
        return _before(mention.month, mention.day, mention.year_offset, published_on), "published"
    if meeting_year is not None:
        year = meeting_year if mention.month >= first_month else meeting_year + 1
        return _day(year, mention.month, mention.day), "meeting_year"
    return None, None


def _day_of_week(weekday: int, weeks_back: int | None, published_on: date) -> date:
    """The last such day up to that of publication; of "last week" or "this week", that of the calendar week."""
    behind = published_on.weekday() - weekday
    return published_on - timedelta(days=behind % 7 if weeks_back is None else behind + 7 * weeks_back)


def _before(month: int, day: int, year_offset: int | None, published_on: date) -> date | None:
    if year_offset is not None:
        return _day(published_on.year + year_offset, month, day)
    latest = published_on + _LEAD
    # Eight years back at most: 29 February recurs within them.
    days = (_day(latest.year - back, month, day) for back in range(9))
    return next((d for d in days if d is not None and d <= latest), None)


def _in_month_before(day: int, published_on: date | None) -> tuple[date | None, Basis | None]:
    if published_on is None:
        return None, None
    latest = published_on + _LEAD
    months = ((latest.year, latest.month), (latest.year - (latest.month == 1), (latest.month - 2) % 12 + 1))
    days = (_day(year, month, day) for year, month in months)
    found = next((d for d in days if d is not None and d <= latest), None)
    return (found, "published") if found else (None, None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _exists(mention: DateMention) -> bool:
    return _day(mention.year or 2000, mention.month or 0, mention.day or 0) is not None  # 2000 has a 29 February


def _is_told_by_another(mention: DateMention) -> bool:
    """Whether the day is told by that of publication: "yesterday", "Thursday"."""
    return mention.relative is not None or mention.weekday is not None


def _with_month_of(mention: DateMention, earlier: list[DateMention]) -> DateMention:
    """A bare day takes month and year of the day named before it: 1月12日…，14日下午…."""
    named = next((m for m in reversed(earlier) if m.month is not None), None)
    if named is None:
        return mention
    return replace(mention, year=named.year, month=named.end_month or named.month, year_offset=named.year_offset)


def _is_verb_may(text: str, match: re.Match[str]) -> bool:
    return text[match.start("month") : match.end("month")] == "may"


def _mention(match: re.Match[str]) -> DateMention:
    groups = {name: value for name, value in match.groupdict().items() if value}

    def value_of(*names: str) -> int | None:
        return next((number(groups[n]) for n in names if n in groups), None)

    year, month, end_month = value_of("year", "yearafter", "year2"), value_of("month", "month2"), value_of("endmonth")
    if year and month and end_month and end_month < month and "yearafter" in groups:
        year -= 1  # "December 25 to January 2, 2024": the printed year is that of the last day
    return DateMention(
        match.start(),
        match.end(),
        year=year,
        month=month,
        day=value_of("day", "day2", "bare", "bare2", "bare3", "ofmonth"),
        end_day=value_of("end", "end2"),
        end_month=end_month,
        relative=next((RELATIVE[groups[n]] for n in ("relative", "this") if n in groups), None),
        day_part=next((DAY_PARTS[groups[n]] for n in _PART_GROUPS if groups.get(n) in DAY_PARTS), None),
        year_offset=YEAR_WORDS.get(groups.get("yearword", "")),
        weekday=weekday(groups["weekday"]) if "weekday" in groups else None,
        weeks_back=weeks_back(groups["week"]) if "week" in groups else None,
    )


_PART_GROUPS = ("part", *(f"part{n}" for n in range(2, 9)), "relative")
_DAYS_BACK: dict[Relative, timedelta] = {
    "today": timedelta(0),
    "yesterday": timedelta(days=1),
    "day_before_yesterday": timedelta(days=2),
}
