"""Words by what their forms have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.word_keys import keyed, phrase_key, word_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the two establishments", "2 establishment"),
        ("formalism, bureaucracy", "Formalism and bureaucracy"),
        ("casting the soul with learning", "cast souls with learning"),
        ("organisational programmes", "organizational program"),
        ("heart-to-heart talks", "heart to heart talk"),
        ("supply its duties", "supply their duty"),
        ("planned policies", "plan policy"),
    ],
)
def test_forms_of_the_same_words_have_one_key(one: str, other: str) -> None:
    assert phrase_key(one.lower()) == phrase_key(other.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [("party building", "party build"), ("party leading group", "party lead group"), ("the party's leadership", "party leadership")],
)
def test_words_that_only_look_alike_keep_their_own(one: str, other: str) -> None:
    assert phrase_key(one) != phrase_key(other)


@given(st.text(alphabet="abcdefginrstuyz0123456789' ,.-\n", max_size=80))
def test_every_key_leads_back_to_its_word(text: str) -> None:
    found = keyed(text)
    assert found.text == phrase_key(text)
    start = 0
    for key in found.text.split():
        first, last = found.span(start, start + len(key) + 2)
        assert word_key(text[first:last]) == key
        start += len(key) + 1
