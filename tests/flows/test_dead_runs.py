"""A run that is killed outright: the next one knows, says so, ends it in the ledger of runs and on Prefect's pages, and loses nothing."""

import json
import signal
from pathlib import Path
from uuid import UUID

from tests.interrupting import interrupt
from tests.loading import deliver
from tests.project import Command, asked


def state_of(flow_run_id: object) -> str | None:
    from prefect.client.orchestration import get_client  # which takes its server from the environment when it is first imported

    with get_client(sync_client=True) as client:
        return client.read_flow_run(UUID(str(flow_run_id))).state_name


def test_a_killed_run_is_set_to_failed_by_the_next(prefect_server: None, taizhang: Command, tmp_path: Path) -> None:
    inbox, data = tmp_path / "inbox", tmp_path / "data"
    deliver(inbox, 1, 2, 3)
    code, messages = interrupt(inbox, data, "building the next warehouse", signal.SIGKILL)
    assert code == -signal.SIGKILL, messages
    [died] = json.loads(taizhang("status", "--json", "--data", data).stdout)["died"]
    assert state_of(died["flow_run_id"]) == "Running"

    done = taizhang("run", "--data", data)
    assert done.returncode == 0, done.stderr
    assert f"run {died['run_id']}, process {died['pid']} on {died['host']} since {died['started_at']}, died without an end" in done.stderr
    rows = asked(data, "SELECT outcome, files_new, reports_new, failure, flow_run_id FROM run ORDER BY run_id")
    assert [(row["outcome"], row["files_new"], row["reports_new"]) for row in rows] == [("failed", 3, 3), ("published", 0, 0)]
    assert str(rows[0]["failure"]).startswith("died without an end; noticed by run ")
    assert state_of(died["flow_run_id"]) == "Crashed"
    assert state_of(rows[1]["flow_run_id"]) == "Completed"
    assert json.loads(taizhang("status", "--json", "--data", data).stdout)["died"] == []
    assert asked(data, "SELECT count(*) AS n FROM report") == [{"n": 3}]
