"""The meetings that a report speaks of beside its own: accounted for, prepared, announced or mentioned."""

from datetime import date

import pytest

from tests.transforms.readings import HELD, host_of, identity, rows_of, told

PUBLISHED_ON = date(2024, 1, 10)


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        pytest.param("会议通报了上年度民主生活会整改措施落实情况。", ("annual", None, 2022), id="上年度"),
        pytest.param("会议通报了2022年度民主生活会整改落实情况。", ("annual", None, 2022), id="stated year"),
        pytest.param(
            "会议通报了去年党史学习教育专题民主生活会整改落实情况。",
            ("special", "special_party_history", 2021),
            id="去年, year of the topic",
        ),
        pytest.param("会议通报了主题教育专题民主生活会整改落实情况。", ("special", "special_theme_education", 2023), id="topic alone"),
        pytest.param(
            "The meeting notified the rectification of last year's democratic life meeting.", ("annual", None, 2022), id="last year's"
        ),
        pytest.param(
            "The meeting reported the rectification of the 2022 annual democratic life meeting.",
            ("annual", None, 2022),
            id="stated year in English",
        ),
        pytest.param(
            "The meeting reported the rectification of the special democratic life meeting on Party history study and education.",
            ("special", "special_party_history", 2021),
            id="topic in English",
        ),
    ],
)
def test_the_earlier_meeting_whose_rectification_is_reported(text: str, earlier: tuple[object, ...]) -> None:
    subject, prior = told(text)["meeting_mention"]
    assert (identity(prior), prior["status"], prior["host_id"]) == (("rectification_reported", *earlier), "mentioned", subject["host_id"])


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        pytest.param("1月8日，桐庐县委召开2022年度民主生活会情况通报会。会议指出，整改有成效。", "rectification_reported", id="情况通报会"),
        pytest.param(
            "1月8日，桐庐县委召开工作会议。会议要求，把2022年度民主生活会查摆出的问题整改到位。", "mentioned", id="rectification demanded"
        ),
    ],
)
def test_what_another_meeting_says_of_a_life_meeting_that_is_over(text: str, relation: str) -> None:
    subject, earlier = rows_of(text, PUBLISHED_ON)["meeting_mention"]
    assert subject["kind"] == "other"
    assert (earlier["relation"], earlier["year"], earlier["status"]) == (relation, 2022, "mentioned")


@pytest.mark.parametrize(
    ("text", "relation", "held_on"),
    [
        pytest.param("1月2日，桐庐县委理论学习中心组开展集中学习，为开好2023年度民主生活会做好准备。", "prepared_for", None, id="为开好"),
        pytest.param(
            "On January 2, the theory study center group of the county party committee held a study session in preparation for "
            "the 2023 annual democratic life meeting.",
            "prepared_for",
            None,
            id="in preparation for",
        ),
        pytest.param(
            "On January 2, the Tonglu County Party Committee held a work conference. The committee will hold "
            "the 2023 annual democratic life meeting on January 20.",
            "prepared_for",
            date(2024, 1, 20),
            id="will hold, alone",
        ),
        pytest.param(
            HELD["zh"] + "县委常委会将于1月20日召开巡视整改专题民主生活会。", "announced", date(2024, 1, 20), id="another life meeting"
        ),
        pytest.param(
            "1月2日，桐庐县政府召开工作会议。据了解，县政府党组将于1月20日召开巡视整改专题民主生活会。",
            "announced",
            date(2024, 1, 20),
            id="only added to the news",
        ),
        pytest.param(
            "1月2日，桐庐县委理论学习中心组开展集中学习，为开好2023年度主题教育专题民主生活会做准备。县委专题民主生活会拟于1月20日召开。",
            "prepared_for",
            date(2024, 1, 20),
            id="named again with its day",
        ),
    ],
)
def test_a_coming_meeting(text: str, relation: str, held_on: date | None) -> None:
    subject, coming = rows_of(text, PUBLISHED_ON)["meeting_mention"]
    assert (subject["relation"], subject["status"]) == ("subject", "held")
    assert (coming["relation"], coming["status"], coming["held_on"]) == (relation, "announced", held_on)


def test_a_meeting_that_others_are_ordered_to_hold_is_coming() -> None:
    text = "The meeting required each party branch to open its 2023 annual organizational life meeting before February 28."
    ordered = told(text)["meeting_mention"][1]
    assert (ordered["relation"], ordered["kind"], ordered["year"]) == ("announced", "organizational_life_meeting", 2023)


@pytest.mark.parametrize(
    "text",
    [
        "会前，传达学习了中央政治局民主生活会精神。",
        "The spirit of the democratic life meeting of the Political Bureau of the CPC Central Committee was conveyed.",
    ],
    ids=["zh", "en"],
)
def test_the_politburos_meeting_is_only_mentioned(text: str) -> None:
    rows = told(text)
    _, central = rows["meeting_mention"]
    host = host_of(rows, central)
    assert host is not None
    assert (central["relation"], central["status"], host["name_key"]) == ("mentioned", "mentioned", "politburo")
