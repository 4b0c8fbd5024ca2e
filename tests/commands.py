"""The real command in a process of its own, forked from one that has imported what it needs: an import of seconds is no test."""

import atexit
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.project import PROJECT

_FORKS = get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.warmed"])
_SECONDS = 300


def start_forked(words: Sequence[str], environment: Mapping[str, str], out: Path, err: Path) -> BaseProcess:
    """Starts the command line from the project's folder, in exactly that environment, as the leader of a group; it prints to two files."""
    process = _FORKS.Process(target=_command, args=(list(words), dict(environment), str(out), str(err)))
    process.start()
    return process


def run_forked(words: Sequence[str], environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Runs the command line from the project's folder, in exactly that environment; TimeoutExpired after five minutes."""
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder) / name for name in ("out", "err")]
        process = start_forked(words, environment, *outputs)
        process.join(_SECONDS)
        if process.exitcode is None:
            process.kill()
            raise subprocess.TimeoutExpired(list(words), _SECONDS)
        printed = [path.read_text("utf-8") for path in outputs]
        return subprocess.CompletedProcess(list(words), process.exitcode, *printed)


def _command(words: list[str], environment: dict[str, str], out: str, err: str) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(PROJECT)
    for path, stream in ((os.devnull, 0), (out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT), stream)
    sys.argv = ["taizhang", *words]
    try:
        runpy.run_module("flows", run_name="__main__", alter_sys=True)
    finally:
        sys.stdout.flush()
        atexit._run_exitfuncs()  # a forked process leaves them out
