"""The Prefect flow: one run over an inbox, from files to a published warehouse.

Prefect must find its settings in the environment when this module is imported: call `flows.environment.prepare` first.
"""

import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow, runtime, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task

from flows import stages
from flows.missed import settle_missed
from flows.processing import process, refuse
from flows.run_report import meetings, run_report
from flows.runs import Result, Run, RunError, Tally, log, record, start_run
from flows.stages import Delivery
from warehouse.store import Received

# Extraction is bound by the processor; a second thread reads and writes while the first computes.
WORKERS = 2


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
    return stages.receive(run, paths)


@task(name="process", task_run_name="batch {number} of {count}", **_RETRYING)
def process_unit(run: Run, unit: tuple[Received, ...], number: int, count: int, stop: threading.Event) -> Tally:
    """Reads, extracts, checks and commits a few hundred reports."""
    log.info("part %d of %d: reading %d files", number, count, len(unit))
    return process(run, unit, stop)


@task(name="publish", **_RETRYING)
def publish(run: Run, tally: Tally, flow_run_id: str | None) -> Result:
    """Builds, checks and publishes the next warehouse."""
    return stages.publish(run, tally, flow_run_id)


def _run_name() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"


@flow(
    name="taizhang",
    flow_run_name=_run_name,
    task_runner=_RUNNER,
    persist_result=False,
    validate_parameters=False,
)
def ingest(paths: list[str], data: str, profiles: Sequence[str] = (), lexicons: Sequence[str] = ()) -> Result:
    """One run over files and folders into a data directory. Raises what made it fail, once that is recorded.

    Args:
        paths: Files and folders that are looked at for new reports. They are only read.
        data: The data directory, which holds the published warehouse.
        profiles: Directories of your own source profiles, tried before the shipped ones.
        lexicons: Directories of your own lexicon rows, added to the shipped ones.
    """
    run = start_run(Path(data), lexicons=[*map(Path, lexicons)], profiles=[*map(Path, profiles)])
    with run.store.lock():
        try:
            return _run(run, [Path(path) for path in paths])
        except BaseException as error:
            record(run, "failed", error.tally if isinstance(error, RunError) else Tally(), _flow_run_id())
            raise


def _run(run: Run, paths: Sequence[Path]) -> Result:
    with get_client(sync_client=True) as client:
        if missed := settle_missed(client):
            log.info("%d scheduled starts were missed; this run stands for them", missed)
    for sentence in run.store.discard_remains():
        log.warning("an earlier run was interrupted: %s", sentence)
    delivery = receive(run, list(paths))
    _rename_flow_run(run, delivery)
    tally = Tally(files_seen=delivery.files_seen, files_new=delivery.files_new) + refuse(run, delivery.refusals)
    tally += _process_all(run, delivery)
    for sentence in run.profiles.unused() if delivery.files_new else ():
        log.warning(sentence)
    if stages.is_published(run):
        return record(run, "nothing_new", tally, _flow_run_id())
    result = publish(run, tally, _flow_run_id())
    _show(run, result)
    return result


def _process_all(run: Run, delivery: Delivery) -> Tally:
    stop = threading.Event()
    count = len(delivery.units)
    try:
        futures = [process_unit.submit(run, unit, number, count, stop) for number, unit in enumerate(delivery.units, 1)]
        return sum((future.result() for future in futures), Tally())
    except BaseException:
        stop.set()  # the other threads end at their next record
        raise


def _flow_run_id() -> str | None:
    return str(runtime.flow_run.id) if runtime.flow_run.id else None


def _rename_flow_run(run: Run, delivery: Delivery) -> None:
    name = f"{run.started_at.astimezone():%Y-%m-%d %H:%M} · {delivery.files_new} new files"
    with get_client(sync_client=True) as client:
        client.update_flow_run(runtime.flow_run.id, name=name)


def _show(run: Run, result: Result) -> None:
    create_markdown_artifact(key="run-report", markdown=run_report(run.store, result), description="What the run did")
    create_table_artifact(key="meetings", table=meetings(run.store), description="The meetings of the published warehouse")
