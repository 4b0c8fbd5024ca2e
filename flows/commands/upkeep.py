"""`taizhang compact` and `taizhang vacuum`: fewer batches, and no more than are needed."""

from collections.abc import Sequence
from pathlib import Path

from flows.commands.asking import is_wanted
from flows.commands.changes import explaining_refusals
from flows.commands.printing import print_table, printer
from flows.dead_runs import clear_up
from flows.progress import shown
from flows.running import running
from flows.runs import Tally, log, record, start_run
from flows.stages import is_published, publish
from warehouse import compaction
from warehouse.vacuum import Leftover, find_leftovers, remove

_MEGABYTE = 1e6


def compact(data: Path, lexicons: Sequence[Path] = ()) -> None:
    """Merges small batches and publishes the same rows from the merged ones."""
    run = start_run(data, lexicons=lexicons)
    with explaining_refusals(), shown(log), running(run):
        clear_up(run)
        merges = list(compaction.compact(run.store))
        if is_published(run):
            record(run, "nothing_new", Tally())
        else:
            publish(run, Tally())
    parts = sum(len(merge.parts) for merge in merges)
    merged = f"{parts} small batches were merged into {len(merges)}" if merges else "No small batches to merge"
    printer().print(f"{merged}; no row changes. What was merged goes with: taizhang vacuum")


def vacuum(data: Path, keep_days: int, yes: bool) -> None:
    """Lists what nothing refers to any more and removes it where that is wanted."""
    run = start_run(data)
    with shown(log), running(run):
        clear_up(run)
        leftovers = find_leftovers(run.store, keep_days)
        _print(leftovers, keep_days)
        if leftovers and is_wanted("Remove this?", yes):
            remove(leftovers)
            printer().print("Removed.")
        elif leftovers:
            printer().print("Nothing is removed yet. To remove it: taizhang vacuum --yes")
        record(run, "nothing_new", Tally())


def _print(leftovers: Sequence[Leftover], keep_days: int) -> None:
    console = printer()
    if not leftovers:
        console.print(f"Nothing to remove: all is in use, or was within the last {keep_days} days.")
        return
    rows = [{"What": str(found.path), "Why": found.why, "MB": round(found.size_bytes / _MEGABYTE, 1)} for found in leftovers]
    print_table(console, rows, title=f"{len(leftovers)} leftovers, {sum(found.size_bytes for found in leftovers) / _MEGABYTE:.1f} MB")
