"""Wordings of English translators: passives, what is named last, the renderings of machines."""

import pytest

from transforms.document import Record, make_document
from transforms.facts.steps import find_steps
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


def steps(text: str) -> set[tuple[str, str]]:
    return {(s.step_id.split("_")[0], s.modality) for s in find_steps(make_document(Record(0, text)), LEXICONS)}


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("s03", "Ahead of the meeting, the bureau intensively studied the Party constitution."),
        ("s05", "Before the session, conversations were carried out among all comrades."),
        ("s06", "Weaknesses in grassroots work were picked out one after another."),
        ("s08", "The materials for comparison and inspection were sent to the steering group for checks."),
        ("s11", "At the meeting, the collection of opinions for this year was announced."),
        ("s12", "Zhao presented the self-examination of the leadership."),
        ("s13", "Each comrade made self-criticism, beginning with the director."),
        ("s13", "Zhao took the lead in baring his own shortcomings."),
        ("s14", "The deputy directors each spoke in turn about their own shortcomings."),
        ("s15", "Each speaker heard the criticism of the others."),
        ("s15", "After he had finished, other comrades criticized him."),
        ("s16", "The ideological roots were dug out."),
        ("s18", "Measures for rectification were put forward."),
    ],
)
def test_what_was_done_is_reported(step: str, text: str) -> None:
    assert (step, "reported") in steps(text)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("s22", "Zhao stressed that the bureau must submit a report on the meeting to the municipal committee."),
        ("s23", "He demanded that a plan for rectification be drawn up."),
        ("s25", "Zhao made three demands. First, name the person in charge."),
        ("s26", "Each problem must be settled within three months."),
        ("s27", "We must see that the problems are struck off."),
        ("s28", "Zhao said in closing that we should make the results public."),
        ("s29", "He called for supervision of the implementation of rectification."),
    ],
)
def test_what_is_called_for_is_demanded(step: str, text: str) -> None:
    assert (step, "demanded") in steps(text)


@pytest.mark.parametrize(
    "text",
    [
        "The new hospital building will be completed within six months.",
        "The project plan was issued to the counties.",
        "Colleagues from other bureaus visited the exhibition.",
        "Leading cadres were informed of the weather.",
        "The report of the county on flood control was sent to the provincial government.",
    ],
)
def test_the_words_of_other_business_are_no_steps(text: str) -> None:
    assert steps(text) == set()


def test_a_call_in_the_next_sentence_calls_for_nothing_in_this_one() -> None:
    assert ("s23", "reported") in steps("A rectification plan has been drawn up. It will be read in May.")
