"""The Prefect flow: one run over an inbox, from files to a published warehouse.

Prefect must find its settings in the environment when this module is imported: call `flows.environment.prepare` first.
"""

import logging
import threading
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import flow, runtime, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task

from flows import artifacts, stages
from flows.dead_runs import clear_up
from flows.interruption import interruptible, raise_if_interrupted
from flows.logs import json_lines
from flows.missed import settle_missed
from flows.processing import process, refuse
from flows.reconciling import reconcile
from flows.running import running
from flows.runs import Result, Run, Tally, log, start_run
from flows.stages import Delivery
from flows.stopwatch import Stopwatch
from flows.telling import telling
from flows.watch import hooks
from warehouse.store import Received

WITH_QUARANTINE = "Completed with quarantine"
"""State of a run that published, and refused something that it was offered."""

# Prefect hands the lines of this logger to the page of the run, but leaves its level to the root logger, which passes warnings only.
log.setLevel(logging.INFO)

# Extraction is bound by the processor; a second thread reads and writes while the first computes.
WORKERS = 2
_FLOW_NAME = "taizhang"


def _is_passing(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a second try can help: a disk or a network share may recover, bad data and failed checks do not."""
    return isinstance(state.result(raise_on_failure=False), OSError)


_RETRYING: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [2, 10],
    "retry_condition_fn": _is_passing,
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


# The declared type of a runner names the base class of its futures, which is invariant.
_RUNNER: TaskRunner[PrefectFuture[Any]] = ThreadPoolTaskRunner(max_workers=WORKERS)  # type: ignore[assignment]


@task(name="receive", **_RETRYING)
def receive(run: Run, paths: list[Path]) -> Delivery:
    """Copies what is new into the data directory."""
    with interruptible():
        return stages.receive(run, paths)


@task(name="process", task_run_name="batch {number} of {count}", **_RETRYING)
def process_unit(run: Run, unit: tuple[Received, ...], number: int, count: int, stop: threading.Event) -> Tally:
    """Reads, extracts, checks and commits a few hundred reports."""
    log.info("part %d of %d: reading %d files", number, count, len(unit), extra={"part": number, "parts": count, "files": len(unit)})
    return process(run, unit, stop)


@task(name="publish", **_RETRYING)
def publish(run: Run, tally: Tally, flow_run_id: str | None, accept: str | None) -> Result:
    """Builds, checks and publishes the next warehouse."""
    with interruptible():
        return stages.publish(run, tally, flow_run_id, accept=accept)


def _run_name() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"


@flow(
    name=_FLOW_NAME,
    flow_run_name=_run_name,
    task_runner=_RUNNER,
    persist_result=False,
    validate_parameters=False,
    on_running=[hooks.on_running],
    on_completion=[hooks.on_completion],
    on_failure=[hooks.on_failure],
    on_crashed=[hooks.on_crashed],
)
def ingest(
    paths: list[str], data: str, profiles: Sequence[str] = (), accept: str | None = None, lexicons: Sequence[str] = ()
) -> Result:
    """One run over files and folders into a data directory. Raises what made it fail, once that is recorded.

    Args:
        paths: Files and folders that are looked at for new reports. They are only read.
        data: The data directory, which holds the published warehouse.
        profiles: Directories of your own source profiles, tried before the shipped ones.
        accept: Why it is right to publish although the warehouse would lose what the published one has. Recorded with the run.
        lexicons: Directories of your own lexicon rows, added to the shipped ones.
    """
    run = start_run(Path(data), lexicons=[*map(Path, lexicons)], profiles=[*map(Path, profiles)])
    stopwatch = Stopwatch()
    try:
        with json_lines.written_where_wanted(log), running(run, _flow_run_id()):
            result = _run(run, [Path(path) for path in paths], accept, stopwatch)
    except Exception as error:
        artifacts.show_failure(run.store, error, stopwatch)
        raise
    artifacts.show(run.store, result, stopwatch)  # whatever comes of the pages, the run has ended
    return _ended(result)


def _ended(result: Result) -> Result:
    """The result, within a state of its own where something was refused; Prefect hands the result itself to the caller."""
    refused = result.tally.records_quarantined
    if not refused:
        return result
    message = f"{refused} files or records were refused; see the artifact quarantine."
    return cast(Result, Completed(data=result, name=WITH_QUARANTINE, message=message))


def _run(run: Run, paths: Sequence[Path], accept: str | None, stopwatch: Stopwatch) -> Result:
    _settle_earlier(run)
    with stopwatch.stage("receive"):
        delivery = receive(run, list(paths))
    tally = Tally(files_seen=delivery.files_seen, files_new=delivery.files_new) + refuse(run, delivery.refusals)
    with stopwatch.stage("read, extract, check and commit"):
        tally += _process_all(run, delivery)
    _rename_flow_run(run, tally)
    for sentence in run.profiles.unused() if delivery.files_new else ():
        log.warning(sentence)
    if stages.is_published(run):
        return stages.end_without_news(run, tally, _flow_run_id())
    with stopwatch.stage("build, check and publish"):
        return publish(run, tally, _flow_run_id(), accept)


def _settle_earlier(run: Run) -> None:
    """Brings to an end what runs before this one left open: in the data directory, and on Prefect's pages."""
    clear_up(run)
    reconcile(_FLOW_NAME, run.store)
    with telling("which scheduled starts were missed"), get_client(sync_client=True) as client:
        if missed := settle_missed(client):
            log.info("%d scheduled starts were missed; this run stands for them", missed)


def _process_all(run: Run, delivery: Delivery) -> Tally:
    stop = threading.Event()
    count = len(delivery.units)
    try:
        futures = [process_unit.submit(run, unit, number, count, stop) for number, unit in enumerate(delivery.units, 1)]
        return sum(_with_progress(futures), Tally())
    except BaseException:
        stop.set()  # the other threads end at their next record
        raise


def _flow_run_id() -> str | None:
    return str(runtime.flow_run.id) if runtime.flow_run.id else None


def _rename_flow_run(run: Run, tally: Tally) -> None:
    news = f"{tally.reports_new} new report{'s' * (tally.reports_new != 1)}"
    name = f"{run.started_at.astimezone():%Y-%m-%d %H:%M} · {news}"
    with telling("the name of the run"), get_client(sync_client=True) as client:
        client.update_flow_run(runtime.flow_run.id, name=name)


def _with_progress(futures: Sequence[PrefectFuture[Tally]]) -> Iterator[Tally]:
    """The results in their order, with a bar on Prefect's page where there is more than one to wait for."""
    shown = None
    with telling("how far the run is"):
        shown = _progress_bar() if len(futures) > 1 else None
    for done, future in enumerate(futures, 1):
        yield future.result()
        raise_if_interrupted()
        if shown is not None:
            with telling("how far the run is"):
                update_progress_artifact(shown, 100.0 * done / len(futures))


def _progress_bar() -> UUID:
    return cast(UUID, create_progress_artifact(0.0, key="progress", description="Parts of the delivery that are done"))
