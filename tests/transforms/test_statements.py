import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Document, Record, make_document
from transforms.facts.statements import StatementMention, find_statements
from transforms.lexicons import Lexicons
from transforms.names import find_names

ROOT = Path(__file__).resolve().parents[2]
LEXICONS = Lexicons()
PLAIN = ["seeds/000", "seeds/001", "seeds/002", "seeds/003", "seeds/004", "samples/101", "samples/103", "samples/108", "samples/114"]
PLAIN += ["samples/115", "samples/116", "samples/118"]


def statements_of(text: str) -> tuple[Document, list[StatementMention]]:
    document = make_document(Record(0, text))
    return document, find_statements(document, LEXICONS, find_names(document, LEXICONS))


def assert_told(text: str, *expected: tuple[str, str, str, str]) -> None:
    """Each block has this speaker, this verb, and begins and ends with these words."""
    document, found = statements_of(text)
    blocks = [document.text[s.start : s.end] for s in found]
    assert [(s.speaker.label if s.speaker else s.speaker_label, s.verb) for s in found] == [(who, verb) for who, verb, _, _ in expected]
    edges = [(block[: len(first)], block[-len(last) :]) for block, (_, _, first, last) in zip(blocks, expected, strict=True)]
    assert edges == [(first, last) for _, _, first, last in expected]


def own(name: str) -> str:
    return (Path(__file__).parent / "speech_reports" / f"{name}.txt").read_text(encoding="utf-8")


def source_of(gold: Path, file: str) -> str:
    folder = ROOT / "seeds" / "reports" if gold.parent.name == "seeds" else gold.parent
    path = next(folder.glob(f"{gold.stem}_*")) if gold.parent.name == "seeds" else folder / file
    return path.read_bytes().decode("utf-8-sig")


@pytest.mark.parametrize("name", PLAIN)
def test_blocks_of_annotated_reports_begin_and_end_where_a_reader_puts_them(name: str) -> None:
    gold_path = ROOT / "tests" / "gold" / f"{name}.json"
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    text = source_of(gold_path, gold["file"])
    document, found = statements_of(text)
    printed = ["".join(document.printed(s.start, s.end).split()) for s in found]
    wanted = [("".join(s["start"].split()), "".join(s["end"].split())) for s in gold["statements"]]
    assert [(p[: len(a)], p[-len(b) :]) for p, (a, b) in zip(printed, wanted, strict=True)] == wanted
    assert [s.speaker.label if s.speaker else "meeting" for s in found] == [s["speaker"] for s in gold["statements"]]


def test_a_superior_and_the_presider_speak_in_turn_and_what_was_done_is_not_speech() -> None:
    assert_told(
        own("baokang_zh"),
        ("聂怀民", "point_out", "聂怀民对民主生活会给予肯定", "会议开得严肃认真。"),
        ("聂怀民", "require", "就做好会后工作，聂怀民", "保障重点项目用地。"),
        ("褚卫东", "state", "褚卫东在总结讲话中", "班子成员要带头落实。"),
    )


def test_a_pronoun_goes_back_to_the_sentence_that_names_the_speaker_and_a_quotation_to_its_first_words() -> None:
    assert_told(
        own("kaiyang_zh"),
        ("姚振海", "point_out", "3月12日，开阳县", "全院上下要同心同德。"),
        ("大家", "point_out", "大家一致认为", "更是爱护。"),
        ("会议", "require", "会议要求，", "各科室要对号入座。"),
        ("会议", "emphasize", "会议强调，", "把群众满意作为标准。"),
        ("姚振海", "state", "“会开得好不好", "姚振海说。"),
    )


def test_machine_english_with_comments_a_second_speaker_in_one_sentence_and_a_quotation() -> None:
    assert_told(
        own("linqu_en"),
        ("Meng Zhaolin", "state", "When commenting, Meng Zhaolin", "make persistent efforts."),
        ("Qi Fangming", "emphasize", "The meeting was convened", "must be done well"),
        ("Meng Zhaolin", "require", "Meng Zhaolin demanded", "made public."),
        ("Meng Zhaolin", "state", '"The rectification is not over.', "said Meng Zhaolin."),
    )


def test_what_a_speaker_comes_to_speak_of_hides_nobody() -> None:
    assert_told(
        "督导组组长张华到会指导。\n谈到今后，张华说，班子更要走在前面。",
        ("张华", "state", "谈到今后，", "走在前面。"),
    )


def test_the_meeting_and_groups_speak_without_a_person() -> None:
    assert_told(
        own("gulang_en"),
        ("Fu Yanting", "point_out", "Fu Yanting presided", "cherish the opportunity."),
        ("the meeting", "emphasize", "It was emphasized", "will be used."),
        ("The steering group", "affirm", "The steering group", "affirmed the meeting."),
        ("Members of the team", "state", "Members of the team", "required by the steering group."),
    )


def test_what_the_meeting_notes_once_more_is_one_block() -> None:
    text = "It was noted at the meeting that the program had yielded results. The meeting noted that solid steps had been taken."
    assert_told(text, ("the meeting", "point_out", "It was noted", "had been taken."))


def test_a_surname_that_is_an_article_speaks_after_mister() -> None:
    text = "An Guohua attended the meeting for guidance. Mr. An said that an old problem had been solved."
    assert_told(text, ("An Guohua", "state", "Mr. An said", "had been solved."))


def test_a_speech_goes_on_over_paragraphs_as_long_as_its_list_does() -> None:
    assert_told(
        own("tianzhen_zh"),
        ("任改莲", "affirm", "任改莲对会议给予高度评价", "农资储备要在春耕前到位。"),
        ("郝存义", "state", "郝存义表示：首先", "带好队伍。"),
    )
    assert_told(
        own("huating_en"),
        ("Nie Yulan", "affirm", "Nie Yulan spoke highly", "must be written well."),
        ("Ke Shaohua", "emphasize", "Ke Shaohua stressed that", "held accountable."),
    )


@pytest.mark.parametrize(
    "text",
    [
        "县委书记庞永康主持会议并讲话。县委常委参加会议。",
        "庞永康同志代表班子作表态发言。会议在国歌声中结束。",
        "会议围绕主题教育总要求，聚焦突出问题，按照县委部署要求，开展批评和自我批评。",
        "庞永康、乔立本依次作交流发言，提出了努力方向和整改措施。",
        "大家真诚相见，互相指出问题和不足，提出意见建议19条。",
        "Pang Yongkang presided over the meeting and delivered a speech. Members of the party group attended the meeting.",
        "Pang Yongkang and Qiao Liben made exchange speeches. The meeting studied the spirit of the plenary session.",
        "As required by the municipal party committee, members pointed out the problems of each other and solicited opinions.",
        "Qiao Liben listened to the whole process and put forward suggestions.",
    ],
)
def test_steps_of_the_meeting_are_no_speech(text: str) -> None:
    assert_told(text)


def test_the_leader_whom_a_speech_quotes_does_not_take_it_over() -> None:
    text = "会议指出，批评是良药。习近平总书记强调，要用好批评和自我批评的武器。各支部要认真落实。"
    assert_told(text, ("会议", "point_out", "会议指出", "各支部要认真落实。"))


def test_a_name_that_nobody_recognised_is_kept_as_the_label_of_the_speaker() -> None:
    document = make_document(Record(0, "丹增旺堆强调，要依法履职。《意见》指出，要抓落实。报告指出，成绩来之不易。"))
    found = find_statements(document, LEXICONS, names=[])
    assert [(s.speaker, s.speaker_label) for s in found] == [(None, "丹增旺堆")]


@pytest.mark.parametrize("clause", ["大家" + "在会上、" * 300 + "；强调，要学。", "大家" + "对就从结合在会中" * 300 + "；强调，要学。"])
def test_a_clause_without_end_is_read_in_no_time(clause: str) -> None:
    assert_told(clause)


FRAGMENTS = [
    *"聂怀民强调， 会议指出， 一要学习 二是整改 。 ； “ ” 他要求 要从严 习近平总书记说： （记者祁思远） 提出三点要求：".split(),
    *("Meng Zhaolin said ", "The meeting emphasized that ", "First, we must act. ", '"', ". ", "he hoped that ", "\n"),
]


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
@settings(deadline=None)
def test_blocks_follow_one_another_inside_the_text(text: str) -> None:
    document, found = statements_of(text)
    edges = [edge for s in found for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(document.text[s.start : s.end].strip() for s in found)
    assert all(s.start <= s.verb_start < s.verb_end <= len(document.text) for s in found)
