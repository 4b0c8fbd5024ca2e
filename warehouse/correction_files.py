"""Reading corrections from CSV files, strictly: what is not understood is an error that names file and line."""

import csv
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from warehouse import registry
from warehouse.correctable import CORRECTABLE
from warehouse.durable import write_text
from warehouse.schema import Column, Type

HEADER = ("report_id", "field", "row", "old_value", "new_value", "who", "why", "made_on")
_REPORT_ID = re.compile(r"[0-9a-f]{16}")


class CorrectionError(ValueError):
    """Corrections that cannot be used; the message names file and line, what was expected, what to do, one problem a line."""


@dataclass(frozen=True)
class Correction:
    """One correction as written, by the names of the columns of table correction. An empty cell is None."""

    correction_id: str
    report_id: str
    table_name: str
    column_name: str
    row_name: str | None
    old_value: str | None
    new_value: str | None
    who: str
    why: str
    made_on: date
    source: str


def read_corrections(paths: Iterable[Path]) -> list[Correction]:
    """The corrections of all files, in the order of files and lines. CorrectionError with every problem of every file."""
    problems: list[str] = []
    corrections = [correction for path in paths for correction in _read(path, problems)]
    seen: dict[str, Correction] = {}
    for correction in corrections:
        first = seen.setdefault(correction.correction_id, correction)
        if first is not correction:
            problems.append(f"{correction.source}: the same correction stands at {first.source}; remove one of them")
    if problems:
        raise CorrectionError("\n".join(problems))
    return corrections


def adopt(directory: Path, paths: Sequence[Path]) -> None:
    """Copies files of corrections to the directory where they count, in the place of files of the same name.

    CorrectionError, with nothing copied, where one is no CSV file or all of them together cannot be used.
    """
    if others := [path for path in paths if path.suffix != ".csv"]:
        raise CorrectionError("\n".join(f"{path}: expected a name that ends with .csv" for path in others))
    names = {path.name for path in paths}
    read_corrections([*(path for path in correction_paths(directory) if path.name not in names), *paths])
    for path in paths:
        write_text(directory / path.name, path.read_text(encoding="utf-8-sig"))


def correction_paths(directory: Path) -> list[Path]:
    """The files of corrections in a directory, by name."""
    return sorted(directory.glob("[!.]*.csv"))


def _read(path: Path, problems: list[str]) -> Iterator[Correction]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            if tuple(rows.fieldnames or ()) != HEADER:
                raise CorrectionError(f"{path}:1: expected the columns {', '.join(HEADER)}; found {', '.join(rows.fieldnames or ['none'])}")
            for row in rows:
                yield from _checked(row, f"{path}:{rows.line_num}", f"{path.name}:{rows.line_num}", problems)
    except (OSError, UnicodeDecodeError, csv.Error, CorrectionError) as error:
        problems.append(str(error) if isinstance(error, CorrectionError) else f"{path}: cannot be read as CSV in UTF-8 ({error})")


def _checked(row: Mapping[str | None, str | None], where: str, source: str, problems: list[str]) -> Iterator[Correction]:
    if None in row or None in row.values():
        problems.append(f"{where}: expected {len(HEADER)} cells; quote values that hold a comma")
        return
    cells = {str(name): (value or "").strip() for name, value in row.items()}
    found = list(_problems(cells))
    problems += [f"{where}: {problem}" for problem in found]
    if not found:
        yield _correction(cells, source)


def _problems(cells: Mapping[str, str]) -> Iterator[str]:
    if not _REPORT_ID.fullmatch(cells["report_id"]):
        yield f"report_id is {cells['report_id']!r}; expected the 16 hex digits by which the warehouse knows the report"
    for name in ("who", "why"):
        if not cells[name]:
            yield f"{name} is empty; a correction is believed for who made it and why"
    if not _is_day(cells["made_on"]):
        yield f"made_on is {cells['made_on']!r}; expected a day such as 2024-03-31"
    if cells["old_value"] == cells["new_value"]:
        yield f"old_value and new_value are both {cells['new_value']!r}; nothing is corrected"
    column = _column(cells["field"])
    if column is None:
        yield f"field is {cells['field']!r}; expected one of {', '.join(_fields())}"
    elif problem := _misfit(column, cells["new_value"]):
        yield f"new_value is {cells['new_value']!r}; {cells['field']} {problem}"


def _fields() -> Sequence[str]:
    return [f"{table}.{column}" for table, correctable in CORRECTABLE.items() for column in correctable.columns]


def _column(field: str) -> Column | None:
    table, _, name = field.partition(".")
    return registry.TABLES[table].column(name) if field in _fields() else None


def _misfit(column: Column, value: str) -> str | None:
    if not value:
        return None if column.nullable else "is never unknown"
    if column.values and value not in column.values:
        return f"is one of {', '.join(column.values)}"
    if column.type is Type.DATE and not _is_day(value):
        return "is a day such as 2023-02-10"
    return "is a whole number" if column.type is Type.INTEGER and not re.fullmatch(r"\d{1,9}", value) else None


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _correction(cells: Mapping[str, str], source: str) -> Correction:
    told = [cells[name] for name in ("report_id", "field", "row", "old_value", "new_value")]
    table, _, column = cells["field"].partition(".")
    return Correction(
        correction_id=hashlib.sha256("\0".join(told).encode()).hexdigest()[:16],
        report_id=cells["report_id"],
        table_name=table,
        column_name=column,
        row_name=cells["row"] or None,
        old_value=cells["old_value"] or None,
        new_value=cells["new_value"] or None,
        who=cells["who"],
        why=cells["why"],
        made_on=date.fromisoformat(cells["made_on"]),
        source=source,
    )
