"""Which reports carry the same news: alike in words and agreed on the meeting. The words of the genre alone make nobody a reprint."""

from collections import Counter
from datetime import date
from random import Random
from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.builders import Report, ask, publish_all, write
from tests.warehouse.printings import Printing, printings
from transforms.document import report_id
from transforms.extract import extract
from transforms.lexicons import Lexicons
from warehouse.reprints import groups
from warehouse.store import Store

TEXT = "".join("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef"[n * 7 % 32] for n in range(256))


class Told(TypedDict, total=False):
    """What a report tells otherwise than the first: arguments of `printed`, columns of the meeting and of its host."""

    signature: str
    presider: str | None
    name_key: str
    area_id: str | None
    kind: str
    form: str | None
    year: int | None
    topic: str
    held_on: date | None
    held_on_basis: str | None
    relation: str


def unlike(places: int) -> str:
    """The signature of a text that differs: in one place of 256 each shingle in 256 is another."""
    return TEXT[: 256 - places] + "-" * places


def printed(
    name: str, signature: str = TEXT, presider: str | None = "Chen Ailin", published_on: date = date(2023, 2, 11), **told: object
) -> Report:
    """A report of an annual life meeting with a signature, and what it tells otherwise than the first."""
    report = Report(name, published_on=published_on)
    report.add("report_signature", report_id=name, signature=signature)
    host = {key: told.pop(key) for key in ("name_key", "area_id") if key in told}
    meeting = report.meeting(report.organization(**host), **{"held_on": date(2023, 2, 10), "held_on_basis": "stated"} | told)
    if presider:
        report.presider(meeting, report.person(presider))
    return report


def reprints(store: Store, *reports: Report) -> dict[str, str]:
    """The original of each reprint, after the reports are published."""
    write(store, "b1", reports)
    publish_all(store)
    return {str(key): str(value) for key, value in ask(store, "SELECT report_id, reprint_of FROM reprint")}


def test_the_earliest_printing_is_the_original(store: Store) -> None:
    early, late = date(2023, 2, 11), date(2023, 2, 13)
    found = reprints(store, printed("r1", published_on=late), printed("r2", unlike(9)), printed("r3", unlike(18), published_on=early))
    assert found == {"r1": "r2", "r3": "r2"}
    assert ask(store, "SELECT round(similarity, 2) FROM reprint ORDER BY report_id") == [(0.96,), (0.96,)]


def test_a_report_of_unknown_day_is_never_the_original_of_a_dated_one(store: Store) -> None:
    undated = printed("r1", held_on=None, held_on_basis=None)
    undated.rows["report"][0]["published_on"] = None
    assert reprints(store, undated, printed("r2")) == {"r1": "r2"}


@pytest.mark.parametrize(
    ("told", "is_reprint"),
    [
        ({}, True),
        ({"area_id": "430100"}, False),
        ({"area_id": None}, True),
        ({"area_id": None, "presider": None}, False),
        ({"area_id": None, "held_on": date(2023, 2, 12)}, True),
        ({"area_id": None, "held_on": date(2023, 2, 14)}, False),
        ({"area_id": None, "held_on": None, "held_on_basis": None}, False),
        ({"area_id": None, "year": 2021}, False),
        ({"year": 2021, "held_on": None, "held_on_basis": None}, False),
        ({"form": None, "year": None}, True),
        ({"form": "special", "topic": "party_history"}, False),
        ({"kind": "organizational_life_meeting"}, False),
        ({"presider": "Li Wei"}, False),
        ({"presider": None}, True),
        ({"name_key": "municipal_party_committee_standing_committee"}, True),
        ({"name_key": "municipal_party_committee_standing_committee", "presider": None}, False),
        ({"relation": "mentioned"}, False),
        ({"signature": unlike(110)}, True),
        ({"signature": unlike(140)}, False),
    ],
)  # fmt: skip
def test_reprints_are_alike_and_agree_on_the_meeting(store: Store, told: Told, is_reprint: bool) -> None:
    second = printed("r2", **told)
    assert reprints(store, printed("r1"), second) == ({"r2": "r1"} if is_reprint else {})


def test_who_is_like_a_reprint_alone_stays_an_original(store: Store) -> None:
    chain = [printed("r1"), printed("r2", unlike(100)), printed("r3", unlike(200)), printed("r4", unlike(201))]
    assert reprints(store, *chain) == {"r2": "r1", "r4": "r3"}


def test_a_report_that_tells_too_little_does_not_join_two_towns(store: Store) -> None:
    too_little: Told = {"area_id": None, "presider": None, "held_on": None, "held_on_basis": None}
    first, second = printed("r1", area_id="430100"), printed("r3", area_id="431100")
    assert reprints(store, first, printed("r2", **too_little), second) == {}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))))
def test_groups_are_what_hangs_together(pairs: list[tuple[str, str]]) -> None:
    reached = {member: {member} for pair in pairs for member in pair}
    for _ in reached:
        for left, right in pairs:
            reached[left] = reached[right] = reached[left] | reached[right]
    found = groups(pairs)
    assert found.keys() == reached.keys()
    assert all((found[a] == found[b]) == (b in reached[a]) for a in found for b in found)


def test_news_is_counted_once_in_the_views(store: Store) -> None:
    reports = [printed("r1"), printed("r2", published_on=date(2023, 2, 12)), printed("r3", presider="Li Wei", area_id="430100")]
    for report in reports:
        report.fact("formula_mention", formula_id="two_establishes")
        report.fact("step_mention", step_id="s14_member_self", modality="reported", meeting_id=f"{report.report_id}:m1")
    reprints(store, *reports)
    assert ask(store, "SELECT report_id, reprints FROM report_once ORDER BY 1") == [("r1", 1), ("r3", 0)]
    assert ask(store, "SELECT reports, reprints, meetings FROM coverage ORDER BY area_id") == [(1, 0, 1), (1, 1, 1)]
    assert ask(store, "SELECT mentions, reports, reprints, reports_of_month FROM formula_by_month") == [(2, 2, 1, 2)]
    assert ask(store, "SELECT reports FROM formula_diffusion ORDER BY area_id") == [(1,), (1,)]
    overview = "SELECT reports, reprints, formula_mentions FROM meeting_overview ORDER BY area_id"
    assert ask(store, overview) == [(1, 0, 1), (1, 1, 1)]
    assert ask(store, "SELECT DISTINCT reports FROM procedure_conformance WHERE is_reported") == [(1,)]
    assert ask(store, "SELECT count(*) FROM official_timeline WHERE event = 'role'") == [(2,)]


def extracted(printing: Printing, lexicons: Lexicons) -> Report:
    report = Report(report_id(printing.record.body), "delivery", printing.record.record)
    report.rows = extract(printing.record, lexicons)
    return report


def test_other_towns_in_the_same_words_are_no_reprints_and_edited_printings_are(store: Store) -> None:
    lexicons = Lexicons()
    sample = list(printings(150, Random(5)))
    events = {report_id(printing.record.body): printing.event for printing in sample}
    found = reprints(store, *(extracted(printing, lexicons) for printing in sample))
    assert all(events[reprint] == events[original] for reprint, original in found.items())
    expected = sum(number - 1 for number in Counter(events.values()).values())
    assert len(found) >= 0.95 * expected
    assert expected > 30
