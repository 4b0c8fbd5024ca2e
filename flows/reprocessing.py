"""A reprocess: what another version reads otherwise is read again from `raw/`, compared, and counts once a person accepts it.

Its batches are committed before that, and count for nothing: an interrupted reprocess goes on where it was, and one that was not
accepted, or was undone, can be accepted later.
"""

import threading
from dataclasses import dataclass, replace

from flows import stages
from flows.processing import process
from flows.reprocess_plan import Plan, make_plan
from flows.runs import Result, Run, RunError, Tally, failures, log
from flows.stages import Prepared
from warehouse import archive, reprocesses
from warehouse.reprocesses import Reprocess, ReprocessError


@dataclass(frozen=True)
class Proposal:
    """A warehouse that would be published if the reprocess were accepted, or undone. `run` sees the data directory as it would be."""

    run: Run
    prepared: Prepared


def plan(run: Run) -> Plan:
    """What is to be read again; a sentence is logged for each file whose bytes are gone."""
    found = make_plan(run)
    for sentence in found.unreadable:
        log.warning(sentence)
    return found


def recompute(run: Run, found: Plan) -> Tally:
    """Reads every unit of the plan again, into batches that count for nothing yet."""
    archive.keep(run.store.lexicon_directory, run.lexicons.directories)
    tally = Tally()
    for number, unit in enumerate(found.units, 1):
        log.info("part %d of %d: reading %d files again", number, len(found.units), len(unit.files))
        tally += process(run, unit.files, threading.Event(), unit.recomputation)
    return tally


def propose(run: Run, found: Plan, tally: Tally) -> Proposal:
    """The warehouse in which the reprocess counts, built and checked."""
    return _proposal(run, run.store.counting_reprocesses() | {found.reprocess_id}, tally)


def accept(proposal: Proposal, found: Plan, reason: str | None) -> Result:
    """Lets the reprocess count and publishes. RunError where that would lose what it should not, and no reason is given to accept it."""
    _require(proposal, reason)
    store = proposal.run.store
    computed = [batch.batch_id for batch in store.batches() if batch.reprocess_id == found.reprocess_id]
    reprocesses.accept(store.root, found.reprocess_id, proposal.run.run_id, computed, found.replaces)
    return stages.put_in_place(proposal.run, proposal.prepared, accept=reason)


def last_accepted(run: Run) -> Reprocess:
    """The reprocess that can be undone; ReprocessError where there is none, or what stood before it is gone."""
    counting = run.store.counting_reprocesses()
    accepted = [reprocess for reprocess in reprocesses.recorded(run.store.root) if reprocess.reprocess_id in counting]
    if not accepted:
        raise ReprocessError("no reprocess counts now, so there is none to undo")
    if gone := set(accepted[-1].replaces) - {batch.batch_id for batch in run.store.batches()}:
        raise ReprocessError(
            f"the reprocess of run {accepted[-1].run_id} cannot be undone: {len(gone)} batches that stood before it are gone, such as "
            f"{min(gone)}; restore them from a backup"
        )
    return accepted[-1]


def propose_undoing(run: Run, undone: Reprocess) -> Proposal:
    """The warehouse in which that reprocess counts no more, built and checked."""
    return _proposal(run, run.store.counting_reprocesses() - {undone.reprocess_id}, Tally())


def undo(proposal: Proposal, undone: Reprocess, reason: str | None) -> Result:
    """Lets the reprocess count no more and publishes. RunError as `accept`."""
    _require(proposal, reason)
    reprocesses.withdraw(proposal.run.store.root, undone)
    return stages.put_in_place(proposal.run, proposal.prepared, accept=reason)


def _proposal(run: Run, counting: set[str], tally: Tally) -> Proposal:
    supposed = replace(run, store=run.store.supposing(counting))
    return Proposal(supposed, stages.prepare(supposed, tally))


def _require(proposal: Proposal, reason: str | None) -> None:
    verdict, tally = proposal.prepared.verdict, proposal.prepared.tally
    if verdict.objections and reason is None:
        lost = f"publishing this would take from the warehouse what it should not: {failures(verdict.objections)}"
        raise RunError(f'{lost}. Nothing is changed. To publish it as it is: taizhang reprocess --accept "REASON"', tally)
