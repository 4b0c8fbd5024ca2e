"""Who takes part in which role: by the verb, its voice, and what the sentence puts before or after it."""

import pytest

from tests.transforms.readings import rows_of, told

PRESIDER, CONCLUDES, REPORTS = ("Ruan Qiming", "presider"), ("Ruan Qiming", "concluding_speaker"), ("Ruan Qiming", "group_reporter")
ZH_PRESIDER, ZH_CONCLUDES, ZH_REPORTS = ("阮启明", "presider"), ("阮启明", "concluding_speaker"), ("阮启明", "group_reporter")


def people_in(text: str) -> list[tuple[object, object]]:
    return [(p["label"], p["role"]) for p in told(text)["participation"] if p["participant_kind"] == "person"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param("County magistrate Ruan Qiming presided over the meeting.", [PRESIDER], id="presides"),
        pytest.param("Ruan Qiming chaired the meeting.", [PRESIDER], id="chairs"),
        pytest.param("The meeting was presided over by Ruan Qiming, county magistrate.", [PRESIDER], id="presided over by"),
        pytest.param(
            "The meeting was presided over by Ruan Qiming, county magistrate, and attended by Tan Xiulan.",
            [PRESIDER, ("Tan Xiulan", "attendee")],
            id="presided over by one and attended by another",
        ),
        pytest.param("Ruan Qiming presided over the meeting and delivered a speech.", [PRESIDER, CONCLUDES], id="presides and speaks"),
        pytest.param("Ruan Qiming presided over the meeting and made a concluding speech.", [PRESIDER, CONCLUDES], id="concludes"),
        pytest.param("On behalf of the party group, Ruan Qiming made a comparative inspection.", [REPORTS], id="fronted on behalf of"),
        pytest.param(
            "Ruan Qiming presided over the meeting and made a comparative inspection on behalf of the party group.",
            [PRESIDER, REPORTS],
            id="presides and reports for the group",
        ),
        pytest.param(
            "Pei Guoliang, leader of the county steering group, attended the meeting to guide.",
            [("Pei Guoliang", "supervisor")],
            id="attends to guide",
        ),
        pytest.param("Pei Guoliang commented on the meeting.", [("Pei Guoliang", "supervisor")], id="comments"),
        pytest.param("Tan Xiulan sat in on the meeting.", [("Tan Xiulan", "observer")], id="sits in"),
        pytest.param("Tan Xiulan attended the meeting as a nonvoting delegate.", [("Tan Xiulan", "observer")], id="attends without a vote"),
        pytest.param(
            "Sitting in on the meeting were Tan Xiulan and Pang Ye.", [("Tan Xiulan", "observer"), ("Pang Ye", "observer")], id="inverted"
        ),
        pytest.param("Tan Xiulan spoke.", [("Tan Xiulan", "speaker")], id="speaks"),
        pytest.param("Tan Xiulan attended the meeting.", [("Tan Xiulan", "attendee")], id="attends"),
        pytest.param("Tan Xiulan attended the meeting. Tan Xiulan spoke.", [("Tan Xiulan", "speaker")], id="a speaker is no mere attendee"),
        pytest.param("县长阮启明主持会议。", [ZH_PRESIDER], id="主持"),
        pytest.param("省委副书记阮启明受省委委派出席并讲话。", [("阮启明", "supervisor")], id="受省委委派"),
        pytest.param(
            "【与会人员】\n阮启明（党委书记）、聂书（党委委员、派驻专员）",
            [("阮启明", "attendee"), ("聂书", "attendee")],
            id="a label above its list",
        ),
        pytest.param(
            "县长阮启明主持会议。阮启明代表班子汇报工作，通报班子检视问题情况。", [ZH_PRESIDER, ZH_REPORTS], id="a body spoken of"
        ),
        pytest.param("县长阮启明主持会议。最后，阮启明作了表态发言：抓好整改。", [ZH_PRESIDER, ZH_CONCLUDES], id="with a colon"),
        pytest.param("支部党员代表谭秀兰、庞野分享学习体会。", [("谭秀兰", "speaker"), ("庞野", "speaker")], id="党员代表 before names"),
        pytest.param(
            "出席这次会议的领导有：县政协主席谭秀兰、县委副书记庞野。", [("谭秀兰", "attendee"), ("庞野", "attendee")], id="领导有"
        ),
        pytest.param("会上，由县长阮启明代表党组作对照检查。", [ZH_REPORTS], id="由 without 主持"),
        pytest.param("县长阮启明主持会议，各局局长、部分“两代表一委员”列席会议。", [ZH_PRESIDER], id="两代表一委员"),
        pytest.param(
            "副县长谭秀兰（无党派）、庞野（民建）列席会议。", [("谭秀兰", "observer"), ("庞野", "observer")], id="parties behind names"
        ),
        pytest.param("副县长谭秀兰反思抓落实不力。", [("谭秀兰", "speaker")], id="反思"),
        pytest.param("县长阮启明主持会议并讲话。", [ZH_PRESIDER, ZH_CONCLUDES], id="主持并讲话"),
        pytest.param("县长阮启明主持会议并作总结讲话。", [ZH_PRESIDER, ZH_CONCLUDES], id="总结讲话"),
        pytest.param("会议由县长阮启明主持。", [ZH_PRESIDER], id="由…主持"),
        pytest.param("会议由县长阮启明主持，县政协主席谭秀兰列席会议。", [ZH_PRESIDER, ("谭秀兰", "observer")], id="由…主持, another 列席"),
        pytest.param("县长阮启明主持会议，代表党组作对照检查，并带头作个人对照检查。", [ZH_PRESIDER, ZH_REPORTS], id="主持 and 代表党组"),
        pytest.param("县长阮启明代表县政府党组作对照检查。", [ZH_REPORTS], id="代表党组作对照检查"),
        pytest.param("县纪委副书记裴国梁到会指导。", [("裴国梁", "supervisor")], id="到会指导"),
        pytest.param("县纪委副书记裴国梁到会指导并作点评讲话。", [("裴国梁", "supervisor")], id="指导 and 点评 are one role"),
        pytest.param("副县长谭秀兰列席会议。", [("谭秀兰", "observer")], id="列席"),
        pytest.param("副县长谭秀兰作了发言。", [("谭秀兰", "speaker")], id="发言"),
        pytest.param("出席会议的有县委常委谭秀兰，副县长庞野。", [("谭秀兰", "attendee"), ("庞野", "attendee")], id="出席会议的有"),
        pytest.param("列席会议的有县政协主席聂书。", [("聂书", "observer")], id="列席会议的有"),
        pytest.param(
            "县长阮启明主持会议并讲话，副县长谭秀兰、庞野参加会议，县政协主席聂书列席。",
            [ZH_PRESIDER, ZH_CONCLUDES, ("谭秀兰", "attendee"), ("庞野", "attendee"), ("聂书", "observer")],
            id="three clauses of one sentence",
        ),
        pytest.param("县长阮启明主持会议。他代表党组，从六个方面检视问题。", [ZH_PRESIDER, ZH_REPORTS], id="他 is the person named before"),
        pytest.param("县长阮启明替班子查不足、找病根。", [ZH_REPORTS], id="替"),
        pytest.param("县长阮启明作班子对照检查发言。", [ZH_REPORTS], id="the body inside 班子对照检查"),
        pytest.param("副县长谭秀兰、庞野依次“晒短”。", [("谭秀兰", "speaker"), ("庞野", "speaker")], id="依次"),
        pytest.param("谭秀兰、庞野、聂书逐个过堂。", [(n, "speaker") for n in ("谭秀兰", "庞野", "聂书")], id="逐个过堂"),
        pytest.param("副县长谭秀兰带头揭短，庞野、聂书紧随其后。", [(n, "speaker") for n in ("谭秀兰", "庞野", "聂书")], id="紧随其后"),
        pytest.param("副县长谭秀兰、庞野认真开展批评和自我批评。", [("谭秀兰", "speaker"), ("庞野", "speaker")], id="自我批评"),
        pytest.param("副县长谭秀兰红着脸承认走访少。", [("谭秀兰", "speaker")], id="红着脸"),
        pytest.param("教师代表庞野说，问题改好了。", [("庞野", "speaker")], id="a delegate is deputy of nobody"),
        pytest.param("先后发言的有谭秀兰、庞野。", [("谭秀兰", "speaker"), ("庞野", "speaker")], id="发言的有"),
        pytest.param("参加会议的领导有：副县长谭秀兰、庞野。", [("谭秀兰", "attendee"), ("庞野", "attendee")], id="参加会议的领导有"),
        pytest.param(
            "\n主持人：县长阮启明\n出席：谭秀兰、庞野\n列席人员：聂书",
            [ZH_PRESIDER, ("谭秀兰", "attendee"), ("庞野", "attendee"), ("聂书", "observer")],
            id="lines of minutes",
        ),
        pytest.param(
            "\n【主持】县长 阮启明\n【参会】副县长 谭秀兰\n    副县长 庞野、聂书\n【列席】调研员 左山",
            [ZH_PRESIDER, ("谭秀兰", "attendee"), ("庞野", "attendee"), ("聂书", "attendee"), ("左山", "observer")],
            id="labels in brackets, the list on several lines",
        ),
        pytest.param(
            "\n身份\t姓名\t职务\n主持\t阮启明\t县长\n督导\t谭　秀\t县委第二督导组组长\n列席\t聂书\t副县长（九三学社社员）\n会议开得好。",
            [ZH_PRESIDER, ("谭秀", "supervisor"), ("聂书", "observer")],
            id="a table",
        ),
        pytest.param(
            "\n主 持 人：\n阮启明（县长）\n出席人员：\n谭秀兰（副县长）\n庞野（副县长）\n"
            "列席人员：\n聂书（县委办主任），各部门主要负责人\n会议开得好。",
            [ZH_PRESIDER, ("谭秀兰", "attendee"), ("庞野", "attendee"), ("聂书", "observer")],
            id="labels on lines of their own, a name a line",
        ),
        pytest.param(
            "县长阮启明主持。参加会议的党组成员还有（按姓氏笔画为序）：庞野、谭秀兰。",
            [ZH_PRESIDER, ("庞野", "attendee"), ("谭秀兰", "attendee")],
            id="还有, in an order that is told",
        ),
        pytest.param("12名党员参加会议，谭秀兰因公请假。副县长庞野列席。", [("庞野", "observer")], id="who is absent beside who came"),
        pytest.param("受县长阮启明委托，副县长谭秀兰到会指导。", [("谭秀兰", "supervisor")], id="on somebody's order"),
        pytest.param(
            "各科室干部列席，参加会议的还有副县长谭秀兰、庞野。",
            [("谭秀兰", "attendee"), ("庞野", "attendee")],
            id="a turn of the clause",
        ),
        pytest.param(
            "支部书记阮启明主持会议。阮启明先就整改情况作了通报，再代表班子查摆问题，指出了班子在三个方面的短板。接着，副县长谭秀兰作自我批评。",
            [ZH_PRESIDER, ZH_REPORTS, ("谭秀兰", "speaker")],
            id="what is found is no speech, and 先 is no part of a name",
        ),
        pytest.param("县长阮启明主持会议。阮启明强调，要抓好整改。", [ZH_PRESIDER, ZH_CONCLUDES], id="a presider who demands concludes"),
    ],
)
def test_people_in_their_roles(text: str, roles: list[tuple[str, str]]) -> None:
    assert people_in(text) == roles


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Tan Xiulan, deputy county magistrate, was absent on a business trip.", id="absent"),
        pytest.param("Tan Xiulan asked for leave because of illness.", id="on leave"),
        pytest.param("Tan Xiulan, deputy county magistrate, is in hospital.", id="in hospital"),
        pytest.param("Ruan Qiming's speech was studied.", id="only the speech"),
        pytest.param("(Reporter Di Jianguo)", id="byline"),
        pytest.param("副县长谭秀兰因公请假。", id="请假"),
        pytest.param("副县长谭秀兰因病未参加会议。", id="未参加"),
        pytest.param("县政府办副主任聂书传达了习近平总书记重要讲话精神。", id="传达 names no role, the speech of another none either"),
        pytest.param("（记者 于航）", id="记者"),
        pytest.param("（记者 于航 庞野）1月8日至9日，会议围绕主题，分别从六个方面检视。", id="the second of a byline"),
        pytest.param("会前，大家研读《习近平谈治国理政》，逐一发言。", id="a name in the title of a book"),
    ],
)
def test_who_does_not_take_part(text: str) -> None:
    assert people_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Vice county magistrates Tan Xiulan, Pang Ye and Nie Shu attended the meeting via video.",
        "副县长谭秀兰、庞野、聂书通过视频连线参加会议。",
    ],
    ids=["en", "zh"],
)
def test_a_list_keeps_its_order_and_its_mode(text: str) -> None:
    rows = told(text)["participation"]
    assert [(r["position"], r["role"], r["mode"]) for r in rows] == [(n, "attendee", "video") for n in (1, 2, 3)]


@pytest.mark.parametrize("text", ["Tan Xiulan attended the meeting.", "副县长谭秀兰参加会议。"], ids=["en", "zh"])
def test_a_single_name_has_no_position_and_is_there_in_person(text: str) -> None:
    (row,) = told(text)["participation"]
    assert (row["position"], row["mode"]) == (None, "in_person")


def test_whoever_is_named_with_a_post_takes_part_whatever_the_verb() -> None:
    text = "Qin Yue, county magistrate, presided over the meeting. Deputy county magistrate Mei Lin unrolled a map of the river."
    assert ("Mei Lin", "speaker") in people_in(text)


@pytest.mark.parametrize("reason", ["could not come", "was ill", "is the former magistrate"])
def test_whoever_is_only_spoken_of_does_not(reason: str) -> None:
    text = f"Qin Yue, county magistrate, presided over the meeting. Deputy county magistrate Mei Lin {reason}."
    assert all(name != "Mei Lin" for name, _ in people_in(text))


def test_whoever_reports_for_the_team_may_be_a_pronoun_behind_it() -> None:
    text = "Dang Zhengming presided over the meeting. On behalf of the party group, he made comparative examination."
    assert ("Dang Zhengming", "group_reporter") in people_in(text)


def test_whose_comments_were_solicited_supervises_nobody() -> None:
    deputies = "Deputy county magistrates Mei Lin and Tao Ran spoke in order and put forward opinions on each other."
    text = f"Qin Yue, county magistrate, presided. {deputies}"
    assert ("Mei Lin", "speaker") in people_in(text)


def test_the_leader_of_a_group_of_a_body_may_be_named_last() -> None:
    text = "Qin Yue, county magistrate, presided. The leader of the Second Steering Group of the Municipal Bureau, Mei Lin, was present."
    assert ("Mei Lin", "supervisor") in people_in(text)


@pytest.mark.parametrize(
    ("opening", "role"),
    [("县政府党组召开2023年度民主生活会。", "attendee"), ("县农商银行召开一季度经营分析会议。", "speaker")],
    ids=["life", "other"],
)
def test_who_gives_notice_of_something_speaks_only_where_that_is_what_the_meeting_is_for(opening: str, role: str) -> None:
    rows = rows_of(f"1月8日，桐庐{opening}副行长谭秀兰通报有关情况。")["participation"]
    assert [(r["label"], r["role"]) for r in rows] == [("谭秀兰", role)]
