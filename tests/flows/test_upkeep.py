"""Merging and removing, as the command line does it."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.cli import main
from tests.project import asked
from warehouse.store import Store


def taizhang(*words: object) -> str:
    answer = CliRunner(env={"COLUMNS": "140"}).invoke(main, [*map(str, words)])
    assert answer.exit_code == 0, answer.output
    return " ".join(answer.stdout.split())


@pytest.fixture(scope="module")
def compacted(two_publications: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data directory whose two batches became one, and what was printed."""
    data = Path(shutil.copytree(two_publications, tmp_path_factory.mktemp("compacted") / "data", ignore=shutil.ignore_patterns("as_of")))
    return data, taizhang("compact", "--data", data)


def test_small_batches_become_one_and_no_row_changes(compacted: tuple[Path, str], two_publications: Path) -> None:
    data, printed = compacted
    assert "2 small batches were merged into 1; no row changes" in printed
    for table in ("report", "source_file", "report_source", "meeting", "participation", "formula_mention"):
        rows = f"SELECT * FROM {table} ORDER BY ALL"
        assert asked(data, rows) == asked(two_publications, rows)
    counted = asked(data, "SELECT sum(added + changed + removed) AS n FROM publish_change WHERE run_id = (SELECT max(run_id) FROM run)")
    assert [int(str(row["n"])) for row in counted] == [0]


def test_what_is_left_over_is_shown_and_removed_only_when_that_is_wanted(compacted: tuple[Path, str], tmp_path: Path) -> None:
    data = Path(shutil.copytree(compacted[0], tmp_path / "data"))
    assert "Nothing to remove: all is in use, or was within the last 30 days" in taizhang("vacuum", "--data", data)
    shown = taizhang("vacuum", "--keep-days", 0, "--data", data)
    assert "2 leftovers" in shown
    assert "Nothing is removed yet" in shown
    assert len(list((data / "batches").iterdir())) == 3
    assert re.search(r"Removed\.$", taizhang("vacuum", "--keep-days", 0, "--yes", "--data", data))
    [left] = Store(data).batches()
    assert len(left.supersedes) == 2
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 5}]
