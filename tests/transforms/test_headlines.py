"""Headlines: which paragraphs at the head of a text only repeat it."""

from datetime import date

import pytest

from tests.transforms.readings import reading_of, rows_of

DECKS = "海丰县委常委会召开专题民主生活会强调 聚焦突出问题 在加强作风建设上走在前作表率 以钉钉子精神抓好整改 县委书记巫立平主持会议"
LEAD = "海丰融媒讯 海丰县委常委会于9月12日至13日召开专题民主生活会，县委书记巫立平主持会议并讲话。"


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        pytest.param(f"{DECKS}\n{LEAD}", [DECKS], id="several decks on one line"),
        pytest.param(f"海丰县委常委会召开专题民主生活会\n{LEAD}", ["海丰县委常委会召开专题民主生活会"], id="one deck"),
        pytest.param(LEAD, [], id="a sentence"),
        pytest.param(f"海丰四大班子开了什么会？\n{LEAD}", ["海丰四大班子开了什么会？"], id="a question"),
        pytest.param(f"{LEAD}一起来看↓↓↓\n{LEAD}", [], id="sentences without a full stop at their end"),
        pytest.param("海丰县委常委会召开专题民主生活会", [], id="nothing follows"),
        pytest.param(f"{LEAD[6:-1] * 3}\n{LEAD}", [], id="too long without a space"),
        pytest.param("Haifeng County holds a meeting\nThe meeting was held.", ["Haifeng County holds a meeting"], id="English"),
    ],
)
def test_a_headline_is_short_deck_by_deck_and_ends_without_a_full_stop(text: str, headlines: list[str]) -> None:
    reading = reading_of(text)
    assert [text[h.start : h.end] for h in reading.headlines] == headlines


def test_the_day_in_the_lead_is_that_of_the_meeting_that_a_long_headline_names() -> None:
    rows = rows_of(f"{DECKS}\n{LEAD}", date(2023, 9, 14))
    [meeting] = rows["meeting_mention"]
    assert (meeting["held_on"], meeting["year"], rows["statement"]) == (date(2023, 9, 12), 2023, [])
