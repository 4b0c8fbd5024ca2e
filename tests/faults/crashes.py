"""Runs that are killed at random instants, and what the next run makes of what they left."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from flows import batching
from tests.faults.children import kill, spawn, wait
from tests.faults.instants import Instants
from tests.loading import load
from tests.tables import hashes

# A dozen reports make several batches, so that there is something between them.
BATCH_FILES = 8


@dataclass
class Crashes:
    """What came of the kills: how many in each stage, runs that ended before, warehouses completed, and what differs."""

    kills: Counter[str] = field(default_factory=Counter)
    too_late: int = 0
    completed: int = 0
    differing: list[str] = field(default_factory=list)


class Crashing:
    """An inbox, the warehouse that an undisturbed run makes of it, and how long that takes."""

    def __init__(self, folder: Path, inbox: Sequence[Path]) -> None:
        self._folder = folder
        self._inbox = inbox
        self._instants = Instants()
        started = time.monotonic()
        self._load(folder / "whole")
        self.seconds = time.monotonic() - started
        self.steps = self._instants.steps
        self.expected = hashes(folder / "whole")

    def crash(self, kills: int, seed: int) -> Crashes:
        """Kills that many runs, each on a data directory of its own or on one that others were killed on; then lets one end."""
        chance = random.Random(seed)
        found = Crashes()
        while found.kills.total() < kills:
            data = self._folder / "crashed"
            for _ in range(min(chance.choice([1, 2, 3, 4]), kills - found.kills.total())):
                self._kill_one(data, chance, found)
            self._load(data)
            self._compare(data, found)
            found.completed += 1
            shutil.rmtree(data)
        return found

    def _kill_one(self, data: Path, chance: random.Random, found: Crashes) -> None:
        at_a_step = chance.random() < 0.5
        last_step = chance.randint(1, self.steps) if at_a_step else None
        pid = spawn(partial(self._run, data, last_step))
        if not at_a_step:
            time.sleep(chance.uniform(0, self.seconds))
            kill(pid)
        code = wait(pid)
        if code == 0:
            found.too_late += 1
        elif code == -9:
            found.kills[self._instants.stage] += 1
        else:
            found.differing.append(f"a run on what others left ended with {code} in stage {self._instants.stage}")

    def _load(self, data: Path) -> None:
        if code := wait(spawn(partial(self._run, data, None))):
            raise AssertionError(f"a run that nobody killed ended with {code}")

    def _run(self, data: Path, last_step: int | None) -> None:
        self._instants.follow(data, last_step)
        batching.UNIT_FILES = BATCH_FILES
        load(data, *self._inbox)
        self._instants.ended()

    def _compare(self, data: Path, found: Crashes) -> None:
        made = hashes(data)
        differing = [table for table, expected in self.expected.items() if made[table] != expected]
        found.differing += [f"{table}: {made[table]}, expected {self.expected[table]}" for table in differing]
        found.differing += [f"left behind: {path}" for path in (*data.glob("next*"), *data.rglob(".staging-*"), *data.rglob(".retired-*"))]
