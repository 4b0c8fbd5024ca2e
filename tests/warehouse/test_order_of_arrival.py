"""Any order of arrival, any split into batches and runs, one after the other or rebuilt from Parquet: the same rows."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.tables import delivered_columns
from tests.warehouse.builders import Report, ask, opened, publish_all, write
from warehouse import registry
from warehouse.store import Store

_AREAS = st.sampled_from([None, "431100", "430000", "500000", "500101", "500102"])
_HOSTS = st.sampled_from(["municipal_party_committee", "municipal_government_party_group"])
_NAMES = st.sampled_from([("Li Wei", "李伟"), ("Li Wei", "李维"), ("Li Wei", None), ("Chen Ailin", None)])
_FORMS = st.sampled_from([("annual", None), ("annual", "party_history"), ("special", "party_history"), ("special", None), (None, None)])
_SIGNATURES = st.sampled_from(["-" * 256, "-" * 156 + "a" * 100, "-" * 56 + "a" * 200, "b" * 256])
_DAYS = st.sampled_from([None, date(2022, 1, 10), date(2022, 1, 12), date(2022, 1, 20)])

Delivery = tuple[int, int, Report]
"""File, record, and the report there."""


@st.composite
def _reports(draw: st.DrawFn, report_id: str, file_id: str, record: int) -> Report:
    report = Report(report_id, file_id, record, published_on=draw(st.sampled_from([date(2022, 2, 1), date(2022, 3, 1)])))
    report.add("report_signature", report_id=report_id, signature=draw(_SIGNATURES))
    area = draw(_AREAS)
    host = report.organization(draw(_HOSTS), area)
    person = report.person(*draw(_NAMES), area)
    for relation in draw(st.sampled_from([["subject"], ["subject", "rectification_reported"], ["mentioned"]])):
        form, topic = draw(_FORMS)
        day = draw(_DAYS)
        year = draw(st.sampled_from([None, 2021, 2022]))
        basis = "stated" if day else None
        meeting = report.meeting(
            draw(st.sampled_from([host, None])), relation, form=form, topic=topic, year=year, held_on=day, held_on_basis=basis
        )
        report.presider(meeting, person)
    return report


@st.composite
def _deliveries(draw: st.DrawFn) -> list[Report]:
    """Up to six records in up to three files; the same report may come in several of them, with other things said of it."""
    sizes = draw(st.lists(st.integers(1, 2), min_size=1, max_size=3))
    places = [(f"f{file}", record) for file, size in enumerate(sizes) for record in range(size)]
    return [draw(_reports(f"r{draw(st.integers(0, 3))}", file_id, record)) for file_id, record in places]


def _batches(reports: Sequence[Report], cuts: Sequence[int]) -> list[tuple[list[Report], list[str]]]:
    """The reports in their order, cut into batches, each with the files that it finishes."""
    bounds = [0, *sorted({cut % (len(reports) + 1) for cut in cuts}), len(reports)]
    parts = [list(reports[first:last]) for first, last in pairwise(bounds) if first < last]
    last_part = {report.file_id: number for number, part in enumerate(parts) for report in part}
    return [(part, sorted(f for f, last in last_part.items() if last == number)) for number, part in enumerate(parts)]


def _published(root: Path, reports: Sequence[Report], cuts: Sequence[int], *, publishes_each: bool) -> Store:
    store = Store(root)
    for number, (part, finishes) in enumerate(_batches(reports, cuts)):
        write(store, f"b{number}", part, run_id=f"run-{number}", finishes=finishes)
        if publishes_each:
            publish_all(store)
    publish_all(store)
    return store


def _rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with opened(store) as connection:
        return {
            table.name: connection.execute(f"SELECT {delivered_columns(table)} FROM {table.name} ORDER BY ALL").fetchall()
            for table in registry.TABLES.values()
            if table.layer != "reference"
        }


@examples(5)
@given(_deliveries(), st.randoms(use_true_random=False), st.lists(st.integers(0, 6), max_size=2))
def test_rows_do_not_depend_on_order_split_or_history(reports: list[Report], random: Random, cuts: list[int]) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)
    with TemporaryDirectory() as directory:
        at_once = _rows(_published(Path(directory) / "at-once", reports, [], publishes_each=False))
        grown = _published(Path(directory) / "grown", shuffled, cuts, publishes_each=True)
        assert _rows(grown) == at_once
        publish_all(grown, from_scratch=True)
        assert _rows(grown) == at_once


def test_a_later_report_changes_the_entities_of_an_earlier_one(store: Store) -> None:
    first = Report("r1", "f1")
    first.presider(first.meeting(first.organization()), first.person("Li Wei", "李伟"))
    write(store, "b1", [first])
    publish_all(store)
    assert ask(store, "SELECT person_id FROM participation") == [("li-wei@431100",)]
    second = Report("r2", "f2")
    second.person("Li Wei", "李维")
    write(store, "b2", [second], run_id="run-2")
    assert not publish_all(store).is_from_scratch
    assert ask(store, "SELECT person_id FROM participation") == [("li-wei-李伟@431100",)]


@pytest.mark.parametrize("order", [("b1", "b2"), ("b2", "b1")])
def test_a_batch_computed_again_leaves_the_same_rows_in_either_order(store: Store, order: tuple[str, str]) -> None:
    old, new = Report("r1", "f1"), Report("r1", "f1")
    old.meeting(old.organization(), theme="old")
    new.meeting(new.organization(), theme="new")
    for batch_id in order:
        write(store, batch_id, [old] if batch_id == "b1" else [new], supersedes=[] if batch_id == "b1" else ["b1"])
        publish_all(store)
    assert ask(store, "SELECT theme FROM meeting") == [("new",)]
