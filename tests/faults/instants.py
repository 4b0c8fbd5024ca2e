"""Instants of a run: the stage that it is in, told to the parent, and death at its n-th step in the file system."""

import mmap
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flows import processing, stages
from warehouse import publish as publishing
from warehouse.store import Store

STAGES = (
    "start", "receive", "read and extract", "stage a batch", "check a batch", "commit",
    "build", "check the warehouse", "publish", "end",
)  # fmt: skip
_TRACED: tuple[tuple[Any, str, str], ...] = (
    (stages, "receive", "receive"),
    (stages, "publish", "publish"),
    (stages, "check_warehouse", "check the warehouse"),
    (publishing, "build_candidate", "build"),
    (processing, "check_batch", "check a batch"),
    (Store, "write_batch", "stage a batch"),
    (Store, "commit_batch", "commit"),
)
# The events of Python's audit hooks that come before a step on disk; DuckDB takes its own steps, which only a kill by time can hit.
_STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "shutil.copyfile"}


class Instants:
    """What a child tells its parent: its stage, and how many steps below a directory it has taken."""

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 16)

    @property
    def stage(self) -> str:
        """The stage that the child is in, or died in."""
        return STAGES[self._shared[0]]

    @property
    def steps(self) -> int:
        """Steps in the file system that the child took."""
        return int.from_bytes(self._shared[8:16], "little")

    def follow(self, directory: Path, last_step: int | None = None) -> None:
        """Called in the child: tells stage and steps from now on; dies before the step of that number below the directory."""
        self._shared[0:16] = bytes(16)
        for owner, name, stage in _TRACED:
            setattr(owner, name, self._traced(getattr(owner, name), stage))
        below = os.fspath(directory)

        def hook(event: str, arguments: tuple[Any, ...]) -> None:
            if event in _STEPS and _is_below(arguments[0], below) and not (event == "open" and _only_reads(arguments)):
                self._shared[8:16] = (self.steps + 1).to_bytes(8, "little")
                if self.steps == last_step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)

    def ended(self) -> None:
        """Called in the child once its work is done."""
        self._shared[0] = STAGES.index("end")

    def _traced(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        def traced(*arguments: Any, **options: Any) -> Any:
            with self._in(stage):
                return function(*arguments, **options)

        return traced

    @contextmanager
    def _in(self, stage: str) -> Iterator[None]:
        before = self._shared[0]
        self._shared[0] = STAGES.index(stage)
        yield
        self._shared[0] = STAGES.index("read and extract") if stage == "receive" else before


def _is_below(path: object, directory: str) -> bool:
    return isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(directory)


def _only_reads(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return not (flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if isinstance(flags, int) else mode in ("r", "rb")
