"""Merging small batches leaves every row of the warehouse as it is."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.warehouse.builders import ask, hashes, meeting_report, publish_all, refusal, source_file, write
from warehouse import compaction, standing
from warehouse.compaction import compact
from warehouse.store import Store


def merged(store: Store) -> list[tuple[str, ...]]:
    return [merge.parts for merge in compact(store)]


def test_merging_changes_no_row_and_is_done_once(store: Store) -> None:
    for number in range(4):
        write(store, f"b{number}", [meeting_report(number)], run_id=f"run-{number}")
    publish_all(store)
    before = hashes(store)
    assert merged(store) == [("b0", "b1", "b2", "b3")]
    assert not publish_all(store).is_from_scratch
    assert hashes(store) == before
    assert merged(store) == []
    publish_all(store, from_scratch=True)
    assert hashes(store) == before


def test_a_merged_batch_stands_for_its_parts_when_these_are_gone(store: Store) -> None:
    write(store, "b1", [meeting_report(1)])
    write(store, "b2", [meeting_report(2)])
    publish_all(store)
    before = hashes(store)
    assert merged(store)
    publish_all(store)
    for name in ("b1", "b2"):
        for path in (store.batch_directory / name).iterdir():
            path.unlink()
        (store.batch_directory / name).rmdir()
    again = Store(store.root)
    assert not publish_all(again).is_from_scratch
    assert hashes(again) == before
    assert again.known_files("v2") == {"file-of-r1", "file-of-r2"}


def test_who_resolved_a_refusal_is_told_after_its_parts_are_gone(store: Store) -> None:
    write(store, "a", run_id="run-1", more={"quarantine": [refusal("run-1", "f1")], "source_file": [source_file("f1", "run-1")]})
    write(store, "b", [meeting_report(1, "f1")], run_id="run-3", version="v2")
    write(store, "c", [meeting_report(2, "f2")], run_id="run-7", version="v2", more={"quarantine": [refusal("run-7", "f2", 5)]})
    publish_all(store)
    before = ask(store, "SELECT file_id, record, resolved_by FROM quarantine ORDER BY ALL")
    assert before == [("f1", None, "run-3"), ("f2", 5, None)]
    assert merged(store) == [("b", "c")]
    publish_all(store)
    for name in ("b", "c"):
        for path in (store.batch_directory / name).iterdir():
            path.unlink()
        (store.batch_directory / name).rmdir()
    publish_all(again := Store(store.root))
    assert ask(again, "SELECT file_id, record, resolved_by FROM quarantine ORDER BY ALL") == before
    assert again.known_files("v2") == {"f1", "f2"}


def test_batches_of_different_extractors_and_of_paths_are_not_merged(store: Store) -> None:
    write(store, "b1", [meeting_report(1)], version="v1")
    write(store, "b2", [meeting_report(2)], version="v2")
    for name in ("refused-1", "refused-2"):
        write(store, name, more={"quarantine": [refusal("run-1", None, path=name)]}, version="v1")
    assert merged(store) == []


def test_a_large_file_is_still_finished_when_its_last_batch_is_merged(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "SMALL_RECORDS", 2)
    write(store, "p1", [meeting_report(1, "f", 0), meeting_report(2, "f", 1)], finishes=[])
    write(store, "p2", [meeting_report(3, "f", 2)], follows=["p1"])
    write(store, "q", [meeting_report(4, "g")])
    publish_all(store)
    before = hashes(store)
    assert merged(store) == [("p2", "q")]
    publish_all(store)
    assert hashes(store) == before
    [last] = [batch for batch in store.batches() if batch.supersedes]
    assert last.follows == ("p1",)
    assert {batch.batch_id for batch in standing.standing(store.batches())} == {"p1", last.batch_id}


def test_no_merged_batch_is_larger_than_memory_allows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "MERGED_RECORDS", 2)
    for number in range(5):
        write(store, f"b{number}", [meeting_report(number)])
    assert merged(store) == [("b0", "b1"), ("b2", "b3")]


_RECORDS = [(0, 0), (0, 1), (1, 0), (2, 0)]


@examples(5)
@given(st.lists(st.integers(0, 2), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=2, max_size=6), st.integers(2, 6))
def test_the_same_reports_in_several_batches_are_merged_into_the_same_rows(texts: Sequence[int], batches: Sequence[int], size: int) -> None:
    """`texts` tells which report each record holds, `batches` which record each batch; a record may stand in several."""
    with TemporaryDirectory() as directory, pytest.MonkeyPatch.context() as patch:
        patch.setattr(compaction, "MERGED_RECORDS", size)
        store = Store(Path(directory))
        for number, place in enumerate(batches):
            file, record = _RECORDS[place]
            write(store, f"b{number}", [meeting_report(texts[place], f"f{file}", record)], run_id=f"run-{number}")
        publish_all(store)
        before = hashes(store)
        list(compact(store))
        publish_all(store)
        assert hashes(store) == before
