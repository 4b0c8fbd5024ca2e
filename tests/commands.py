"""The real command in a process of its own, forked from one that has imported what it needs: an import of seconds is no test."""

import atexit
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context, set_start_method
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.project import PROJECT

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.warmed"])


def start_forked(words: Sequence[str], environment: Mapping[str, str], out: Path, err: Path, module: str = "flows") -> BaseProcess:
    """Starts a module with the words of a command line, from the project's folder, in exactly that environment, as the leader of a group.

    It prints to two files.
    """
    process = _FORKS.Process(target=_command, args=(module, list(words), dict(environment), str(out), str(err)))
    process.start()
    return process


def run_forked(
    words: Sequence[str], environment: Mapping[str, str], module: str = "flows", seconds: float = 300
) -> "subprocess.CompletedProcess[str]":
    """Runs it to the end, as `start_forked` starts it; TimeoutExpired where it has not ended by then, and its whole group is killed."""
    with tempfile.TemporaryDirectory() as folder:
        out, err = (Path(folder) / name for name in ("out", "err"))
        process = start_forked(words, environment, out, err, module)
        process.join(seconds)
        if process.exitcode is None:
            os.killpg(process.pid or 0, signal.SIGKILL)
            raise subprocess.TimeoutExpired(list(words), seconds, out.read_text("utf-8"), err.read_text("utf-8"))
        printed = [path.read_text("utf-8") for path in (out, err)]
        return subprocess.CompletedProcess(list(words), process.exitcode, *printed)


def _command(module: str, words: list[str], environment: dict[str, str], out: str, err: str) -> None:
    set_start_method(None, force=True)  # its own children start as those of any process, not as it did itself
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(PROJECT)
    for path, stream in ((os.devnull, 0), (out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), stream)
    sys.argv = ["taizhang", *words]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        sys.stdout.flush()
        atexit._run_exitfuncs()  # a forked process leaves them out
