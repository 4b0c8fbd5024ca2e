"""The scorer, and the score of the five seed reports."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.scoring.body import Body
from flows.scoring.sentences import Sentences
from flows.scoring.tally import Tally, mean_f1, overlap
from tests.project import PROJECT

SPANS = st.tuples(st.integers(0, 50), st.integers(1, 50)).map(lambda pair: (pair[0], pair[0] + pair[1]))
LABELLED = st.lists(st.tuples(st.sampled_from("ab"), SPANS), max_size=6)


def test_the_seeds_are_read_as_their_annotations_say(seed_data: Path, tmp_path: Path) -> None:
    words = ["score", str(PROJECT / "tests/gold/seeds"), "--misses", "--json", str(tmp_path / "figures.json"), "--data", str(seed_data)]
    answer = CliRunner().invoke(main, words)
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert answer.exit_code == 0
    assert figures["mean_f1"] >= 0.95, answer.output
    assert {field: f for field, f in figures["fields"].items() if f["f1"] < 0.85} == {}, answer.output


def test_figures_are_given_for_each_language_and_over_all(seed_data: Path, tmp_path: Path) -> None:
    for name, language in (("000", "en"), ("001", "zh")):
        gold = json.loads((PROJECT / f"tests/gold/seeds/{name}.json").read_text())
        (tmp_path / f"{name}.json").write_text(json.dumps(gold | {"language": language}))
    answer = CliRunner().invoke(main, ["score", str(tmp_path), "--json", str(tmp_path / "figures"), "--data", str(seed_data)])
    figures = json.loads((tmp_path / "figures").read_text())
    both = [figures["languages"][language]["fields"]["step"]["gold"] for language in ("en", "zh")]
    assert figures["fields"]["step"]["gold"] == sum(both)
    [heading] = [line.split() for line in answer.output.splitlines() if "all:" in line]
    assert heading == "all: 2 texts en: 1 texts zh: 1 texts".split()
    [steps] = [line.split() for line in answer.output.splitlines() if line.startswith("step ")]
    assert [int(column) for column in steps[4::4]] == [sum(both), *both]


def test_a_miss_comes_with_its_sentence(seed_data: Path, tmp_path: Path) -> None:
    gold = json.loads((PROJECT / "tests/gold/seeds/000.json").read_text())
    people = [*gold["people"], {"name": "Butterfly Transformation", "roles": ["speaker"], "posts": []}]
    (tmp_path / "gold.json").write_text(json.dumps(gold | {"people": people, "formulas": {}}))
    lines = CliRunner().invoke(main, ["score", str(tmp_path), "--misses", "--data", str(seed_data)]).output.splitlines()
    missed = lines.index("  000_e8ab419525c8c069.txt: missed Butterfly Transformation x1")
    assert lines[missed + 1] == "    Accelerate high-quality development and realize Yongzhou Butterfly Transformation."
    wrong = next(number for number, line in enumerate(lines) if "wrong second_half_article" in line)
    assert "“second half of the article”" in lines[wrong + 1]


def test_a_report_that_the_warehouse_lacks_is_missed_in_every_field(seed_data: Path, tmp_path: Path) -> None:
    gold = json.loads((PROJECT / "tests/gold/seeds/000.json").read_text())
    (tmp_path / "gold.json").write_text(json.dumps(gold | {"file": "elsewhere.txt"}))
    CliRunner().invoke(main, ["score", str(tmp_path), "--json", str(tmp_path / "figures"), "--data", str(seed_data)])
    figures = json.loads((tmp_path / "figures").read_text())["fields"]
    assert {f["f1"] for f in figures.values() if f["gold"]} == {0.0}


@pytest.mark.parametrize("content", ["{", None])
def test_gold_that_cannot_be_read_is_a_sentence(seed_data: Path, tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / "gold.json").write_text(content)
    answer = CliRunner().invoke(main, ["score", str(tmp_path), "--data", str(seed_data)])
    assert answer.exit_code == 1
    assert "gold.json: expected a JSON annotation" in answer.output or "hold no .json file" in answer.output


def test_hits_misses_and_errors_are_counted_as_multisets() -> None:
    tally = Tally()
    tally.compare("field", "r", ["a", "a", "b"], ["a", "b", "b", "c"])
    [score] = tally.scores()
    assert (score.precision, score.wanted) == (0.5, 3)
    assert score.recall == pytest.approx(2 / 3)
    assert tally.misses["field"] == ["r: missed a x1", "r: wrong b x1", "r: wrong c x1"]


def test_a_field_with_nothing_to_find_and_nothing_found_is_right() -> None:
    tally = Tally()
    tally.compare("field", "r", [], [])
    assert mean_f1(tally.scores()) == 0.0  # a field that nobody asked for is no field
    tally.compare("field", "r", [], ["a"])
    assert [(score.precision, score.recall) for score in tally.scores()] == [(0.0, 0.0)]


@given(LABELLED)
def test_the_same_spans_are_all_hits(spans: list[tuple[str, tuple[int, int]]]) -> None:
    tally = Tally()
    tally.compare_spans("field", "r", spans, spans)
    assert tally.misses["field"] == []
    assert all(score.f1 == 1.0 for score in tally.scores())


@given(SPANS, SPANS)
def test_overlap_is_symmetric_and_one_for_the_same_span_alone(a: tuple[int, int], b: tuple[int, int]) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert (overlap(a, b) == 1.0) == (a == b)


def test_words_are_found_whatever_the_layout() -> None:
    text = "He said : “First,\n we must\u3000act.” Then left."
    start, end = Body(text).span('"First, we', 'must act."') or (0, 0)
    assert text[start:end] == "“First,\n we must\u3000act.”"
    assert Body(text).span("First", "nowhere") is None


def test_sentences_are_found_by_place_and_by_words() -> None:
    sentences = Sentences("One İ two.  Three\nfour.", [(0, 10), (12, 23)])
    assert [sentences.at(position) for position in (0, 9, 10, 11, 12, 23)] == ["One İ two."] * 2 + [None, None, "Three four.", None]
    assert [sentences.printing(words) for words in ("TWO", "three four", "five")] == ["One İ two.", "Three four.", None]
