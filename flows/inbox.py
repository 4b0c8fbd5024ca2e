"""Walking what was named on the command line: every file once, in a fixed order, and a reason for whatever cannot be walked."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Refusal:
    """Something in an inbox that no content could be read from. `reason` is a short code, `detail` a sentence that says what to do."""

    path: str
    reason: str
    detail: str


def walk(paths: Sequence[Path], exclude: Path) -> Iterator[Path | Refusal]:
    """Every file at or below `paths`, sorted within each folder; nothing below `exclude`, which is the data directory."""
    excluded = exclude.resolve()
    for path in paths:
        yield from _walk(path, (), excluded)


def _walk(path: Path, ancestors: tuple[Path, ...], excluded: Path) -> Iterator[Path | Refusal]:
    try:
        real = path.resolve(strict=True)
        if real in ancestors:
            yield _loop(path, real)
        elif not real.is_dir():
            yield path
        elif real != excluded:
            for name in sorted(os.listdir(path)):  # noqa: PTH208 - names, not paths: what is printed must be as it was given
                yield from _walk(path / name, (*ancestors, real), excluded)
    except PermissionError:
        yield Refusal(str(path), "permission_denied", "may not be opened; grant the user of this run read permission and run again")
    except FileNotFoundError:
        yield Refusal(str(path), "vanished", "is not there any more, or is a link to nothing; deliver it again")
    except (OSError, RuntimeError) as error:  # a link that leads to itself is a RuntimeError or an OSError, by version of Python
        yield Refusal(str(path), "not_readable", f"cannot be followed ({error}); repair the link and run again")


def _loop(path: Path, real: Path) -> Refusal:
    return Refusal(str(path), "directory_loop", f"leads back to {real}, the folder that it stands in; remove the link")
