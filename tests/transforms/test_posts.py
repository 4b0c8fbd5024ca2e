"""A printed title is the post that its head, its body and that body's level make it; the body may be that of what stands before."""

import pytest

from tests.transforms.readings import told


def posts_in(text: str) -> list[object]:
    return [m["post_id"] for m in told(text)["membership"]]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        pytest.param("县委副书记、县长阮启明主持会议。", ["county_deputy_secretary", "county_mayor"], id="by level"),
        pytest.param("丽水市委副书记、市长阮启明到会。", ["municipal_deputy_secretary", "mayor"], id="by the level of another place"),
        pytest.param("党组书记阮启明主持会议。", ["party_group_secretary"], id="Party group of the host"),
        pytest.param("县人大常委会主任聂书列席。", ["npc_director"], id="director of a congress"),
        pytest.param("县政协主席聂书列席。", ["cppcc_chair"], id="CPPCC"),
        pytest.param("县委组织部部长裴国梁列席。", ["organisation_minister"], id="department"),
        pytest.param("县纪委书记、县监委主任裴国梁列席。", ["discipline_secretary", "supervision_director"], id="one body, two posts"),
        pytest.param("县法院院长安雅丽、县检察院检察长聂书列席。", ["court_president", "procurator_general"], id="court and procuratorate"),
        pytest.param("县财政局局长聂书列席。", ["bureau_director"], id="bureau"),
        pytest.param("出席：聂书、裴国梁（县财政局局长）", ["bureau_director", "bureau_director"], id="a bracket that two names share"),
        pytest.param(
            "县委第二督导组组长裴国梁、成员安雅丽到会指导。",
            ["supervision_group_leader", "supervision_group_member"],
            id="a member behind the leader of a group",
        ),
        pytest.param(
            "County party committee standing committee members Que Li and Pang Ye spoke.",
            ["county_standing_member", "county_standing_member"],
            id="members of a standing committee in front",
        ),
        pytest.param(
            "The second steering group of the county party committee and its leader Que Li attended.",
            ["supervision_group_leader"],
            id="its leader",
        ),
        pytest.param(
            "督导组组长裴国梁、副组长安雅丽到会指导。", ["supervision_group_leader", "supervision_group_deputy"], id="body of the neighbour"
        ),
        pytest.param(
            "州委常委聂书（州纪委书记）、裴国梁（常务副州长）先后发言。",
            ["municipal_standing_member", "discipline_secretary", "municipal_standing_member", "executive_vice_mayor"],
            id="a title shared by a list with posts in brackets",
        ),
        pytest.param("督导组组长裴国梁、组员聂书到会指导。", ["supervision_group_leader", "supervision_group_member"], id="组员"),
        pytest.param("市粮社党委书记聂书到会。", ["party_committee_secretary"], id="Party committee of a body of the city"),
        pytest.param("督导组组长裴国梁、驻局检修室主任聂书到会指导。", ["supervision_group_leader", None], id="head of an unknown section"),
        pytest.param("县法院院长安雅丽列席。安雅丽院长发言。", ["court_president"], id="a short title behind a name"),
        pytest.param(
            "Party secretary Que Li, and Tan Xiulan, member of the county steering group, came to guide.",
            ["party_group_secretary", "supervision_group_member"],
            id="the second name has a title of its own",
        ),
        pytest.param(
            "Que Li, Pang Ye and other members of the county party committee spoke one by one.",
            ["party_committee_member", "party_committee_member"],
            id="and other members",
        ),
        pytest.param("County Party Secretary Que Li presided over the meeting.", ["county_party_secretary"], id="a level before Party"),
        pytest.param("Lishui Municipal Party Secretary Que Li attended.", ["municipal_party_secretary"], id="a place before the level"),
        pytest.param("Deputy Municipal Party Secretary Que Li attended.", ["municipal_deputy_secretary"], id="deputy before the level"),
        pytest.param(
            "Que Li, secretary of the town party committee and mayor, attended.", ["township_party_secretary", None], id="mayor of a town"
        ),
        pytest.param("一级调研员聂书参加会议。", ["inspector_rank"], id="rank without a body"),
        pytest.param(
            "Ruan Qiming, deputy secretary of the county party committee and county magistrate, presided over the meeting.",
            ["county_deputy_secretary", "county_mayor"],
            id="English chain",
        ),
        pytest.param(
            "Tan Xiulan, secretary of the county commission for discipline inspection and director of the supervision commission, spoke.",
            ["discipline_secretary", "supervision_director"],
            id="English discipline commission",
        ),
        pytest.param(
            "Ouyang Zhihang, secretary of the Zunyi Medical Institute's Party Committee, and Lei Meng, president of the Institute, spoke.",
            ["university_party_secretary", "university_president"],
            id="institute",
        ),
        pytest.param(
            "Pei Guoliang, leader of the county steering group, and An Yali, deputy leader, attended for guidance.",
            ["supervision_group_leader", "supervision_group_deputy"],
            id="English body of the neighbour",
        ),
        pytest.param(
            "Nie Shu, secretary of the party group and director of the county finance bureau, attended the meeting.",
            ["party_group_secretary", "bureau_director"],
            id="English body of the second title",
        ),
        pytest.param("Nie Shu, president of the county people's court, sat in on the meeting.", ["court_president"], id="English court"),
        pytest.param("Nie Shu, secretary of the State Party Committee, attended.", ["municipal_party_secretary"], id="State for 州"),
        pytest.param("The seventh steering group leader Nie Shu attended.", ["supervision_group_leader"], id="ends in the head"),
        pytest.param(
            "Pei Guoliang, leader of the county steering group, attended, and members of the group An Yali and Nie Shu attended.",
            ["supervision_group_leader", "supervision_group_member", "supervision_group_member"],
            id="the group spoken of",
        ),
        pytest.param("Nie Shu, Minister of United Front Work, attended.", ["united_front_minister"], id="the department left out"),
    ],
)
def test_titles_are_posts_of_the_lexicon(text: str, posts: list[object]) -> None:
    assert posts_in(text) == posts


def test_a_post_that_another_one_implies_is_left_out() -> None:
    assert posts_in("党组副书记阮启明主持会议，党组成员阮启明讲话。") == ["party_group_deputy_secretary"]


def test_a_title_of_no_known_post_is_kept_as_printed() -> None:
    (held,) = told("县总工会主席聂书列席会议。")["membership"]
    assert (held["post_id"], held["title"]) == (None, "县总工会主席")
