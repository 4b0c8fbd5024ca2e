"""The published warehouse: a link by which analysts open the newest of the published files, each in a numbered directory of its own.

DuckDB opens a database twice, for its head and for the rest. With a file put in the place of another one, a reader could come upon the
head of the old and the blocks of the new. A link it follows once, before both; and what it leads to is never put in another's place.
"""

import shutil
from pathlib import Path

from warehouse.durable import fsync_path, make_directory

DIRECTORY = "published"


def put_in_place(file: Path, link: Path) -> None:
    """Makes the link lead to a file, flushed before, that is moved below `published/`.

    The file that it led to until now stays until the next publication, for those who have just followed the link.
    """
    replaced = _led_to(link)
    directory = _home(link) / f"{max(map(int, _numbers(link)), default=0) + 1:06}"
    make_directory(directory)
    target = file.rename(directory / link.name)
    fsync_path(directory)
    staged = link.with_name(f".staging-{link.name}")
    staged.unlink(missing_ok=True)
    staged.symlink_to(target.relative_to(link.parent))
    staged.replace(link)
    fsync_path(link.parent)
    for number in _numbers(link):
        if number not in (directory.name, replaced):
            shutil.rmtree(_home(link) / number)


def unpublished(link: Path) -> list[Path]:
    """Directories of files that a run moved there and died before the link led to them."""
    if link.is_file() and not link.is_symlink():  # copied with what it led to: they are those of the original
        return []
    current = _led_to(link)
    return [_home(link) / number for number in _numbers(link) if current is None or int(number) > int(current)]


def _home(link: Path) -> Path:
    return link.parent / DIRECTORY


def _numbers(link: Path) -> list[str]:
    """Names of the directories, which are numbers."""
    return sorted(path.name for path in _home(link).glob("*") if path.name.isdigit())


def _led_to(link: Path) -> str | None:
    """The number that the link leads to; None where it leads nowhere, or is a file: of an earlier version, or of a copied directory."""
    return link.readlink().parent.name if link.is_symlink() and link.exists() else None
