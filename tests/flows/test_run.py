"""Real runs of the real command over real files."""

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.interrupting import interrupt
from tests.loading import REPORT, deliver
from tests.processes import eventually, processes_with
from tests.project import PROJECT, SEEDS, Command, SeedRun, asked, inbox_state


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_run_tells_what_it_found(seed_data: Path, taizhang: Command) -> None:
    [run] = asked(seed_data, "SELECT * FROM run")
    assert (run["outcome"], run["files_seen"], run["files_new"], run["reports_new"]) == ("published", 5, 5, 5)
    assert run["flow_run_id"]
    failed = asked(seed_data, "SELECT * FROM check_result WHERE severity = 'critical' AND NOT success")
    assert failed == []


def test_a_second_run_finds_nothing_new_and_changes_no_byte(data: Path, taizhang: Command) -> None:
    published = {path.relative_to(data): digest(path) for path in data.rglob("*.duckdb")} | {
        path.relative_to(data): digest(path) for folder in ("batches", "entities") for path in (data / folder).rglob("*.parquet")
    }
    again = taizhang("run", SEEDS, "--data", data)
    assert (again.returncode, "Nothing new in 5 files" in again.stdout) == (0, True), again.stderr
    assert {name: digest(data / name) for name in published} == published
    [run] = json.loads(taizhang("status", "--json", "--data", data).stdout)["last_runs"][:1]
    assert (run["outcome"], run["files_seen"], run["files_new"]) == ("nothing_new", 5, 0)


def test_the_same_reports_under_other_names_are_nothing_new(data: Path, taizhang: Command, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "renamed")
    for path in (tmp_path / "renamed").iterdir():
        path.rename(path.with_suffix(".text"))
    assert "Nothing new" in taizhang("run", tmp_path / "renamed", "--data", data).stdout


def test_an_inbox_is_never_written_to(seed_run: SeedRun) -> None:
    assert inbox_state(SEEDS) == seed_run.inbox_before


def test_remains_of_a_dead_run_are_named_and_discarded(data: Path, taizhang: Command) -> None:
    (data / "next.duckdb").write_bytes(b"half")
    (data / "batches" / ".staging-abc").mkdir()
    done = taizhang("run", SEEDS, "--data", data)
    assert "next.duckdb: a warehouse that was not published; discarded" in done.stderr
    assert "batches/.staging-abc: a batch that was not committed; discarded" in done.stderr
    assert not (data / "next.duckdb").exists()


def test_rebuild_gives_the_same_rows_from_parquet_alone(seed_data: Path, data: Path, taizhang: Command) -> None:
    (data / "warehouse.duckdb").unlink()
    shutil.rmtree(data / "entities")
    done = taizhang("rebuild", "--data", data)
    assert done.returncode == 0, done.stderr
    for table in ("report", "meeting", "person", "participation", "step_mention", "formula_mention"):
        rows = f"SELECT * FROM {table} ORDER BY ALL"
        assert asked(data, rows) == asked(seed_data, rows)


def test_another_process_at_work_is_named_and_waited_for(data: Path) -> None:
    code = "import sys; from pathlib import Path; from warehouse.store import Store\nwith Store(Path(sys.argv[1])).lock(): print(); input()"
    command = [sys.executable, "-c", code, str(data)]
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        holder.stdout.readline()
        command = [sys.executable, "-m", "flows", "run", str(SEEDS), "--data", str(data)]
        with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as waiting:
            assert waiting.stderr
            said = next(line for line in waiting.stderr if "is in use by" in line)
            assert f"process {holder.pid}, which took it at " in said
            holder.communicate("done\n")
            printed, _ = waiting.communicate()
    assert "Nothing new in 5 files" in printed


def test_a_server_that_cannot_be_reached_is_a_sentence(taizhang: Command, tmp_path: Path) -> None:
    refused = taizhang("run", SEEDS, "--data", tmp_path / "data", PREFECT_API_URL="http://127.0.0.1:9/api")
    assert refused.returncode == 1
    assert "Prefect's server cannot be used" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_without_a_configured_server_a_temporary_one_is_started_and_ended(taizhang: Command, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.txt").write_text(REPORT.format(number=1))
    data = tmp_path / "data"
    done = taizhang("run", tmp_path / "inbox", "--data", data, PREFECT_API_URL="", PREFECT_HOME=str(data / "prefect"))
    assert done.returncode == 0, done.stderr
    assert "Published" in done.stdout
    assert processes_with(f"{data}/prefect") == []
    assert asked(data, "SELECT outcome FROM run") == [{"outcome": "published"}]


def test_a_run_that_is_killed_leaves_no_server(prefect_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    (data / "prefect").mkdir(parents=True)
    shutil.copy(prefect_database, data / "prefect")
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.setenv("PREFECT_HOME", str(data / "prefect"))
    interrupt(deliver(tmp_path / "inbox", 1), data, "received 1 files", signal.SIGKILL)
    assert eventually(lambda: processes_with(f"{data}/prefect") == [])
