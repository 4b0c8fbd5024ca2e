"""Which of the committed batches count, and which files need no reading again. Pure functions of the manifests.

A batch that counts and whose place no other has taken stands: the standing batches are what the warehouse is built from.
"""

import hashlib
from collections.abc import Iterable

from warehouse.batches import Batch


def counted(batches: Iterable[Batch]) -> list[Batch]:
    """The batches that count: each file whose records they hold was read to its end by the same extractor, here or in another batch.

    A run that dies in the middle of a large file leaves batches that do not count until a later run finishes the file. No batch
    of a reprocess counts that is not accepted, or was undone.
    """
    present = [batch for batch in batches if not batch.is_withdrawn]
    finished = _finished(present)
    return [batch for batch in present if all((file_id, batch.extractor_version) in finished for file_id in batch.files_held)]


def superseded(batches: Iterable[Batch]) -> set[str]:
    """Ids of the batches in whose place another batch, one that counts, was computed."""
    return {batch_id for batch in counted(batches) for batch_id in batch.supersedes}


def replaced(batches: Iterable[Batch]) -> set[str]:
    """Ids of the batches that do not stand because others do: superseded ones, and those of a reprocess that was undone."""
    every = list(batches)
    return superseded(every) | {batch.batch_id for batch in every if batch.is_withdrawn}


def standing(batches: Iterable[Batch]) -> list[Batch]:
    """The batches that count and are not superseded."""
    every = list(batches)
    gone = superseded(every)
    return [batch for batch in counted(every) if batch.batch_id not in gone]


def live(batches: Iterable[Batch]) -> list[Batch]:
    """The standing batches, and those of files that no extractor has finished yet: nobody ever needs the others but to go back."""
    every = list(batches)
    gone = replaced(every)
    standing_ids = {batch.batch_id for batch in standing(every)}
    finished = {file_id for file_id, _ in _finished(every)}
    return [
        batch for batch in every if batch.batch_id in standing_ids or not (batch.batch_id in gone or finished.issuperset(batch.files_held))
    ]


def known_files(batches: Iterable[Batch], extractor_version: str) -> set[str]:
    """Files that need no reading: read to their end before, or refused whole by the same extractor."""
    present = [batch for batch in batches if not batch.is_withdrawn]
    refused = {file_id for batch in present if batch.extractor_version == extractor_version for file_id in batch.files_refused}
    return {file_id for file_id, _ in _finished(present)} | refused


def known_batches(batches: Iterable[Batch]) -> set[str]:
    """Ids of the batches that need no computing: they are committed, or one that took their place is."""
    return {batch_id for batch in batches for batch_id in (batch.batch_id, *batch.supersedes)}


def digest(batches: Iterable[Batch]) -> str:
    """A hash of the set of live batches, whatever their order."""
    ids = "\n".join(sorted(batch.batch_id for batch in live(batches)))
    return hashlib.sha256(ids.encode()).hexdigest()[:16]


def _finished(batches: Iterable[Batch]) -> set[tuple[str, str]]:
    """Each file that was read to its end with the extractor that did.

    A batch that is lost, or missing from a backup taken while it was written, takes the end of its file with it: the file is read again.
    """
    every = list(batches)
    present = known_batches(every)
    return {(file_id, batch.extractor_version) for batch in every if present.issuperset(batch.follows) for file_id in batch.files_finished}
