"""What changed between two warehouses: counted and listed by key, whatever version wrote them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.warehouse.builders import Report, publish_all, write
from warehouse import registry
from warehouse.changes import COMPARED, ComparisonError, RowChange, TableChange, changed_rows, compared, count_changes
from warehouse.store import Store


@pytest.fixture
def before(store: Store) -> Path:
    """A warehouse of three persons."""
    report = Report("r1")
    for name in ("Chen Ailin", "Li Chunqiu", "Hu Henghua"):
        report.person(name)
    write(store, "b1", [report])
    publish_all(store)
    return store.warehouse_path


def altered(warehouse: Path, *statements: str) -> Path:
    after = Path(shutil.copyfile(warehouse, warehouse.with_name("after.duckdb")))
    with duckdb.connect(str(after)) as connection:
        for statement in statements:
            connection.execute(statement)
    return after


def counted(before: Path | None, after: Path) -> dict[str, tuple[int, int, int]]:
    with compared(before, after) as connection:
        return {c.table_name: (c.added, c.changed, c.removed) for c in count_changes(connection) if c.added or c.changed or c.removed}


def test_a_warehouse_does_not_differ_from_itself(before: Path) -> None:
    assert counted(before, before) == {}
    with compared(before, before) as connection:
        assert {change.table_name for change in count_changes(connection)} == {table.name for table in COMPARED}


def test_rows_are_added_changed_and_removed(before: Path) -> None:
    after = altered(
        before,
        "DELETE FROM person WHERE person_id LIKE 'chen%'",
        "UPDATE person SET name_zh = '李春秋' WHERE person_id LIKE 'li%'",
        "INSERT INTO person (person_id, name) VALUES ('new', 'New'), ('newer', 'Newer')",
        "DELETE FROM run",
    )
    assert counted(before, after) == {"person": (2, 1, 1)}
    with compared(before, after) as connection:
        rows = changed_rows(connection, registry.TABLES["person"])
    assert [(row.change, row.key, row.column_name, row.after) for row in rows if row.change == "changed"] == [
        ("changed", "li-chunqiu@431100", "name_zh", "李春秋")
    ]
    assert [(row.change, row.key) for row in rows if row.change != "changed"] == [
        ("removed", "chen-ailin@431100"), ("added", "new"), ("added", "newer"),
    ]  # fmt: skip
    assert '"name_pinyin":"Chen Ailin"' in str(rows[0].before)


def test_a_key_of_several_columns_is_printed_whole(before: Path) -> None:
    with compared(before, altered(before, "UPDATE report_source SET source_url = 'https://example.org'")) as connection:
        assert changed_rows(connection, registry.TABLES["report_source"]) == [
            RowChange("report_source", "changed", "file-of-r1, 0", "source_url", None, "https://example.org")
        ]


def test_all_is_added_to_nothing(before: Path) -> None:
    changes = counted(None, before)
    assert changes["person"] == (3, 0, 0)
    assert all((changed, removed) == (0, 0) for _, changed, removed in changes.values())


def test_what_an_earlier_version_did_not_know_counts_as_null(before: Path) -> None:
    dropped = ("DROP TABLE citation", "DROP VIEW evidence", "ALTER TABLE report DROP COLUMN byline")
    assert counted(altered(before, *dropped, "ALTER TABLE report ALTER char_count TYPE BIGINT"), before) == {}


def test_a_file_that_is_no_warehouse_is_named(before: Path) -> None:
    (before.parent / "other").write_bytes(b"no warehouse")
    with pytest.raises(ComparisonError, match=r"other cannot be opened.*taizhang rebuild"), compared(before.parent / "other", before):
        pass


ROWS = st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.sampled_from(["x", "y", ""]))


@pytest.fixture(scope="module")
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table, before and after, without rows."""
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA before")
        for table in COMPARED:
            connection.execute(table.ddl())
            connection.execute(table.ddl().replace("CREATE TABLE ", "CREATE TABLE before."))
        yield connection


@given(ROWS, ROWS)
def test_counts_and_rows_are_those_of_the_two_sets(
    empty: duckdb.DuckDBPyConnection, old: dict[str, str | None], new: dict[str, str | None]
) -> None:
    expected = TableChange(
        "person", len(new.keys() - old.keys()), sum(old[k] != new[k] for k in old.keys() & new.keys()), len(old.keys() - new.keys())
    )
    for schema, rows in (("main", new), ("before", old)):
        empty.execute(f"DELETE FROM {schema}.person")
        for key, value in rows.items():
            empty.execute(f"INSERT INTO {schema}.person (person_id, name, area_id) VALUES (?, 'n', ?)", [key, value])
    assert expected in count_changes(empty)
    found = changed_rows(empty, registry.TABLES["person"])
    assert sorted(row.key for row in found) == sorted(old.keys() ^ new.keys() | {k for k in old.keys() & new.keys() if old[k] != new[k]})
