"""A plain copy of the data directory that is made while a writer works: nothing in it is half, and a run completes it."""

import subprocess
import threading
from pathlib import Path

from tests.warehouse.builders import ask, hashes, meeting_report, publish_all, write
from warehouse.store import Store

BATCHES = 9
COPIES = 4


def write_batch(store: Store, number: int) -> None:
    """Every third batch ends a file of three batches."""
    file_id, record = f"f{number // 3}", number % 3
    is_last = record == 2
    earlier = [f"b{number - 2}", f"b{number - 1}"] if is_last else []
    write(store, f"b{number}", [meeting_report(number, file_id, record)], finishes=None if is_last else [], follows=earlier)


def load(store: Store) -> None:
    """A run for each batch."""
    for number in range(1, BATCHES):
        write_batch(store, number)
        publish_all(store)


def complete(store: Store) -> None:
    """A run over all that is not there yet."""
    for number in range(BATCHES):
        if f"b{number}" not in {batch.batch_id for batch in store.batches()}:
            write_batch(store, number)
    publish_all(store)


def test_copies_that_are_made_meanwhile_are_whole_and_can_be_completed(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    write_batch(store, 0)
    writer = threading.Thread(target=load, args=[store])
    writer.start()
    copies: list[Path] = []
    while writer.is_alive() and len(copies) < COPIES:
        copies.append(tmp_path / f"copy-{len(copies)}")
        subprocess.run(["cp", "-r", store.root, copies[-1]], check=False, capture_output=True)
        writer.join(0.5)
    writer.join()
    final = hashes(store)
    assert len(copies) > 1
    for copy in copies:
        copied = Store(copy)
        copied.discard_remains()
        publish_all(copied, from_scratch=True)
        [(facts, texts)] = ask(copied, "SELECT count(DISTINCT p.report_id), (SELECT count(*) FROM report) FROM participation AS p")
        assert facts == texts
        assert isinstance(texts, int)
        assert texts % 3 == 0  # of a file in three batches all count, or none
        complete(copied)
        assert hashes(copied) == final
