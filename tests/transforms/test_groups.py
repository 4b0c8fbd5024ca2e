"""Groups and bodies that take part, as printed, and no group where names or actions stand."""

import pytest

from tests.transforms.readings import told


def groups_in(text: str) -> list[tuple[object, object, object]]:
    rows = told(text)["participation"]
    return [(g["label"], g["role"], g["participant_kind"]) for g in rows if g["participant_kind"] != "person"]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        pytest.param(
            "Members of the party group of the county government attended the meeting.",
            [("Members of the party group of the county government", "attendee", "group")],
            id="members",
        ),
        pytest.param(
            "Responsible comrades of the county organization department sat in as nonvoting delegates.",
            [("Responsible comrades of the county organization department", "observer", "group")],
            id="comrades without a vote",
        ),
        pytest.param(
            "Pei Guoliang was present to offer guidance, together with officials from the Organization Department of the county committee.",
            [("officials from the Organization Department of the county committee", "supervisor", "group")],
            id="beside a guide",
        ),
        pytest.param(
            "Deputy director Que Li, a member of the Jiusan Society, and representatives of the faculty and of retired staff sat in.",
            [("representatives of the faculty and of retired staff", "observer", "group")],
            id="last of a list with a name",
        ),
        pytest.param(
            "The county steering group supervised the meeting.",
            [("county steering group", "supervisor", "organization")],
            id="a body supervises",
        ),
        pytest.param(
            "The county organization department attended the meeting as observers.",
            [("county organization department", "observer", "organization")],
            id="a body observes",
        ),
        pytest.param(
            "Members of the party group attended the meeting, and responsible comrades of the county organization department sat in.",
            [
                ("Members of the party group", "attendee", "group"),
                ("responsible comrades of the county organization department", "observer", "group"),
            ],
            id="two groups in two roles",
        ),
        pytest.param(
            "The third guidance group of the city committee sent people to attend the meeting for guidance.",
            [("third guidance group of the city committee", "supervisor", "organization")],
            id="sent people",
        ),
        pytest.param(
            "Party members, delegates to the party congress and representatives of the herdsmen, a total of 86 people, attended.",
            [("Party members, delegates to the party congress and representatives of the herdsmen", "attendee", "group")],
            id="a total, in English",
        ),
        pytest.param(
            "Que Li, head of the inspection team stationed in the bureau, as well as members of the trade union, sat in.",
            [("members of the trade union", "observer", "group")],
            id="as well as",
        ),
        pytest.param(
            "Members of the party group participated on the spot, and the party committees of township (town) schools took part by video.",
            [
                ("Members of the party group", "attendee", "group"),
                ("party committees of township (town) schools", "attendee", "group"),
            ],
            id="on the spot and by video",
        ),
        pytest.param("县政府党组成员参加会议。", [("县政府党组成员", "attendee", "group")], id="成员"),
        pytest.param("县纪委监委有关负责同志到会指导。", [("县纪委监委有关负责同志", "supervisor", "group")], id="负责同志"),
        pytest.param("县委组织部列席会议。", [("县委组织部", "observer", "organization")], id="部门"),
        pytest.param("群众代表列席会议。", [("群众代表", "observer", "group")], id="代表 as a noun"),
        pytest.param(
            "县政府党组成员参加会议，县纪委监委、县委组织部有关负责同志列席会议。",
            [("县政府党组成员", "attendee", "group"), ("县纪委监委、县委组织部有关负责同志", "observer", "group")],
            id="two groups in Chinese",
        ),
        pytest.param("县长阮启明主持会议，县政府党组成员参加会议。", [("县政府党组成员", "attendee", "group")], id="beside a person"),
        pytest.param("督导组组长阮启明率督导组成员到会指导。", [("督导组成员", "supervisor", "group")], id="率"),
        pytest.param("县政府党组的同志逐个发言，作自我批评。", [("县政府党组的同志", "attendee", "group")], id="逐个发言"),
        pytest.param("各乡镇领导干部逐一说明了办公用房情况。", [("各乡镇领导干部", "attendee", "group")], id="逐一说明"),
        pytest.param("会上，党组成员们自我批评勇于揭短亮丑。", [], id="no verb of taking part"),
        pytest.param("县委第五巡回指导组派员参加。", [("县委第五巡回指导组", "supervisor", "organization")], id="sent to supervise"),
        pytest.param("全县中层干部、学生代表160余人参加会议。", [("全县中层干部、学生代表", "attendee", "group")], id="a number behind"),
        pytest.param("各乡镇卫生院院长在分会场以视频形式参加会议。", [("各乡镇卫生院院长", "attendee", "group")], id="以视频形式"),
        pytest.param("参加会议的有县政府党组全体成员。", [("县政府党组全体成员", "attendee", "group")], id="参加会议的有"),
        pytest.param("列席：县纪委负责同志。", [("县纪委负责同志", "observer", "group")], id="a label before a group"),
        pytest.param(
            "出席会议的领导有县政协主席谭秀兰及县直机关工委负责同志。", [("县直机关工委负责同志", "attendee", "group")], id="behind a name"
        ),
        pytest.param("县委第二指导组组员参加会议。", [("县委第二指导组组员", "supervisor", "group")], id="of those sent"),
        pytest.param("会上，党组成员们对照检查直指要害。", [("党组成员们", "attendee", "group")], id="们"),
    ],
)
def test_groups_are_labelled_as_printed(text: str, groups: list[tuple[str, str, str]]) -> None:
    assert groups_in(text) == groups


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("County magistrate Ruan Qiming presided over the meeting.", id="a person"),
        pytest.param("The party group attached great importance to the meeting.", id="an action before the meeting"),
        pytest.param("Que Li of the Supervision and Administration Commission participated.", id="where somebody is from"),
        pytest.param("会议要求全体党员做好参加学习的准备。", id="whom something is demanded of"),
        pytest.param("副县长谭秀兰、庞野参加会议。", id="people with a title"),
        pytest.param("县政府党组高度重视，认真开展谈心谈话。", id="preparation"),
        pytest.param("阮启明对县政府党组各位同志的对照检查发言一一点评。", id="whose words somebody comments on"),
        pytest.param("县政府党组同志的发言，聚焦4个重点，带头作对照检查。", id="words of a group"),
        pytest.param("各位观众：习近平总书记出席会议的情况将作详细报道。", id="the title behind a name"),
    ],
)
def test_no_group_is_made_up(text: str) -> None:
    assert groups_in(text) == []


def test_a_body_that_takes_part_is_one_of_the_report() -> None:
    rows = told("县委组织部列席会议。")
    (row,) = rows["participation"]
    named = {o["organization_id"]: o["label"] for o in rows["organization_mention"]}
    assert named[row["organization_id"]] == "县委组织部"
