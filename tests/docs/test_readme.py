"""The README and the changelog: every query and command in them is run, and every command is in them."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from tests.project import PROJECT, SEEDS, SeedRun, asked

README = (PROJECT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (PROJECT / "CHANGELOG.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


COMMANDS = [line.removeprefix("$ ") for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
QUERIES = blocks("sql")
[CORRECTIONS] = blocks("csv")


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_is_answered_with_rows(query: str, seed_data: Path) -> None:
    assert asked(seed_data, query)


def test_there_are_ten_queries() -> None:
    assert len(QUERIES) == 10


@pytest.mark.parametrize("command", [command for command in COMMANDS if command.startswith("taizhang ") and "serve" not in command])
def test_every_command_works_as_it_is_written(command: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    (data.parent / "tests").symlink_to(PROJECT / "tests")
    (data.parent / "backup").symlink_to(data)
    (data.parent / "my-corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    words = [str(SEEDS) if word == "~/inbox" else word for word in shlex.split(command)[1:]]
    answer = CliRunner().invoke(main, words)
    assert answer.exit_code == 0, answer.output


def test_the_correction_is_applied(data: Path) -> None:
    (data.parent / "my-corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    answer = CliRunner().invoke(main, ["correct", str(data.parent / "my-corrections.csv"), "--data", str(data)])
    assert answer.exit_code == 0, answer.output
    assert asked(data, "SELECT status, message FROM correction") == [{"status": "applied", "message": None}]
    assert asked(data, "SELECT count(*) AS n FROM participation WHERE label = 'Chen Ailin' AND role = 'presider'") == [{"n": 0}]


def test_a_plain_copy_is_a_backup(data: Path) -> None:
    for command in [line for line in COMMANDS if line.startswith("cp ")]:
        subprocess.run(shlex.split(command), cwd=data.parent, check=True)
    assert asked(data.parent / "backup", "SELECT count(*) AS n FROM report") == [{"n": 5}]


def test_the_tour_of_a_ledger_shows_its_items(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data.parent)
    (data.parent / "tests").symlink_to(PROJECT / "tests")
    section = README.split("## A rectification ledger\n")[1].split("\n## ")[0]
    run, *queries = [shlex.split(line.removeprefix("$ taizhang ")) for line in section.splitlines() if line.startswith("$ ")]
    assert CliRunner().invoke(main, run).exit_code == 0
    for words in queries:
        answer = CliRunner().invoke(main, [*words, "--format", "csv"])
        assert answer.exit_code == 0, answer.output
        assert len(answer.output.splitlines()) > 1, words


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_is_shown_in_the_readme_and_named_in_the_changelog(command: str) -> None:
    assert any(f"taizhang {command}" in line for line in COMMANDS)
    assert f"taizhang {command}" in CHANGELOG


def words_of(text: str) -> list[str]:
    """The words without numbers and rules: what a change of the rules of extraction leaves as it is."""
    return re.findall(r"[^\W\d_]+", text)


def test_the_output_of_make_run_is_the_real_one(seed_run: SeedRun) -> None:
    [printed] = blocks("text")
    real = seed_run.printed.replace(str(seed_run.data), "data")
    assert words_of(printed.split("Try next")[0]) == words_of(real.split("Try next")[0])


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (PROJECT / link).exists()


@pytest.mark.parametrize("folder", re.findall(r"^\| `([a-z/]+)` \|", README, flags=re.MULTILINE))
def test_every_folder_is_where_the_readme_says(folder: str, seed_data: Path) -> None:
    path = Path(folder)
    assert (seed_data.joinpath(*path.parts[1:]) if path.parts[0] == "data" else PROJECT / path).is_dir() or folder == "data/quarantine"
