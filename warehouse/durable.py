"""Writing so that a crash leaves either the old state or the new one."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path


def fsync_path(path: Path) -> None:
    """Flushes a file or a directory's entries to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_directory(path: Path) -> None:
    """Creates a directory with its parents; the entry of each new one is flushed in its parent."""
    if path.is_dir():
        return
    make_directory(path.parent)
    path.mkdir(exist_ok=True)
    fsync_path(path.parent)


def write_text(path: Path, text: str) -> None:
    """Writes a small UTF-8 file at once: readers see the old text or the new one."""
    write_file(path, lambda staged: staged.write_text(text, encoding="utf-8"))


def write_file(path: Path, write: Callable[[Path], object]) -> None:
    """Has a file written beside `path`, flushes it and puts it in place: readers see the old content or the new one."""
    make_directory(path.parent)
    staged = path.with_name(f".staging-{path.name}")
    write(staged)
    fsync_path(staged)
    staged.replace(path)
    fsync_path(path.parent)


def write_directory(path: Path, fill: Callable[[Path], None]) -> None:
    """Fills an empty directory and flushes every file in it; what stood at `path` before is discarded first."""
    if path.exists():
        shutil.rmtree(path)
    make_directory(path)
    fill(path)
    for file in path.iterdir():
        fsync_path(file)
    fsync_path(path)


def replace_directory(staged: Path, target: Path) -> None:
    """Puts a flushed directory in another's place.

    Two renames, since none replaces a directory that is not empty: a crash between them leaves no directory of the name, which
    the owner must be able to make again.
    """
    if target.exists():
        retired = target.with_name(f".retired-{target.name}")
        if retired.exists():
            shutil.rmtree(retired)
        target.rename(retired)
        staged.rename(target)
        shutil.rmtree(retired)
    else:
        staged.rename(target)
    fsync_path(target.parent)
