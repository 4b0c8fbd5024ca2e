"""Which meetings a report speaks of: which are its own, of which kind, on which day."""

from datetime import date

import pytest

from tests.transforms.readings import HELD, host_of, identity, rows_of

PUBLISHED_ON = date(2024, 1, 10)
HOST_ZH, HOST_EN = "桐庐县委常委会", "The Standing Committee of the Tonglu County Party Committee"
LIFE, OTHER, STUDY = "democratic_life_meeting", "other", "theory_study_session"


def meetings_in(text: str, published_on: date | None = None) -> list[tuple[object, ...]]:
    return [identity(m) for m in rows_of(text, published_on)["meeting_mention"]]


@pytest.mark.parametrize(
    ("text", "form", "topic", "year"),
    [
        pytest.param(HELD["zh"], "annual", None, 2023, id="年度"),
        pytest.param(f"{HOST_ZH}召开党史学习教育专题民主生活会。", "special", "special_party_history", 2021, id="党史学习教育"),
        pytest.param(
            f"{HOST_ZH}召开学习贯彻习近平新时代中国特色社会主义思想主题教育专题民主生活会。",
            "special",
            "special_theme_education",
            2023,
            id="主题教育",
        ),
        pytest.param(f"{HOST_ZH}召开“不忘初心、牢记使命”专题民主生活会。", "special", "special_original_aspiration", 2019, id="不忘初心"),
        pytest.param(f"{HOST_ZH}召开“三严三实”专题民主生活会。", "special", "special_three_stricts", 2015, id="三严三实"),
        pytest.param(f"{HOST_ZH}召开群众路线教育实践活动专题民主生活会。", "special", "special_mass_line", None, id="群众路线"),
        pytest.param(f"{HOST_ZH}召开巡视整改专题民主生活会。", "special", "special_inspection", None, id="巡视整改"),
        pytest.param(f"{HOST_ZH}召开涉粮问题专题民主生活会。", "special", "special_grain", None, id="涉粮"),
        pytest.param(f"{HOST_ZH}召开中央生态环境保护督察整改专题民主生活会。", "special", "special_environment", None, id="环保督察"),
        pytest.param(f"{HOST_ZH}召开深入贯彻中央八项规定精神专题民主生活会。", "special", "special_eight_rules", None, id="八项规定"),
        pytest.param(
            f"2024年3月5日，{HOST_ZH}召开以案促改专题民主生活会。",
            "special",
            "special_case_reform",
            2024,
            id="以案促改, of the year in which it was held",
        ),
        pytest.param(
            f"据教育实践活动办公室介绍，截至22日，{HOST_ZH}已召开专题民主生活会。",
            "special",
            "special_mass_line",
            None,
            id="the campaign that the sentence speaks of",
        ),
        pytest.param(
            f"2023年12月21日，{HOST_ZH}召开民主生活会。", "annual", None, 2023, id="an annual one of the fourth quarter names no year"
        ),
        pytest.param(f"2024年1月5日，{HOST_ZH}召开民主生活会。", "annual", None, None, id="one of January may be late or early"),
        pytest.param("2000多个县级领导班子专题民主生活会已召开。", "special", None, None, id="a number is no year"),
        pytest.param(
            f"{HOST_ZH}召开2023年度民主生活会暨巡察整改专题民主生活会。", "annual", "special_inspection", 2023, id="年度 and 专题 are one"
        ),
        pytest.param(HELD["en"], "annual", None, 2023, id="annual"),
        pytest.param(
            f"{HOST_EN} held a special democratic life meeting on Party history study and education.",
            "special",
            "special_party_history",
            2021,
            id="Party history",
        ),
        pytest.param(
            f"{HOST_EN} held a special democratic life meeting on theme education.",
            "special",
            "special_theme_education",
            2023,
            id="theme education",
        ),
        pytest.param(
            f'{HOST_EN} held a "do not forget the original intention, keep in mind the mission" special democratic life meeting.',
            "special",
            "special_original_aspiration",
            2019,
            id="original intention",
        ),
        pytest.param(
            f"{HOST_EN} held a special democratic life meeting on inspection rectification.",
            "special",
            "special_inspection",
            None,
            id="inspection",
        ),
        pytest.param(
            f"{HOST_EN} held a special democratic life meeting on environmental protection inspection.",
            "special",
            "special_environment",
            None,
            id="environment",
        ),
        pytest.param(
            f"On March 5, 2024, {HOST_EN} held a special democratic life meeting on promoting reform through cases.",
            "special",
            "special_case_reform",
            2024,
            id="cases, of the year in which it was held",
        ),
        pytest.param(
            f"{HOST_EN} held the 2023 annual democratic life meeting and the inspection rectification special democratic life meeting.",
            "annual",
            "special_inspection",
            2023,
            id="annual and special are one",
        ),
    ],
)
def test_the_meeting_that_a_report_is_about(text: str, form: str, topic: str | None, year: int | None) -> None:
    assert meetings_in(text) == [("subject", form, topic, year)]


@pytest.mark.parametrize(
    ("text", "kind", "host"),
    [
        pytest.param(
            "1月8日，桐庐县财政局党支部召开2023年度组织生活会。",
            "organizational_life_meeting",
            "party_branch.finance_bureau",
            id="组织生活会",
        ),
        pytest.param(
            "In order to hold the democratic life meeting well, the theory study center group of the Tonglu County Party Committee "
            "held a special study and discussion.",
            STUDY,
            "study_group.party_committee",
            id="a purpose is no meeting held",
        ),
        pytest.param("桐庐县委理论学习中心组举行集体学习。", STUDY, "study_group.party_committee", id="集体学习"),
        pytest.param("1月8日，桐庐县委召开经济工作会议。", OTHER, "party_committee", id="工作会议"),
        pytest.param("1月8日，桐庐县财政局党支部举行主题党日活动。", OTHER, "party_branch.finance_bureau", id="主题党日"),
        pytest.param(
            "桐庐县人民法院通过走访收集意见，经县委组织部审核，于1月8日召开2023年度民主生活会。",
            "democratic_life_meeting",
            "court",
            id="a body that opens the sentence",
        ),
        pytest.param(
            "1月8日，桐庐县人民法院在二楼会议室召开党组2023年度民主生活会。",
            "democratic_life_meeting",
            "party_group.court",
            id="a Party group of a body that opens the sentence",
        ),
        pytest.param(
            "On January 8, the Party branch of the Tonglu County finance bureau held the 2023 annual organizational life meeting.",
            "organizational_life_meeting",
            "party_branch.finance_bureau",
            id="organizational life",
        ),
        pytest.param(
            "On January 8, the Party branch of the senior grade of Tonglu County No. 4 Middle School held an organizational life meeting.",
            "organizational_life_meeting",
            "party_branch.school-no._4",
            id="the branch of a part of a body",
        ),
        pytest.param(
            "On January 2, the theory study center group of the Tonglu County Party Committee held a study session.",
            STUDY,
            "study_group.party_committee",
            id="study session",
        ),
        pytest.param(
            "On January 8, the Tonglu County Party Committee held a work conference.", OTHER, "party_committee", id="work conference"
        ),
    ],
)
def test_kind_and_host(text: str, kind: str, host: str) -> None:
    rows = rows_of(text)
    (meeting,) = rows["meeting_mention"]
    body = host_of(rows, meeting)
    assert body is not None
    assert (meeting["kind"], meeting["status"], body["name_key"], body["area_id"]) == (kind, "held", host, "330122")


@pytest.mark.parametrize(
    ("text", "published_on", "held_on", "basis", "day_part"),
    [
        pytest.param("2024年1月8日上午，桐庐县政府党组召开民主生活会。", None, date(2024, 1, 8), "stated", "morning", id="printed in full"),
        pytest.param(
            "1月8日下午，桐庐县政府党组召开民主生活会。",
            PUBLISHED_ON,
            date(2024, 1, 8),
            "published",
            "afternoon",
            id="by the day of publication",
        ),
        pytest.param("12月28日，桐庐县政府党组召开民主生活会。", PUBLISHED_ON, date(2023, 12, 28), "published", None, id="last December"),
        pytest.param("今天上午，桐庐县政府党组召开民主生活会。", PUBLISHED_ON, PUBLISHED_ON, "published", "morning", id="today"),
        pytest.param(HELD["zh"], None, date(2024, 1, 8), "meeting_year", None, id="January after the meeting's year"),
        pytest.param(
            "9月20日，桐庐县政府党组召开2023年度民主生活会。",
            None,
            date(2023, 9, 20),
            "meeting_year",
            None,
            id="September of the meeting's year",
        ),
        pytest.param("日前，桐庐县政府党组召开2023年度民主生活会。", PUBLISHED_ON, None, None, None, id="recently"),
        pytest.param("桐庐县政府党组本月八日召开民主生活会。", PUBLISHED_ON, date(2024, 1, 8), "published", None, id="this month"),
        pytest.param(
            "1月8日下午，县政府会议室里座无虚席。桐庐县政府党组民主生活会正在进行。",
            PUBLISHED_ON,
            date(2024, 1, 8),
            "published",
            "afternoon",
            id="the sentence that sets the scene",
        ),
        pytest.param("1月8日，桐庐县政府党组召开民主生活会。", None, None, None, None, id="nothing tells the year"),
        pytest.param(
            "桐庐新闻网1月9日讯 1月8日，桐庐县政府党组召开民主生活会。",
            PUBLISHED_ON,
            date(2024, 1, 8),
            "published",
            None,
            id="not the dateline",
        ),
        pytest.param(
            "On the morning of January 8, 2024, the Tonglu County Party Committee held a democratic life meeting.",
            None,
            date(2024, 1, 8),
            "stated",
            "morning",
            id="English in full",
        ),
        pytest.param(
            "On the 8th, the Tonglu County Party Committee held a democratic life meeting.",
            PUBLISHED_ON,
            date(2024, 1, 8),
            "published",
            None,
            id="bare day",
        ),
        pytest.param(
            "This afternoon, the Tonglu County Party Committee held a democratic life meeting.",
            PUBLISHED_ON,
            PUBLISHED_ON,
            "published",
            "afternoon",
            id="this afternoon",
        ),
        pytest.param(HELD["en"], None, date(2024, 1, 8), "meeting_year", None, id="English by the meeting's year"),
        pytest.param(
            "The 2023 annual democratic life meeting of the county party committee was held on January 8, 2024.",
            None,
            date(2024, 1, 8),
            "stated",
            None,
            id="after a passive verb",
        ),
    ],
)
def test_the_day_of_the_meeting_and_how_it_was_dated(
    text: str, published_on: date | None, held_on: date | None, basis: str | None, day_part: str | None
) -> None:
    (meeting,) = rows_of(text, published_on)["meeting_mention"]
    assert (meeting["held_on"], meeting["held_on_basis"], meeting["day_part"]) == (held_on, basis, day_part)


ATTENDED = "省委书记巫立平3月5日至6日在丽水参加桐庐县委常委班子专题民主生活会并讲话。"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        pytest.param(ATTENDED, ("subject", "special", None, 2024, date(2024, 3, 5)), id="参加"),
        pytest.param(
            "3月5日，省长巫立平到会指导桐庐县委常委会2023年度民主生活会。", ("subject", "annual", None, 2023, date(2024, 3, 5)), id="指导"
        ),
        pytest.param(
            "“这句话扎心。”3月5日，在桐庐县委常委会2023年度民主生活会上，县委书记巫立平带头查找问题。",
            ("subject", "annual", None, 2023, date(2024, 3, 5)),
            id="scene of what happened",
        ),
    ],
)
def test_a_meeting_that_somebody_attended_was_held(text: str, subject: tuple[object, ...]) -> None:
    rows = rows_of(text, date(2024, 3, 8))
    [meeting] = rows["meeting_mention"]
    assert (*identity(meeting), meeting["held_on"]) == subject
    host = host_of(rows, meeting)
    assert host is not None
    assert host["area_id"] == "330122"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("省委书记巫立平将于近日参加桐庐县委常委班子专题民主生活会。", id="ahead"),
        pytest.param("巫立平多次参加专题民主生活会。", id="nobody's meeting"),
        pytest.param("巫立平长期在基层工作，作风朴实。\n他每年参加桐庐县委常委班子民主生活会。", id="not what the report is about"),
        pytest.param("桐庐县委组织部参加桐庐县委常委班子民主生活会督导工作。", id="work that deals with a meeting"),
        pytest.param("桐庐县委常委要在民主生活会上带头查找问题。", id="a scene on no day"),
        pytest.param("3月5日，巫立平说，有人在民主生活会上避重就轻。", id="a scene at nobody's meeting"),
        pytest.param("3月5日，巫立平调研时说，桐庐县委在年度民主生活会上查摆的问题都已整改。", id="a scene remembered on another day"),
    ],
)
def test_not_every_attendance_is_a_meetings_report(text: str) -> None:
    assert rows_of(text, date(2024, 3, 8))["meeting_mention"] == []


def test_news_of_a_special_meeting_without_its_day_dates_it_by_the_year_of_publication_from_march_on() -> None:
    text = f"{HOST_ZH}召开巡视整改专题民主生活会。"
    assert meetings_in(text, date(2024, 3, 1)) == [("subject", "special", "special_inspection", 2024)]
    assert meetings_in(text, date(2024, 2, 28)) == [("subject", "special", "special_inspection", None)]


def test_the_last_place_of_a_list_that_names_no_single_one_is_not_the_hosts() -> None:
    rows = rows_of("各区县和桐庐县委常委班子均已召开专题民主生活会。", PUBLISHED_ON)
    host = host_of(rows, rows["meeting_mention"][0])
    assert host is not None
    assert host["area_id"] is None


def test_a_round_up_has_one_subject_for_each_host() -> None:
    rows = rows_of(
        "近期，各单位召开2023年度民主生活会。1月5日，桐庐县财政局党组召开民主生活会。1月6日，桐庐县教育局党组召开民主生活会。", PUBLISHED_ON
    )
    hosts = [host_of(rows, m) for m in rows["meeting_mention"]]
    assert [h["name_key"] for h in hosts if h] == ["party_group.finance_bureau", "party_group.bureau-education"]
    assert [(m["relation"], m["year"], m["held_on"]) for m in rows["meeting_mention"]] == [
        ("subject", 2023, date(2024, 1, 5)),
        ("subject", 2023, date(2024, 1, 6)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("民主生活会是党内政治生活的重要内容。", id="no verb of holding"),
        pytest.param("学习《县以上党和国家机关党员领导干部民主生活会若干规定》。", id="title of a regulation"),
        pytest.param("这次民主生活会开得很好。", id="这次"),
        pytest.param("The democratic life meeting is an important part of life within the Party.", id="no verb of holding in English"),
        pytest.param("This democratic life meeting was a success.", id="this"),
    ],
)
def test_no_meeting_is_made_up(text: str) -> None:
    assert meetings_in(text) == []


@pytest.mark.parametrize(
    ("hour", "day_part"),
    [("At 9:30 a.m.", "morning"), ("At 12 pm", "afternoon"), ("At 3 p.m.", "afternoon"), ("At 7 pm", "evening"), ("At once", None)],
)
def test_an_hour_beside_the_day_tells_its_part(hour: str, day_part: str | None) -> None:
    text = f"{hour} on March 9, 2023, the party group of the Tonglu County Education Bureau held its 2022 annual democratic life meeting."
    assert [m["day_part"] for m in rows_of(text)["meeting_mention"]] == [day_part]


def test_the_next_morning_is_the_day_after_the_one_told_last() -> None:
    text = (
        "The party group of the Yuxi Municipal People's Congress held its 2022 democratic life meeting on January 12, 2023.\n"
        "The next morning, the party group of the Yuxi Municipal CPPCC held the 2022 annual democratic life meeting."
    )
    days = [(m["held_on"], m["day_part"]) for m in rows_of(text)["meeting_mention"]]
    assert days == [(date(2023, 1, 12), None), (date(2023, 1, 13), "morning")]


def test_minutes_are_of_the_meeting_of_their_headline_not_of_last_years() -> None:
    text = (
        "静宁县市场监督管理局党组召开2018年度民主生活会\n时间：1月24日下午\n主持：闫承礼（局党组书记、局长）\n\n"
        "会上，马俊德通报2017年度民主生活会整改措施落实情况，闫承礼代表党组作对照检查，随后带头作个人对照检查，大家互提批评意见。"
    )
    subject = rows_of(text, date(2019, 1, 25))["meeting_mention"][0]
    assert (subject["year"], subject["held_on"], subject["day_part"]) == (2018, date(2019, 1, 24), "afternoon")


def test_what_is_told_of_a_meeting_later_is_no_coming_meeting() -> None:
    told_of = "巫立平出席桐庐县委常委班子专题民主生活会的情况，将于今晚播出。"
    assert [m["relation"] for m in rows_of(ATTENDED + told_of, date(2024, 3, 8))["meeting_mention"]] == ["subject"]


COURSE = {
    "zh": "会上，郑一鸣代表班子作对照检查，班子成员逐一作对照检查，开展相互批评。",
    "en": "At the meeting, Zheng Yiming made a comparative inspection on behalf of the leading group, members made self-criticism one "
    "by one and criticized each other.",
}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(f"1月9日下午，桐庐县林业局党组的民主生活会如约而至。{COURSE['zh']}", 1, id="the course shows it"),
        pytest.param("1月9日下午，桐庐县林业局党组的民主生活会如约而至。", 0, id="no course"),
        pytest.param(f"民主生活会怎么开？{COURSE['zh']}", 0, id="nobody's"),
        pytest.param(f"同志们：\n1月9日，桐庐县林业局党组的民主生活会如约而至。{COURSE['zh']}", 0, id="a script"),
        pytest.param(f"The democratic life meeting of the Tonglu County Party Committee was on January 9. {COURSE['en']}", 1, id="en"),
        pytest.param(f"Comrades:\nThe democratic life meeting of Tonglu County was on January 9. {COURSE['en']}", 0, id="a script, en"),
    ],
)
def test_a_meeting_whose_course_is_told_was_held(text: str, count: int) -> None:
    assert len(meetings_in(text, PUBLISHED_ON)) == count
