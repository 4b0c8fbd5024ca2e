"""The many ways in which Chinese reports state a prescribed step, and words like them that state none."""

import pytest

from transforms.document import Record, make_document
from transforms.facts.steps import find_steps
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


def steps(text: str, supervisors: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    found = find_steps(make_document(Record(0, text)), LEXICONS, supervisors)
    return {(s.step_id.split("_")[0], s.modality) for s in found}


REPORTED = [
    ("s01", "镇党委高度重视，精心制定方案，反复打磨流程。"),
    ("s01", "会议审议《县政协党组2023年度民主生活会工作方案》。"),
    ("s02", "会议紧扣“严守纪律、改进作风”的主题，深入检视。"),
    ("s03", "会前，召开党组会传达学习有关文件精神。"),
    ("s03", "党组成员学习了党的二十大报告，打牢思想基础。"),
    ("s04", "在办公楼大厅设置意见箱，向企业发放征求意见表。"),
    ("s05", "班子成员彼此也谈了心，把话说开。"),
    ("s05", "大家互相交心，消除误会。"),
    ("s06", "会前把问题找准找实，不回避矛盾。"),
    ("s07", "发言提纲都是自己动笔，有的改了五遍。"),
    ("s07", "班子对照检查材料七易其稿。"),
    ("s07", "个人发言提纲由班子成员自己动手写。"),
    ("s08", "班子对照检查材料报县纪委和县委组织部审核。"),
    ("s08", "检视剖析材料由书记主持起草，一并送上级督导组审阅把关。"),
    ("s10", "会上对2022年度民主生活会整改措施落实情况进行了通报。"),
    ("s10", "会议通报了去年召开的群众路线教育实践活动专题民主生活会整改情况。"),
    ("s11", "会议报告了上年度整改落实情况，以及此次征求意见情况。"),
    ("s11", "党组书记反馈了征求到的意见建议。"),
    ("s12", "他代表班子，围绕五个方面检视问题、深挖根源。"),
    ("s12", "会上宣读了领导班子对照检查材料。"),
    ("s13", "孟书记打头炮，点自己的短处。"),
    ("s13", "他率先“晒”出自己的问题，请大家批评。"),
    ("s13", "局长带头检讨用人失察。"),
    ("s13", "书记代表常委班子作对照检查发言，并作个人自我剖析。"),
    ("s14", "其余同志逐个“过堂”，谁也没有例外。"),
    ("s14", "支委按顺序发言，人人亮短。"),
    ("s15", "批评起来也不客气，句句扎心。"),
    ("s15", "大家相互提醒帮助，帮在点子上。"),
    ("s15", "每个人都虚心接受批评，既有辣味又有温度。"),
    ("s16", "大家深挖思想根子，找到病灶。"),
    ("s18", "班子提出下步整改方向。"),
    ("s19", "督导组组长肯定了县委常委会的民主生活会。"),
    ("s20", "局长在小结时说，会议开得好。"),
    ("s21", "会议还审议了整改方案。"),
    ("s22", "县政府党组将会议情况书面报告市委组织部。"),
    ("s23", "会后，党组列好整改清单，挂图作战。"),
    ("s28", "列出问题清单和整改清单，并在内网公示。"),
]
DEMANDED = [
    ("s03", "会议强调，要认真学习党的二十大精神，打牢思想基础。"),
    ("s23", "秦明要求，尽快拿出整改方案。"),
    ("s23", "秦明要求，2月底前拿出清单、明确责任。"),
    ("s25", "秦明强调，要把责任落实到人。"),
    ("s26", "秦明要求，把意见逐条改到位，3月底前给群众一个交代。"),
    ("s27", "贺平在点评时就会后工作提出如下要求：\n（一）坚定信念，对党忠诚；\n（二）即知即改，逐项销号；"),
    ("s28", "会议要求，整改结果以适当方式公开。"),
    ("s29", "机关纪委将对整改进展开展专项督查。"),
    ("s29", "秦明要求，严格整改，县委巡察办要跟踪督办。"),
]
NONE = [
    ("s02", "会议紧扣主题，深入开展检视。"),
    ("s02", "县委“不忘初心、牢记使命”主题教育督导组到会。"),
    ("s03", "县委召开常委会会议，传达学习全国两会精神。"),
    ("s06", "要对查摆出的16个问题建立台账。"),
    ("s06", "会议通报了上年度民主生活会查摆问题整改情况。"),
    ("s13", "局长代表班子作对照检查，班子成员逐一作个人对照检查。"),
    ("s24", "他说，下乡多数时候是听汇报、看台账。"),
    ("s27", "秦明要求，确保条条有整改、件件有着落。"),
    ("s28", "会议通报了党的群众路线教育实践活动专题民主生活会整改情况。"),
    ("s29", "会上通报了巡视整改监督检查情况。"),
]


@pytest.mark.parametrize(("step", "text"), REPORTED)
def test_wordings_that_report(step: str, text: str) -> None:
    assert (step, "reported") in steps(text)


@pytest.mark.parametrize(("step", "text"), DEMANDED)
def test_wordings_that_demand(step: str, text: str) -> None:
    assert (step, "demanded") in steps(text)
    assert (step, "reported") not in steps(text)


@pytest.mark.parametrize(("step", "text"), NONE)
def test_words_that_state_no_such_step(step: str, text: str) -> None:
    assert step not in {s for s, _ in steps(text)}


@pytest.mark.parametrize("opening", ["卫民", "县纪委副书记卫民", "最后，卫民"])
def test_what_a_supervisor_says_of_the_meeting_is_the_comment(opening: str) -> None:
    text = f"卫民率督导组成员到会指导。{opening}指出，会议准备充分。"
    assert ("s19", "reported") in steps(text, ("卫民",))
    assert "s19" not in {s for s, _ in steps(text)}
