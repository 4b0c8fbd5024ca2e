"""Days as reports print them, and the calendar days that they mean."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.cleaning import Language
from transforms.date_grammar import PATTERNS, printed_days
from transforms.dates import DateMention, find_dates, resolve
from transforms.document import Record, make_document

PUBLISHED = date(2023, 2, 14)


def mentions(text: str) -> list[tuple[str, DateMention]]:
    document = make_document(Record(0, text))
    return [(document.text[m.start : m.end], m) for m in find_dates(document)]


@pytest.mark.parametrize(
    ("text", "printed", "expected"),
    [
        ("On February 13, the party group met.", "February 13", (None, 2, 13, None)),
        ("On the morning of February 13, the group met.", "the morning of February 13", (None, 2, 13, "morning")),
        ("On the afternoon of January 5th, the study was held.", "the afternoon of January 5th", (None, 1, 5, "afternoon")),
        ("It met on 13 February 2023.", "13 February 2023", (2023, 2, 13, None)),
        ("It met on Feb. 9 in the evening.", "Feb. 9 in the evening", (None, 2, 9, "evening")),
        ("January 12, 2023 was the day.", "January 12, 2023", (2023, 1, 12, None)),
        ("2月3日上午，党组召开会议。", "2月3日上午", (None, 2, 3, "morning")),
        ("党组于２０２３年２月３日召开会议。", "2023年2月3日", (2023, 2, 3, None)),
        ("二〇二三年二月十三日，党组召开会议。", "二〇二三年二月十三日", (2023, 2, 13, None)),
        ("It was held on Thursday evening.", "Thursday evening", (None, None, None, "evening")),
        ("1月20日晚，党组召开会议。", "1月20日晚", (None, 1, 20, "evening")),
        ("On the morning of 19, the party group met.", "the morning of 19", (None, None, 19, "morning")),
        ("On the 19th afternoon, the party group met.", "the 19th afternoon", (None, None, 19, "afternoon")),
        ("On Jan. 19, the party group met.", "Jan. 19", (None, 1, 19, None)),
        ("19号下午，党组召开会议。", "19号下午", (None, None, 19, "afternoon")),
    ],
)
def test_a_day_is_read(text: str, printed: str, expected: tuple[int | None, int | None, int | None, str | None]) -> None:
    ((found, mention),) = [m for m in mentions(text) if m[0].endswith(printed)]
    assert found.endswith(printed)
    assert (mention.year, mention.month, mention.day, mention.day_part) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Recently, the party group held a meeting in January 2023.",
        "Carry forward the May 4th spirit and study the July 1 important speech.",
        "The 20th National Congress and the 14th Five-Year Plan of today's world.",
        "Each of us may 5 times out of ten be wrong.",
        "近日，党组召开2022年度民主生活会，1月中旬前整改，15日内上报。",
        "贯彻中央八项规定，落实今天的任务。",
        "On February 30, nothing was held.",
        "每周五上午学习，每两周一次，下周三上午再来，周一到周五都开放。",
        "Next Monday is as busy as every Friday, and Sundays are free.",
    ],
)
def test_what_names_no_day_gives_none(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "end_month", "end_day"),
    [
        ("From September 23 to 25, the committee met.", None, 25),
        ("12月25日至26日，政治局召开会议。", None, 26),
        ("1月31日至2月1日，党组召开会议。", 2, 1),
        ("8月24日、25日，党委召开会议。", None, 25),
    ],
)
def test_several_days_are_one_mention(text: str, end_month: int | None, end_day: int) -> None:
    ((_, mention),) = mentions(text)
    assert (mention.end_month, mention.end_day) == (end_month, end_day)


def test_a_weekday_is_the_last_one_before_publication_and_of_two_the_first() -> None:
    ((printed, mention),) = mentions("The meeting was held from Friday to Saturday.")
    assert printed == "Friday to Saturday"
    assert resolve(mention, PUBLISHED, None) == (date(2023, 2, 10), "published")
    assert resolve(mention, None, 2022) == (None, None)


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("上周四、周五两天，党组召开会议。", date(2023, 2, 9), None),
        ("上个星期五下午，党组召开会议。", date(2023, 2, 10), "afternoon"),
        ("本周一晚，党组召开会议。", date(2023, 2, 13), "evening"),
        ("星期天上午，党组召开会议。", date(2023, 2, 12), "morning"),
        ("周二，党组召开会议。", date(2023, 2, 14), None),
        ("The meeting was held last Monday.", date(2023, 2, 6), None),
        ("The meeting was held this Monday afternoon.", date(2023, 2, 13), "afternoon"),
    ],
)
def test_a_weekday_of_last_week_or_this_one_is_that_of_the_calendar_week(text: str, day: date, part: str | None) -> None:
    ((_, mention),) = mentions(text)
    assert resolve(mention, PUBLISHED, None) == (day, "published")
    assert mention.day_part == part


def test_a_weekday_beside_a_date_is_told_by_the_date() -> None:
    assert [printed for printed, _ in mentions("It was held on Friday, February 10, 2023.")] == ["February 10, 2023"]


def test_a_year_behind_a_range_is_that_of_its_last_day() -> None:
    ((_, mention),) = mentions("It met from December 30 to January 2, 2024.")
    assert resolve(mention, None, None) == (date(2023, 12, 30), "stated")


def test_a_bare_day_takes_the_month_of_the_day_before_it() -> None:
    (_, (_, second)) = mentions("1月12日，党组召开会议。14日下午，党组又召开会议。")
    assert resolve(second, PUBLISHED, None) == (date(2023, 1, 14), "published")


@pytest.mark.parametrize(
    ("text", "published", "meeting_year", "expected"),
    [
        ("2023年2月3日，开会。", None, None, (date(2023, 2, 3), "stated")),
        ("2月3日，开会。", PUBLISHED, None, (date(2023, 2, 3), "published")),
        ("12月26日，开会。", PUBLISHED, None, (date(2022, 12, 26), "published")),
        ("2月17日，将开会。", PUBLISHED, None, (date(2023, 2, 17), "published")),
        ("2月18日，开会。", PUBLISHED, None, (date(2022, 2, 18), "published")),
        ("2月29日，开会。", PUBLISHED, None, (date(2020, 2, 29), "published")),
        ("去年9月16日，开会。", PUBLISHED, None, (date(2022, 9, 16), "published")),
        ("昨日下午，开会。", PUBLISHED, None, (date(2023, 2, 13), "published")),
        ("昨日下午，开会。", None, 2022, (None, None)),
        ("2月13日，开会。", None, 2022, (date(2023, 2, 13), "meeting_year")),
        ("12月13日，开会。", None, 2022, (date(2022, 12, 13), "meeting_year")),
        ("2月13日，开会。", None, None, (None, None)),
        ("This afternoon, the party group held a meeting.", PUBLISHED, None, (PUBLISHED, "published")),
    ],
)
def test_the_year_is_settled(text: str, published: date | None, meeting_year: int | None, expected: tuple[date | None, str | None]) -> None:
    ((_, mention),) = mentions(text)
    assert resolve(mention, published, meeting_year) == expected


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2001, 1, 1), date(2090, 1, 1)))
def test_a_day_without_a_year_is_the_latest_that_publication_allows(day: date, published: date) -> None:
    found, _ = resolve(DateMention(0, 1, month=day.month, day=day.day), published, None)
    assert found is not None
    assert (found.month, found.day) == (day.month, day.day)
    assert found <= published + timedelta(days=3)
    if (day.month, day.day) != (2, 29):
        assert found > published - timedelta(days=366)


@given(st.text(alphabet="0123456789年月日至上下午二十〇昨今 ,.-thJanuary February", max_size=80))
def test_every_mention_lies_in_the_text(text: str) -> None:
    document = make_document(Record(0, text))
    for mention in find_dates(document):
        assert 0 <= mention.start < mention.end <= len(document.text)


PIECES = (
    "in |on |the |morning|afternoon of |january |jan. |sept|may |february|december |5|05|12|31|2023|100|th|st|,| of |this |to |-|and|until "
    "|yesterday|the day before yesterday|today|'s|tonight|last night|年|去年|月|日|号|至|二|十|十二|〇|今天|昨晚|前日|上午|的|晚"
    "| |\n|x|1月12日|14日下午"
)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=14).map("".join), st.sampled_from(get_args(Language)))
def test_no_day_begins_where_none_is_looked_for(text: str, language: Language) -> None:
    assert [m.span() for m in printed_days(text, language)] == [m.span() for m in PATTERNS[language].finditer(text)]
