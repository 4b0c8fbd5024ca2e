import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.document import Document, Record, make_document
from transforms.facts.requirements import RequirementMention, find_requirements
from transforms.facts.statements import find_statements
from transforms.lexicons import Lexicons
from transforms.names import find_names

ROOT = Path(__file__).resolve().parents[2]
LEXICONS = Lexicons()


def requirements_of(text: str) -> tuple[Document, list[RequirementMention]]:
    document = make_document(Record(0, text))
    statements = find_statements(document, LEXICONS, find_names(document, LEXICONS))
    return document, find_requirements(document, LEXICONS, statements)


def items(text: str) -> list[tuple[int, str]]:
    document, found = requirements_of(text)
    return [(r.position, document.text[r.start : r.end]) for r in found]


@pytest.mark.parametrize(
    ("gold", "report"),
    [
        ("seeds/002", "seeds/reports/002_1cafb1c93f312384.txt"),
        ("seeds/003", "seeds/reports/003_86bc0ab572369726.txt"),
        ("samples/101", "tests/gold/samples/101_zh.txt"),
        ("samples/114", "tests/gold/samples/114_en.txt"),
        ("samples/115", "tests/gold/samples/115_en.txt"),
        ("samples/117", "tests/gold/samples/117_en.txt"),
    ],
)
def test_items_of_annotated_reports_begin_and_end_where_a_reader_puts_them(gold: str, report: str) -> None:
    wanted = json.loads((ROOT / "tests" / "gold" / f"{gold}.json").read_text(encoding="utf-8"))["requirements"]
    document, found = requirements_of((ROOT / report).read_bytes().decode("utf-8-sig"))
    printed = ["".join(document.printed(r.start, r.end).split()) for r in found]
    words = [("".join(r["start"].split()), "".join(r["end"].split())) for r in wanted]
    assert [(p[: len(a)], p[-len(b) :]) for p, (a, b) in zip(printed, words, strict=True)] == words
    assert [(r.statement, r.position) for r in found] == [(r["statement"], r["position"]) for r in wanted]


def test_lists_of_demands_in_reports_of_other_places() -> None:
    folder = Path(__file__).parent / "speech_reports"
    chinese, english = ((folder / f"{name}.txt").read_text(encoding="utf-8") for name in ("tianzhen_zh", "huating_en"))
    assert [(p, item[:5], item[-5:]) for p, item in items(chinese)] == [
        (1, "（一）持续", "着问题学。"),
        (2, "（二）持续", "逐条销号。"),
        (3, "（三）持续", "耕前到位。"),
        (1, "首先，要把", "精神上来。"),
        (2, "其次，要把", "为农实事。"),
        (3, "最后，要管", "带好队伍。"),
    ]
    assert [(p, item[:12], item[-12:]) for p, item in items(english)] == [
        (1, "First, keep ", "rst quarter."),
        (2, "Second, keep", "e of safety."),
        (3, "Third, keep ", "ritten well."),
        (1, "one is to pu", "ish the list"),
        (2, "the second i", "e time limit"),
        (3, "the third is", "supervision."),
    ]


def test_items_of_one_sentence_leave_the_semicolon_and_keep_the_full_stop() -> None:
    assert items("会议要求，一是抓好学习；二是抓好整改；三是抓好落实。各单位要报送情况。") == [
        (1, "一是抓好学习"),
        (2, "二是抓好整改"),
        (3, "三是抓好落实。"),
    ]


@pytest.mark.parametrize("ordinals", [("一防", "二防", "三防"), ("第一句，", "第二句，", "第三句，"), ("其一，", "其二，", "其三，")])
def test_lists_of_plain_speech(ordinals: tuple[str, str, str]) -> None:
    demands = ["松劲歇脚；", "眉毛胡子一把抓；", "只改别人。"]
    wanted = [f"{o}{d}".removesuffix("；") for o, d in zip(ordinals, demands, strict=True)]
    listed = "；".join(wanted)
    assert items(f"张华强调，要记住三句话：{listed}") == list(enumerate(wanted, 1))


def test_items_of_several_sentences_run_to_the_next_ordinal() -> None:
    text = "就下一步工作，会议强调，一要对标对表。班子成员要带头。二要转变作风。会后，班子成员要列出清单。三要促进发展。要干出成效。"
    assert items(text) == [
        (1, "一要对标对表。班子成员要带头。"),
        (2, "二要转变作风。会后，班子成员要列出清单。"),
        (3, "三要促进发展。要干出成效。"),
    ]


def test_items_may_be_paragraphs_with_headlines_of_their_own() -> None:
    text = "会议提出三点要求：\n一、强化武装\n深入学习新思想，做到知行合一。\n二、抓好整改\n对照清单，逐项落实到位。\n会议由局长主持。"
    assert items(text) == [(1, "一、强化武装\n深入学习新思想，做到知行合一。"), (2, "二、抓好整改\n对照清单，逐项落实到位。")]


def test_the_list_ends_where_the_speaker_is_named_again() -> None:
    text = "会议要求，第一，坚定信念。第二，担当作为。会议最后强调，要抓好安全。"
    assert [end for _, end in items(text)] == ["第一，坚定信念。", "第二，担当作为。"]


def test_a_list_inside_an_item_belongs_to_the_item_and_a_second_list_goes_on_counting() -> None:
    nested = "会议要求，一要抓学习，一是读原著，二是悟原理；二要抓整改。"
    assert items(nested) == [(1, "一要抓学习，一是读原著，二是悟原理"), (2, "二要抓整改。")]
    second = "会议要求，一是学习；二是整改。各单位要做到两点：一是带头；二是担当。"
    assert items(second) == [(1, "一是学习"), (2, "二是整改。"), (3, "一是带头"), (4, "二是担当。")]


@pytest.mark.parametrize(
    ("lead", "wanted"),
    [
        ("first, learn deeply, second, act firmly, and third, work hard.", "first, learn deeply|second, act firmly|third, work hard."),
        (
            "three points: one is to learn; the two is to act; the third is to win.",
            "one is to learn|the two is to act|the third is to win.",
        ),
        ("(1) be loyal; (2) be clean.", "(1) be loyal|(2) be clean."),
        ("First of all, be loyal. Secondly, be clean. Lastly, be brave.", "First of all, be loyal.|Secondly, be clean.|Lastly, be brave."),
    ],
)
def test_ordinals_of_machine_english(lead: str, wanted: str) -> None:
    assert [item for _, item in items(f"The meeting required that {lead}")] == wanted.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "会前，党组做了三项工作：一是组织学习；二是征求意见；三是谈心谈话。",
        "会议认为，这次会议有三个特点：一是准备充分；二是查摆到位；三是批评真诚。",
        "会议强调，要说真话，一是一、二是二，不遮不掩。",
        "会议强调，第一季度要开好局，第二季度要见成效，严格执行第一议题制度。",
        "会议要求，一要抓好整改。",
        "The meeting emphasized that the first quarter is decisive and the second half of the article must be written well.",
    ],
)
def test_accounts_idioms_and_lone_ordinals_are_no_requirements(text: str) -> None:
    assert items(text) == []


ORDINALS = [*"一要学习 二要整改 三要落实 第一， 第二， ； 。 ， 首先 其次 最后 一是 二是 1. 2. 会议要求， ① ②".split(), "\n"]


@given(st.lists(st.sampled_from(ORDINALS), max_size=30).map("".join))
@example("第一，第二，第一，第二，")
@settings(deadline=None)
def test_positions_count_from_one_without_gaps_and_items_do_not_overlap(tail: str) -> None:
    document, found = requirements_of("会议要求，" + tail + "。")
    for statement in {r.statement for r in found}:
        own = [r for r in found if r.statement == statement]
        assert [r.position for r in own] == list(range(1, len(own) + 1))
        assert len(own) > 1
    edges = [edge for r in found for edge in (r.start, r.end)]
    assert edges == sorted(edges)
    assert all(r.start < r.end <= len(document.text) for r in found)
