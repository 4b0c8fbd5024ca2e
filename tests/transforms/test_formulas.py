from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Record, make_document
from transforms.facts.formulas import find_formulas
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


def formulas(text: str) -> list[tuple[str, str, str | None]]:
    document = make_document(Record(0, text))
    return [(f.formula_id, document.text[f.start : f.end], f.stance) for f in find_formulas(document, LEXICONS)]


def ids(text: str) -> list[str]:
    return [formula_id for formula_id, _, _ in formulas(text)]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("我们要坚决捍卫“两个确立”。", "defend"),
        ("我们要衷心拥护“两个确立”。", "support"),
        ("全党要深刻領悟「兩個確立」的決定性意義。", "understand"),
        ("faithfully defend the “two establishments” and work hard", "defend"),
        ("we must deeply understand the decisive significance of the 'Two Establishes'", "understand"),
        ("firmly support the &quot;two affirmations&quot; at all times", "support"),
        ("He defended the town. The “two establishments” matter.", None),
    ],
)
def test_two_establishes_in_many_renderings_with_the_verb_that_governs_it(text: str, stance: str | None) -> None:
    assert [(i, s) for i, _, s in formulas(text)] == [("two_establishes", stance)]


@pytest.mark.parametrize("text", ["坚定道路自信、理论自信、制度自信、文化自信。", "坚定道路自信、理论自信、制度自信和文化自信。"])
def test_a_list_of_all_components_is_the_formula(text: str) -> None:
    assert ids(text) == ["four_confidences"]


def test_adjacent_parts_of_one_formula_count_once() -> None:
    assert [(i, words) for i, words, _ in formulas("大家开诚布公、坦诚相见，气氛很好。")] == [("frank_meeting", "开诚布公、坦诚相见")]


def test_a_formula_named_twice_counts_twice() -> None:
    assert ids("增强“四个意识”。要把“四个意识”落到行动上。") == ["four_consciousnesses"] * 2


def test_the_longest_formula_wins() -> None:
    assert ids("以伟大斗争、伟大工程、伟大事业、伟大梦想为统领，全面从严治党。") == ["four_greats", "comprehensive_strict_governance"]


@pytest.mark.parametrize(
    "text",
    [
        "会前学习《中共中央政治局关于加强和维护党中央集中统一领导的若干规定》。",
        "The members studied the Several Guidelines on Political Life within the Party before the meeting.",
    ],
)
def test_titles_of_regulations_hold_no_formula(text: str) -> None:
    assert ids(text) == []


def test_a_congress_is_no_formula_without_its_spirit() -> None:
    assert ids("the goals set by the 20th National Congress of the Communist Party of China") == []
    assert ids("the spirit of the 20th National Congress of the Communist Party of China") == ["learn_20th_congress"]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("carry forward the spirit of \"driving nails\"", "nailing_spirit"),
        ("with a nail-driving spirit", "nailing_spirit"),
        ("practise the 'two safeguards'", "two_upholds"),
        ("oppose bureaucracy and formalism", "formalism_bureaucratism"),
        ("the innovative theories of the Party", "innovative_theory"),
        ("every comrade turned the edge of the knife inward", "blade_inward"),
        ("faces turned red and sweat came out", "red_face_sweat"),
        ("each number will be cancelled once its problem is solved, one by one rectification", "item_by_item_close"),
        ("the fight against gangs and evil", "sweep_black"),
        ("optimise the business environment", "business_environment"),
    ],
)
def test_how_a_machine_inflects_a_formula_does_not_decide(text: str, formula: str) -> None:
    assert set(ids(text)) == {formula}


def test_commas_part_only_what_is_a_list() -> None:
    assert ids("they looked for problems, lists were made") == []
    assert ids("formalism, bureaucracy") == ["formalism_bureaucratism"]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("the theme education of \"not forgetting the original intention\"", ["original_aspiration_campaign"]),
        ("\"Never forget the original heart\" thematic education", ["original_aspiration_campaign"]),
        ("\"Never forget the original heart\". The theme education goes on.", ["original_mission", "theme_education_2023"]),
        ("theme education on Xi Jinping Thought on Socialism with Chinese Characteristics for a New Era", ["theme_education_2023"]),
    ],
)
def test_a_campaign_is_named_by_its_theme(text: str, formulas: list[str]) -> None:
    assert ids(text) == formulas


def test_the_leadership_of_a_party_committee_is_not_that_of_the_party() -> None:
    assert ids("They put the leadership of the Party into all links.") == ["party_leadership"]
    assert ids("The president works under the leadership of the Party committee.") == []


def test_a_list_of_the_parts_of_a_formula_is_one_mention() -> None:
    text = "casting souls with learning, increasing wisdom with learning, correcting style with learning and promoting work with learning"
    assert ids(text) == ["four_by_learning"]


PHRASES = [phrase for language in ("zh", "en") for phrase, _ in LEXICONS["formulas"].phrases(language)]


@given(
    st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=8), st.sampled_from(["，", ". ", "、", "\n", "《", "》"])), max_size=12)
)
def test_mentions_are_in_order_inside_the_text_and_never_overlap(pieces: list[str]) -> None:
    document = make_document(Record(0, " ".join(pieces)))
    end = 0
    for mention in find_formulas(document, LEXICONS):
        assert end <= mention.start < mention.end <= len(document.text)
        end = mention.end


@pytest.mark.parametrize(("year", "found"), [(2019, []), (2023, ["theme_education_2023"])])
def test_no_report_speaks_of_a_campaign_to_come(year: int, found: list[str]) -> None:
    document = make_document(Record(0, "主题教育开展以来，班子认真学习。"), date(year, 12, 9))
    assert [f.formula_id for f in find_formulas(document, LEXICONS)] == found
