"""Cutting what arrived into batches: a few hundred reports each, the same ones for the same files whatever happened before.

A small file is never split. A large one is streamed into batches of its own, whose ids depend on that file alone, so that a run
that takes up where another was interrupted finds those that are committed.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from transforms.readers import Item, Unreadable
from warehouse.store import Received

UNIT_FILES = 250
UNIT_BYTES = 8 << 20
BATCH_RECORDS = 500

ReadFile = Callable[[Received], Iterator[Item]]


@dataclass(frozen=True)
class Piece:
    """Records of one file that go into one batch, refused ones among them. `is_last`: the file ends here, well or by `refusal`."""

    file: Received
    records: tuple[Item, ...]
    is_last: bool
    refusal: Unreadable | None = None


@dataclass(frozen=True)
class Batch:
    """The pieces that are extracted, checked and committed together."""

    pieces: tuple[Piece, ...]

    @property
    def unfinished(self) -> str | None:
        """Id of the file that goes on in the next batch, if one does: it has all its batches for itself."""
        last = self.pieces[-1]
        return None if last.is_last else last.file.file_id

    def batch_id(self, extractor_version: str) -> str:
        """A hash of what the batch holds and of the version that reads it."""
        digest = hashlib.sha256(extractor_version.encode())
        for piece in self.pieces:
            first = piece.records[0].record if piece.records else -1
            digest.update(f"\n{piece.file.file_id} {first} {len(piece.records)} {piece.is_last}".encode())
        return digest.hexdigest()[:16]


def units(files: Iterable[Received]) -> list[tuple[Received, ...]]:
    """Groups of files that one task works on, by id of content: at most 250 files and 8 MiB, or one larger file."""
    groups: list[tuple[Received, ...]] = []
    group: list[Received] = []
    size = 0
    for file in sorted(files, key=lambda f: f.file_id):
        if group and (len(group) == UNIT_FILES or size + file.size_bytes > UNIT_BYTES):
            groups.append(tuple(group))
            group, size = [], 0
        group.append(file)
        size += file.size_bytes
    return [*groups, tuple(group)] if group else groups


def batches(unit: Sequence[Received], read: ReadFile) -> Iterator[Batch]:
    """The batches of a unit, lazily: records of a large file are read as they are asked for."""
    pending: list[Piece] = []
    count = 0
    for file in unit:
        pieces = _pieces(file, read)
        first = next(pieces)
        if not first.is_last:
            yield Batch((first,))
            yield from (Batch((piece,)) for piece in pieces)
            continue
        if pending and count + len(first.records) > BATCH_RECORDS:
            yield Batch(tuple(pending))
            pending, count = [], 0
        pending.append(first)
        count += len(first.records)
    if pending:
        yield Batch(tuple(pending))


def _pieces(file: Received, read: ReadFile) -> Iterator[Piece]:
    """At least one piece; the last one says so, which takes one record of looking ahead."""
    records = _read_all(file, read)
    ahead = list(islice(records, BATCH_RECORDS + 1))
    while len(ahead) > BATCH_RECORDS and not isinstance(ahead[-1], Unreadable):
        yield Piece(file, _records(ahead[:-1]), is_last=False)
        ahead = [ahead[-1], *islice(records, BATCH_RECORDS)]
    refusal = ahead.pop() if ahead and isinstance(ahead[-1], Unreadable) else None
    yield Piece(file, _records(ahead), is_last=True, refusal=refusal if isinstance(refusal, Unreadable) else None)


def _read_all(file: Received, read: ReadFile) -> Iterator[Item | Unreadable]:
    """The file's records and, where it breaks off or holds none, the reason as the last item."""
    count = 0
    try:
        for record in read(file):
            yield record
            count += 1
    except Unreadable as refusal:
        yield refusal
        return
    if not count:
        yield Unreadable("no_report", "holds no report; look whether the source delivers the articles themselves")


def _records(items: Iterable[Item | Unreadable]) -> tuple[Item, ...]:
    return tuple(item for item in items if not isinstance(item, Unreadable))
