"""Alerts of real runs: what fails, dies, refuses more than usual or finds nothing new for too long is told, and no run suffers from it."""

import shutil
import signal
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from flows.runs import Tally, record, start_run
from flows.watch.after_run import look_back
from tests.flows.watch.receivers import LetterBox, Post
from tests.interrupting import interrupt
from tests.loading import deliver, load
from tests.project import SEEDS, Command, asked
from warehouse.starts import StartError, mark, start_here


@pytest.fixture
def broken_inbox(tmp_path: Path) -> Path:
    """Six files that nobody can read, and nothing else."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(6):
        (inbox / f"{number}.docx").write_bytes(b"PK\x03\x04 not a document" + bytes([number]))
    return inbox


def with_earlier_runs(data: Path) -> Path:
    """Three runs with input altogether, none of which refused anything."""
    for _ in range(2):
        record(start_run(data), "published", Tally(files_seen=5, files_new=5, reports_new=5))
    return data


def messages_of(flow_run_id: object) -> list[str]:
    """What Prefect's page of a run shows as its log."""
    from prefect.client.orchestration import get_client  # reads the environment, which a fixture sets
    from prefect.client.schemas.filters import LogFilter, LogFilterFlowRunId

    with get_client(sync_client=True) as client:
        chosen = LogFilter(flow_run_id=LogFilterFlowRunId(any_=[UUID(str(flow_run_id))]))
        return [line.message for line in client.read_logs(chosen)]


def test_a_run_that_refuses_more_than_usual_is_told(
    data: Path, broken_inbox: Path, taizhang: Command, post: Post, letters: LetterBox
) -> None:
    mail = {"TAIZHANG_SMTP_URL": f"smtp://127.0.0.1:{letters.port}", "TAIZHANG_ALERT_TO": "a@example.org"}
    done = taizhang("run", broken_inbox, "--data", with_earlier_runs(data), "--webhook", post.url, **mail)
    assert done.returncode == 0, done.stderr
    [body] = post.bodies
    assert body["kind"] == "rising_quarantine"
    assert "6 records were refused, 100% of this run's input; 0% is the mean of the 3 runs before" in body["text"]
    [run] = asked(data, "SELECT run_id, flow_run_id FROM run ORDER BY run_id DESC LIMIT 1")
    assert (body["run"], body["data"]) == (run["run_id"], str(data.resolve()))
    assert [letter["Subject"] for _, letter in letters.letters] == ["Taizhang: more is refused than usual"]
    assert any("6 records were refused" in message for message in messages_of(run["flow_run_id"]))


def test_an_alert_that_cannot_be_sent_fails_no_run(data: Path, broken_inbox: Path, taizhang: Command, broken_post: Post) -> None:
    done = taizhang("run", broken_inbox, "--data", with_earlier_runs(data), TAIZHANG_WEBHOOK=broken_post.url)
    assert (done.returncode, len(broken_post.bodies)) == (0, 1), done.stderr
    assert "could not be sent by webhook: HTTP Error 500" in done.stderr


def with_an_unreadable_mark(data: Path) -> Path:
    """A data directory on which every run fails."""
    (data / "runs" / "broken").mkdir(parents=True)
    (data / "runs" / "broken" / "started.json").write_text("torn")
    return data


def test_a_flow_run_that_fails_is_told(prefect_server: None, tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.ingest import ingest

    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    with pytest.raises(StartError):
        ingest([str(SEEDS)], str(with_an_unreadable_mark(tmp_path)))
    [body] = post.bodies
    assert body["kind"] == "failed"
    assert "not the mark of a run" in body["text"]
    assert "taizhang status" in body["text"]


def test_what_fails_before_prefect_is_there_is_told(tmp_path: Path, taizhang: Command, post: Post) -> None:
    done = taizhang("run", SEEDS, "--data", with_an_unreadable_mark(tmp_path), TAIZHANG_WEBHOOK=post.url)
    assert done.returncode == 1
    assert post.kinds() == ["failed"]
    assert "not the mark of a run" in post.bodies[0]["text"]


def test_a_run_that_is_stopped_is_told(prefect_server: None, tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    code, messages = interrupt(SEEDS, tmp_path / "data", "building the next warehouse", signal.SIGTERM)
    assert code == 1, messages
    assert post.kinds() == ["crashed"]


def dead_run(data: Path, flow_run_id: str) -> None:
    """Leaves what a run leaves that is killed: its mark, and nobody who holds the data directory."""
    run = start_run(data)
    mark(run.store.run_directory, start_here(run.run_id, run.started_at, run.extractor_version, flow_run_id))


def test_a_run_that_was_killed_is_told_by_the_next(tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    dead_run(tmp_path / "data", str(uuid4()))
    for _ in range(2):
        load(tmp_path / "data", deliver(tmp_path / "inbox", 1))
    assert post.kinds() == ["crashed"]
    assert "died without an end" in post.bodies[0]["text"]


def test_a_crash_that_the_schedule_told_is_not_told_again(
    prefect_server: None, tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prefect.client.schemas.objects import FlowRun
    from prefect.states import Crashed

    from flows.ingest import ingest
    from flows.watch.hooks import on_crashed

    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    killed = FlowRun(id=uuid4(), flow_id=uuid4(), name="killed", parameters={"data": str(tmp_path / "data")})
    dead_run(tmp_path / "data", str(killed.id))
    on_crashed(ingest, killed, Crashed(message="its process is gone"))
    load(tmp_path / "data", deliver(tmp_path / "inbox", 1))
    assert [(body["kind"], body["run"]) for body in post.bodies] == [("crashed", "killed")]
    [failed, _] = asked(tmp_path / "data", "SELECT outcome, flow_run_id FROM run ORDER BY run_id")
    assert failed == {"outcome": "failed", "flow_run_id": str(killed.id)}


def test_silence_is_said_by_every_run_and_sent_by_the_first(
    silent_data: Path, tmp_path: Path, post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TAIZHANG_WEBHOOK", post.url)
    data = Path(shutil.copytree(silent_data, tmp_path / "data"))
    for _ in range(2):
        caplog.clear()
        load(data)
        look_back(data)
        assert "No new report for 30 days" in caplog.text
    assert post.kinds() == ["stale"]
    assert "No new report for 30 days" in post.bodies[0]["text"]


def test_more_days_may_pass_where_that_is_asked_for(silent_data: Path, tmp_path: Path, taizhang: Command, post: Post) -> None:
    data = Path(shutil.copytree(silent_data, tmp_path / "data"))
    (tmp_path / "inbox").mkdir()
    done = taizhang("run", tmp_path / "inbox", "--data", data, "--webhook", post.url, "--stale-after-days", 31)
    assert "No new report" not in done.stderr
    assert post.bodies == []


def test_silence_is_in_the_report_of_a_run_that_brings_no_report(
    prefect_server: None, silent_data: Path, tmp_path: Path, taizhang: Command, broken_inbox: Path
) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, ArtifactFilterKey

    data = Path(shutil.copytree(silent_data, tmp_path / "data"))
    done = taizhang("run", broken_inbox, "--data", data)
    assert done.returncode == 0, done.stderr
    [run] = asked(data, "SELECT flow_run_id FROM run ORDER BY run_id DESC LIMIT 1")
    of_run = ArtifactFilterFlowRunId(any_=[UUID(str(run["flow_run_id"]))])
    chosen = ArtifactFilter(flow_run_id=of_run, key=ArtifactFilterKey(any_=["run-report"]))
    with get_client(sync_client=True) as client:
        [artifact] = client.read_artifacts(artifact_filter=chosen)
    assert "**No new report for 30 days" in str(artifact.data)
