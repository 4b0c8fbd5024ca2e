"""The queries of the checks by themselves, on DuckDB alone: what they tell apart, over many inputs."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.check import Check
from expectations.domain import RULE_DIR, RULES, domain_checks
from expectations.names import add_name_functions
from expectations.structure import BATCH_TABLES, row_checks
from warehouse.registry import TABLES

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), min_size=1, max_size=6, unique=True)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        add_name_functions(connection)
        for table in TABLES.values():
            connection.execute(table.ddl().replace(" NOT NULL", ""))
        yield connection


def check_on(table: str, expectation: str) -> Check:
    (check,) = (c for c in (*row_checks("batch"), *domain_checks("batch")) if (c.table, c.expectation) == (table, expectation))
    return check


def failing(database: duckdb.DuckDBPyConnection, check: Check, **rows: Sequence[Mapping[str, object]]) -> list[tuple[Any, ...]]:
    """The rows that the check's query selects when the tables hold these rows alone."""
    with database.cursor() as cursor:
        for table, listed in rows.items():
            cursor.execute(f"DELETE FROM {table}")
            for row in listed:
                cursor.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
        return cursor.execute(check.sql).fetchall()


def test_each_rule_says_its_purpose_and_stands_in_the_declaration() -> None:
    files = sorted(RULE_DIR.glob("*.sql"))
    assert [file.stem for file in files] == sorted(rule.file for rule in RULES)
    assert all(file.read_text(encoding="utf-8").startswith("-- ") for file in files)
    assert {rule.table for rule in RULES} <= set(TABLES)
    assert all(rule.column is None or TABLES[rule.table].column(rule.column) for rule in RULES)


@pytest.mark.parametrize("table", [table.name for table in BATCH_TABLES if "start_char" in table.column_names])
def test_every_table_of_facts_has_its_spans_checked(table: str, database: duckdb.DuckDBPyConnection) -> None:
    check = check_on(table, "span lies in the body and is not empty")
    report = [{"report_id": "r", "body": "𠮷é\u0301王 ", "char_count": 5}]
    spans = [(start, end) for start in range(-2, 8) for end in range(-2, 8)]
    facts = [{"report_id": "r", "start_char": start, "end_char": end} for start, end in spans]
    found = failing(database, check, report=report, **{table: facts})
    assert sorted(row[-3:-1] for row in found) == [(start, end) for start, end in spans if not 0 <= start < end <= 5]


@given(body=st.text(max_size=30))
def test_char_count_counts_code_points(body: str, database: duckdb.DuckDBPyConnection) -> None:
    check = check_on("report", "char_count is the length of the body")
    reports = [{"report_id": str(extra), "body": body, "char_count": len(body) + extra} for extra in (-1, 0, 1)]
    assert sorted(row[0] for row in failing(database, check, report=reports)) == ["-1", "1"]


@given(spans=SPANS)
def test_formulas_overlap_where_two_share_a_character(spans: list[tuple[int, int]], database: duckdb.DuckDBPyConnection) -> None:
    check = check_on("formula_mention", "formulas do not overlap")
    mentions = [{"report_id": "r", "start_char": start, "end_char": start + length} for start, length in spans]
    shared = any(a < b + m and b < a + n for (a, n), (b, m) in combinations(spans, 2))
    apart = [{**mention, "report_id": str(number)} for number, mention in enumerate(mentions)]
    assert bool(failing(database, check, formula_mention=mentions)) == shared
    assert failing(database, check, formula_mention=apart) == []


@given(positions=st.lists(st.integers(0, 6), min_size=1, max_size=6))
def test_positions_run_where_they_are_1_to_n(positions: list[int], database: duckdb.DuckDBPyConnection) -> None:
    check = check_on("requirement", "positions run 1..n without gaps")
    items = [{"report_id": "r", "statement_id": "s", "position": position} for position in positions]
    assert bool(failing(database, check, requirement=items)) == (sorted(positions) != list(range(1, len(positions) + 1)))


@pytest.mark.parametrize(
    ("printed", "label", "is_named"),
    [
        ("王　強主持", "王强", True),
        ("王强主持", "王強", True),
        ("買買提·艾山主持", "买买提艾山", True),
        ("买买提•艾山主持", "买买提·艾山", True),
        ("CHEN  Ai-lin\u200b presided", "Chen Ailin", True),
        ("Nu’erlan presided", "Nu'erlan", True),
        ("王强主持", "王刚", False),
        ("Chen presided", "Chen Ailin", False),
        ("Ai Lin Chen presided", "Chen Ailin", False),
    ],
)
def test_evidence_contains_a_name_however_it_is_printed(
    printed: str, label: str, is_named: bool, database: duckdb.DuckDBPyConnection
) -> None:
    check = check_on("participation", "evidence contains the printed name")
    body = f"𠮷 王刚, Chen Ailin.{printed}。"
    span = {"start_char": body.index(printed), "end_char": body.index(printed) + len(printed)}
    participation = [{"report_id": "r", "participant_kind": "person", "label": label, **span}]
    found = failing(database, check, report=[{"report_id": "r", "body": body}], participation=participation)
    assert bool(found) == (not is_named)


@pytest.mark.parametrize(("days", "fails"), [(-1, False), (0, False), (120, False), (121, True)])
@pytest.mark.parametrize(("basis", "expectation"), [("published", "inferred"), ("meeting_year", "inferred"), ("stated", "stated")])
def test_a_day_is_old_after_120_days(days: int, fails: bool, basis: str, expectation: str, database: duckdb.DuckDBPyConnection) -> None:
    check = check_on("meeting_mention", f"{expectation} held_on is within 120 days of publication")
    held = database.sql(f"SELECT DATE '2023-06-01' - {days}").fetchall()[0][0]
    mention = {"report_id": "r", "relation": "subject", "status": "held", "held_on": held, "held_on_basis": basis}
    report = [{"report_id": "r", "published_on": "2023-06-01"}]
    assert bool(failing(database, check, report=report, meeting_mention=[mention])) == fails
    assert failing(database, check, report=report, meeting_mention=[mention | {"relation": "mentioned"}]) == []
