"""prefect.yaml on a server that was started apart: deployed, run by a worker, with a form that explains itself."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import PROJECT, SEEDS, asked

PREFECT = [sys.executable, "-m", "prefect"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder as a checkout is, with an inbox."""
    for name in ("flows", "transforms", "expectations", "warehouse", "seeds", "prefect.yaml"):
        (tmp_path / name).symlink_to(PROJECT / name)
    shutil.copytree(SEEDS, tmp_path / "inbox")
    return tmp_path


@pytest.fixture
def worker(prefect_server: None, checkout: Path) -> Iterator[None]:
    for words in (["work-pool", "create", "taizhang", "--type", "process"], ["--no-prompt", "deploy", "--all"]):
        done = subprocess.run([*PREFECT, *words], cwd=checkout, env=environment(checkout), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    process = subprocess.Popen(
        [*PREFECT, "worker", "start", "--pool", "taizhang"], cwd=checkout, env=environment(checkout), start_new_session=True
    )
    yield
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:  # now and then Prefect's worker does not heed it
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment(checkout: Path) -> dict[str, str]:
    return {**os.environ, "PWD": str(checkout), "PYTHONPATH": str(PROJECT)}


def test_a_worker_runs_the_deployment(worker: None, checkout: Path) -> None:
    from prefect.client.orchestration import get_client  # reads the environment, which the fixture sets

    with get_client(sync_client=True) as client:
        deployment = client.read_deployment_by_name("taizhang/scheduled")
        run = client.create_flow_run_from_deployment(deployment.id)
        deadline = time.monotonic() + 180
        while not (state := client.read_flow_run(run.id).state) or not state.is_final():
            assert time.monotonic() < deadline, state
            time.sleep(1)
        assert state.is_completed(), state.message
    assert asked(checkout / "data", "SELECT count(*) AS n FROM report") == [{"n": 5}]
    form = deployment.parameter_openapi_schema or {}
    described = {name: field.get("description") for name, field in form["properties"].items()}
    assert all(described.values()), json.dumps(described)
