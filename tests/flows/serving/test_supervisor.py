"""The supervisor, over real processes: what dies is started again, and nothing outlives it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import eventually, is_running
from tests.project import PROJECT

# A supervisor of one child; the child starts a process of its own, as a server does, and writes both ids to a file.
SUPERVISED = """
import signal, sys
from pathlib import Path
from flows.serving.supervisor import Child, Supervisor
folder = Path(sys.argv[1])
grandchild = "import time; time.sleep(600)"
child = '''
import os, subprocess, sys, time
from pathlib import Path
started = subprocess.Popen([sys.executable, "-c", %r])
Path(sys.argv[1]).write_text(f"{os.getpid()} {started.pid}")
time.sleep(600)
''' % grandchild
ids = folder / "ids"
supervisor = Supervisor([Child("the child", [sys.executable, "-c", child, str(ids)], {}, folder / "log", ids.exists)])
signal.signal(signal.SIGTERM, lambda *_: supervisor.stop())
supervisor.run(lambda: print("ready", flush=True))
print("ended", flush=True)
"""


def started(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen([sys.executable, "-c", SUPERVISED, str(folder)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def ids(folder: Path) -> list[int]:
    text = (folder / "ids").read_text(encoding="utf-8")
    return [int(word) for word in text.split()]


@pytest.fixture
def supervised(tmp_path: Path) -> "subprocess.Popen[str]":
    return started(tmp_path)


def test_it_ends_everything_that_it_started(supervised: "subprocess.Popen[str]", tmp_path: Path) -> None:
    running = ids(tmp_path)
    supervised.send_signal(signal.SIGTERM)
    assert supervised.wait(30) == 0
    assert not any(map(is_running, running))


def test_a_killed_child_is_started_again_and_what_it_left_is_ended(supervised: "subprocess.Popen[str]", tmp_path: Path) -> None:
    child, grandchild = ids(tmp_path)
    (tmp_path / "ids").unlink()
    os.kill(child, signal.SIGKILL)
    assert eventually((tmp_path / "ids").exists)
    assert eventually(lambda: len(ids(tmp_path)) == 2)
    assert not is_running(grandchild)
    assert all(map(is_running, ids(tmp_path)))
    supervised.terminate()
    assert supervised.wait(30) == 0
    assert not any(map(is_running, ids(tmp_path)))


def test_its_children_end_when_it_is_killed(supervised: "subprocess.Popen[str]", tmp_path: Path) -> None:
    child, grandchild = ids(tmp_path)
    supervised.kill()
    supervised.wait()
    assert eventually(lambda: not is_running(child))
    os.kill(grandchild, signal.SIGKILL)  # a real child ends its own; this one does not


def test_a_child_that_cannot_start_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    program = SUPERVISED.replace("time.sleep(600)\n''' %", "raise SystemExit('no way')\n''' %").replace("ids.exists", "lambda: False")
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert "the child ended at once; its last words:\nno way" in done.stderr
    assert done.returncode != 0
