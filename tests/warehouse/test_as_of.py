"""The warehouse after an earlier run can be built again: row for row what stood then, whatever came later."""

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import Report, run_row, write
from transforms.lexicons import LEXICON_DIR
from warehouse import publications, registry
from warehouse.as_of import is_by_other_rules, warehouse_after
from warehouse.publications import PublicationError
from warehouse.publish import build_candidate, publish, seal
from warehouse.store import Store


def reported(report_id: str, file_id: str = "", theme: str | None = None) -> Report:
    report = Report(report_id, file_id)
    report.presider(report.meeting(report.organization(), theme=theme), report.person())
    return report


def publish_by(store: Store, run_id: str, lexicons: Path = LEXICON_DIR, minute: int = 0) -> Path:
    """Publishes as a run does, and returns a copy of the warehouse that is kept."""
    candidate = build_candidate(store, [lexicons])
    changes: list[dict[str, object]] = [{"run_id": run_id, "table_name": "report", "added": 1, "changed": 0, "removed": 0}]
    store.record_run(run_row(run_id, minute), changes=changes)
    seal(candidate, store, run_id)
    publish(candidate, store)
    return Path(shutil.copyfile(store.warehouse_path, store.root.parent / f"{run_id}.duckdb"))


def hashes(warehouse: Path) -> dict[str, object]:
    """A hash over all rows of each table, whatever their order."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        sums = {name: connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} AS t").fetchone() for name in registry.TABLES}
    return {name: found for name, found in sums.items() if found}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three publications: a report, one that speaks for the same text and another lexicon, then one that supersedes the first."""
    folder = tmp_path_factory.mktemp("published")
    store = Store(folder / "data")
    lexicons = Path(shutil.copytree(LEXICON_DIR, folder / "lexicons"))
    write(store, "b1", [reported("r1", "zz", "first")])
    publish_by(store, "run-1", lexicons, 1)
    write(store, "b2", [reported("r1", "aa", "second"), reported("r2")], run_id="run-2")
    *_, last = (lexicons / "documents.csv").read_text(encoding="utf-8").splitlines()
    with (lexicons / "documents.csv").open("a", encoding="utf-8") as file:
        file.write(f"another{last[last.index(',') :]}\n")
    publish_by(store, "run-2", lexicons, 2)
    write(store, "b3", [reported("r1", "zz", "third")], run_id="run-3", version="v2", supersedes=["b1"])
    publish_by(store, "run-3", lexicons, 3)
    return folder


@pytest.fixture
def history(published: Path, tmp_path: Path) -> tuple[Store, dict[str, Path]]:
    """A copy of them, and of the warehouse after each."""
    folder = Path(shutil.copytree(published, tmp_path / "copy", symlinks=True))
    return Store(folder / "data"), {run_id: folder / f"{run_id}.duckdb" for run_id in ("run-1", "run-2", "run-3")}


def test_the_warehouse_after_each_run_is_the_one_that_it_published(history: tuple[Store, dict[str, Path]]) -> None:
    store, kept = history
    published = store.warehouse_path.read_bytes()
    for run_id, copy in kept.items():
        with warehouse_after(store, run_id) as warehouse:
            assert hashes(warehouse) == hashes(copy)
    assert len({str(hashes(copy)) for copy in kept.values()}) == 3
    assert store.warehouse_path.read_bytes() == published


def test_what_was_built_answers_the_next_question_and_leaves_nothing_else(history: tuple[Store, dict[str, Path]]) -> None:
    store, _ = history
    with warehouse_after(store, "run-1") as warehouse:
        built = warehouse.stat().st_ino
    with warehouse_after(store, "run-1") as warehouse:
        assert warehouse.stat().st_ino == built
    assert [path.name for path in (store.root / "as_of").iterdir()] == ["run-1.duckdb"]
    with warehouse_after(store, "run-3") as warehouse:
        assert warehouse == store.warehouse_path


def test_what_other_rules_built_is_built_anew(history: tuple[Store, dict[str, Path]]) -> None:
    store, kept = history
    with warehouse_after(store, "run-1") as warehouse:
        pass
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("UPDATE bookkeeping.state SET storage_digest = 'older'")
        connection.execute("DELETE FROM report")
    with warehouse_after(store, "run-1") as again:
        assert hashes(again) == hashes(kept["run-1"])


def test_a_reader_who_may_not_write_is_answered_too(history: tuple[Store, dict[str, Path]]) -> None:
    store, kept = history
    (store.root / "as_of").write_text("no directory can be made here")
    with warehouse_after(store, "run-1") as warehouse:
        assert hashes(warehouse) == hashes(kept["run-1"])
        assert store.root not in warehouse.parents
    assert not warehouse.exists()


def test_a_run_by_other_rules_is_known(history: tuple[Store, dict[str, Path]]) -> None:
    store, _ = history
    assert not is_by_other_rules(store, "run-1")
    record = store.run_directory / "run-1" / "publication.json"
    digest = publications.read(store.run_directory, "run-1").state.storage_digest
    record.write_text(record.read_text(encoding="utf-8").replace(digest, "older"), encoding="utf-8")
    assert is_by_other_rules(store, "run-1")


@pytest.mark.parametrize(
    ("lost", "said"),
    [("batches/b1", "1 batches that run run-1 published are gone, such as b1"), ("lexicons", "the lexicons that run run-1 published with")],
)
def test_what_is_gone_is_named(history: tuple[Store, dict[str, Path]], lost: str, said: str) -> None:
    store, _ = history
    shutil.rmtree(store.root / lost)
    with pytest.raises(PublicationError, match=said), warehouse_after(Store(store.root), "run-1"):
        pass


def test_runs_are_named_by_their_beginnings_and_by_their_place(history: tuple[Store, dict[str, Path]]) -> None:
    store, _ = history
    named = {words: publications.find(store.run_directory, words) for words in ("latest", "previous", "run-1")}
    assert named == {"latest": "run-3", "previous": "run-2", "run-1": "run-1"}
    for words in ("run-", "nobody"):
        with pytest.raises(PublicationError, match="name one, such as run-1, run-2, run-3"):
            publications.find(store.run_directory, words)


def test_before_the_first_publication_there_is_nothing(store: Store) -> None:
    with pytest.raises(PublicationError, match="no run has published yet"):
        publications.find(store.run_directory, "latest")
    publish_by(store, "run-1")
    with pytest.raises(PublicationError, match="run run-1 was the first"):
        publications.find(store.run_directory, "previous")


def test_a_publication_that_failed_is_none(history: tuple[Store, dict[str, Path]]) -> None:
    store, _ = history
    store.record_run(run_row("run-3", 3) | {"outcome": "failed"})
    assert publications.published_runs(store.run_directory) == ["run-1", "run-2"]


def test_what_was_corrected_since_is_not_corrected_then(store: Store) -> None:
    report = Report("0123456789abcdef")
    report.meeting(report.organization(), held_on=date(2023, 2, 10), held_on_basis="stated")
    write(store, "b1", [report])
    before = publish_by(store, "run-1", minute=1)
    store.correction_directory.mkdir(exist_ok=True)
    row = "0123456789abcdef,meeting_mention.year,subject,2022,2021,Wang,a slip,2024-03-31"
    header = "report_id,field,row,old_value,new_value,who,why,made_on"
    (store.correction_directory / "mine.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    after = publish_by(store, "run-2", minute=2)
    assert hashes(before)["meeting"] != hashes(after)["meeting"]
    with warehouse_after(store, "run-1") as warehouse:
        assert hashes(warehouse) == hashes(before)
