"""What changed from run to run, and what an earlier run had published, as the command line tells it."""

import csv
import io
import json
from pathlib import Path

from click.testing import CliRunner

from flows.cli import main
from tests.project import asked

COUNT = "SELECT count(*) AS n FROM report"


def rows(*words: object) -> list[dict[str, str]]:
    answer = CliRunner(env={"COLUMNS": "140"}).invoke(main, [*map(str, words), "--format", "csv"])
    assert answer.exit_code == 0, answer.output
    return list(csv.DictReader(io.StringIO(answer.stdout)))


def counted(*words: object) -> dict[str, tuple[str, str, str]]:
    return {row["table_name"]: (row["added"], row["changed"], row["removed"]) for row in rows("diff", *words)}


def test_the_counts_of_each_publication_are_recorded_and_told(two_publications: Path) -> None:
    first, second = (str(row["run_id"]) for row in asked(two_publications, "SELECT run_id FROM run ORDER BY run_id"))
    assert counted("--data", two_publications)["report"] == ("2", "0", "0")
    assert counted(first, second, "--data", two_publications) == counted("--data", two_publications)
    recorded = asked(two_publications, f"SELECT added FROM publish_change WHERE run_id = '{first}' AND table_name = 'report'")
    assert recorded == [{"added": 3}]


def test_what_was_published_first_is_compared_with_nothing(seed_data: Path) -> None:
    assert counted("--data", seed_data)["report"] == ("5", "0", "0")
    assert [row["change"] for row in rows("diff", "--rows", "report", "--data", seed_data)] == ["added"] * 5


def test_backwards_what_was_added_is_removed(two_publications: Path) -> None:
    there, back = counted("previous", "latest", "--data", two_publications), counted("latest", "previous", "--data", two_publications)
    assert {table: (removed, changed, added) for table, (added, changed, removed) in there.items()} == back


def test_rows_are_listed_with_key_and_both_values(two_publications: Path) -> None:
    listed = rows("diff", "previous", "latest", "--rows", "report", "--data", two_publications)
    assert [row["change"] for row in listed] == ["added", "added"]
    assert {json.loads(row["after"])["body"][-9:] for row in listed} == {"Report 4.", "Report 5."}
    assert {row["key"] for row in listed} == {json.loads(row["after"])["report_id"] for row in listed}


def test_the_state_after_an_earlier_run_answers(twice_published: Path) -> None:
    question = ("sql", COUNT, "--data", twice_published)
    assert rows(*question, "--as-of", "previous") == [{"n": "3"}]
    assert rows(*question, "--as-of", "latest") == rows(*question) == [{"n": "5"}]


def test_a_run_or_table_that_is_not_there_is_named(two_publications: Path) -> None:
    for words, said in (
        (("sql", COUNT, "--as-of", "1999"), "0 runs that published begin with '1999'"),
        (("diff", "1999"), "0 runs that published begin with '1999'"),
        (("diff", "--rows", "no_table"), "no_table is no table that is compared"),
        (("sql", COUNT, "--as-of", "latest", "--blocked"), "name different warehouses"),
    ):
        answer = CliRunner().invoke(main, [*words, "--data", str(two_publications)])
        assert answer.exit_code != 0
        assert said in " ".join(answer.output.split())
