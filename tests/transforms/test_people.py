"""One mention for each person, however often and however the name is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.readings import LEXICONS, reading_of, told
from transforms.facts.people import find_people, name_key, pinyin_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ruan Qiming", "RUAN QIMING"),
        ("Lu Haifeng", "Lu Hai Feng"),
        ("Tan Xiulan", "Tan Xiu-lan"),
        ("Ge Tianen", "Ge Tian'en"),
        ("Lü Wenbo", "Lv Wenbo"),
        ("阮亮", "阮 亮"),
        ("阿不都·热西提", "阿不都•热西提"),
    ],
    ids=["capitals", "given name in two parts", "hyphen", "apostrophe", "umlaut and v", "padding", "dots"],
)
def test_two_printings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@given(st.text(max_size=12))
def test_the_key_of_a_key_is_the_key(label: str) -> None:
    assert name_key(name_key(label)) == name_key(label)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        pytest.param("阮启明", "Ruan Qiming", id="one and two"),
        pytest.param("欧阳秀兰", "Ouyang Xiulan", id="compound surname"),
        pytest.param("单晓峰", "Shan Xiaofeng", id="surname with a reading of its own"),
        pytest.param("邱平", "Qiu Ping", id="two characters"),
    ],
)
def test_hanzi_names_in_pinyin(name: str, pinyin: str) -> None:
    assert pinyin_name(name, LEXICONS) == pinyin


@pytest.mark.parametrize(
    ("text", "people"),
    [
        pytest.param(
            "Lu Hai Feng, county magistrate, presided over the meeting. Lu Haifeng spoke. Tan Xiulan attended.",
            [("Lu Hai Feng", None, "Lu Haifeng", 2), ("Tan Xiulan", None, "Tan Xiulan", 1)],
            id="split, then joined",
        ),
        pytest.param(
            "县长阮 亮主持会议，副县长谭秀兰参加会议。阮亮指出，要实干。",
            [("阮亮", "阮亮", "Ruan Liang", 2), ("谭秀兰", "谭秀兰", "Tan Xiulan", 1)],
            id="padded, then plain",
        ),
        pytest.param("縣長阮啟明主持會議。", [("阮啟明", "阮启明", "Ruan Qiming", 1)], id="traditional label, simplified name"),
    ],
)
def test_people_in_order_of_first_appearance(text: str, people: list[tuple[str, str | None, str, int]]) -> None:
    found = find_people(reading_of(text))
    assert [(p.first.label, p.name_zh, p.name_pinyin, len(p.occurrences)) for p in found] == people


def test_posts_of_all_printings_are_one_persons() -> None:
    rows = told("县长阮启明主持会议。县委副书记阮启明讲话。")
    assert [p["label"] for p in rows["person_mention"]] == ["阮启明"]
    assert {(m["person_id"], m["post_id"]) for m in rows["membership"]} == {
        (rows["person_mention"][0]["person_id"], post) for post in ("county_mayor", "county_deputy_secretary")
    }
