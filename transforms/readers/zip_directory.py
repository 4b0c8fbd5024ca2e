"""Opening a ZIP whose directory may be hostile: it is read whole into memory before the first member is."""

import io
import struct
import zipfile
from typing import IO

from transforms.readers.limits import MAX_DIRECTORY_BYTES
from transforms.readers.streams import BROKEN_PACKING, damaged
from transforms.readers.unreadable import Unreadable

_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_END_OF_DIRECTORY_64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 65_535
_IN_64_BITS = 0xFFFFFFFF


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """The archive; Unreadable where it is damaged or its directory too large to be held."""
    try:
        size = _directory_bytes(file)
        if size > MAX_DIRECTORY_BYTES:
            raise Unreadable("too_many_members", f"lists files in {size:,} bytes, at most {MAX_DIRECTORY_BYTES:,} are read; split it")
        return zipfile.ZipFile(file)
    except (*BROKEN_PACKING, OverflowError) as error:
        raise damaged(error) from None


def _directory_bytes(file: IO[bytes]) -> int:
    """Size of the directory that a ZIP declares at its end; 0 where it declares none."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - _LONGEST_COMMENT - _END_OF_DIRECTORY.size - _END_OF_DIRECTORY_64.size))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END_OF_DIRECTORY.size:
        return 0
    declared: int = _END_OF_DIRECTORY.unpack_from(tail, at)[5]
    at = tail.rfind(b"PK\x06\x06", 0, at)
    if declared == _IN_64_BITS and at >= 0 and len(tail) >= at + _END_OF_DIRECTORY_64.size:
        declared = _END_OF_DIRECTORY_64.unpack_from(tail, at)[8]
    return declared
