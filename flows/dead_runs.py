"""Runs that died: whoever holds the data directory next records their end."""

from datetime import UTC, datetime

from flows.runs import Run, log
from flows.watch.after_run import tell_of_failure
from warehouse import runs, starts
from warehouse.starts import Start
from warehouse.state import publishing_run
from warehouse.store import Store


def died(run: Run) -> list[Start]:
    """The runs that began, and can be at work no more: this one holds the lock."""
    return [start for start in starts.marked(run.store.run_directory) if start.run_id != run.run_id]


def clear_up(run: Run) -> None:
    """Records the end of every run that died, discards what it left half-done, and says both. Call it under the lock."""
    for start in died(run):
        log.warning(_settle(run, start))
    for sentence in run.store.discard_remains():
        log.warning("an earlier run was interrupted: %s", sentence)


def _settle(run: Run, start: Start) -> str:
    row = runs.row(run.store.run_directory, start.run_id)
    who = f"run {start.run_id}, process {start.pid} on {start.host} since {start.started_at}, died"
    if row and (row["outcome"] != "published" or publishing_run(run.store.warehouse_path) == start.run_id):
        starts.unmark(run.store.run_directory, start.run_id)
        return f"{who} after it had ended as {row['outcome']}: nothing is lost"
    rebooted = "; the machine was started anew since" if start.was_before_reboot else ""
    ending = {
        "outcome": "failed",
        "finished_at": datetime.now(UTC),
        "failure": f"died without an end; noticed by run {run.run_id}{rebooted}",
    }
    runs.record_dead(run.store.run_directory, {**_committed(run.store, start), **(row or {}), **ending})
    starts.unmark(run.store.run_directory, start.run_id)
    sentence = f"{who} without an end{rebooted}: it is recorded as failed, and what it had committed stays"
    if not start.is_told:
        tell_of_failure("crashed", sentence, run.store.root, start.run_id)
    return sentence


def _committed(store: Store, start: Start) -> dict[str, object]:
    """The row of a run as far as its committed batches tell."""
    batches = [batch for batch in store.batches() if batch.run_id == start.run_id]
    files = {file_id for batch in batches for file_id in (*batch.files_held, *batch.files_finished, *batch.files_refused)}
    return {
        "run_id": start.run_id,
        "started_at": datetime.fromisoformat(start.started_at),
        "files_seen": len(files),
        "files_new": len(files),
        "reports_new": sum(batch.rows.get("report", 0) for batch in batches),
        "records_quarantined": sum(batch.rows.get("quarantine", 0) for batch in batches),
        "extractor_version": start.extractor_version,
        "flow_run_id": start.flow_run_id,
    }
