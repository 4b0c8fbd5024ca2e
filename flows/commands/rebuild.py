"""`taizhang rebuild`: the warehouse anew from Parquet alone."""

from collections.abc import Sequence
from pathlib import Path

from flows.commands.changes import explaining_refusals
from flows.commands.printing import printer
from flows.dead_runs import clear_up
from flows.progress import shown
from flows.quality.page import write_page
from flows.run_report import checks_passed, counts, listed
from flows.running import running
from flows.runs import Tally, log, start_run
from flows.stages import publish


def rebuild(data: Path, accept: str | None = None, lexicons: Sequence[Path] = ()) -> None:
    """Builds, checks and publishes. Where a check fails, RunError, and the published warehouse as it was."""
    run = start_run(data, lexicons=lexicons)
    try:
        with explaining_refusals(), shown(log), running(run):
            clear_up(run)
            result = publish(run, Tally(), from_scratch=True, accept=accept)
    finally:
        write_page(run.store)
    console = printer()
    console.print(f"Rebuilt {run.store.warehouse_path} from Parquet: it holds {listed(counts(run.store))}.", markup=False)
    console.print(f"Checks: {checks_passed(result.tally.checks)}.")
