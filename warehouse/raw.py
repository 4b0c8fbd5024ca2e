"""The raw files: every file ever received, by its content. The only thing in the data directory that cannot be rebuilt."""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from warehouse.durable import fsync_path, make_directory

_CHUNK_BYTES = 1 << 20


class NotReceivedError(Exception):
    """A file that could not be taken in. `reason` is a short code, `detail` a sentence that says what to do."""

    def __init__(self, path: Path, reason: str, detail: str) -> None:
        super().__init__(f"{path}: {detail}")
        self.path = str(path)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class RawCopy:
    """A file's content in the raw directory: sha256 in hex, length in bytes, and where the copy stands."""

    file_id: str
    size_bytes: int
    path: Path


def raw_path(root: Path, file_id: str) -> Path:
    """Where the content of that sha256 stands: raw/ab/abcd…"""
    return root / "raw" / file_id[:2] / file_id


def is_intact(root: Path, file_id: str) -> bool:
    """Whether the content stands in the raw directory and still has its sha256."""
    try:
        with raw_path(root, file_id).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == file_id
    except OSError:
        return False


def copy_to_raw(root: Path, path: Path) -> RawCopy:
    """Copies a file's bytes into the raw directory unless that content is there already; memory stays bounded.

    The source is only read. NotReceivedError where it is no regular file, cannot be read, or changes while it is copied.
    """
    make_directory(root / "raw")
    with _open_source(path) as source, tempfile.NamedTemporaryFile(dir=root / "raw", prefix=".staging-", delete=False) as staged:
        try:
            before = os.fstat(source.fileno())
            file_id, size = _copy(source, staged, path)
            _refuse_changed(path, before, os.fstat(source.fileno()))
            return RawCopy(file_id, size, _keep(root, file_id, staged))
        finally:
            Path(staged.name).unlink(missing_ok=True)


def _open_source(path: Path) -> BinaryIO:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a named pipe would wait for a writer for ever
            raise NotReceivedError(path, "not_a_file", "is no regular file; name a file, or a folder of files")
        return path.open("rb")
    except PermissionError as error:
        detail = "may not be read; grant the user of this run read permission and run again"
        raise NotReceivedError(path, "permission_denied", detail) from error
    except FileNotFoundError as error:
        raise NotReceivedError(path, "vanished", "is not there any more, or is a link to nothing; deliver it again") from error
    except OSError as error:
        detail = f"cannot be opened ({error.strerror}); repair the path or link and run again"
        raise NotReceivedError(path, "not_readable", detail) from error


def _copy(source: BinaryIO, target: "tempfile._TemporaryFileWrapper[bytes]", path: Path) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while chunk := _read_chunk(source, path):
        digest.update(chunk)
        target.write(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _read_chunk(source: BinaryIO, path: Path) -> bytes:
    try:
        return source.read(_CHUNK_BYTES)
    except OSError as error:
        detail = f"breaks off while it is read ({error.strerror}); check the disk and deliver it again"
        raise NotReceivedError(path, "not_readable", detail) from error


def _refuse_changed(path: Path, before: os.stat_result, after: os.stat_result) -> None:
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise NotReceivedError(path, "still_written", "was written to while it was read; run again when the delivery is complete")


def _keep(root: Path, file_id: str, staged: "tempfile._TemporaryFileWrapper[bytes]") -> Path:
    target = raw_path(root, file_id)
    if not target.exists():
        staged.flush()
        os.fsync(staged.fileno())
        make_directory(target.parent)
        Path(staged.name).rename(target)
        fsync_path(target.parent)
    return target
