"""Only what nothing refers to is removed, and no row of the warehouse with it."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.warehouse.builders import hashes, meeting_report, publish_all, refusal, run_row, source_file, write
from transforms.lexicons import LEXICON_DIR
from warehouse import archive, publications, reprocesses
from warehouse.as_of import warehouse_after
from warehouse.compaction import compact
from warehouse.publish import build_candidate, publish, seal
from warehouse.store import Store
from warehouse.vacuum import find_leftovers, remove

IN_A_MONTH = datetime.now(UTC) + timedelta(days=31)


def found(store: Store, now: datetime = IN_A_MONTH, keep_days: int = 30) -> list[str]:
    return [leftover.path.relative_to(store.root).as_posix() for leftover in find_leftovers(store, keep_days, now)]


def test_nothing_of_a_warehouse_that_was_only_added_to_is_left_over(store: Store) -> None:
    archive.keep(store.lexicon_directory, [])
    [version] = [path.name for path in (store.root / "lexicons").iterdir()]
    write(store, "b1", [meeting_report(1)], lexicon_version=version)
    write(store, "b2", more={"quarantine": [refusal("run-1", "f9")], "source_file": [source_file("f9")]})
    store.write_refusal(refusal("run-1", "f9"))
    assert found(store) == []


def test_what_was_merged_goes_after_the_time_and_takes_no_row_with_it(store: Store) -> None:
    write(store, "b1", [meeting_report(1)])
    write(store, "b2", [meeting_report(2)])
    list(compact(store))
    publish_all(store)
    before = hashes(store)
    assert found(store, datetime.now(UTC) + timedelta(days=29)) == []
    assert found(store) == ["batches/b1", "batches/b2"]
    leftovers = find_leftovers(store, 30, IN_A_MONTH)
    assert all(leftover.size_bytes > 1000 for leftover in leftovers)
    remove(leftovers)
    again = Store(store.root)
    assert found(again) == []
    publish_all(again, from_scratch=True)
    assert hashes(again) == before


def test_batches_of_a_reprocess_go_once_it_was_not_accepted_or_undone_for_the_time(store: Store) -> None:
    write(store, "old", [meeting_report(1)])
    write(store, "new", [meeting_report(1)], version="v2", supersedes=["old"], reprocess_id="p")
    assert found(store) == ["batches/new"]
    reprocesses.accept(store.root, "p", "run-2", ["new"], ["old"])
    assert found(Store(store.root)) == ["batches/old"]
    [accepted] = reprocesses.recorded(store.root)
    reprocesses.withdraw(store.root, accepted)
    assert found(Store(store.root)) == ["batches/new"]
    assert found(Store(store.root), now=datetime.now(UTC)) == []


def test_the_time_counts_from_the_acceptance_and_not_from_the_computing(store: Store) -> None:
    write(store, "old", [meeting_report(1)])
    write(store, "new", [meeting_report(1)], version="v2", supersedes=["old"], reprocess_id="p")
    long_ago = (datetime.now(UTC) - timedelta(days=90)).timestamp()
    for name in ("old", "new"):
        os.utime(store.batch_directory / name, (long_ago, long_ago))
    reprocesses.accept(store.root, "p", "run-2", ["new"], ["old"])
    assert found(Store(store.root), now=datetime.now(UTC)) == []


def test_the_batch_of_a_run_that_died_goes_when_another_version_has_read_its_file(store: Store) -> None:
    write(store, "died", [meeting_report(1, "f")], version="v1", finishes=[])
    assert found(store) == []
    write(store, "whole", [meeting_report(1, "f"), meeting_report(2, "f", 1)], version="v2")
    assert found(store) == ["batches/died"]


def test_texts_lexicons_and_records_that_nothing_names_go(store: Store) -> None:
    write(store, "b1", [meeting_report(1)])
    store.write_refusal(refusal("run-1", "f9"))
    version = archive.keep(store.lexicon_directory, [])
    reprocesses.accept(store.root, "p", "run-2", ["gone"], [])
    assert found(store) == ["reprocesses/p.json", f"lexicons/{version}", "quarantine/f9.txt"]


def test_raw_files_and_what_the_warehouse_is_made_of_are_never_left_over(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    store.receive(tmp_path / "a.txt", "v1")
    write(store, "b1", [meeting_report(1)])
    publish_all(store)
    store.record_run({"run_id": "run-1", "outcome": "failed", "started_at": IN_A_MONTH, "extractor_version": "v1"} | dict.fromkeys(
        ("files_seen", "files_new", "reports_new", "records_quarantined"), 0))  # fmt: skip
    assert found(store, keep_days=-1000) == []


def test_what_an_earlier_warehouse_is_built_from_stays_as_long_as_its_batches(store: Store, tmp_path: Path) -> None:
    lexicons = Path(shutil.copytree(LEXICON_DIR, tmp_path / "lexicons"))
    write(store, "old", [meeting_report(1)])
    for run_id, minute in (("run-1", 1), ("run-2", 2)):
        (lexicons / "own.csv").write_text(f"id\n{run_id}\n", encoding="utf-8")
        candidate = build_candidate(store, [lexicons])
        store.record_run(run_row(run_id, minute))
        seal(candidate, store, run_id)
        publish(candidate, store)
        write(store, "new", [meeting_report(1)], version="v2", supersedes=["old"])
    with warehouse_after(store, "run-1") as past:
        pass
    leftovers = find_leftovers(store, 30, IN_A_MONTH)
    assert [leftover.path for leftover in leftovers] == [store.batch_directory / "old", past]
    remove(leftovers)
    [version] = [leftover.path for leftover in find_leftovers(Store(store.root), 30, IN_A_MONTH)]
    assert version == store.lexicon_directory / publications.read(store.run_directory, "run-1").lexicon_version


@pytest.mark.parametrize("place", ["batches", "lexicons"])
def test_what_was_removed_by_half_is_no_batch_and_is_cleared(store: Store, place: str) -> None:
    (store.root / place / ".removed-b1").mkdir(parents=True)
    (store.root / place / ".removed-b1" / "report.parquet").write_bytes(b"")
    assert store.batches() == []
    assert store.discard_remains() == [f"{place}/.removed-b1: what was being removed; discarded"]
