"""The warehouse as it was after an earlier run, built again beside the published one: batches are never changed, so they still tell."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from warehouse import archive, publications, runs
from warehouse.batches import Batch
from warehouse.building import fill, opened_for_writing
from warehouse.durable import make_directory
from warehouse.publications import Publication, PublicationError
from warehouse.state import State, publishing_run, recorded_state, storage_digest
from warehouse.store import Store

_LISTED = 5


@contextmanager
def warehouse_after(store: Store, run_id: str) -> Iterator[Path]:
    """A warehouse file with the state after the run that published: the published file where that is it, else one that is built.

    Resolution and tables are those of today's program; `is_by_other_rules` tells whether the run had others. What was built stays in
    `as_of/` for the next question where the data directory may be written to. PublicationError where a batch or the lexicons of that
    publication are gone.
    """
    if publishing_run(store.warehouse_path) == run_id:
        yield store.warehouse_path
        return
    publication = publications.read(store.run_directory, run_id)
    kept = store.root / "as_of" / f"{run_id}.duckdb"
    if recorded_state(kept) == _state(publication):
        yield kept
        return
    place = _writable(kept.parent)
    with tempfile.TemporaryDirectory(prefix=".staging-", dir=place) as staging:
        built = Path(staging) / kept.name
        _build(built, store, publication)
        yield built.replace(kept) if place else built


def is_by_other_rules(store: Store, run_id: str) -> bool:
    """Whether the run published by other tables, views or rules of resolution than those of today, so that rows may differ from then."""
    return publications.read(store.run_directory, run_id).state.storage_digest != storage_digest()


class _PastStore(Store):
    """A data directory as a publication found it."""

    def __init__(self, root: Path, publication: Publication) -> None:
        super().__init__(root)
        self._publication = publication

    def batches(self) -> list[Batch]:
        """The batches that were live then, whatever was undone since."""
        wanted = set(self._publication.batch_ids)
        found = [replace(batch, is_withdrawn=False) for batch in super().batches() if batch.batch_id in wanted]
        if missing := sorted(wanted - {batch.batch_id for batch in found}):
            gone = f"{len(missing)} batches that run {self._publication.run_id} published are gone, such as {', '.join(missing[:_LISTED])}"
            raise PublicationError(f"{gone}; restore them from a backup, or name another run")
        return found

    def correction_files(self) -> list[Path]:
        """The files with what people had corrected."""
        directories = archive.kept(self.correction_archive, self._publication.correction_version)
        if not directories:
            raise _gone(self._publication, "corrections", self.correction_archive)
        return sorted(path for directory in directories for path in directory.glob("*.csv"))

    def run_files(self, table: str) -> list[str]:
        """Records of the runs that had ended when the publication did."""
        ended = runs.ended_by(self.run_directory, self._publication.run_id)
        return [file for file in super().run_files(table) if Path(file).parent.name in ended]


def _build(path: Path, store: Store, publication: Publication) -> None:
    past = _PastStore(store.root, publication)
    lexicons = archive.kept(store.lexicon_directory, publication.lexicon_version)
    if not lexicons:
        raise _gone(publication, "lexicons", store.lexicon_directory)
    with opened_for_writing(path) as connection:
        fill(connection, past, lexicons, _state(publication))


def _gone(publication: Publication, what: str, place: Path) -> PublicationError:
    return PublicationError(f"the {what} that run {publication.run_id} published with are gone; restore {place} from a backup")


def _state(publication: Publication) -> State:
    """That of a warehouse which is built from the publication now."""
    return replace(publication.state, storage_digest=storage_digest())


def _writable(directory: Path) -> Path | None:
    try:
        make_directory(directory)
        with tempfile.TemporaryFile(dir=directory):
            return directory
    except OSError:  # a reader of somebody else's data directory
        return None
