"""A run without Prefect: the same stages in the same order, in a second."""

import threading
from collections.abc import Sequence
from pathlib import Path

from flows import stages
from flows.dead_runs import clear_up
from flows.processing import process, refuse
from flows.running import running
from flows.runs import Result, Tally, start_run

REPORT = (
    "date 2023-02-11 On February 10, 2023, the party group of Yongzhou City Government held the 2022 annual democratic life meeting. "
    "The mayor Chen Ailin presided over the meeting and stressed the Two Upholds. Report {number}."
)


def deliver(inbox: Path, *numbers: int) -> Path:
    """Puts reports into a folder, each with its number in its name and text."""
    inbox.mkdir(exist_ok=True)
    for number in numbers:
        (inbox / f"{number}.txt").write_text(REPORT.format(number=number), encoding="utf-8")
    return inbox


def load(data: Path, *paths: Path, accept: str | None = None, lexicons: Sequence[Path] = ()) -> Result:
    """One run over files and folders into a data directory."""
    run = start_run(data, lexicons=lexicons)
    with running(run):
        clear_up(run)
        delivery = stages.receive(run, paths)
        tally = Tally(files_seen=delivery.files_seen, files_new=delivery.files_new) + refuse(run, delivery.refusals)
        tally += sum((process(run, unit, threading.Event()) for unit in delivery.units), Tally())
        if stages.is_published(run):
            return stages.end_without_news(run, tally)
        return stages.publish(run, tally, accept=accept)
