"""Reading again: only what a new version can read otherwise, shown before it counts, kept through a death, and undone to the row."""

import json
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from flows import reprocessing
from flows.cli import main
from flows.processing import process
from flows.reprocess_plan import Plan, make_plan
from flows.runs import Run, Tally, start_run
from flows.stages import is_published
from tests.loading import deliver, load
from tests.project import asked
from transforms.lexicons import LEXICON_DIR
from warehouse.changes import COMPARED
from warehouse.reprocesses import ReprocessError
from warehouse.standing import standing
from warehouse.store import Store

PLAIN = (
    "date 2023-02-12 On February 11, 2023, the party group of Huaihua City Government held the 2022 annual democratic life meeting. "
    "The mayor Li Chunqiu presided over the meeting."
)
STRESSING = "SELECT count(*) AS n FROM formula_mention WHERE formula_id = 'stressing'"


def hashes(data: Path) -> dict[str, object]:
    """A hash over all rows of each table that is read from what was delivered; reference tables are always those of the version."""
    tables = [table.name for table in COMPARED if table.layer != "reference"]
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        return {name: connection.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {name} AS t").fetchone() for name in tables}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lexicons of the user's own: a formula that two of three reports hold."""
    directory = tmp_path_factory.mktemp("own")
    header = (LEXICON_DIR / "formulas.csv").read_text(encoding="utf-8").splitlines()[0]
    cells = {"formula_id": "stressing", "name_zh": "主持会议并强调", "name_en": "presided over the meeting and stressed"}
    cells |= {"category": "governance", "level": "central", "source": "a test"}
    row = ",".join(cells.get(name, "") for name in header.split(","))
    (directory / "formulas.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    return directory


@pytest.fixture(scope="module")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two batches by the older version: two reports that hold the formula, and one that does not."""
    folder = tmp_path_factory.mktemp("before")
    inbox = deliver(folder / "inbox", 1)
    (inbox / "plain.txt").write_text(PLAIN, encoding="utf-8")
    load(folder / "data", inbox)
    load(folder / "data", deliver(folder / "later", 2))
    return folder / "data"


def recompute(data: Path, own: Path) -> tuple[Run, Plan, Tally]:
    run = start_run(data, lexicons=[own])
    plan = reprocessing.plan(run)
    return run, plan, reprocessing.recompute(run, plan)


def accept(data: Path, own: Path) -> Tally:
    run, plan, tally = recompute(data, own)
    reprocessing.accept(reprocessing.propose(run, plan, tally), plan, None)
    return tally


@dataclass(frozen=True)
class History:
    """What the warehouse held before a reprocess, when it was only proposed, after it, after it was undone, and done again."""

    data: Path
    states: tuple[dict[str, object], ...]
    tally: Tally
    again: Tally


@pytest.fixture(scope="module")
def history(read_before: Path, own: Path, tmp_path_factory: pytest.TempPathFactory) -> History:
    data = Path(shutil.copytree(read_before, tmp_path_factory.mktemp("history") / "data"))
    states = [hashes(data)]
    run, plan, tally = recompute(data, own)
    reprocessing.propose(run, plan, tally)
    states.append(hashes(data))
    accept(data, own)
    states.append(hashes(data))
    run = start_run(data)
    undone = reprocessing.last_accepted(run)
    reprocessing.undo(reprocessing.propose_undoing(run, undone), undone, None)
    states.append(hashes(data))
    again = accept(data, own)
    return History(data, (*states, hashes(data)), tally, again)


def test_only_reports_that_the_change_can_reach_are_read_again(history: History) -> None:
    assert (history.tally.reports_recomputed, history.tally.reports_new) == (2, 0)
    assert asked(history.data, STRESSING) == [{"n": 2}]


def test_nothing_counts_before_it_is_accepted(history: History) -> None:
    before, proposed, after, _, _ = history.states
    assert before == proposed != after


def test_undoing_goes_back_to_the_row_and_what_was_computed_is_kept(history: History) -> None:
    before, _, after, undone, again = history.states
    assert undone == before
    assert again == after
    assert history.again.reports_recomputed == 0


def test_the_result_is_that_of_the_new_version_from_the_beginning(history: History, own: Path, tmp_path: Path) -> None:
    for number, inbox in enumerate(("inbox", "later")):
        source = sorted({Path(str(row["path"])).parent for row in asked(history.data, "SELECT path FROM source_file")})[number]
        assert source.name == inbox
        load(tmp_path / "data", source, lexicons=[own])
    fresh, reprocessed = hashes(tmp_path / "data"), history.states[-1]
    # A file has another first arrival, and a report that was not reached tells which version had read it.
    assert {name for name in fresh if fresh[name] != reprocessed[name]} == {"source_file", "report"}
    rows = "SELECT * EXCLUDE (extractor_version) FROM report ORDER BY ALL"
    assert asked(tmp_path / "data", rows) == asked(history.data, rows)


def test_a_version_that_read_everything_reads_nothing_again(history: History, own: Path) -> None:
    run = start_run(history.data, lexicons=[own])
    assert make_plan(run).units == ()
    assert is_published(run)


def test_the_batches_of_a_reprocess_take_the_places_of_the_old(history: History, own: Path) -> None:
    batches = Store(history.data).batches()
    assert {batch.extractor_version for batch in standing(batches)} == {start_run(history.data, lexicons=[own]).extractor_version}
    assert len(standing(batches)) == len(batches) / 2


def test_one_that_dies_in_the_middle_goes_on_where_it_was(read_before: Path, own: Path, tmp_path: Path, history: History) -> None:
    data = Path(shutil.copytree(read_before, tmp_path / "data"))
    run = start_run(data, lexicons=[own])
    first, *rest = make_plan(run).units
    assert rest
    process(run, first.files, threading.Event(), first.recomputation)  # and dies
    assert not any(batch.reprocess_id for batch in standing(Store(data).batches()))
    assert accept(data, own).reports_recomputed == 1
    assert hashes(data) == history.states[2]


def test_a_file_whose_bytes_are_gone_keeps_what_was_read(read_before: Path, own: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(read_before, tmp_path / "data"))
    [later] = [row["file_id"] for row in asked(data, "SELECT file_id FROM source_file WHERE path LIKE '%/later/2.txt'")]
    Store(data).raw_path(str(later)).write_bytes(b"rotten")
    plan = make_plan(start_run(data, lexicons=[own]))
    [sentence] = plan.unreadable
    assert "later/2.txt, is missing or damaged: deliver it again" in sentence
    assert len(plan.units) == 1


def test_there_must_be_something_to_undo(read_before: Path) -> None:
    with pytest.raises(ReprocessError, match="no reprocess counts now"):
        reprocessing.last_accepted(start_run(read_before))


PROFILE = """
format = "json"
[match]
keys = ["rows.wz"]
[records]
list = "rows"
title = "bt"
body = "wz"
"""


def taizhang(*words: object) -> str:
    answer = CliRunner(env={"COLUMNS": "140"}).invoke(main, [*map(str, words)])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_what_was_refused_is_tried_again_by_a_version_that_can_read_it(tmp_path: Path) -> None:
    data, inbox, profiles = tmp_path / "data", deliver(tmp_path / "inbox", 1), tmp_path / "profiles"
    (inbox / "site.json").write_text(json.dumps({"rows": [{"bt": "Life meeting", "wz": PLAIN}]}), encoding="utf-8")
    load(data, inbox)
    assert asked(data, "SELECT count(*) AS n FROM quarantine WHERE resolved_by IS NULL") == [{"n": 1}]
    profiles.mkdir()
    (profiles / "site.toml").write_text(PROFILE, encoding="utf-8")

    printed = taizhang("reprocess", "--profiles", profiles, "--data", data)
    assert "Nothing is published yet" in printed
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 1}]

    assert "Published" in taizhang("reprocess", "--profiles", profiles, "--yes", "--data", data)
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 2}]
    resolver = "SELECT r.reports_new, r.run_id > q.run_id AS is_later FROM quarantine AS q JOIN run AS r ON r.run_id = q.resolved_by"
    [refusal] = asked(data, resolver)
    assert refusal == {"is_later": True, "reports_new": 1}

    assert "Nothing is undone yet" in taizhang("reprocess", "--undo", "--data", data)
    assert "Published" in taizhang("reprocess", "--undo", "--yes", "--data", data)
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 1}]
    assert asked(data, "SELECT resolved_by FROM quarantine") == [{"resolved_by": None}]
