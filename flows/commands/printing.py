"""Tables on a terminal."""

import sys
from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 140


def printer() -> Console:
    """Standard output: as wide as the terminal, wide enough for a table where it goes to a file."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=WIDTH)


def print_table(console: Console, rows: Sequence[Mapping[str, object]], title: str | None = None, columns: Sequence[str] = ()) -> None:
    """Prints rows under their column names; `columns` names them where there may be no row. NULL is printed as nothing."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for name in columns or (list(rows[0]) if rows else ()):
        numeric = bool(rows) and all(isinstance(row[name], int | float) for row in rows)
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row.values()))
    console.print(table)
