"""Deliveries in other orders, cut into other runs, and by two runs at once: always the same warehouse."""

import random
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from tests.faults.children import spawn, wait
from tests.loading import load
from tests.tables import hashes

Runs = Sequence[Sequence[Path]]
"""The files of each run, one run after the other."""


def differing(folder: Path, expected: dict[str, str], deliveries: Iterable[Runs]) -> list[str]:
    """A line for each delivery whose warehouse is not the expected one, with the tables that differ."""
    found = []
    for runs in deliveries:
        data = folder / "data"
        for paths in runs:
            _load_alone(data, paths)
        found += _differences(data, expected, " | ".join(" ".join(path.stem for path in paths) for paths in runs))
        shutil.rmtree(data)
    return found


def at_once(folder: Path, expected: dict[str, str], paths: Sequence[Path], times: int) -> list[str]:
    """Starts two runs over the same files at the same instant, so many times; a line for each that fails or differs."""
    found = []
    for number in range(times):
        data = folder / "raced"
        codes = [wait(pid) for pid in [spawn(partial(load, data, *paths)) for _ in range(2)]]
        found += [f"race {number}: a run ended with {code}" for code in codes if code]
        found += _differences(data, expected, f"race {number}")
        shutil.rmtree(data)
    return found


def expected(folder: Path, paths: Sequence[Path]) -> dict[str, str]:
    """The hashes of the warehouse that one run over all the files makes."""
    _load_alone(folder / "whole", paths)
    return hashes(folder / "whole")


def shuffles(paths: Sequence[Path], count: int, seed: int) -> list[Runs]:
    """The files in random orders, a run for each file."""
    chance = random.Random(seed)
    return [[[path] for path in chance.sample(paths, len(paths))] for _ in range(count)]


def splits(paths: Sequence[Path], count: int, seed: int) -> list[Runs]:
    """The files in random orders, cut at random into two to four runs."""
    chance = random.Random(seed)
    return [_cut(chance.sample(paths, len(paths)), chance) for _ in range(count)]


def _cut(paths: Sequence[Path], chance: random.Random) -> Runs:
    cuts = sorted(chance.sample(range(1, len(paths)), chance.randint(1, min(3, len(paths) - 1))))
    return [paths[first:last] for first, last in pairwise([0, *cuts, len(paths)])]


def _load_alone(data: Path, paths: Sequence[Path]) -> None:
    if code := wait(spawn(partial(load, data, *paths))):
        raise AssertionError(f"a run over {len(paths)} files ended with {code}")


def _differences(data: Path, expected: dict[str, str], what: str) -> list[str]:
    made = hashes(data)
    return [f"{what}: {table} has {made[table]}, expected {rows}" for table, rows in expected.items() if made[table] != rows]
