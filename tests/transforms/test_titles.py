"""Titles go to the names beside which they stand: before, after, in brackets, and once for a whole list."""

import pytest

from tests.transforms.readings import reading_of


def titles_in(text: str) -> dict[str, list[str]]:
    reading = reading_of(text)
    return {p.name.label: [reading.document.text[t.start : t.end] for t in p.titles] for p in reading.people}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param(
            "Ruan Qiming, deputy secretary of the county party committee and county magistrate, spoke.",
            {"Ruan Qiming": ["deputy secretary of the county party committee", "county magistrate"]},
            id="apposition of two",
        ),
        pytest.param("County magistrate Ruan Qiming spoke.", {"Ruan Qiming": ["County magistrate"]}, id="preposed"),
        pytest.param("Ruan Qiming (county magistrate) spoke.", {"Ruan Qiming": ["county magistrate"]}, id="in brackets"),
        pytest.param(
            "Lishui Municipal Party Committee Secretary Ruan Qiming spoke.",
            {"Ruan Qiming": ["Lishui Municipal Party Committee Secretary"]},
            id="preposed with its body",
        ),
        pytest.param(
            "Vice mayors Tan Xiulan, Pang Ye and Nie Shu attended.",
            {key: ["Vice mayors"] for key in ["Tan Xiulan", "Pang Ye", "Nie Shu"]},
            id="plural before a list",
        ),
        pytest.param(
            "Tan Xiulan and Pang Ye, deputy county magistrates, attended.",
            {key: ["deputy county magistrates"] for key in ["Tan Xiulan", "Pang Ye"]},
            id="plural after a list",
        ),
        pytest.param(
            "Ruan Qiming, county magistrate, Tan Xiulan, executive deputy county magistrate, and Pang Ye, chief procurator, attended.",
            {
                "Ruan Qiming": ["county magistrate"],
                "Tan Xiulan": ["executive deputy county magistrate"],
                "Pang Ye": ["chief procurator"],
            },
            id="each of a list has a title after it",
        ),
        pytest.param("Tan Xiulan, a former mayor, spoke.", {"Tan Xiulan": ["mayor"]}, id="former"),
        pytest.param("县委副书记、县长阮启明主持会议。", {"阮启明": ["县委副书记", "县长"]}, id="chain in Chinese"),
        pytest.param(
            "县委书记阮启明，县委副书记、县长谭秀兰出席会议。",
            {"阮启明": ["县委书记"], "谭秀兰": ["县委副书记", "县长"]},
            id="a comma between two people",
        ),
        pytest.param(
            "副县长谭秀兰、庞野、聂书出席会议。", {key: ["副县长"] for key in ["谭秀兰", "庞野", "聂书"]}, id="one title for a list"
        ),
        pytest.param(
            "会上，阮启明、谭秀兰等党组成员逐一发言。", {key: ["党组成员"] for key in ["阮启明", "谭秀兰"]}, id="after 等, of all"
        ),
        pytest.param("书记阮启明等领导班子成员参加。", {"阮启明": ["书记"]}, id="after 等, of the others"),
        pytest.param("会议由阮启明（县委书记）主持。", {"阮启明": ["县委书记"]}, id="in brackets in Chinese"),
        pytest.param(
            "县委书记兼县武装部党委第一书记阮启明主持。",
            {"阮启明": ["县委书记", "县武装部党委第一书记"]},
            id="held concurrently",
        ),
        pytest.param("（记者 于航）县长阮启明主持会议。", {"于航": [], "阮启明": ["县长"]}, id="reporter has no title"),
    ],
)
def test_each_name_has_its_titles(text: str, titles: dict[str, list[str]]) -> None:
    assert titles_in(text) == titles


def test_a_name_with_its_titles_spans_them_all() -> None:
    text = "会上，县委副书记、县长阮启明讲话。"
    (person,) = reading_of(text).people
    assert text[person.start : person.end] == "县委副书记、县长阮启明"
