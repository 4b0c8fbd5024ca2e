"""`taizhang reprocess`: reads again what another version reads otherwise, shows the difference, and publishes it or goes back."""

from collections.abc import Callable, Sequence
from pathlib import Path

from flows import reprocessing
from flows.commands.asking import is_wanted
from flows.commands.changes import explaining_refusals, print_changes, print_rows
from flows.commands.printing import printer
from flows.dead_runs import clear_up
from flows.progress import shown
from flows.reprocessing import Proposal
from flows.running import running
from flows.runs import Result, Run, Tally, log, record, start_run

_UNPUBLISHED = "Nothing is published yet. To publish it: taizhang reprocess --yes"
_STILL_THERE = "Nothing is undone yet. To go back: taizhang reprocess --undo --yes"


def reprocess(data: Path, profiles: Sequence[Path], lexicons: Sequence[Path], yes: bool, accept: str | None) -> None:
    """Reads again, compares, and publishes where that is wanted. RunError where it would lose what it should not."""
    run = start_run(data, lexicons=lexicons, profiles=profiles)
    with explaining_refusals(), shown(log), running(run):
        clear_up(run)
        found = reprocessing.plan(run)
        if not found.units:
            record(run, "nothing_new", Tally())
            printer().print("Nothing to read again: every report was read by this version, or this version cannot read it otherwise.")
            return
        tally = reprocessing.recompute(run, found)
        printer().print(f"{tally.reports_recomputed} reports were read again, {tally.reports_new} more than before were found.")
        proposal = reprocessing.propose(run, found, tally)
        _decide(run, proposal, yes or accept is not None, _UNPUBLISHED, lambda: reprocessing.accept(proposal, found, accept))


def undo(data: Path, lexicons: Sequence[Path], yes: bool, accept: str | None) -> None:
    """Compares with what stood before the last reprocess, and goes back to that where it is wanted. ReprocessError where there is none."""
    run = start_run(data, lexicons=lexicons)
    with explaining_refusals(), shown(log), running(run):
        clear_up(run)
        undone = reprocessing.last_accepted(run)
        printer().print(f"The reprocess of run {undone.run_id}, accepted {undone.accepted_at}, would count no more.")
        proposal = reprocessing.propose_undoing(run, undone)
        _decide(run, proposal, yes or accept is not None, _STILL_THERE, lambda: reprocessing.undo(proposal, undone, accept))


def _decide(run: Run, proposal: Proposal, is_decided: bool, otherwise: str, publish: Callable[[], Result]) -> None:
    console = printer()
    changes = proposal.prepared.verdict.changes
    print_changes(console, changes, "What it changes in the published warehouse")
    print_rows(console, changes, "Rows that change or go, the first of each table")
    if not changes.counted:
        console.print("No row of the warehouse changes.")
    if is_wanted("Publish this?", is_decided):
        publish()
        console.print(f"Published {run.store.warehouse_path}.", markup=False)
        return
    run.store.discard_remains()
    record(run, "nothing_new", proposal.prepared.tally)
    console.print(otherwise)
