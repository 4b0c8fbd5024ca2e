"""What may not be published is kept back, said again by every later run, and published only when a person says why."""

import hashlib
import json
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from flows.cli import main
from flows.gate import BlockedError
from flows.runs import start_run
from flows.stages import has_news
from tests.loading import deliver, load
from tests.project import asked
from warehouse import blocked
from warehouse.store import Store


def invoke(*words: object) -> str:
    answer = CliRunner(env={"COLUMNS": "140"}).invoke(main, list(map(str, words)))
    return answer.output


@pytest.fixture
def data(twice_published: Path) -> Path:
    """Two publications, of three reports and of two more."""
    return twice_published


def batch_of(data: Path, number: int) -> Path:
    sql = "SELECT batch_id FROM bookkeeping.published_report JOIN report USING (report_id)"
    [row] = asked(data, f"{sql} WHERE body LIKE '%Report {number}.'")
    return data / "batches" / str(row["batch_id"])


def reports(data: Path) -> int:
    return int(str(asked(data, "SELECT count(*) AS n FROM report")[0]["n"]))


@pytest.fixture(scope="module")
def kept_back(two_publications: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that lost the batch of two of its five reports, and a run that noticed. Tests only read it."""
    folder = tmp_path_factory.mktemp("kept-back")
    data = Path(shutil.copytree(two_publications, folder / "data"))
    shutil.rmtree(batch_of(data, 4))
    with pytest.raises(BlockedError):
        load(data, deliver(folder / "third", 6))
    return data


@pytest.fixture
def lossy(kept_back: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that writes."""
    return Path(shutil.copytree(kept_back, tmp_path / "lossy"))


def test_a_loss_is_kept_back_and_told(lossy: Path) -> None:
    assert reports(lossy) == 5
    state = json.loads(invoke("status", "--json", "--data", lossy))
    assert state["last_runs"][0]["outcome"] == "failed"
    for words in ("no report vanishes", "no file vanishes", "4.txt", 'taizhang run --accept "REASON"', "taizhang sql --blocked"):
        assert words in state["blocked"]["reason"]
        assert words in state["last_runs"][0]["failure"]
    assert "Publication is blocked since run" in invoke("status", "--data", lossy)


def test_what_was_kept_back_can_be_asked(lossy: Path) -> None:
    question = ("sql", "SELECT count(*) AS n FROM report", "--format", "csv", "--data", lossy)
    assert invoke(*question) == "n\n5\n"
    assert invoke(*question, "--blocked") == "n\n4\n"
    assert sorted(path.name for path in (lossy / "blocked").iterdir()) == ["blocked.json", "entities", "next.duckdb"]


def test_what_a_publication_would_change_is_told(lossy: Path) -> None:
    with pytest.raises(BlockedError) as refused:
        load(lossy)
    [change] = [change for change in refused.value.changes.tables if change.table_name == "report"]
    assert (change.added, change.changed, change.removed) == (1, 0, 2)
    counted = asked(lossy, "SELECT DISTINCT run_id FROM publish_change ORDER BY run_id")
    assert counted == asked(lossy, "SELECT run_id FROM run WHERE outcome = 'published' ORDER BY run_id")


def test_later_runs_say_it_again_and_lose_nothing_that_came_meanwhile(lossy: Path, tmp_path: Path) -> None:
    assert has_news(start_run(lossy), [])
    with pytest.raises(BlockedError, match="no report vanishes"):
        load(lossy, deliver(tmp_path / "fourth", 7))
    assert load(lossy, accept="the second delivery was withdrawn").outcome == "published"
    assert reports(lossy) == 5


def test_what_a_person_accepts_is_recorded_with_the_reason(lossy: Path) -> None:
    result = load(lossy, accept="the second delivery was withdrawn")
    [run] = asked(lossy, f"SELECT outcome, accepted, failure FROM run WHERE run_id = '{result.run_id}'")
    assert (run["outcome"], run["failure"]) == ("published", None)
    assert str(run["accepted"]).startswith("the second delivery was withdrawn (accepted: table source_file: no file vanishes")
    overruled = f"SELECT DISTINCT table_name FROM check_result WHERE run_id = '{result.run_id}' AND severity = 'critical' AND NOT success"
    assert {str(row["table_name"]) for row in asked(lossy, overruled)} == {"source_file", "report"}
    assert not (lossy / "blocked").exists()
    assert "no warehouse is refused publication" in invoke("sql", "SELECT 1", "--blocked", "--data", lossy)


def test_a_reason_is_not_recorded_where_nothing_had_to_be_accepted(data: Path, tmp_path: Path) -> None:
    result = load(data, deliver(tmp_path / "third", 6), accept="just in case")
    assert asked(data, f"SELECT accepted FROM run WHERE run_id = '{result.run_id}'") == [{"accepted": None}]


def test_a_lost_batch_that_is_put_back_ends_the_block(data: Path, tmp_path: Path) -> None:
    lost = batch_of(data, 4)
    away = Path(shutil.move(lost, tmp_path / "away"))
    with pytest.raises(BlockedError):
        load(data)
    shutil.move(away, lost)
    assert load(data).outcome == "nothing_new"
    assert blocked.read(Store(data)) is None


def as_if_committed_so(batch: Path, table: str) -> None:
    """Has the manifest vouch for a file that was changed, as it would where the rules that wrote it were wrong."""
    manifest = json.loads((batch / "batch.json").read_text(encoding="utf-8"))
    manifest["digests"][table] = hashlib.sha256((batch / f"{table}.parquet").read_bytes()).hexdigest()
    (batch / "batch.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_malformed_warehouse_names_batch_file_and_report_and_no_reason_helps(data: Path, tmp_path: Path) -> None:
    shutil.rmtree(batch_of(data, 4))
    with pytest.raises(BlockedError):  # commits the batch of report 6, and is kept from publishing it
        load(data, deliver(tmp_path / "third", 6))
    [batch] = [path for path in (data / "batches").iterdir() if "/third/6.txt" in str(pq.read_table(path / "source_file.parquet")["path"])]
    mentions = pq.read_table(batch / "formula_mention.parquet")
    unheard = pa.array(["unheard_of"] * mentions.num_rows, pa.string())
    position = mentions.schema.get_field_index("formula_id")
    pq.write_table(mentions.set_column(position, mentions.schema.field(position), unheard), batch / "formula_mention.parquet")
    as_if_committed_so(batch, "formula_mention")

    with pytest.raises(BlockedError, match="fails its checks") as refused:
        load(data, accept="never mind")
    message = str(refused.value)
    assert f"{tmp_path}/third/6.txt, record 0, report " in message
    assert f"in batch {batch.name}" in message
    assert f"move batches/{batch.name} out of the data directory" in message
    assert reports(data) == 5

    shutil.rmtree(batch)
    assert load(data, tmp_path / "third", accept="reports 4 and 5 were withdrawn").outcome == "published"
    assert reports(data) == 4


def test_an_empty_reason_is_no_reason(data: Path) -> None:
    assert "say why it is right to publish" in invoke("run", "--accept", " ", "--data", data)


def test_a_published_warehouse_that_cannot_be_read_is_replaced_and_that_is_said(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    (data / "warehouse.duckdb").write_bytes(b"no database")
    assert load(data).outcome == "published"
    assert "nothing was compared with the published warehouse" in caplog.text
    assert reports(data) == 5
