import pytest

from transforms.document import Record, make_document
from transforms.facts.steps import find_steps
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


def steps(text: str) -> set[tuple[str, str]]:
    return {(s.step_id.split("_")[0], s.modality) for s in find_steps(make_document(Record(0, text)), LEXICONS)}


REPORTED = [
    ("s01", "会前，局党委认真筹备，制定了民主生活会工作方案。"),
    ("s01", "Before the meeting, the party group formulated the plan for the democratic life meeting."),
    ("s01", "The bureau formulated a detailed implementation plan for the democratic life meeting."),
    ("s02", "会议以“学习贯彻党的二十大精神”为主题，联系实际进行检视。"),
    ("s02", "本次民主生活会的主题是：认真学习贯彻党的二十大精神。"),
    ("s02", "The theme of this democratic life meeting is to study and implement the spirit of the 20th National Congress."),
    ("s02", 'The meeting took "strictly abiding by political discipline" as the theme.'),
    ("s03", "会前，党组成员认真学习了党章和有关规定。"),
    ("s03", "会前，班子成员通过个人自学和集中研讨等方式学习习近平总书记重要讲话精神。"),
    ("s03", "Before the meeting, party group members conscientiously studied the important speeches of General Secretary Xi Jinping."),
    ("s03", "In the early stage, the leading group organized a special study and discussion."),
    ("s04", "会前，通过个别访谈、发放征求意见表等方式，广泛征求党员群众意见建议。"),
    ("s04", "共收集意见建议78条。"),
    ("s04", "Before the meeting, the opinions and suggestions of the cadres and the masses were widely solicited."),
    ("s04", "A total of 36 opinions and suggestions were collected."),
    ("s05", "班子成员之间开展了坦诚的谈心谈话。"),
    ("s05", "Team members had heart-to-heart talks with one another."),
    ("s05", "The members talked to each other heart-to-heart."),
    ("s06", "班子成员深入查摆存在的突出问题。"),
    ("s06", "党组紧密联系实际，全面检视问题不足。"),
    ("s06", "The leadership team deeply examined its outstanding problems."),
    ("s06", "The members searched for gaps and problems and found out the shortcomings."),
    ("s07", "会前，认真撰写班子对照检查材料和个人发言提纲。"),
    ("s07", "The comparative inspection materials were carefully written before the meeting."),
    ("s07", "They carefully drafted the speech outline."),
    ("s08", "对照检查材料经上级党组织审核把关。"),
    ("s08", "The comparison and inspection materials were reviewed by the supervision team."),
    ("s09", "2月8日，市残联党组召开2022年度民主生活会。"),
    ("s09", "会议由党组书记李某主持。"),
    ("s09", "On February 8, the municipal Disabled Persons' Federation held its 2022 democratic life meeting."),
    ("s09", "The 2022 democratic life meeting of the bureau was held on February 8."),
    ("s10", "会上首先通报了2021年度民主生活会整改落实情况。"),
    ("s10", "会议听取了上年度民主生活会整改措施落实情况的报告。"),
    ("s10", "At the meeting, the implementation of the rectification measures of last year's democratic life meeting was reported."),
    ("s10", "The meeting informed the rectification of the problems found in the previous democratic life meeting."),
    ("s11", "会议通报了征求意见情况。"),
    ("s11", "会上通报了本次民主生活会征求意见建议情况。"),
    ("s11", "The meeting reported the opinions and suggestions collected for this democratic life meeting."),
    ("s12", "王某代表县政府党组班子作了对照检查。"),
    ("s12", "李书记代表领导班子进行对照检视剖析。"),
    ("s12", "Wang made a comparative check on behalf of the leadership team."),
    ("s12", "Representing the party committee, Li conducted a comparison and inspection."),
    ("s13", "王某带头作个人对照检查发言。"),
    ("s13", "李某带头作自我批评。"),
    ("s13", "Li took the lead in making a personal comparative inspection."),
    ("s13", "Wang took the lead in conducting self-examination."),
    ("s14", "班子成员逐一作个人对照检查。"),
    ("s14", "其他党组成员依次作检视剖析。"),
    ("s14", "Other members made individual comparison inspections one by one."),
    ("s14", "The members of the team spoke one after another and carried out self-criticism."),
    ("s15", "大家相互之间提出了诚恳的批评意见。"),
    ("s15", "开展了严肃认真的相互批评。"),
    ("s15", "Everyone put forward sincere criticisms to each other."),
    ("s15", "The members criticized each other with sincerity."),
    ("s16", "班子深刻剖析了产生问题的原因。"),
    ("s16", "从思想上剖析根源。"),
    ("s16", "The members deeply analyzed the root causes of the problems."),
    ("s16", "The team deeply dissected the reasons."),
    ("s17", "会上，班子成员对个人有关事项作出说明。"),
    ("s17", "The members explained their personal matters and letters of inquiry."),
    ("s18", "班子明确了下一步的努力方向和整改措施。"),
    ("s18", "提出了改进措施和努力方向。"),
    ("s18", "The team put forward the direction of efforts and corrective measures."),
    ("s18", "They clarified the direction of future efforts."),
    ("s19", "督导组组长张某对会议进行了点评。"),
    ("s19", "市委督导组对本次民主生活会给予充分肯定。"),
    ("s19", "The leader of the supervision team commented on the meeting."),
    ("s19", "Zhang fully affirmed this democratic life meeting."),
    ("s20", "李某作了总结讲话。"),
    ("s20", "王某主持会议并作总结讲话。"),
    ("s20", "Li presided over the meeting and made a concluding speech."),
    ("s20", "Wang made a statement on behalf of the team."),
    ("s21", "会议讨论了班子整改方案。"),
    ("s21", "The meeting discussed the rectification plan."),
]
DEMANDED = [
    ("s22", "会议要求，会后15日内将民主生活会情况报上级党委。"),
    ("s22", "The meeting must be reported to the superior party committee within 15 days."),
    ("s23", "李某强调，要制定整改清单。"),
    ("s23", "Li emphasized that it is necessary to draw up a list of rectification."),
    ("s23", "He required that all problems be listed in a rectification list."),
    ("s24", "要建立问题整改台账。"),
    ("s24", "We must establish a problem ledger."),
    ("s25", "要明确责任领导和责任部门。"),
    ("s25", "It is necessary to clarify the responsible persons."),
    ("s26", "要明确整改时限。"),
    ("s26", "It is necessary to set a deadline for rectification."),
    ("s27", "要逐条逐项整改销号。"),
    ("s27", "We should rectify the problems one by one."),
    ("s28", "整改情况要在一定范围内公布。"),
    ("s28", "The results of the rectification should be publicized to the masses."),
    ("s29", "要加强对整改情况的督促检查。"),
    ("s29", "It is necessary to strengthen the supervision of the rectification."),
    ("s30", "要做好民主生活会“后半篇文章”。"),
    ("s30", 'It is necessary to write the "second half of the article" of the democratic life meeting.'),
]


@pytest.mark.parametrize(("step", "text"), REPORTED)
def test_what_was_done_is_reported(step: str, text: str) -> None:
    assert (step, "reported") in steps(text)


@pytest.mark.parametrize(("step", "text"), DEMANDED)
def test_what_is_called_for_is_demanded(step: str, text: str) -> None:
    assert (step, "demanded") in steps(text)
    assert (step, "reported") not in steps(text)


@pytest.mark.parametrize(
    "text",
    [
        "他要求大家认真学习贯彻党的二十大精神。",
        "会议听取了全市安全生产工作情况汇报。",
        "Li emphasized that we must do a good job in flood control.",
        "The city held a work conference on rural revitalization and reported the progress of projects.",
        "The party group discussed the budget plan and listened to the report.",
        "会议研究了干部人事工作，讨论了重点项目建设方案。",
        "The members of the bureau visited enterprises more than 90 person-times.",
        "他说，这次民主生活会开得很好，交流了思想、明确了方向。",
        "全市要压实主体责任，聚焦高质量发展，解决群众急难愁盼问题。",
    ],
)
def test_the_words_of_other_business_are_no_steps(text: str) -> None:
    assert steps(text) == set()


def test_reported_in_preparation_and_demanded_in_the_speech_are_two_mentions() -> None:
    text = "会前，班子成员撰写了对照检查材料。\n李某强调，下次会议要提前撰写对照检查材料。"
    found = [(s.step_id, s.modality) for s in find_steps(make_document(Record(0, text)), LEXICONS)]
    assert found == [("s07_write_materials", "reported"), ("s07_write_materials", "demanded")]


def test_a_demand_carries_over_the_sentences_of_the_speech() -> None:
    text = "Li emphasized that it is necessary to rectify problems. Establish a rectification list and open a problem ledger."
    assert steps(text) == {("s23", "demanded"), ("s24", "demanded")}


def test_a_demand_carries_over_the_numbered_paragraphs_of_the_speech() -> None:
    text = "李某强调：\n一、把政治建设摆在首位。增强党性。\n二、把问题改彻底。列出问题清单、责任清单。"
    assert ("s23", "demanded") in steps(text)


def test_a_quoted_remark_ends_with_who_said_it() -> None:
    text = '"This is my greatest guilt," Li said. The members made self-criticism one by one, and criticized each other.'
    assert {("s14", "reported"), ("s15", "reported")} <= steps(text)


def test_a_comma_inside_a_number_parts_no_clause() -> None:
    assert ("s04", "reported") in steps("They held 26 symposiums and solicited 1,203 opinions.")


def test_an_appraisal_in_a_speech_is_no_step() -> None:
    assert steps("李某指出，这次会议查摆问题见人见事、相互批评直截了当。") == set()


def test_as_required_is_no_speech() -> None:
    assert ("s04", "reported") in steps("按照“两学一做”学习教育要求，采取个别访谈等形式征求意见。")


def test_the_speech_of_a_superior_who_came_to_guide_is_the_comment() -> None:
    text = "县委常委高鹏程到会指导。\n高鹏程指出，班子团结、民主氛围浓。"
    assert steps(text) == {("s19", "reported")}
    assert steps("市委派员到会指导。\n李某指出，班子团结、民主氛围浓。") == set()


def test_the_evidence_is_the_clause() -> None:
    document = make_document(Record(0, "Before the meeting, members had heart-to-heart talks, and the hall was heated."))
    assert [document.text[s.start : s.end] for s in find_steps(document, LEXICONS)] == ["members had heart-to-heart talks"]


def test_a_speech_after_presiding_concludes_a_life_meeting_but_not_a_study_session() -> None:
    assert ("s20", "reported") in steps("李某主持会议并讲话。")
    assert ("s20", "reported") not in steps("县政府党组理论学习中心组举行学习会。李某主持会议并讲话。")


def test_a_text_without_a_step_or_without_any_words_has_none() -> None:
    assert steps("天气晴朗。") == steps(" \n ") == set()
