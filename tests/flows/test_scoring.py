"""The scorer, and the score of the five seed reports."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.scoring.body import Body
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
    assert (score.precision, score.recall, score.wanted) == (0.5, pytest.approx(2 / 3), 3)
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
