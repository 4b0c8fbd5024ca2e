"""A run of the pipeline without Prefect, as short as it gets: the same stages, in a process that may be killed at any instant."""

import threading
from collections.abc import Sequence
from pathlib import Path

from flows import batching, stages
from flows.dead_runs import clear_up
from flows.processing import process, refuse
from flows.running import running
from flows.runs import Tally, start_run


def load(data: Path, paths: Sequence[Path], unit_files: int = batching.UNIT_FILES) -> None:
    """Loads what is new under the paths and publishes it. A batch holds `unit_files` files at most."""
    batching.UNIT_FILES = unit_files
    run = start_run(data)
    with running(run):
        clear_up(run)
        delivery = stages.receive(run, paths)
        tally = Tally(files_seen=delivery.files_seen, files_new=delivery.files_new) + refuse(run, delivery.refusals)
        for unit in delivery.units:
            tally += process(run, unit, threading.Event())
        if stages.is_published(run):
            stages.end_without_news(run, tally)
        else:
            stages.publish(run, tally)
