"""The published file is reached by a link, which DuckDB follows once, before it opens the file for the first time."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.builders import Report, ask, publish_all, write
from warehouse.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "data")
    publish(store, 1)
    return store


def publish(store: Store, number: int) -> None:
    write(store, f"b{number}", [Report(f"r{number}")], run_id=f"run-{number}")
    publish_all(store)


def reports(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM report").fetchone() or (0,)
    return int(count)


def test_duckdb_follows_the_link_before_it_opens_the_file(store: Store) -> None:
    assert ask(store, "SELECT path, database_name FROM duckdb_databases() WHERE path IS NOT NULL") == [
        (os.path.realpath(store.warehouse_path), "warehouse")
    ]


def test_who_has_followed_the_link_finds_the_same_file_after_a_publication(store: Store) -> None:
    followed = store.warehouse_path.resolve()
    publish(store, 2)
    assert (reports(followed), reports(store.warehouse_path)) == (1, 2)


def test_of_earlier_files_the_last_alone_is_kept(store: Store) -> None:
    for number in range(2, 6):
        publish(store, number)
    assert [path.name for path in sorted((store.root / "published").iterdir())] == ["000004", "000005"]
    assert reports(store.warehouse_path) == 5


def test_a_file_that_no_link_leads_to_is_discarded_and_told(store: Store) -> None:
    shutil.copytree(store.root / "published" / "000001", store.root / "published" / "000002")
    assert store.discard_remains() == ["published/000002: a warehouse that was not published; discarded"]
    assert reports(store.warehouse_path) == 1


@pytest.mark.parametrize("symlinks", [True, False])
def test_a_copied_data_directory_goes_on_whether_links_were_copied_or_followed(store: Store, symlinks: bool) -> None:
    copied = Store(store.root.with_name("copied"))
    shutil.copytree(store.root, copied.root, symlinks=symlinks)
    assert (reports(copied.warehouse_path), copied.discard_remains()) == (1, [])
    publish(copied, 2)
    assert (reports(copied.warehouse_path), reports(store.warehouse_path)) == (2, 1)


def test_a_link_that_leads_nowhere_is_made_anew(store: Store) -> None:
    shutil.rmtree(store.root / "published")
    publish(store, 2)
    assert reports(store.warehouse_path) == 2
