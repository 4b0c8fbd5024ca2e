"""Which of the committed batches count, and which files need no reading again. Pure functions of the manifests."""

import hashlib
from collections.abc import Iterable

from warehouse.batches import Batch


def counted(batches: Iterable[Batch]) -> list[Batch]:
    """The batches that count: each file whose records they hold was read to its end, in this batch or another.

    A run that dies in the middle of a large file leaves batches that do not count until a later run finishes the file.
    """
    every = list(batches)
    finished = {file_id for batch in every for file_id in batch.files_finished}
    return [batch for batch in every if finished.issuperset(batch.files_held)]


def superseded(batches: Iterable[Batch]) -> set[str]:
    """Ids of the batches in whose place another batch, one that counts, was computed."""
    return {batch_id for batch in counted(batches) for batch_id in batch.supersedes}


def known_files(batches: Iterable[Batch], extractor_version: str) -> set[str]:
    """Files that need no reading: read to their end before, or refused whole by the same extractor."""
    every = list(batches)
    finished = {file_id for batch in every for file_id in batch.files_finished}
    refused = {file_id for batch in every if batch.extractor_version == extractor_version for file_id in batch.files_refused}
    return finished | refused


def digest(batches: Iterable[Batch]) -> str:
    """A hash of the set of committed batches, whatever their order."""
    ids = "\n".join(sorted(batch.batch_id for batch in batches))
    return hashlib.sha256(ids.encode()).hexdigest()[:16]
