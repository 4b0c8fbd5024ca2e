"""`taizhang rebuild`: the warehouse anew from Parquet alone."""

from collections.abc import Sequence
from pathlib import Path

from flows.commands.printing import printer
from flows.progress import shown
from flows.run_report import checks_passed, counts, listed
from flows.runs import RunError, Tally, log, record, start_run
from flows.stages import publish


def rebuild(data: Path, lexicons: Sequence[Path] = ()) -> None:
    """Builds, checks and publishes. RunError, and the published warehouse as it was, where a check fails."""
    run = start_run(data, lexicons=lexicons)
    with shown(log), run.store.lock():
        run.store.discard_remains()
        try:
            result = publish(run, Tally(), from_scratch=True)
        except RunError as error:
            record(run, "failed", error.tally)
            raise
    console = printer()
    console.print(f"Rebuilt {run.store.warehouse_path} from Parquet: it holds {listed(counts(run.store))}.", markup=False)
    console.print(f"Checks: {checks_passed(result.tally.checks)}.")
