"""Versions of the lexicons are kept whole, once each, under the version that extraction tells."""

import shutil
from pathlib import Path

import pytest

from transforms.lexicons import LEXICON_DIR, Lexicons
from warehouse import archive
from warehouse.store import Store


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A directory of lexicons beside the shipped one."""
    directory = tmp_path / "own"
    directory.mkdir()
    shutil.copy(LEXICON_DIR / "stances.csv", directory / "stances.csv")
    return directory


def test_a_version_is_the_one_that_extraction_tells_and_reads_as_the_original(store: Store, own: Path) -> None:
    version = archive.keep(store.lexicon_directory, [LEXICON_DIR, own])
    assert version == Lexicons(LEXICON_DIR, own).version
    kept = archive.kept(store.lexicon_directory, version)
    assert Lexicons(*kept).version == version
    assert [path.name for path in sorted(kept[1].iterdir())] == ["stances.csv"]


def test_a_version_is_kept_once_and_a_change_is_another(store: Store, own: Path) -> None:
    first = archive.keep(store.lexicon_directory, [own])
    [copy] = archive.kept(store.lexicon_directory, first)
    inode = (copy / "stances.csv").stat().st_ino
    assert archive.keep(store.lexicon_directory, [own]) == first
    assert (copy / "stances.csv").stat().st_ino == inode
    with (own / "stances.csv").open("a", encoding="utf-8") as file:
        file.write("hail,高呼,hail,,\n")
    second = archive.keep(store.lexicon_directory, [own])
    assert second != first
    assert "高呼" in (archive.kept(store.lexicon_directory, second)[0] / "stances.csv").read_text(encoding="utf-8")
    assert "高呼" not in (copy / "stances.csv").read_text(encoding="utf-8")


def test_a_version_that_was_never_kept_has_no_directories(store: Store) -> None:
    assert archive.kept(store.lexicon_directory, "0123456789abcdef") == []


def test_a_copy_that_a_dead_run_left_is_discarded(store: Store, own: Path) -> None:
    version = archive.keep(store.lexicon_directory, [own])
    (store.root / "lexicons" / version).rename(store.root / "lexicons" / f".staging-{version}")
    assert store.discard_remains() == [f"lexicons/.staging-{version}: a copy of the lexicons that was not finished; discarded"]
    assert archive.keep(store.lexicon_directory, [own]) == version
