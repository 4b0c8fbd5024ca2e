"""What the deadlines and version dates of ledgers mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.ledgers.dates import AsOf, Calendar, Deadline, find_as_of, find_held_on, read_deadline
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()
OF_2022 = Calendar(first_year=2023, as_of=date(2023, 3, 10))


@pytest.mark.parametrize(
    ("written", "due_on"),
    [
        ("2023年6月底前", date(2023, 6, 30)),
        ("2023年6月底", date(2023, 6, 30)),
        ("2024年2月", date(2024, 2, 29)),
        ("2023年年底前", date(2023, 12, 31)),
        ("2023年底", date(2023, 12, 31)),
        ("2023年12月31日前完成，并长期坚持", date(2023, 12, 31)),
        ("2023年第二季度", date(2023, 6, 30)),
        ("2023年一季度末", date(2023, 3, 31)),
        ("2023年上半年", date(2023, 6, 30)),
        ("2023年下半年", date(2023, 12, 31)),
        ("2023年5月上旬", date(2023, 5, 10)),
        ("2023年5月中旬", date(2023, 5, 20)),
        ("2023年3月至6月", date(2023, 6, 30)),
        ("2023年3月15日—30日", date(2023, 3, 30)),
        ("2023.6.30", date(2023, 6, 30)),
        ("2023/6/30", date(2023, 6, 30)),
        ("2023-06-30", date(2023, 6, 30)),
        ("2023.06", date(2023, 6, 30)),
        ("20230630", date(2023, 6, 30)),
        ("end of June 2023", date(2023, 6, 30)),
        ("30 June 2023", date(2023, 6, 30)),
        ("June 30, 2023", date(2023, 6, 30)),
        ("by the end of 2023", date(2023, 12, 31)),
        ("Q2 2023", date(2023, 6, 30)),
        ("second quarter of 2023", date(2023, 6, 30)),
        ("first half of 2023", date(2023, 6, 30)),
    ],
)
def test_deadline_with_its_year_is_stated(written: str, due_on: date) -> None:
    assert read_deadline(written, Calendar(), LEXICONS) == Deadline(due_on, "stated")


@pytest.mark.parametrize(
    ("written", "due_on"),
    [
        ("6月底前", date(2023, 6, 30)),
        ("6月30日", date(2023, 6, 30)),
        ("六月底前", date(2023, 6, 30)),
        ("年底前", date(2023, 12, 31)),
        ("今年年底前", date(2023, 12, 31)),
        ("二季度", date(2023, 6, 30)),
        ("May 31", date(2023, 5, 31)),
        ("by June", date(2023, 6, 30)),
        ("year-end", date(2023, 12, 31)),
    ],
)
def test_deadline_without_a_year_lies_in_the_year_after_an_annual_meeting(written: str, due_on: date) -> None:
    assert read_deadline(written, OF_2022, LEXICONS) == Deadline(due_on, "inferred")
    assert read_deadline(written, Calendar(), LEXICONS) == Deadline()


def test_deadline_without_a_year_follows_the_day_of_the_meeting_where_it_is_known() -> None:
    december = Calendar(first_year=2023, held_on=date(2023, 12, 20))
    assert read_deadline("3月底前", december, LEXICONS).due_on == date(2024, 3, 31)
    assert read_deadline("12月底前", december, LEXICONS).due_on == date(2023, 12, 31)


@pytest.mark.parametrize("written", ["立行立改", "立即整改", "即知即改", "Immediately"])
def test_what_is_done_at_once_is_due_on_the_day_of_meeting_or_version(written: str) -> None:
    assert read_deadline(written, OF_2022, LEXICONS) == Deadline(date(2023, 3, 10), "at_once")
    assert read_deadline(written, Calendar(held_on=date(2023, 2, 1), as_of=date(2023, 3, 10)), LEXICONS).due_on == date(2023, 2, 1)
    assert read_deadline(written, Calendar(), LEXICONS) == Deadline(None, "at_once")


@pytest.mark.parametrize("written", ["长期坚持", "持续推进", "常态化", "立行立改，长期坚持", "Long-term", "ongoing"])
def test_what_has_no_end_has_no_day(written: str) -> None:
    assert read_deadline(written, OF_2022, LEXICONS) == Deadline(None, "standing")


@pytest.mark.parametrize(
    "written", ["", "下次民主生活会前", "3个月内", "明年6月底前", "2023年2月30日", "06/30/2023", "when it may be possible"]
)
def test_what_is_not_understood_has_no_day(written: str) -> None:
    assert read_deadline(written, OF_2022, LEXICONS) == Deadline()


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)))
def test_a_day_means_itself_however_it_is_printed(day: date) -> None:
    for printed in (
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日前",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        assert read_deadline(printed, Calendar(), LEXICONS) == Deadline(day, "stated"), printed


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert read_deadline(text, OF_2022, LEXICONS).kind in (None, "stated", "inferred", "at_once", "standing")


@pytest.mark.parametrize(
    ("line", "as_of"),
    [
        ("填报单位：某某办公室  制表日期：2023年3月10日", AsOf(date(2023, 3, 10), "stated")),
        ("整改台账（截至2023年9月底）", AsOf(date(2023, 9, 30), "month")),
        ("2022年度民主生活会整改台账（2023年6月）", AsOf(date(2023, 6, 30), "month")),
        ("2023年6月30日", AsOf(date(2023, 6, 30), "stated")),
        ("Updated: 15 April 2023", AsOf(date(2023, 4, 15), "stated")),
        ("Rectification ledger (as of 30 June 2023)", AsOf(date(2023, 6, 30), "stated")),
        ("2022年度民主生活会整改台账", None),
        ("民主生活会整改台账（2022年度）", None),
    ],
)
def test_version_is_dated_by_its_title(line: str, as_of: AsOf | None) -> None:
    assert find_as_of([line], LEXICONS) == as_of


def test_day_of_the_meeting_stands_behind_its_label() -> None:
    assert find_held_on(["会议时间：2023年1月12日  制表日期：2023年3月10日"], LEXICONS) == date(2023, 1, 12)
