"""OpenLineage events of real runs, as the library writes them to a file and posts them to a server."""

import json
import uuid
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openlineage.client.facet_v2 import input_statistics_input_dataset

from flows.lineage import events
from flows.lineage.telling import tell_completion, tell_failure, tell_start
from tests.flows.watch.receivers import Post, posts_to
from tests.project import SEEDS, Command, asked
from warehouse import registry
from warehouse.starts import StartError
from warehouse.store import Store

REPORT = (
    "date 2023-02-11 On February 10, 2023, the party group of Yongzhou City Government held the 2022 annual democratic life meeting. "
    "The mayor Chen Ailin presided over the meeting and stressed the Two Upholds. A report with a lineage."
)


def told(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_tells_its_files_and_every_table_with_schema_and_rows(data: Path, tmp_path: Path, taizhang: Command) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "report.txt").write_text(REPORT)
    done = taizhang("run", inbox, "--data", data, "--lineage", tmp_path / "told" / "events.jsonl")
    assert done.returncode == 0, done.stderr
    start, complete = told(tmp_path / "told" / "events.jsonl")
    [run] = asked(data, "SELECT flow_run_id FROM run ORDER BY run_id DESC LIMIT 1")
    assert [(event["eventType"], event["run"]["runId"]) for event in (start, complete)] == [
        ("START", run["flow_run_id"]),
        ("COMPLETE", run["flow_run_id"]),
    ]
    [read] = complete["inputs"]
    assert (read["namespace"], read["name"]) == ("file", str(inbox / "report.txt"))
    assert read["inputFacets"]["inputStatistics"]["size"] == len(REPORT)
    tables = {dataset["name"].removeprefix("warehouse.main."): dataset for dataset in complete["outputs"]}
    assert tables.keys() == registry.TABLES.keys()
    for name, dataset in tables.items():
        [row] = asked(data, f"SELECT count(*) AS n FROM {name}")
        assert dataset["outputFacets"]["outputStatistics"]["rowCount"] == row["n"]
        fields = [(field["name"], field["type"]) for field in dataset["facets"]["schema"]["fields"]]
        assert fields == [(column.name, column.type.value) for column in registry.TABLES[name].columns]
        assert dataset["namespace"] == f"duckdb://{data / 'warehouse.duckdb'}"
    assert tables["report"]["outputFacets"]["outputStatistics"]["rowCount"] == 6


def test_a_run_that_fails_tells_why(prefect_server: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.ingest import ingest

    monkeypatch.setenv("TAIZHANG_LINEAGE", str(tmp_path / "events.jsonl"))
    (tmp_path / "data" / "runs" / "broken").mkdir(parents=True)
    (tmp_path / "data" / "runs" / "broken" / "started.json").write_text("torn")
    with pytest.raises(StartError):
        ingest([str(SEEDS)], str(tmp_path / "data"))
    start, fail = told(tmp_path / "events.jsonl")
    assert (start["eventType"], fail["eventType"]) == ("START", "FAIL")
    assert start["run"]["runId"] == fail["run"]["runId"]
    assert "not the mark of a run" in fail["run"]["facets"]["errorMessage"]["message"]


def test_a_server_gets_the_same(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_LINEAGE", post.url.removesuffix("/hook/a-secret"))
    run = str(uuid.uuid4())
    tell_start(run)
    tell_failure(run, "stopped", is_stopped=True)
    assert [(body["eventType"], body["run"]["runId"], body["job"]["name"]) for body in post.bodies] == [
        ("START", run, "ingest"),
        ("ABORT", run, "ingest"),
    ]


def test_a_run_without_news_read_and_wrote_nothing(seed_data: Path) -> None:
    event = events.completed(str(uuid.uuid4()), Store(seed_data))
    assert (event.inputs, event.outputs) == ([], [])


@pytest.mark.parametrize("target", ["http://127.0.0.1:9", "https://[", "{folder}"])
def test_what_cannot_be_told_is_said_and_stops_nothing(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TAIZHANG_LINEAGE", target.format(folder=tmp_path))
    tell_completion(str(uuid.uuid4()), tmp_path / "data")
    assert "lineage could not be told" in caplog.text


def test_a_great_many_files_are_told_by_folder(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [run] = asked(data, "SELECT flow_run_id FROM run WHERE files_new = 5")
    few = events.completed(str(run["flow_run_id"]), Store(data))
    assert Counter(Path(dataset.name).parent for dataset in few.inputs or ()) == {SEEDS: 5}
    monkeypatch.setattr(events, "MOST_FILES", 4)
    folders = events.completed(str(run["flow_run_id"]), Store(data)).inputs
    assert folders is not None
    [folder] = folders
    assert folder.name == str(SEEDS)
    assert folder.inputFacets is not None
    statistics = folder.inputFacets["inputStatistics"]
    assert isinstance(statistics, input_statistics_input_dataset.InputStatisticsInputDatasetFacet)
    assert statistics.fileCount == 5


@pytest.fixture
def post() -> Any:
    yield from posts_to(status=200)
