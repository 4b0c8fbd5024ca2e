"""How long the stages of a run take."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from flows.logs.context import in_stage


class Stopwatch:
    """Seconds by stage, in the order in which stages ended; a stage that is entered again is added up."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Counts the block's time to the stage, however it ends, and names the stage in the log."""
        start = time.monotonic()
        try:
            with in_stage(name):
                yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.monotonic() - start
