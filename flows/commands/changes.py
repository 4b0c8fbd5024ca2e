"""What a publication changed, or would change, on a terminal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

from rich.console import Console

from flows.commands.printing import print_table, printer
from flows.gate import BlockedError
from warehouse.changes import Changes

_SHOWN_CHARACTERS = 60


@contextmanager
def explaining_refusals() -> Iterator[None]:
    """Prints what would change where a warehouse is refused publication within the block; the refusal itself goes on."""
    try:
        yield
    except BlockedError as error:
        print_changes(printer(), error.changes, "What publishing it would change")
        raise


def print_changes(console: Console, changes: Changes, title: str) -> None:
    """Prints the tables with a change; nothing where there is none."""
    if changes.counted:
        print_table(console, changes.counted, title=title)


def print_rows(console: Console, changes: Changes, title: str) -> None:
    """Prints the first rows that changed or are gone, with both values; nothing where there is none."""
    if changes.rows:
        print_table(console, [asdict(row.shortened(_SHOWN_CHARACTERS)) for row in changes.rows], title=title)
