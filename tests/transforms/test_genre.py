"""News of a meeting, and the texts that only use its words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.readings import HELD, LEXICONS, rows_of
from transforms.document import Record, make_document
from transforms.facts.genre import is_news
from transforms.lexicons import Entry


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("第一条 为了规范。\n第二条 党组召开民主生活会。\n第三条 开展批评。", id="articles in Chinese"),
        pytest.param("第一章 总则\n党组召开民主生活会。\n第二章 附则", id="chapters in Chinese"),
        pytest.param("党组每年召开民主生活会。本办法自印发之日起施行。", id="entry into force in Chinese"),
        pytest.param("×月×日，某局党组召开民主生活会。", id="blank date"),
        pytest.param("××局党组召开民主生活会，××书记主持，××同志发言。", id="blanks"),
        pytest.param("县政府党组召开民主生活会（此处填写时间）。", id="hint"),
        pytest.param("各乡镇党委：现将有关事项通知如下。县政府党组召开民主生活会。", id="notice in Chinese"),
        pytest.param("本报评论员\n县政府党组召开民主生活会，意义重大。", id="commentary in Chinese"),
        pytest.param("民主生活会重在整改\n　　评论员 林一\n县政府党组召开民主生活会，意义重大。", id="a commentator's byline"),
        pytest.param("某县检察院党组关于征求意见建议的公告\n县检察院党组召开民主生活会，征求意见。", id="a notice by its headline"),
        pytest.param("Notice on soliciting opinions\nThe group held a democratic life meeting.", id="a headline in English"),
        pytest.param("Article 1 Scope. Article 2 The party group held a democratic life meeting. Article 3 Others.", id="articles"),
        pytest.param("Chapter One. The party group held a democratic life meeting. Chapter Two.", id="chapters"),
        pytest.param("Meetings are held yearly. This shall come into force on the date of promulgation.", id="entry into force"),
        pytest.param("On ____ the party group of ____ held a democratic life meeting; ____ presided.", id="blanks in English"),
        pytest.param("Matters are hereby notified as follows: the party group held a democratic life meeting.", id="notice"),
        pytest.param("By our commentator. The party group held a democratic life meeting.", id="commentary"),
    ],
)
def test_other_kinds_of_text_report_no_meeting(text: str) -> None:
    rows = rows_of(text)
    assert not is_news(make_document(Record(0, text)), LEXICONS)
    assert rows["report"][0]["is_report"] is False
    assert not rows["meeting_mention"] + rows["participation"] + rows["statement"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HELD["zh"], id="plain news"),
        pytest.param(HELD["zh"] + "会议学习了第一条和第二条。", id="two articles are a quotation"),
        pytest.param(HELD["zh"] + "会议学习了人民日报评论员文章精神。", id="a commentator's article that was studied"),
        pytest.param(HELD["zh"] + "大家不当“旁观者”“评论员”，开展批评。", id="a commentator as a figure of speech"),
        pytest.param(HELD["en"] + "The members studied Article 5 and Article 7.", id="two articles in English"),
        pytest.param("当前位置：首页 > 通知公告\n" + HELD["zh"], id="a path of the page"),
        pytest.param("县政府党组召开民主生活会，传达学习关于加强作风建设的意见\n" + HELD["zh"], id="what was studied"),
        pytest.param("Party Group Holds Meeting to Study the Notice on Work Style\n" + HELD["en"], id="what was studied, in English"),
    ],
)
def test_news_of_a_meeting_may_quote_them(text: str) -> None:
    rows = rows_of(text)
    assert rows["report"][0]["is_report"] is True
    assert [m["relation"] for m in rows["meeting_mention"]] == ["subject"]


MARKS = list(LEXICONS["genres"])
NO_LETTER_OF_ASCII = "ſKıİ"  # what re.IGNORECASE takes for s, k and i, and a lower-case text does not


@given(st.data())
@pytest.mark.parametrize("mark", MARKS, ids=[m.id for m in MARKS])
def test_no_mark_stands_without_one_of_its_words(mark: Entry, data: st.DataObject) -> None:
    letters = st.characters(exclude_characters=NO_LETTER_OF_ASCII)
    text = data.draw(st.from_regex(re.compile(mark["pattern"], re.IGNORECASE), fullmatch=True, alphabet=letters))
    assert any(word in text.lower() for word in mark["words"].split("|"))
