"""The types of what the fixtures of these tests give: rows of tables, and what makes and writes them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Rows = dict[str, list[dict[str, Any]]]
"""Table -> its rows, column -> value: of whatever type the column has, or ought not to have."""

MakeReport = Callable[[str, int], Rows]
"""Called with the id of a report and its record in the file of the batch."""

MakeRows = Callable[[], Rows]

WriteRows = Callable[[Path, Rows], Path]
"""Called with where to write and the rows; returns where it wrote them."""
