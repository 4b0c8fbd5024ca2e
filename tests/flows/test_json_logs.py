"""The log as JSON: one object for each line, whatever happens."""

import io
import json
import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.logs.context import in_stage
from flows.logs.json_lines import JsonLines
from tests.project import PROJECT, Command, asked

REPORT = (
    "date 2023-02-11 On February 10, 2023, the party group of Yongzhou City Government held the 2022 annual democratic life meeting. "
    "The mayor Chen Ailin presided over the meeting and stressed the Two Upholds. A report in JSON."
)
INGEST = "import sys; from flows.ingest import ingest; ingest([sys.argv[1]], sys.argv[2])"


def lines(written: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in written.splitlines()]
    for line in found:
        assert line.keys() - {"exception"} == {"time", "level", "run_id", "stage", "message", "fields"}
        assert abs(datetime.now(UTC) - datetime.fromisoformat(line["time"])).total_seconds() < 600
    return found


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "report.txt").write_text(REPORT)
    return inbox


def test_a_run_writes_nothing_but_json(data: Path, inbox: Path, taizhang: Command) -> None:
    done = taizhang("run", inbox, "--data", data, "--log-format", "json")
    assert "Published" in done.stdout
    written = lines(done.stderr)
    by_message = {line["message"]: line for line in written}
    received = by_message["received 1 files, 1 of them new"]
    [run] = asked(data, "SELECT run_id FROM run ORDER BY run_id DESC LIMIT 1")
    assert (received["run_id"], received["stage"], received["level"]) == (run["run_id"], "receive", "info")
    assert received["fields"] == {"files_seen": 1, "files_new": 1}
    assert by_message["part 1 of 1: reading 1 files"]["stage"] == "read, extract, check and commit"
    assert by_message["building the next warehouse"]["stage"] == "build, check and publish"
    assert written[-1]["message"] == f"run {run['run_id']} ended: published"
    assert written[-1]["fields"] == {"outcome": "published", "files_seen": 1, "files_new": 1, "reports_new": 1, "records_quarantined": 0}


def test_a_failure_is_a_line_too(inbox: Path, taizhang: Command, tmp_path: Path) -> None:
    (tmp_path / "data" / "runs" / "broken").mkdir(parents=True)
    (tmp_path / "data" / "runs" / "broken" / "started.json").write_text("torn")
    done = taizhang("run", inbox, "--data", tmp_path / "data", TAIZHANG_LOG_FORMAT="json")
    assert done.returncode == 1
    last = lines(done.stderr)[-1]
    assert (last["level"], "not the mark of a run" in last["message"]) == ("error", True)


def test_a_run_that_the_schedule_starts_writes_them_as_well(data: Path, inbox: Path, prefect_server: None) -> None:
    words = [sys.executable, "-c", INGEST, str(inbox), str(data)]
    environment = {**os.environ, "TAIZHANG_LOG_FORMAT": "json"}
    done = subprocess.run(words, cwd=PROJECT, env=environment, capture_output=True, text=True, check=True)
    # What DuckDB's binding says of itself at the very end of a process is none of the log's.
    written = done.stderr.split("nanobind: leaked")[0]
    messages = [line["message"] for line in lines(written)]
    assert messages[0].startswith("received 1 files")
    assert messages[-1].endswith("ended: published")


@given(st.text(), st.text(), st.dictionaries(st.sampled_from(["files", "kind", "where"]), st.text() | st.integers() | st.none()))
def test_whatever_is_logged_is_one_line_that_says_it(message: str, stage: str, fields: dict[str, object]) -> None:
    written = io.StringIO()
    with in_stage(stage):
        JsonLines(written).emit(logging.makeLogRecord({"msg": message, "levelname": "WARNING", **fields}))
    text = written.getvalue()
    assert text.endswith("\n")
    line = json.loads(text)
    assert len(text.encode("utf-8", "surrogatepass").split(b"\n")) == 2
    assert (line["message"], line["stage"], line["fields"], line["level"]) == (message, stage, fields, "warning")


def test_a_traceback_is_kept_within_its_line() -> None:
    written = io.StringIO()
    log = logging.getLogger("tests.json")
    handler = JsonLines(written)
    log.addHandler(handler)
    try:
        raise ValueError("no such\nthing")
    except ValueError:
        log.exception("it stumbled")
    finally:
        log.removeHandler(handler)
    [line] = [json.loads(text) for text in written.getvalue().splitlines()]
    assert "ValueError: no such\nthing" in line["exception"]
