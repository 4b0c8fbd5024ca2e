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
    ("step", "text"),
    [
        ("s01", "A special plan for the meeting was also drawn up."),
        ("s03", "Three members read the newly revised regulations article by article."),
        ("s03", "The comrades studied the spirit of the Fourth Plenary Session."),
        ("s04", "58 comments were gathered in the villages."),
        ("s04", "The hospital asked patients and their relatives for their suggestions."),
        ("s05", "Conversations with the heads of sections took place twice."),
        ("s06", "The gaps in grassroots work were then carefully sorted out."),
        ("s07", "The contrast inspection manuscripts were rewritten five times."),
        ("s08", "The outlines were sent back by the supervision team after a check."),
        ("s08", "The drafts were submitted to the organization department."),
        ("s10", "He gave an account of how the problems of the previous democratic life meeting had been corrected."),
        ("s11", "The comments solicited in spring were read out; then the suggestions collected were also announced."),
        ("s12", "In the name of the leading body, Qin examined and dissected its style."),
        ("s13", "Qin began with himself."),
        ("s14", "The vice principals took the floor one after another."),
        ("s15", "The rest of the comrades criticized her."),
        ("s15", "A total of 31 critical opinions were raised."),
        ("s16", "The causes were then deeply looked for in the heart."),
        ("s08", "The outlines were submitted to the higher-level organization for approval."),
        ("s10", "Qin began by briefing the meeting on how the problems of the previous democratic life meeting had been remedied."),
        ("s13", "She was the first to criticize herself."),
        ("s13", "Qin took the lead, Hou and Tuo followed, and individual inspections were made."),
        ("s15", "Each listened, hearing criticism from colleagues."),
        ("s18", "The direction of future work was determined."),
        ("s18", "They set out how they would improve."),
        ("s19", "Qin gave full recognition to the meeting."),
        ("s20", "Qin said on behalf of the team that it would accept the opinions."),
        ("s18", "A plan of correction and the direction of future work were made clear."),
        ("s20", "Qin rounded off the meeting."),
    ],
)
def test_families_of_wordings_tell_what_was_done(step: str, text: str) -> None:
    assert (step, "reported") in steps(text)


@pytest.mark.parametrize(
    ("step", "text"),
    [
        ("s23", "She hoped that the problems would be entered into a list of rectification."),
        ("s25", "Qin required that responsibility be pinned on individuals."),
        ("s26", "The problems of parking should be solved by the end of May."),
        ("s27", "He demanded: solve one, cancel one."),
        ("s28", "The results will be announced."),
        ("s29", "He asked that the office check the rectification once a month."),
    ],
)
def test_families_of_wordings_tell_what_is_called_for(step: str, text: str) -> None:
    assert (step, "demanded") in steps(text)


def test_what_a_speaker_says_has_been_done_is_reported() -> None:
    assert ("s04", "reported") in steps("Qin said that 40 opinions had been collected.")
    assert ("s04", "demanded") in steps("Qin said that opinions would be collected.")


def test_words_that_are_said_open_no_speech() -> None:
    assert ("s14", "reported") in steps("In the talks much could be said. The others examined themselves one by one.")


@pytest.mark.parametrize(
    "text",
    [
        "The new hospital building will be completed within six months.",
        "The project plan was issued to the counties.",
        "Colleagues from other bureaus visited the exhibition.",
        "Leading cadres were informed of the weather.",
        "The theme education on studying and implementing the spirit of the congress goes on.",
        "The talk about the price of pork went round.",
        "The lights were checked by the electrician every month of the year 1990.",
        "Responsible comrades of the bureau came by train.",
        "The report of the county on flood control was sent to the provincial government.",
    ],
)
def test_the_words_of_other_business_are_no_steps(text: str) -> None:
    assert steps(text) == set()


def test_a_call_in_the_next_sentence_calls_for_nothing_in_this_one() -> None:
    assert ("s23", "reported") in steps("A rectification plan has been drawn up. It will be read in May.")
