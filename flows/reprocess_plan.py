"""What a reprocess has to read again: the batches in which something can come out otherwise, with the files that they share.

Batches are replaced whole: a unit is every standing batch that shares a file with one that is reached. Within it only the reports that
the change can reach are extracted again, and the others keep their rows.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow.parquet as pq

from flows.recomputation import Recomputation
from flows.runs import Run
from transforms.cleaning import Language
from transforms.lexicon_reach import EVERYTHING, PROFILED_FORMATS, Reach, reach_of_change
from transforms.lexicons import Lexicons
from warehouse import archive
from warehouse.batches import Batch
from warehouse.inventory import Inventory, Row, opened_inventory
from warehouse.raw import is_intact
from warehouse.reprints import groups
from warehouse.standing import standing
from warehouse.store import Received


@dataclass(frozen=True)
class Unit:
    """Files that are read again together, by id of content, and how."""

    files: tuple[Received, ...]
    recomputation: Recomputation


@dataclass(frozen=True)
class Plan:
    """The units of a reprocess. `unreadable` is a sentence for each file whose bytes are gone: what it brought stays as it is."""

    reprocess_id: str
    units: tuple[Unit, ...]
    unreadable: tuple[str, ...]

    @property
    def replaces(self) -> frozenset[str]:
        """Ids of the batches in whose place those of the reprocess come."""
        return frozenset(batch.batch_id for unit in self.units for batch in unit.recomputation.replaced)


def make_plan(run: Run) -> Plan:
    """The plan for the version of the run; the same for the same batches and version, so that an interrupted one is taken up again."""
    batches = standing(run.store.batches())
    reaches = _reaches(run, batches)
    with opened_inventory(run.store) as inventory:
        refused = inventory.refused_files()
        reached = {b.batch_id for b in batches if b.extractor_version in reaches and _is_reached(run, inventory, b, reaches, refused)}
        together = [group for group in _groups(batches) if any(batch.batch_id in reached for batch in group)]
        reprocess_id = _reprocess_id(run, together)
        units = [_unit(run, inventory, Recomputation(reprocess_id, tuple(group), reaches)) for group in together]
    lost = [[file for file in unit.files if not is_intact(run.store.root, file.file_id)] for unit in units]
    sentences = [_lost(file) for files in lost for file in files]
    return Plan(reprocess_id, tuple(unit for unit, files in zip(units, lost, strict=True) if not files), tuple(sentences))


def _reaches(run: Run, batches: Iterable[Batch]) -> dict[str, Reach]:
    """What the change from each other extractor version to this one can reach."""
    others = {batch.extractor_version: batch for batch in batches if batch.extractor_version != run.extractor_version}
    return {version: _reach(run, batch) for version, batch in others.items()}


def _reach(run: Run, batch: Batch) -> Reach:
    if batch.code_version != run.version.code_version:
        return EVERYTHING
    reach = Reach(formats=PROFILED_FORMATS) if batch.profile_version != run.version.profile_version else Reach()
    if batch.lexicon_version == run.version.lexicon_version:
        return reach
    kept = archive.kept(run.store.lexicon_directory, batch.lexicon_version)
    return reach | (reach_of_change(Lexicons(*kept), run.lexicons) if kept else EVERYTHING)


def _is_reached(run: Run, inventory: Inventory, batch: Batch, reaches: Mapping[str, Reach], refused: set[str]) -> bool:
    reach = reaches[batch.extractor_version]
    files = _files(batch)
    if reach.is_everything or files & refused:
        return True
    if reach == Reach():
        return False
    if batch.rows.get("ledger_item") or any(arrival.format in reach.formats for arrival in inventory.arrivals(files)):
        return True
    return any(reach.reaches(body, language) for body, language in _bodies(run, batch))


def _bodies(run: Run, batch: Batch) -> Iterator[tuple[str, Language]]:
    for path in run.store.table_files([batch], "report"):
        for row in pq.read_table(path, columns=["body", "language"]).to_pylist():
            yield row["body"], row["language"]


def _files(batch: Batch) -> set[str]:
    return {*batch.files_held, *batch.files_finished, *batch.files_refused}


def _groups(batches: Sequence[Batch]) -> list[list[Batch]]:
    """The batches that share files, directly or by others, in the order of their ids."""
    names = groups((f"batch {batch.batch_id}", f"file {file_id}") for batch in batches for file_id in _files(batch))
    together: dict[str, list[Batch]] = {}
    for batch in batches:
        if _files(batch):
            together.setdefault(names[f"batch {batch.batch_id}"], []).append(batch)
    return list(together.values())


def _reprocess_id(run: Run, together: Iterable[Sequence[Batch]]) -> str:
    ids = sorted(batch.batch_id for group in together for batch in group)
    return hashlib.sha256("\n".join([run.extractor_version, *ids]).encode()).hexdigest()[:16]


def _unit(run: Run, inventory: Inventory, recomputation: Recomputation) -> Unit:
    arrivals = inventory.arrivals({file_id for batch in recomputation.replaced for file_id in _files(batch)})
    refusals: dict[str, list[Row]] = {}
    for row in inventory.refusals(arrival.file_id for arrival in arrivals):
        refusals.setdefault(str(row["file_id"]), []).append(row)
    files = tuple(Received(a.file_id, a.path, a.size_bytes, run.store.raw_path(a.file_id), True, a.received_at, a.run_id) for a in arrivals)
    formats = {arrival.file_id: arrival.format for arrival in arrivals}
    return Unit(files, recomputation.knowing(formats, refusals))


def _lost(file: Received) -> str:
    return f"{file.raw_path}, received as {file.path}, is missing or damaged: deliver it again; until then its reports stay as they are"
