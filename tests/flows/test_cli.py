"""The command line: what it answers, and how it refuses."""

import csv
import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from flows.cli import main
from tests.project import PROJECT, asked
from warehouse import registry

COMMANDS = sorted(main.commands)


def invoke(*words: object, **environment: str) -> Result:
    return CliRunner(env={"COLUMNS": "140", **environment}).invoke(main, list(map(str, words)))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_of_itself_and_a_data_option(command: str) -> None:
    answer = invoke(command, "--help")
    assert answer.exit_code == 0
    assert f"Example:  taizhang {command}" in " ".join(answer.output.split()).replace("Example: ", "Example:  ")
    assert "--data" in answer.output


def test_help_answers_at_once_and_imports_nothing_slow() -> None:
    code = "import sys; from flows.cli import main; print(*{'prefect', 'duckdb', 'great_expectations', 'pyarrow'} & sys.modules.keys())"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True).stdout.strip() == ""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "flows", "--help"], cwd=PROJECT, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5  # processor seconds: other work does not count


@pytest.mark.parametrize(
    "words",
    [
        ("run", "no-such-folder"),
        ("sql",),
        ("sql", "SELECT 1", "--format", "xml"),
        ("show",),
        ("score",),
        ("score", "no-such-folder"),
        ("export",),
        ("status", "--yaml"),
        ("conquer",),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_wrong(words: tuple[str, ...]) -> None:
    answer = invoke(*words)
    assert answer.exit_code == 2
    assert "Usage: " in answer.output
    assert "Error: " in answer.output


@pytest.mark.parametrize(
    "words", [("sql", "SELECT 1"), ("show", "ab"), ("status",), ("quarantine",), ("score", PROJECT / "tests/gold/seeds"), ("export", "out")]
)
def test_without_a_warehouse_each_command_says_how_to_make_one(words: tuple[object, ...], tmp_path: Path) -> None:
    answer = invoke(*words, "--data", tmp_path / "data")
    assert answer.exit_code == 1
    assert "taizhang run PATH" in answer.output
    assert list(tmp_path.iterdir()) == []


def test_the_data_directory_may_be_named_in_the_environment(seed_data: Path) -> None:
    assert invoke("sql", "SELECT count(*) AS n FROM report", "--format", "csv", TAIZHANG_DATA=str(seed_data)).output == "n\n5\n"


def test_sql_answers_as_json_with_the_characters_as_they_are(seed_data: Path) -> None:
    statement = "SELECT '永州市' AS name, DATE '2023-02-10' AS held_on, NULL AS nothing"
    answer = invoke("sql", statement, "--format", "json", "--data", seed_data)
    assert json.loads(answer.output) == [{"name": "永州市", "held_on": "2023-02-10", "nothing": None}]
    assert "永州市" in answer.output


def test_sql_answers_as_csv_that_survives_commas_and_quotation_marks(seed_data: Path) -> None:
    answer = invoke("sql", """SELECT 'a, "b"' AS x, NULL AS y""", "--format", "csv", "--data", seed_data)
    assert list(csv.reader(io.StringIO(answer.output))) == [["x", "y"], ['a, "b"', ""]]


def test_sql_prints_a_table_with_the_number_of_rows(seed_data: Path) -> None:
    answer = invoke("sql", "SELECT report_id FROM report WHERE false", "--data", seed_data)
    assert answer.exit_code == 0
    assert "report_id" in answer.output
    assert "0 rows" in answer.output


@pytest.mark.parametrize("statement", ["SELECT * FROM reports", "SELEC 1", "DELETE FROM report"])
def test_sql_that_cannot_be_answered_is_refused_with_the_reason(seed_data: Path, statement: str) -> None:
    answer = invoke("sql", statement, "--data", seed_data)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: ")
    assert asked(seed_data, "SELECT count(*) AS n FROM report") == [{"n": 5}]


def test_show_lists_every_fact_of_the_report_with_its_words(seed_data: Path) -> None:
    report_id = str(asked(seed_data, "SELECT report_id FROM report ORDER BY report_id LIMIT 1")[0]["report_id"])
    answer = invoke("show", report_id[:8], "--data", seed_data)
    assert answer.exit_code == 0, answer.output
    assert report_id in answer.output
    for row in asked(seed_data, f"SELECT fact_table, count(*) AS n FROM evidence WHERE report_id = '{report_id}' GROUP BY ALL"):
        assert f"{row['fact_table']} ({row['n']})" in answer.output


def test_show_refuses_a_prefix_of_no_report_and_of_several(seed_data: Path) -> None:
    assert "no report_id begins with zz" in invoke("show", "zz", "--data", seed_data).output
    assert "5 reports begin with" in invoke("show", "", "--data", seed_data).output


def test_status_tells_the_holdings_and_the_runs(seed_data: Path) -> None:
    state = json.loads(invoke("status", "--json", "--data", seed_data).output)
    assert state["holds"]["reports"] == 5
    assert state["in_quarantine"] == 0
    assert state["last_runs"][-1]["outcome"] == "published"
    assert "5 reports" in invoke("status", "--data", seed_data).output


def test_quarantine_says_when_there_is_nothing(seed_data: Path) -> None:
    assert invoke("quarantine", "--data", seed_data).output == "Nothing is in quarantine.\n"


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_export_writes_every_table_with_all_its_rows(seed_data: Path, tmp_path: Path, file_format: str) -> None:
    assert invoke("export", tmp_path / "out", "--format", file_format, "--data", seed_data).exit_code == 0
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(registry.TABLES)
    with duckdb.connect() as connection:
        for table in registry.TABLES:
            source = str(tmp_path / "out" / f"{table}.{file_format}")
            written = connection.execute(f"SELECT count(*) AS n FROM '{source}'").fetchall()[0][0]
            assert asked(seed_data, f"SELECT count(*) AS n FROM {table}") == [{"n": written}]


def test_export_never_writes_into_a_folder_that_holds_something(seed_data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    answer = invoke("export", tmp_path, "--data", seed_data)
    assert (answer.exit_code, "is not empty" in answer.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
