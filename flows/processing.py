"""A unit of files, batch by batch: read → extract → check → commit. Reports that fail a critical check are set aside, the rest goes on."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

from expectations import CheckResult, check_batch, failing_reports, structural_failures
from flows.batching import Batch, batches
from flows.contents import Contents, Row, quarantine_row
from flows.earlier_rows import EarlierRows
from flows.inbox import Refusal
from flows.recomputation import Recomputation
from flows.runs import Run, RunError, Tally, failures, log
from transforms.arrow import to_tables
from transforms.document import report_id
from transforms.ledgers.ledger import read_ledger_stream
from transforms.readers import Item, read
from warehouse.standing import known_batches
from warehouse.store import Received

# Great Expectations keeps its context in module globals, and the store its list of batches.
_CHECKING = threading.Lock()
_COMMITTING = threading.Lock()


class StoppedError(RunError):
    """The run was asked to stop: what is committed stays, the rest is read again by the next run."""


def process(run: Run, unit: Sequence[Received], stop: threading.Event, recomputation: Recomputation | None = None) -> Tally:
    """Loads every batch of a unit that is not committed yet; for a reprocess, the batches that come in the place of others.

    RunError on a structural failure, with nothing of that batch committed; StoppedError between two records once `stop` is set.
    """
    done = Tally()
    committed = _committed(run)
    pieces: dict[str, list[str]] = {}
    earlier = EarlierRows(run.store, recomputation) if recomputation else None
    for batch in batches(unit, partial(_read, run, stop)):
        batch_id = batch.batch_id(recomputation.reprocess_id if recomputation else run.extractor_version)
        if batch_id not in committed:
            manifest = recomputation.manifest if recomputation else {}
            done += _load(run, batch_id, _extract(run, batch, stop, earlier), follows=_follows(batch, pieces), **manifest)
        if batch.unfinished:
            pieces.setdefault(batch.unfinished, []).append(batch_id)
            name = batch.pieces[-1].file.path
            log.info("%s goes on: %d new reports so far", name, done.reports_new, extra={"file": name, "reports": done.reports_new})
    return done


def _follows(batch: Batch, pieces: Mapping[str, Sequence[str]]) -> list[str]:
    """The batches that hold the earlier records of the files that this one finishes."""
    return [batch_id for piece in batch.pieces if piece.is_last for batch_id in pieces.get(piece.file.file_id, ())]


def refuse(run: Run, refusals: Sequence[Refusal]) -> Tally:
    """Puts every path that could not be read into quarantine, once: the same refusal in a later run is no news."""
    committed = _committed(run)
    new = {_refusal_id(refusal): refusal for refusal in refusals}
    for batch_id in new.keys() - committed:
        refusal = new[batch_id]
        where: Row = {"file_id": None, "record": None, "path": refusal.path}
        rows = {"quarantine": [quarantine_row(run, where, "read", refusal.reason, f"{refusal.path} {refusal.detail}")]}
        _commit(run, _stage(run, batch_id, rows), rows["quarantine"])
    return Tally(records_quarantined=len(new.keys() - committed))


def is_new(run: Run, refusal: Refusal) -> bool:
    """Whether no earlier run put the same refusal into quarantine."""
    return _refusal_id(refusal) not in _committed(run)


def _refusal_id(refusal: Refusal) -> str:
    return "refused-" + report_id(f"{refusal.path}\n{refusal.reason}")


def _committed(run: Run) -> set[str]:
    with _COMMITTING:
        return known_batches(run.store.batches())


def _read(run: Run, stop: threading.Event, file: Received) -> Iterator[Item]:
    with file.raw_path.open("rb") as raw:
        for item in read(raw, file.path, partial(read_ledger_stream, lexicons=run.lexicons), run.profiles):
            _heed(stop)
            yield item


def _extract(run: Run, batch: Batch, stop: threading.Event, earlier: EarlierRows | None) -> Contents:
    contents = Contents(run, earlier)
    for piece in batch.pieces:
        for record in piece.records:
            _heed(stop)
            contents.add(piece.file, record)
        if piece.is_last:
            contents.end_file(piece)
    return contents


def _heed(stop: threading.Event) -> None:
    if stop.is_set():
        raise StoppedError("the run was asked to stop; start it again to finish")


def _load(run: Run, batch_id: str, contents: Contents, **manifest: object) -> Tally:
    """Checks the batch, sets failing reports aside until none fails, and commits what is left."""
    found: list[CheckResult] = []
    while True:
        staged = _stage(run, batch_id, contents.tables, **manifest)
        results = _check(staged, batch_id)
        found = found or results
        failing = failing_reports(results)
        if not failing:
            break
        contents.set_aside(failing)
    _commit(run, staged, contents.refused)
    return Tally(
        reports_new=contents.reports_new,
        reports_recomputed=contents.reports_recomputed,
        records_quarantined=len(contents.refused),
        checks=tuple(found),
    )


def _check(staged: Path, batch_id: str) -> list[CheckResult]:
    with _CHECKING:
        results = check_batch(staged, batch_id)
    if broken := structural_failures(results):
        raise RunError(f"batch {batch_id} is malformed and nothing was published: {failures(broken)}", Tally(checks=tuple(results)))
    return results


def _stage(run: Run, batch_id: str, tables: dict[str, list[Row]], **manifest: object) -> Path:
    read_by = {"run_id": run.run_id, "extractor_version": run.extractor_version, **asdict(run.version)}
    return run.store.write_batch(batch_id, to_tables(tables), {**read_by, **manifest})


def _commit(run: Run, staged: Path, refused: Sequence[Row]) -> None:
    with _COMMITTING:
        run.store.commit_batch(staged)
    for row in refused:
        run.store.write_refusal(row)
