"""`python -m tests.benchmarks.speed`: how fast reports are read, in reports a second and as a ratio that other machines share.

The yardstick is Python's own tokenizer over the standard library: like the extraction it is Python code that goes through text, so that
the ratio of both says something of the rules and little of the machine.
"""

import gc
import io
import time
import tokenize
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tests.project import PROJECT, SEEDS
from transforms.document import Record
from transforms.extract import extract
from transforms.lexicons import Lexicons
from transforms.readers import read

SAMPLES = PROJECT / "tests" / "gold" / "samples"
TEXTS = {"en": sorted(SEEDS.glob("*.txt")), "zh": sorted(SAMPLES.glob("*_zh.txt"))}
REPORT_CHARACTERS = {"en": 4800, "zh": 700}
"""Characters of a report of usual length, for which the reports a second are told."""


@dataclass(frozen=True)
class Speed:
    """What the texts of one language took: characters, and processor seconds of the best round."""

    language: str
    characters: int
    seconds: float

    @property
    def reports_a_second(self) -> float:
        """Reports of usual length in a second of one core."""
        return self.characters / self.seconds / REPORT_CHARACTERS[self.language]

    def ratio(self, yardstick: float) -> float:
        """Characters a second over those of the yardstick."""
        return self.characters / self.seconds / yardstick


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Of which the fastest counts: others wait for whatever else the machine does.")
def main(rounds: int) -> None:
    """Prints a line for each language, once the lexicons are read."""
    yardstick = _tokenized(rounds)
    click.echo(f"yardstick: {yardstick:,.0f} characters/s")
    for language, paths in TEXTS.items():
        speed = measured(language, paths, rounds)
        click.echo(f"{language}: {speed.reports_a_second:.0f} reports/s and core, {speed.ratio(yardstick):.3f} of the yardstick")


def measured(language: str, paths: Sequence[Path], rounds: int) -> Speed:
    """The speed of extraction over the reports of those files."""
    lexicons = Lexicons()
    records = [item for path in paths for item in read(path.read_bytes(), path.name) if isinstance(item, Record)]

    def extract_all() -> None:
        for record in records:
            extract(record, lexicons)

    extract_all()
    return Speed(language, sum(len(record.body) for record in records), _best(extract_all, rounds))


def _tokenized(rounds: int) -> float:
    """Characters of the standard library that Python's tokenizer reads in a second."""
    source = Path(str(tokenize.__file__)).read_text("utf-8")
    return len(source) / _best(lambda: list(tokenize.generate_tokens(io.StringIO(source).readline)), rounds)


def _best(work: Callable[[], object], rounds: int) -> float:
    def seconds() -> float:
        gc.collect()
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(seconds() for _ in range(rounds))


if __name__ == "__main__":
    main()
