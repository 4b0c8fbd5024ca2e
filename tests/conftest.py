"""The project's files, and the real command, for the tests of flows and of the documents."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows.environment import prepare
from flows.server import make_ready
from tests.commands import run_forked
from tests.project import PROJECT, SEEDS, Command, SeedRun, inbox_state

# How fast examples come says something of the machine's load and nothing of the code.
settings.register_profile("taizhang", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("taizhang")


@pytest.fixture(scope="session")
def prefect_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prefect's database as it is at first. To create it takes half a minute, so the first of all workers does it for the others."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home = shared / "first-prefect"
    with (shared / "first-prefect.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
            environment = {**os.environ, "PREFECT_HOME": str(home.with_suffix(".new"))}
            subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
            home.with_suffix(".new").rename(home)
    return home / "prefect.db"


@pytest.fixture(scope="session")
def prefect_server(prefect_database: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One Prefect server for the whole session, named in the environment as a configured server is."""
    directory = tmp_path_factory.mktemp("server")
    prepare(directory)
    shutil.copy(prefect_database, directory / "prefect")
    make_ready()


@pytest.fixture(scope="session")
def taizhang() -> Command:
    """Runs the real command in a process of its own, from the project's folder; with a prefix from the beginning, else forked."""

    def run(*words: object, prefix: tuple[str, ...] = (), **environment: str) -> "subprocess.CompletedProcess[str]":
        around = {**os.environ, **environment}
        if not prefix:
            return run_forked([*map(str, words)], around)
        command = [*prefix, sys.executable, "-m", "flows", *map(str, words)]
        return subprocess.run(command, cwd=PROJECT, env=around, capture_output=True, text=True, timeout=300, check=False)

    return run


@pytest.fixture(scope="session")
def seed_run(prefect_server: None, taizhang: Command, tmp_path_factory: pytest.TempPathFactory) -> SeedRun:
    """The five seed reports, loaded into an empty data directory."""
    data = tmp_path_factory.mktemp("seeds") / "data"
    before = inbox_state(SEEDS)
    done = taizhang("run", SEEDS, "--data", data)
    assert done.returncode == 0, done.stderr
    return SeedRun(data, done.stdout, before)


@pytest.fixture(scope="session")
def seed_data(seed_run: SeedRun) -> Path:
    """The data directory that holds the seed reports. Tests only read it."""
    return seed_run.data


@pytest.fixture
def data(seed_data: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that writes."""
    return Path(shutil.copytree(seed_data, tmp_path / "data"))
