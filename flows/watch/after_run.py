"""What follows when a run has ended: the last words in its log, and alerts where somebody should look."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from flows.runs import log
from flows.watch import channels
from flows.watch.alert import Alert, Kind
from flows.watch.freshness import freshness
from flows.watch.history import EndedRun, newest_first
from flows.watch.refusals import rising
from warehouse import starts
from warehouse.store import Store


def look_back(data: Path, flow_run_id: str | None = None) -> None:
    """Looks at the last run of a data directory, or the one that Prefect knows by an id, and tells what somebody should hear of.

    What goes wrong with that is logged, and fails no run.
    """
    try:
        _look_back(Store(data), flow_run_id)
    except Exception as error:  # whatever cannot be read or sent: the run itself has ended
        log.warning("the last run could not be looked at (%s: %s)", type(error).__name__, error)


def tell_of_failure(kind: Kind, reason: str, data: Path, run: str | None = None) -> None:
    """Sends the alert of a run that did not end well. `run` names it."""
    title = "a run failed" if kind == "failed" else "a run crashed"
    text = f"{reason}\nThe warehouse that was published before stays as it is. See: taizhang status"
    _tell(kind, title, text, data, run)


def tell_of_crash(reason: str, data: Path, flow_run_id: str, run: str | None = None) -> None:
    """Sends the alert of a run that was stopped or died, once: the next run, which finds its mark, does not send it again."""
    tell_of_failure("crashed", reason, data, run)
    try:
        starts.mark_told(Store(data).run_directory, flow_run_id)
    except (OSError, starts.StartError) as error:
        log.warning("the next run will tell of this crash again (%s)", error)


@contextmanager
def failure_told(data: Path) -> Iterator[None]:
    """Sends an alert where the block fails, for what happens before Prefect is there to do so; the error goes on."""
    try:
        yield
    except Exception as error:
        tell_of_failure("failed", str(error), data)
        raise


def _look_back(store: Store, flow_run_id: str | None) -> None:
    ended = newest_first(store)
    run = next((run for run in ended if flow_run_id in (None, run.flow_run_id)), None)
    if run is None:
        return
    counts = {name: getattr(run, name) for name in ("files_seen", "files_new", "reports_new", "records_quarantined")}
    log.info("run %s ended: %s", run.run_id, run.outcome, extra={"outcome": run.outcome, **counts})
    previous = next(ended, None)
    _look_at_freshness(store, run, previous)
    if previous and (sentence := rising(run, chain([previous], ended))):
        log.warning(sentence)
        _tell("rising_quarantine", "more is refused than usual", f"{sentence}. See: taizhang quarantine", store.root, run.run_id)


def _look_at_freshness(store: Store, run: EndedRun, previous: EndedRun | None) -> None:
    fresh, now = freshness(store), datetime.now(UTC)
    if fresh is None or not (sentence := fresh.warning(now)):
        return
    log.warning(sentence)
    if fresh.is_due(now, previous.started_at if previous else fresh.since):
        _tell("stale", "no new report", sentence, store.root, run.run_id)


def _tell(kind: Kind, title: str, text: str, data: Path, run: str | None) -> None:
    channels.send(Alert(kind, title, text, str(data.resolve()), run))
