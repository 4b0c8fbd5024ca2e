"""The service as a person uses it: in a browser, without a warehouse yet, from the form of the deployment to the artifacts."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import HTTPError, codes
from playwright.sync_api import Page, expect, sync_playwright

from flows.health import free_port
from tests.processes import eventually, is_running
from tests.project import PROJECT, SEEDS, asked

BROWSER = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
NEVER = "0 0 1 1 *"
ARTIFACTS = ("run-report", "quality", "quarantine", "changes", "coverage")
pytestmark = pytest.mark.skipif(
    BROWSER is None and "CI" not in os.environ, reason="no Chromium: install it to see the pages tested"
)


def children_of(pid: int) -> list[int]:
    """The processes that a process has started, by whichever of its threads, and that still run."""
    return [int(child) for told in Path(f"/proc/{pid}/task").glob("*/children") for child in told.read_text().split()]


@dataclass(frozen=True)
class Served:
    """A service that answers: its folder with `inbox` and `data`, its address and its process."""

    folder: Path
    address: str
    process: "subprocess.Popen[str]"

    def asked(self, path: str, **question: object) -> Any:
        """The answer of Prefect's API to a POST; while its database is busy it wants to be asked again."""
        deadline = time.monotonic() + 60
        while (answer := httpx.post(f"{self.address}/api/{path}", json=question, timeout=30)).status_code == codes.SERVICE_UNAVAILABLE:
            assert time.monotonic() < deadline, "Prefect's database is busy for a minute"
            time.sleep(0.5)
        return answer.raise_for_status().json()

    def runs(self) -> list[dict[str, Any]]:
        """Flow runs that have started, the newest first."""
        every = self.asked("flow_runs/filter", sort="START_TIME_DESC")
        return [run for run in every if run["start_time"]]

    def children(self) -> dict[str, int]:
        """Process ids by the module that runs."""
        found = {}
        for pid in children_of(self.process.pid):
            with suppress(OSError):  # it may end in between
                words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
                if module := {"flows.serving.runner", "prefect"} & {*words}:
                    found["server" if "prefect" in module else "runner"] = pid
        return found


@pytest.fixture(scope="module")
def served(prefect_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "data" / "prefect").mkdir(parents=True)
    shutil.copy(prefect_database, folder / "data" / "prefect")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {"PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-m", "flows", "serve", "--cron", NEVER, "--timezone", "UTC", "--port", str(port)]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == f"Taizhang serves http://127.0.0.1:{port}\n"
    yield Served(folder, f"http://127.0.0.1:{port}", process)
    process.send_signal(signal.SIGTERM)
    process.wait(60)


@pytest.fixture(scope="module")
def page(served: Served) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


@pytest.fixture(scope="module")
def requests(page: Page, served: Served) -> list[str]:
    """Every address that the pages ask for."""
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    return asked_for


@pytest.fixture(scope="module")
def complaints(page: Page) -> list[str]:
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: to the folder that `TAIZHANG_SCREENSHOTS` names, where it is set."""
    folder = Path(os.environ.get("TAIZHANG_SCREENSHOTS") or tmp_path_factory.mktemp("pictures"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def start_from_the_form(page: Page, served: Served) -> dict[str, Any]:
    """Starts a run as a person does and returns it once it has ended."""
    before = len(served.runs())
    page.goto(f"{served.address}/deployments")
    page.get_by_text("scheduled", exact=True).first.click()
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_text("Custom run").click()
    expect(page.get_by_text("Files and folders that are looked at for new reports.")).to_be_visible()
    with page.expect_response("**/create_flow_run"):
        page.get_by_role("button", name="Submit").click()
    page.goto("about:blank")  # a page of a run draws without pause, and takes the processor from the run
    assert eventually(lambda: len(runs := served.runs()) > before and runs[0]["end_time"], 180, every=1)
    return served.runs()[0]


def artifact(page: Page, served: Served, key: str) -> str:
    """What the page of the newest artifact of that key shows, reached through the history of the key."""
    page.goto(f"{served.address}/artifacts/key/{key}")
    page.get_by_role("link", name=re.compile("^[0-9a-f]{8}$")).first.click()
    page.wait_for_url("**/artifacts/artifact/**")
    page.wait_for_load_state("networkidle")
    return page.inner_text("body")


def test_a_run_from_the_form_tells_its_story(
    served: Served, page: Page, requests: list[str], complaints: list[str], pictures: Path
) -> None:
    for seed in SEEDS.iterdir():
        shutil.copy(seed, served.folder / "inbox")
    run = start_from_the_form(page, served)
    assert (run["state_name"], run["name"].partition(" · ")[2]) == ("Completed", "5 new reports")
    page.goto(f"{served.address}/runs/flow-run/{run['id']}")
    expect(page.get_by_text("received 5 files, 5 of them new").first).to_be_visible()
    page.screenshot(path=pictures / "run.png")
    page.get_by_text("Task Runs", exact=True).first.click()
    for task in ("receive", "batch 1 of 1", "publish"):
        expect(page.get_by_role("link", name=task).first).to_be_visible()
    shown = {}
    for key in ARTIFACTS:
        shown[key] = artifact(page, served, key)
        page.screenshot(path=pictures / f"{key}.png")
    assert "5 new reports" in shown["run-report"]
    assert "Zhang Quanyue" in shown["changes"]
    assert not [address for address in requests if not address.startswith((served.address, "data:", "blob:"))]
    assert complaints == []


def test_a_broken_file_ends_in_a_state_of_its_own_and_is_explained(served: Served, page: Page, pictures: Path) -> None:
    (served.folder / "inbox" / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    run = start_from_the_form(page, served)
    assert run["state_name"] == "Completed with quarantine"
    shown = artifact(page, served, "quarantine")
    page.screenshot(path=pictures / "quarantine.png")
    assert "broken.docx" in shown
    assert "pack it again and deliver it again" in shown


@pytest.mark.parametrize("name", ["server", "runner"])
def test_what_is_killed_is_back_within_a_minute(served: Served, name: str) -> None:
    killed = served.children()[name]
    os.kill(killed, signal.SIGKILL)
    assert eventually(lambda: served.children().get(name, killed) != killed, 60)
    assert eventually(lambda: answers(served), 60, every=0.5)
    [deployment] = served.asked("deployments/filter")
    run = served.asked(f"deployments/{deployment['id']}/create_flow_run")
    assert eventually(lambda: any(r["id"] == run["id"] and r["end_time"] for r in served.runs()), 120, every=1)
    assert asked(served.folder / "data", "SELECT count(*) AS n FROM report") == [{"n": 5}]


def answers(served: Served) -> bool:
    """Whether the server works; it says that it is well before its database answers."""
    try:
        return bool(served.asked("deployments/filter"))
    except HTTPError:
        return False


def test_runs_are_forked_from_a_process_that_has_imported_everything(served: Served) -> None:
    runner = served.children()["runner"]
    below = (Path(f"/proc/{pid}/cmdline").read_text() for pid in children_of(runner))
    assert any("multiprocessing.forkserver" in command for command in below)


def test_nothing_is_left_running(served: Served) -> None:
    running = list(served.children().values())
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    assert not any(map(is_running, running))
