"""Every version of lexicons and corrections that something was read with or built from, kept whole as `<place>/<version>/`.

What a change of the lexicons can reach is found by comparing two versions; what was published before is built again from its own.
"""

import hashlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from warehouse.durable import fsync_path, make_directory, write_directory


class ArchiveError(Exception):
    """Files that changed while they were copied; the message says what to do."""


def keep(place: Path, directories: Sequence[Path]) -> str:
    """Copies all CSV files of `directories` to a place of the data directory, once for each version, and returns the version.

    ArchiveError where a file changes meanwhile.
    """
    version = version_of(directories)
    target = place / version
    if not target.is_dir():
        staged = target.with_name(f".staging-{version}")
        write_directory(staged, lambda kept: _copy(directories, kept))
        if version_of(_numbered(staged)) != version:
            shutil.rmtree(staged)
            raise ArchiveError(f"a file of {', '.join(map(str, directories))} was changed while it was copied; run again")
        staged.rename(target)
        fsync_path(target.parent)
    return version


def kept(place: Path, version: str) -> list[Path]:
    """The directories that stand in for those which that version was read from, in their order; none where it was not kept."""
    return _numbered(place / version) if (place / version).is_dir() else []


def version_of(directories: Sequence[Path]) -> str:
    """First 16 hex digits of the sha256 over all files, names and contents, as `transforms.lexicons` tells its version."""
    digest = hashlib.sha256()
    for directory in directories:
        for path in _files(directory):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _numbered(directory: Path) -> list[Path]:
    return sorted(directory.iterdir(), key=lambda path: int(path.name))


def _copy(directories: Sequence[Path], target: Path) -> None:
    for number, directory in enumerate(directories):
        place = target / str(number)
        make_directory(place)
        for path in _files(directory):
            shutil.copyfile(path, place / path.name)
            fsync_path(place / path.name)
        fsync_path(place)


def _files(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.csv"))
