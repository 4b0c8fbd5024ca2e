"""Versions of a ledger become items with a history, tied to the bodies and meetings of reports."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.warehouse.builders import Report, ask, publish_all, source_file, write
from transforms.ledgers.ledger import ledger_rows, read_ledger
from transforms.lexicons import Lexicons
from warehouse.store import Store

SAMPLES = Path(__file__).parents[1] / "ledgers"
LEXICONS = Lexicons()
MARCH, SEPTEMBER = "yongzhou_2023-03.xlsx", "yongzhou_2023-09.xlsx"
APRIL, OCTOBER = "chongqing_2023-04.csv", "chongqing_2023-10.csv"
PARTY_GROUP = "party_group.government@431100"
MEETING = f"democratic_life_meeting:2022:annual:{PARTY_GROUP}"


def deliver(store: Store, *names: str, batch_id: str | None = None, reports: Sequence[Report] = ()) -> None:
    more: dict[str, list[dict[str, object]]] = {"source_file": []}
    for name in names:
        data = (SAMPLES / name).read_bytes()
        file_id = hashlib.sha256(data).hexdigest()
        ledger = read_ledger(data, name, LEXICONS)
        assert ledger is not None
        more["source_file"].append(source_file(file_id, path=name))
        for table, rows in ledger_rows(ledger, LEXICONS, file_id).items():
            more.setdefault(table, []).extend(rows)
    write(store, batch_id or "-".join(names), reports, more=more)
    publish_all(store)


def report_of_the_meeting() -> Report:
    report = Report("r1")
    report.meeting(report.organization("party_group.government"), held_on=date(2023, 2, 10), held_on_basis="stated")
    return report


def counts(store: Store) -> tuple[object, ...]:
    return ask(store, "SELECT (SELECT count(*) FROM ledger_item), (SELECT count(*) FROM ledger_status)")[0]


@pytest.mark.parametrize(("first", "second", "items", "later"), [(MARCH, SEPTEMBER, 10, 9), (APRIL, OCTOBER, 8, 8)])
def test_second_version_adds_statuses_and_no_items(store: Store, first: str, second: str, items: int, later: int) -> None:
    deliver(store, first)
    assert counts(store) == (items, items)
    before = ask(store, "FROM ledger_item")
    deliver(store, second)
    assert counts(store) == (items, items + later)
    assert ask(store, "FROM ledger_item") == before


def test_the_same_file_again_adds_nothing(store: Store) -> None:
    deliver(store, MARCH)
    before = ask(store, "FROM ledger_item"), ask(store, "FROM ledger_status")
    deliver(store, MARCH, batch_id="again")
    assert (ask(store, "FROM ledger_item"), ask(store, "FROM ledger_status")) == before


def test_versions_packed_in_one_archive_are_versions_still(store: Store) -> None:
    more: dict[str, list[dict[str, object]]] = {"source_file": [source_file("packed")]}
    for member, name in enumerate((MARCH, SEPTEMBER)):
        ledger = read_ledger((SAMPLES / name).read_bytes(), name, LEXICONS)
        assert ledger is not None
        for table, rows in ledger_rows(replace(ledger, record=member), LEXICONS, "packed").items():
            more.setdefault(table, []).extend(rows)
    write(store, "b", more=more)
    publish_all(store)
    assert counts(store) == (10, 19)


def test_any_order_and_split_of_the_versions_gives_the_same_rows(tmp_path: Path) -> None:
    found = set()
    for number, names in enumerate(permutations((MARCH, SEPTEMBER, OCTOBER))):
        store = Store(tmp_path / str(number))
        for name in names:
            deliver(store, name)
        found.add(str([ask(store, f"FROM {table}") for table in ("ledger_item", "ledger_status", "organization")]))
    together = Store(tmp_path / "together")
    deliver(together, MARCH, SEPTEMBER, OCTOBER)
    found.add(str([ask(together, f"FROM {table}") for table in ("ledger_item", "ledger_status", "organization")]))
    assert len(found) == 1


def test_ledger_is_tied_to_body_and_meeting_of_a_report(store: Store) -> None:
    deliver(store, MARCH, reports=[report_of_the_meeting()])
    assert ask(store, "SELECT DISTINCT organization_id, meeting_id FROM ledger_item") == [(PARTY_GROUP, MEETING)]
    at_once = "SELECT i.due_on, s.due_on FROM ledger_item AS i JOIN ledger_status AS s USING (item_id) WHERE deadline_kind = 'at_once'"
    assert ask(store, at_once) == [(date(2023, 2, 10), date(2023, 2, 10))]


def test_ledger_whose_meeting_no_report_tells_of_keeps_its_body(store: Store) -> None:
    deliver(store, MARCH)
    assert ask(store, "SELECT DISTINCT organization_id, meeting_id FROM ledger_item") == [(PARTY_GROUP, None)]
    assert ask(store, "SELECT name, area_id FROM organization") == [("永州市人民政府党组", "431100")]
    deliver(store, batch_id="report", reports=[report_of_the_meeting()])
    assert ask(store, "SELECT DISTINCT meeting_id FROM ledger_item") == [(MEETING,)]


def test_ledger_of_a_committee_belongs_to_the_meeting_of_its_standing_committee_where_there_is_one(store: Store) -> None:
    report = Report("r1")
    report.meeting(report.organization("standing_committee.party_group.government"))
    report.meeting(report.organization("party_group.court"))
    deliver(store, MARCH, reports=[report])
    assert ask(store, "SELECT DISTINCT organization_id, meeting_id FROM ledger_item") == [
        (PARTY_GROUP, "democratic_life_meeting:2022:annual:standing_committee.party_group.government@431100")
    ]
    other = Report("r2")
    other.meeting(other.organization("leadership_team.government"))
    deliver(store, batch_id="ambiguous", reports=[other])
    assert ask(store, "SELECT DISTINCT meeting_id FROM ledger_item") == [(None,)]


def test_views_answer_what_is_open_settled_and_overdue(store: Store) -> None:
    deliver(store, MARCH, SEPTEMBER, reports=[report_of_the_meeting()])
    settled = "SELECT items, items_done, items_in_progress, items_open, items_overdue, meeting_id, as_of FROM ledger_settled_by_meeting"
    assert ask(store, settled) == [(10, 3, 5, 1, 1, MEETING, date(2023, 9, 30))]
    assert ask(store, "SELECT count(*), min(versions), max(versions) FROM ledger_open") == [(7, 2, 2)]
    overdue = ask(store, "SELECT left(problem, 2), status FROM rectification_overdue ORDER BY 1")
    assert overdue == [("3.", "in_progress"), ("5.", "in_progress"), ("6.", "overdue"), ("7.", "in_progress")]


def test_history_tells_what_was_overdue_on_a_day(store: Store) -> None:
    deliver(store, MARCH, SEPTEMBER)
    on = "since <= DATE '{0}' AND coalesce(until > DATE '{0}', true) AND due_on < DATE '{0}' AND status <> 'done'"
    for day, problems in (("2023-05-01", []), ("2023-07-15", ["1.", "3.", "6."]), ("2023-10-15", ["3.", "6."])):
        found = ask(store, f"SELECT left(problem, 2) FROM ledger_history WHERE {on.format(day)} ORDER BY 1")
        assert [problem for (problem,) in found] == problems, day


def test_chain_runs_from_meeting_over_ledger_to_next_years_report(store: Store) -> None:
    following = Report("r2", published_on=date(2024, 2, 11))
    host = following.organization("party_group.government")
    following.meeting(host, year=2023, held_on=date(2024, 2, 1), held_on_basis="stated")
    following.meeting(host, "rectification_reported", year=2022, status="mentioned")
    deliver(store, MARCH, SEPTEMBER, reports=[report_of_the_meeting(), following])
    chain = "SELECT earlier_meeting_id, is_earlier_reported, ledger_items, ledger_items_done, report_id FROM rectification_chain"
    assert ask(store, chain) == [(MEETING, True, 10, 3, "r2")]
