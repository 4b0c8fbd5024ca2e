"""ZIP, tar and gzip: their members are read where they are, in order; nothing is extracted to disk, and names are only labels."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO, cast

from transforms.readers.limits import MAX_TAR_HEADER_BYTES
from transforms.readers.nesting import Item, Nesting
from transforms.readers.streams import BROKEN_PACKING, damaged, seekable, unpacked
from transforms.readers.unreadable import Unreadable
from transforms.readers.zip_directory import open_zip

# What operating systems put beside the files of a folder; it holds no words of the sender.
_SYSTEM_FILES = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_IS_ENCRYPTED = 0x1
_IS_UTF8 = 0x800


def read_zip(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of all members of a ZIP, in the order of its directory; Unreadable where the directory cannot be read."""
    with open_zip(seekable(stream)) as archive:
        for member in archive.infolist():
            if not member.is_dir() and not _is_system_file(member.filename):
                yield from nesting.read_member(_name(member), partial(open_zip_member, archive, member, nesting))


def open_zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, nesting: Nesting) -> io.BufferedReader:
    """A member's bytes, guarded against bombs; Unreadable where it is encrypted, damaged or packed in an unknown way."""
    if member.flag_bits & _IS_ENCRYPTED:
        raise Unreadable("encrypted", "is locked with a password; deliver it unlocked")
    try:
        return unpacked(archive.open(member), lambda: member.compress_size, nesting.budget)
    except (*BROKEN_PACKING, RuntimeError) as error:
        raise damaged(error) from None


def read_tar(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of all members of a tar, read once from its beginning; Unreadable, after what came before, where it breaks off."""
    source = _Limited(stream)
    try:
        with tarfile.open(fileobj=cast(IO[bytes], source), mode="r|", tarinfo=_Header) as archive:
            while (member := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined] # tarfile keeps them all: a million would take a gigabyte
                source.enter_body()
                if not member.isdir() and not _is_system_file(member.name):
                    yield from nesting.read_member(member.name, partial(_open_tar_member, archive, member, nesting))
                _skip_body(archive)
                source.enter_header()
    except (tarfile.TarError, *BROKEN_PACKING, RecursionError, OverflowError) as error:
        raise damaged(error) from None


def read_gzip(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of the one file that is packed in a gzip."""
    source = _Limited(stream)
    source.enter_body()
    packed = gzip.GzipFile(fileobj=cast(IO[bytes], source), mode="rb")
    yield from nesting.read_stream(unpacked(cast(IO[bytes], packed), lambda: source.count, nesting.budget), nesting.deeper())


def _open_tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, nesting: Nesting) -> io.BufferedReader:
    content = archive.extractfile(member) if member.isreg() else None
    if content is None:
        raise Unreadable("not_a_file", "is a link or a device, which holds no text; deliver the file itself")
    return unpacked(content, lambda: member.size, nesting.budget)


def _skip_body(archive: tarfile.TarFile) -> None:
    file = archive.fileobj
    if file is not None and file.tell() < archive.offset:
        file.seek(archive.offset)


class _Limited:
    """Packed bytes, counted. Unreadable where the header of a tar's member takes more than a header may: tarfile holds it in memory."""

    def __init__(self, source: io.BufferedReader) -> None:
        self.count = 0
        self._source = source
        self._header_end: float = MAX_TAR_HEADER_BYTES

    def enter_header(self) -> None:
        self._header_end = self.count + MAX_TAR_HEADER_BYTES

    def enter_body(self) -> None:
        self._header_end = float("inf")

    def read(self, size: int = -1) -> bytes:
        chunk = self._source.read(size)
        self.count += len(chunk)
        if self.count > self._header_end:
            raise Unreadable("damaged", f"a member's header has more than {MAX_TAR_HEADER_BYTES:,} bytes; make the archive again")
        return chunk


class _Header(tarfile.TarInfo):
    """A member's header that is refused where it is broken or missing: tarfile would take it for the end and drop what follows."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> "_Header":
        try:
            return super().fromtarfile(tarfile)
        except _BROKEN_HEADER as error:
            raise damaged(error) from None


_BROKEN_HEADER = (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError, tarfile.EmptyHeaderError)  # type: ignore[attr-defined] # the stubs lack them


def _is_system_file(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] in _SYSTEM_FILES


def _name(member: zipfile.ZipInfo) -> str:
    """The member's name; Chinese programs for Windows write GBK without saying so, which Python takes for code page 437."""
    if member.flag_bits & _IS_UTF8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
