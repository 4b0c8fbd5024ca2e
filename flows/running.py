"""The frame of every run: the data directory is its own, and whatever happens, its end is recorded or can be noticed."""

from collections.abc import Iterator
from contextlib import contextmanager

from flows.failures import is_for_people
from flows.interruption import interruptible
from flows.runs import Run, RunError, Tally, log, record
from warehouse import starts

_WAIT_SECONDS = 600.0


@contextmanager
def running(run: Run, flow_run_id: str | None = None) -> Iterator[None]:
    """Holds the data directory for a run and marks the run as begun; what is raised within is recorded as its failure.

    A block that ends without an error records its own outcome. A process that dies within leaves the mark, by which the next run
    knows. Where another process holds the directory it is waited for, which is said; LockedError after ten minutes.
    """
    with run.store.lock(_WAIT_SECONDS, log.info):
        starts.mark(run.store.run_directory, starts.start_here(run.run_id, run.started_at, run.extractor_version, flow_run_id))
        try:
            with interruptible():
                yield
        except BaseException as error:
            _record_failure(run, error, flow_run_id)
            raise
        starts.unmark(run.store.run_directory, run.run_id)


def _record_failure(run: Run, error: BaseException, flow_run_id: str | None) -> None:
    tally = error.tally if isinstance(error, RunError) else Tally()
    try:
        record(run, "failed", tally, flow_run_id, failure=_reason(error))
        starts.unmark(run.store.run_directory, run.run_id)
    except OSError as lost:  # a full disk: the error itself must reach the caller, and the mark tells the next run
        log.warning("the end of this run could not be recorded (%s); the next run will", lost)


def _reason(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    return str(error) if is_for_people(error) else f"{type(error).__name__}: {error}"
