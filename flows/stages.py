"""The stages of a run as plain functions, in their order: look, receive, process (a module of its own), publish."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from expectations import check_warehouse, structural_failures
from flows import gate
from flows.batching import units
from flows.dead_runs import died
from flows.gate import Verdict
from flows.inbox import Refusal, walk
from flows.interruption import raise_if_interrupted
from flows.processing import is_new
from flows.runs import Result, Run, Tally, log, record
from warehouse import archive, blocked, memory
from warehouse import publish as publishing
from warehouse.corrections import complaints
from warehouse.publish import Candidate
from warehouse.raw import NotReceivedError
from warehouse.store import Received


@dataclass(frozen=True)
class Delivery:
    """What a run was offered: new files in units of work, what could not be read, and how many files were looked at."""

    units: tuple[tuple[Received, ...], ...]
    refusals: tuple[Refusal, ...]
    files_seen: int

    @property
    def files_new(self) -> int:
        """Files whose content was not known."""
        return sum(map(len, self.units))


def has_news(run: Run, paths: Sequence[Path]) -> bool:
    """Whether there is anything to do, found without Prefect and without the checks: they take most of a minute to start.

    True when the published warehouse lacks something that is committed, too, and where a run died: Prefect must be told.
    """
    if died(run) or not is_published(run):
        return True
    return any(is_new(run, item) if isinstance(item, Refusal) else not item.is_known for item in _taken_in(run, paths))


def is_published(run: Run) -> bool:
    """Whether the published warehouse holds all that is committed."""
    return publishing.is_current(run.store, run.lexicons.directories)


def count_files(run: Run, paths: Sequence[Path]) -> int:
    """How many files there are, read or not."""
    return sum(1 for _ in walk(paths, run.store.root))


def receive(run: Run, paths: Sequence[Path]) -> Delivery:
    """Copies every file into the data directory, once for each content."""
    items = list(_taken_in(run, paths))
    # Of several files of one content the first in order gives the path.
    received = {item.file_id: item for item in reversed(items) if isinstance(item, Received) and not item.is_known}
    refusals = tuple(item for item in items if isinstance(item, Refusal))
    delivery = Delivery(tuple(units(received.values())), refusals, len(items))
    if delivery.units:  # what a later change of the lexicons can reach is found by comparing it with these
        archive.keep(run.store.lexicon_directory, run.lexicons.directories)
    counts = {"files_seen": delivery.files_seen, "files_new": delivery.files_new}
    log.info("received %d files, %d of them new", *counts.values(), extra=counts)
    return delivery


def _taken_in(run: Run, paths: Sequence[Path]) -> Iterator[Received | Refusal]:
    for item in walk(paths, run.store.root):
        yield item if isinstance(item, Refusal) else _take_in(run, item)


def _take_in(run: Run, path: Path) -> Received | Refusal:
    try:
        return run.store.receive(path, run.extractor_version)
    except NotReceivedError as error:
        return Refusal(error.path, error.reason, error.detail)


def end_without_news(run: Run, tally: Tally, flow_run_id: str | None = None) -> Result:
    """Records a run that finds the published warehouse complete. One that was refused before, and would lack something, is out of date."""
    blocked.discard(run.store)
    return record(run, "nothing_new", tally, flow_run_id)


@dataclass(frozen=True)
class Prepared:
    """A warehouse that is built and checked and may be published: what it would change, and what was counted on the way."""

    candidate: Candidate
    verdict: Verdict
    tally: Tally


def publish(run: Run, tally: Tally, flow_run_id: str | None = None, *, from_scratch: bool = False, accept: str | None = None) -> Result:
    """Builds the next warehouse, checks it, records the run and puts it in the place of the published one.

    BlockedError where a check of the whole warehouse fails, or where it lacks what the published one has and no reason to `accept`
    that is given: the published one stays as it is.
    """
    return put_in_place(run, prepare(run, tally, from_scratch=from_scratch), flow_run_id, accept=accept)


def prepare(run: Run, tally: Tally, *, from_scratch: bool = False) -> Prepared:
    """Builds the next warehouse, checks it and compares it with the published one. BlockedError where it is malformed."""
    raise_if_interrupted()
    log.info("building the next warehouse")
    candidate = publishing.build_candidate(run.store, run.lexicons.directories, from_scratch=from_scratch)
    for complaint in complaints(candidate.path):
        log.warning(complaint)
    log.info("checking the next warehouse")
    with memory.bounded():
        results = check_warehouse(candidate.path, memory.limit())
    tally += Tally(checks=tuple(results))
    if broken := structural_failures(results):
        gate.refuse_malformed(run, candidate, broken, tally)
    verdict = gate.judge(candidate, run.store)
    return Prepared(candidate, verdict, tally + Tally(checks=verdict.checks))


def put_in_place(run: Run, prepared: Prepared, flow_run_id: str | None = None, *, accept: str | None = None) -> Result:
    """Records the run and puts the warehouse in the place of the published one; BlockedError as `publish`."""
    raise_if_interrupted()
    verdict = prepared.verdict
    if verdict.objections and accept is None:
        gate.refuse_loss(run, prepared.candidate, verdict, prepared.tally)
    result = record(run, "published", prepared.tally, flow_run_id, accepted=verdict.accepted(accept), changes=verdict.changes)
    publishing.seal(prepared.candidate, run.store, run.run_id)
    publishing.publish(prepared.candidate, run.store)
    blocked.discard(run.store)
    log.info("published %s", run.store.warehouse_path, extra={"warehouse": run.store.warehouse_path})
    return result
