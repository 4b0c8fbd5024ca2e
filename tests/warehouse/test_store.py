"""The data directory: bytes are kept once, batches appear whole or not at all, and what a dead run left is cleared."""

import hashlib
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.warehouse.builders import Report, merged, run_row, source_file, write
from transforms.arrow import to_tables
from warehouse.batches import BatchError
from warehouse.locking import LockedError
from warehouse.raw import NotReceivedError
from warehouse.store import Store

MANIFEST = {"run_id": "run-1", "extractor_version": "v1"}


@pytest.fixture
def report_file(tmp_path: Path) -> Path:
    path = tmp_path / "inbox" / "a.txt"
    path.parent.mkdir()
    path.write_bytes(b"Chen Ailin presided.")
    return path


def quarantine_row(file_id: str | None, record: int | None = None, **columns: object) -> dict[str, object]:
    where = {"file_id": file_id, "record": record, "path": "inbox/a.txt", "run_id": "run-1"}
    return where | {"stage": "read", "reason": "empty", "detail": "holds no text"} | columns


def test_receive_keeps_the_bytes_under_their_hash_and_leaves_the_source_alone(store: Store, report_file: Path) -> None:
    before = report_file.stat()
    received = store.receive(report_file, "v1")
    assert received.file_id == hashlib.sha256(b"Chen Ailin presided.").hexdigest()
    assert received.raw_path == store.root / "raw" / received.file_id[:2] / received.file_id
    assert received.raw_path.read_bytes() == report_file.read_bytes()
    assert (received.size_bytes, received.is_known) == (20, False)
    assert (report_file.stat().st_mtime_ns, report_file.stat().st_mode) == (before.st_mtime_ns, before.st_mode)


def test_the_same_content_is_kept_once(store: Store, report_file: Path) -> None:
    first = store.receive(report_file, "v1")
    inode = first.raw_path.stat().st_ino
    (report_file.parent / "copy.txt").write_bytes(report_file.read_bytes())
    assert store.receive(report_file.parent / "copy.txt", "v1").file_id == first.file_id
    assert first.raw_path.stat().st_ino == inode
    assert [path for path in store.root.rglob("*") if path.is_file()] == [first.raw_path]


def test_content_is_known_once_a_batch_finished_its_file(store: Store, report_file: Path) -> None:
    file_id = store.receive(report_file, "v1").file_id
    write(store, "b1", [Report("r1", file_id)], finishes=[])
    assert not store.receive(report_file, "v1").is_known
    write(store, "b2", [Report("r2", file_id, 1)])
    assert store.receive(report_file, "v1").is_known
    assert Store(store.root).receive(report_file, "v2").is_known


def test_a_file_refused_whole_is_read_again_only_by_another_extractor(store: Store, report_file: Path) -> None:
    file_id = store.receive(report_file, "v1").file_id
    write(store, "b1", more={"quarantine": [quarantine_row(file_id)], "source_file": [source_file(file_id)]})
    assert store.receive(report_file, "v1").is_known
    assert not store.receive(report_file, "v2").is_known


def test_a_refused_record_does_not_make_its_file_known(store: Store, report_file: Path) -> None:
    file_id = store.receive(report_file, "v1").file_id
    write(store, "b1", more={"quarantine": [quarantine_row(file_id, 3)]})
    assert not store.receive(report_file, "v1").is_known


@pytest.mark.parametrize("kind", ["directory", "pipe", "missing", "dangling link", "loop"])
def test_what_is_no_readable_file_is_refused_with_a_reason(store: Store, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "thing"
    match kind:
        case "directory":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "dangling link":
            path.symlink_to(tmp_path / "nothing")
        case "loop":
            path.symlink_to(path)
    expected = {"directory": "not_a_file", "pipe": "not_a_file", "missing": "vanished", "dangling link": "vanished", "loop": "not_readable"}
    with pytest.raises(NotReceivedError) as caught:
        store.receive(path, "v1")
    assert caught.value.reason == expected[kind]
    assert str(path) in str(caught.value)


def test_a_staged_batch_counts_for_nothing_until_it_is_committed(store: Store) -> None:
    staged = store.write_batch("b1", to_tables(merged([Report("r1")])), MANIFEST)
    assert store.batches() == []
    store.commit_batch(staged)
    assert [batch.batch_id for batch in store.batches()] == ["b1"]
    assert store.batches()[0].rows["report"] == 1


def test_committing_a_batch_again_changes_nothing(store: Store) -> None:
    tables = to_tables(merged([Report("r1")]))
    first = store.commit_batch(store.write_batch("b1", tables, MANIFEST))
    before = {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in first.iterdir()}
    assert store.commit_batch(store.write_batch("b1", tables, MANIFEST)) == first
    assert {path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in first.iterdir()} == before
    assert [path.name for path in first.parent.iterdir()] == ["b1"]


def test_staging_again_replaces_what_was_staged(store: Store) -> None:
    store.write_batch("b1", to_tables(merged([Report("r1"), Report("r2")])), MANIFEST)
    staged = store.write_batch("b1", to_tables(merged([Report("r1")])), MANIFEST)
    assert pq.read_table(staged / "report.parquet").num_rows == 1


@pytest.mark.parametrize("batch_id", ["", ".hidden", "a/b"])
def test_a_batch_id_must_name_a_directory(store: Store, batch_id: str) -> None:
    with pytest.raises(BatchError, match="expected a name"):
        store.write_batch(batch_id, to_tables({}), MANIFEST)


def test_a_directory_that_is_no_batch_is_named(store: Store) -> None:
    (store.batch_directory / "stray").mkdir(parents=True)
    with pytest.raises(BatchError, match="stray"):
        store.batches()


def test_remains_of_a_dead_run_are_discarded_and_described(store: Store) -> None:
    write(store, "b1", [Report("r1")])
    store.write_batch("b2", to_tables({}), MANIFEST)
    (store.root / "raw").mkdir()
    (store.root / "raw" / ".staging-x").write_bytes(b"half")
    store.next_path.write_bytes(b"half")
    (store.root / "next.duckdb.wal").write_bytes(b"half")
    (store.root / "next.entities").mkdir()
    discarded = store.discard_remains()
    assert sorted(line.split(":")[0] for line in discarded) == [
        "batches/.staging-b2", "next.duckdb", "next.duckdb.wal", "next.entities", "raw/.staging-x",
    ]  # fmt: skip
    assert [batch.batch_id for batch in Store(store.root).batches()] == ["b1"]
    assert store.discard_remains() == []


def test_a_second_writer_waits_and_then_learns_who_holds_the_directory(store: Store) -> None:
    code = "import sys; from pathlib import Path; from warehouse.store import Store\nwith Store(Path(sys.argv[1])).lock(0.2): pass"
    command = [sys.executable, "-c", code, str(store.root)]
    with store.lock():
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert f"process {os.getpid()}" in refused.stderr
    assert subprocess.run(command, check=False).returncode == 0


def test_the_lock_is_free_after_an_error(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt), store.lock():
        raise KeyboardInterrupt
    with store.lock(0):
        pass
    with store.lock(0), pytest.raises(LockedError), store.lock(0):
        pass


def test_a_run_recorded_again_replaces_its_record(store: Store) -> None:
    run = run_row("run-1")
    store.record_run(run)
    store.record_run(run | {"outcome": "failed"})
    [path] = store.run_files("run")
    assert pq.read_table(path).column("outcome").to_pylist() == ["failed"]
    assert pq.read_table(store.run_files("check_result")[0]).num_rows == 0


def test_a_refusal_is_a_text_that_names_path_reason_and_bytes(store: Store) -> None:
    row = quarantine_row("ab" * 32, 4)
    path = store.write_refusal(row)
    assert path.name == "abababababababab-4.txt"
    text = path.read_text(encoding="utf-8")
    assert all(words in text for words in ("inbox/a.txt, record 4", "empty", "holds no text", str(store.raw_path("ab" * 32))))
    assert store.write_refusal(row) == path


def test_refusals_of_unreadable_paths_do_not_share_a_text(store: Store) -> None:
    names = {store.write_refusal(quarantine_row(None, path=path)).name for path in ("inbox/a", "inbox/b", "inbox/\udcff")}
    assert len(names) == 3


def test_raw_files_are_not_left_executable_or_writable_by_others(store: Store, report_file: Path) -> None:
    mode = store.receive(report_file, "v1").raw_path.stat().st_mode
    assert not mode & (stat.S_IWOTH | stat.S_IXUSR)


def test_the_manifest_tells_which_files_a_batch_holds_finishes_and_refuses(store: Store) -> None:
    write(store, "b1", [Report("r1", "f1"), Report("r2", "f2")], finishes=["f1"], more={"quarantine": [quarantine_row("f3")]})
    manifest = json.loads((store.batch_directory / "b1" / "batch.json").read_text(encoding="utf-8"))
    assert (manifest["files_held"], manifest["files_finished"], manifest["files_refused"]) == (["f1", "f2"], ["f1"], ["f3"])
