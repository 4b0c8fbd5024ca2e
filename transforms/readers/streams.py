"""Bytes as a reader takes them: once, from the beginning, within limits."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from transforms.readers.limits import MAX_HELD_BYTES, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED_BYTES, MIN_RATIO_BYTES
from transforms.readers.unreadable import Exhausted, Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 1 << 20
"""Bytes at the beginning of a stream that can be looked at before it is read."""

_CHUNK_BYTES = 1 << 20
BROKEN_PACKING = (zlib.error, lzma.LZMAError, EOFError, OSError, zipfile.BadZipFile, struct.error, ValueError, NotImplementedError)
"""What decompressors raise on damaged bytes and on packings that they do not know."""


@dataclass
class Budget:
    """What is left of the limits of one delivered file; every member of it, however deep, draws on the same budget."""

    unpacked_bytes: int = MAX_UNPACKED_BYTES
    members: int = MAX_MEMBERS

    def take_bytes(self, count: int) -> None:
        """Exhausted where the file has unpacked to more than one may."""
        self.unpacked_bytes -= count
        if self.unpacked_bytes < 0:
            raise Exhausted("unpacks_too_large", f"unpacks to more than {MAX_UNPACKED_BYTES:,} bytes, the most for one; send it in parts")

    def take_member(self) -> None:
        """Exhausted where the file has more members than one may."""
        self.members -= 1
        if self.members < 0:
            raise Exhausted("too_many_members", f"holds more than {MAX_MEMBERS:,} files, the most that are read; deliver it in parts")


def buffered(source: IO[bytes]) -> io.BufferedReader:
    """The bytes of a source, with its first HEAD_BYTES open to `head`. It can be sought in where the source can."""
    return io.BufferedReader(_Raw(source), HEAD_BYTES)


def unpacked(source: IO[bytes], packed_bytes: Callable[[], int], budget: Budget) -> io.BufferedReader:
    """What a decompressor gives, stopped where it is a bomb; it cannot be sought in.

    `packed_bytes` tells from how many bytes it was unpacked so far. Reading raises Unreadable where the packing is damaged or its
    ratio beyond the limit, Exhausted beyond the budget.
    """
    return io.BufferedReader(_Unpacked(source, packed_bytes, budget), HEAD_BYTES)


def head(stream: io.BufferedReader) -> bytes:
    """The first bytes, which stay to be read: HEAD_BYTES, or all of a shorter stream."""
    return stream.peek(HEAD_BYTES)


def read_whole(stream: io.BufferedReader) -> bytes:
    """All bytes; Unreadable where there are more than can be held."""
    chunks = []
    left = MAX_HELD_BYTES
    while left >= 0 and (chunk := stream.read(_CHUNK_BYTES)):
        chunks.append(chunk)
        left -= len(chunk)
    if left < 0:
        raise Unreadable("too_large", f"one document of more than {MAX_HELD_BYTES:,} bytes, which cannot be held; deliver it in parts")
    return b"".join(chunks)


def seekable(stream: io.BufferedReader) -> IO[bytes]:
    """What the stream is read from where that can be sought in, else its bytes; Unreadable where they are too many to be held."""
    if not stream.seekable() or not isinstance(stream.raw, _Raw):
        return io.BytesIO(read_whole(stream))
    stream.raw.seek(0)
    return stream.raw.source  # without the buffer: to fill it again at every jump would take more than the reading


class _Raw(io.RawIOBase):
    """A source whose every read fills the buffer unless it ends, so that one look ahead sees the whole head."""

    def __init__(self, source: IO[bytes]) -> None:
        super().__init__()
        self.source = source

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self.source.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        return self.source.seek(offset, whence)

    def readinto(self, target: "WriteableBuffer", /) -> int:
        view = memoryview(target).cast("B")
        filled = 0
        while filled < len(view) and (chunk := self._take(min(len(view) - filled, _CHUNK_BYTES))):
            view[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        return filled

    def _take(self, size: int) -> bytes:
        return self.source.read(size)


class _Unpacked(_Raw):
    """A decompressor's output, counted."""

    def __init__(self, source: IO[bytes], packed_bytes: Callable[[], int], budget: Budget) -> None:
        super().__init__(source)
        self._packed_bytes = packed_bytes
        self._budget = budget
        self._count = 0

    def seekable(self) -> bool:
        return False  # to go back would be to unpack again

    def _take(self, size: int) -> bytes:
        try:
            chunk = self.source.read(size)
        except (*BROKEN_PACKING, RuntimeError) as error:
            raise damaged(error) from None
        self._count += len(chunk)
        self._budget.take_bytes(len(chunk))
        if self._count > max(MIN_RATIO_BYTES, self._packed_bytes() * MAX_RATIO):
            raise Unreadable("zip_bomb", f"unpacks to more than {MAX_RATIO} times its size, as no reports do; unpack it with care")
        return chunk


def damaged(error: Exception) -> Unreadable:
    """The refusal of what cannot be unpacked."""
    return Unreadable("damaged", f"cannot be unpacked ({error or type(error).__name__}); pack it again and deliver it again")
