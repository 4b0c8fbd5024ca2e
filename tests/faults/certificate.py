"""`python -m tests.faults.certificate`: the long form of the tests of this folder, ended by a certificate of its figures.

Needs a quiet machine and, as shipped, some hours; every number can be given on the command line.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import click

from tests.faults import orders
from tests.faults.crashes import Crashing
from tests.faults.mutations import mutate
from tests.faults.readers import read_while_publishing
from tests.project import PROJECT, SEEDS
from tests.warm import warm

SAMPLES = PROJECT / "tests" / "gold" / "samples"
LEDGERS = PROJECT / "tests" / "ledgers"
Section = Callable[[Path], tuple[list[str], bool]]
"""Does its part in an empty folder; returns lines for the certificate and whether all held."""


@click.command()
@click.option("--kills", default=500, show_default=True, help="Runs that are killed at random instants.")
@click.option("--publications", default=1000, show_default=True, help="Publications while four processes read.")
@click.option("--permutations", "permuted", default=120, show_default=True, help="Orders of the five seeds; 120 are all.")
@click.option("--orders", "shuffled", default=50, show_default=True, help="Random orders of a larger set.")
@click.option("--splits", default=20, show_default=True, help="Random splits into runs.")
@click.option("--races", default=50, show_default=True, help="Pairs of runs that start at the same instant.")
@click.option("--mutations/--no-mutations", default=True, show_default=True, help="Damage every column of every table.")
@click.option("--seed", default=1, show_default=True, help="Of all that is random.")
def main(kills: int, publications: int, permuted: int, shuffled: int, splits: int, races: int, mutations: bool, seed: int) -> None:
    """Kills, reads, reorders, races and damages; prints what came of it. The exit code is 1 where something did not hold."""
    warm()
    sections: list[tuple[str, object, Section]] = [
        ("Killed runs", kills, lambda folder: _crashes(folder, kills, seed)),
        ("Readers while warehouses are published", publications, lambda folder: _readers(folder, publications)),
        ("Orders of arrival", permuted + shuffled + splits, lambda folder: _orders(folder, permuted, shuffled, splits, seed)),
        ("Runs that start at the same instant", races, lambda folder: _races(folder, races)),
        ("Damaged rows and the checks", mutations, _mutations),
    ]
    held = [_section(title, section) for title, wanted, section in sections if wanted]
    sys.exit(0 if all(held) else 1)


def _section(title: str, section: Section) -> bool:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        lines, holds = section(Path(folder))
    verdict = f"{'Holds' if holds else 'DOES NOT HOLD'}. {time.monotonic() - started:.0f} s."
    click.echo("\n".join([f"## {title}\n", *lines, "", verdict, ""]))
    return holds


def _crashes(folder: Path, kills: int, seed: int) -> tuple[list[str], bool]:
    crashing = Crashing(folder, sorted([*SEEDS.iterdir(), *SAMPLES.glob("10[1-9]_*")]))
    found = crashing.crash(kills, seed)
    stages = [f"- {stage}: {count}" for stage, count in found.kills.most_common()]
    told = [f"- {line}" for line in found.differing]
    came_of = f"{found.too_late} ended before; {found.completed} warehouses were completed"
    head = f"{found.kills.total()} runs were killed with SIGKILL, {came_of}"
    return [head, *stages, f"differences from the warehouse of an undisturbed run, and remains: {len(told)}", *told], not told


def _readers(folder: Path, publications: int) -> tuple[list[str], bool]:
    reading = read_while_publishing(folder, publications)
    head = f"{reading.publications} publications; four processes opened the file {reading.sessions} times and read {reading.reads} times"
    told = [f"- {count} times: {line}" for line, count in Counter(reading.wrong).most_common(20)]
    return [head, f"errors and inconsistent reads: {len(reading.wrong)}", *told], not reading.wrong


def _orders(folder: Path, permuted: int, shuffled: int, splits: int, seed: int) -> tuple[list[str], bool]:
    seeds = sorted(SEEDS.iterdir())
    larger = sorted([*seeds, *SAMPLES.glob("1*_*")])
    every = [[[path] for path in order] for order in permutations(seeds)][:permuted]
    chosen = [*orders.shuffles(larger, shuffled, seed), *orders.splits(larger, splits, seed)]
    found = [
        line
        for name, files, deliveries in (("seeds", seeds, every), ("larger", larger, chosen))
        if deliveries
        for line in orders.differing(folder / name, orders.expected(folder / name, files), deliveries)
    ]
    head = f"{len(every)} orders of {len(seeds)} files, {shuffled} orders and {splits} splits of {len(larger)} files"
    return [head, f"tables that differ: {len(found)}", *(f"- {line}" for line in found[:20])], not found


def _races(folder: Path, races: int) -> tuple[list[str], bool]:
    seeds = sorted(SEEDS.iterdir())
    found = orders.at_once(folder, orders.expected(folder, seeds), seeds, races)
    return [f"{races} pairs of runs over {len(seeds)} files", f"failures and differences: {len(found)}", *found[:20]], not found


def _mutations(folder: Path) -> tuple[list[str], bool]:
    orders.expected(folder, [SEEDS, SAMPLES, LEDGERS])
    found = mutate(folder / "whole" / "warehouse.duckdb")
    structural = [mutation for mutation in found if mutation.is_structural]
    caught = sum(mutation.is_caught for mutation in structural)
    rows = ["| table | structural | caught | other | caught |", "| --- | ---: | ---: | ---: | ---: |"]
    for table in sorted({mutation.table for mutation in found}):
        of_table = [[m.is_caught for m in found if m.table == table and m.is_structural == kind] for kind in (True, False)]
        rows.append(f"| {table} | " + " | ".join(f"{len(part)} | {sum(part)}" for part in of_table) + " |")
    missed = [f"- missed: {m.table}.{m.column} {m.kind}" for m in structural if not m.is_caught]
    others = f"{sum(m.is_caught for m in found) - caught} of {len(found) - len(structural)} others"
    head = f"{caught} of {len(structural)} structural ones are caught, {others}"
    return [head, *rows, *missed], caught >= 0.95 * len(structural)


if __name__ == "__main__":
    main()
