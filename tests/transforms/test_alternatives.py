"""Families of wordings in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.lexicon_files.alternatives import alternatives


@pytest.mark.parametrize(
    ("wording", "phrases"),
    [
        ("heart-to-heart talk", ["heart-to-heart talk"]),
        ("{comparison,contrast} check{,s}", ["comparison check", "comparison checks", "contrast check", "contrast checks"]),
        ("loyal {,and} clean", ["loyal clean", "loyal and clean"]),
    ],
)
def test_a_family_is_every_choice(wording: str, phrases: list[str]) -> None:
    assert alternatives(wording) == phrases


@given(st.lists(st.lists(st.from_regex("[a-z]{1,5}", fullmatch=True), min_size=1, max_size=4, unique=True), min_size=1, max_size=3))
def test_a_family_holds_as_many_phrases_as_there_are_choices(choices: list[list[str]]) -> None:
    size = 1
    for words in choices:
        size *= len(words)
    assert len(alternatives(" ".join("{" + ",".join(words) + "}" for words in choices))) == size
