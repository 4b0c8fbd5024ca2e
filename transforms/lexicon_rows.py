"""The rows of one lexicon file, read strictly: what does not fit the declared columns is an error with file and line."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transforms.cleaning import Language
from transforms.lexicon_files.alternatives import alternatives
from transforms.lexicon_files.schema import LexiconFile


class LexiconError(ValueError):
    """Lexicon rows that cannot be used; each line of the message names file, line, what was expected and what to do."""


@dataclass(frozen=True)
class Entry:
    """One row of a lexicon file: its id, its columns, and the phrases by which it is found."""

    id: str
    fields: Mapping[str, str]
    """All columns as written; an empty string where the row gives nothing."""
    source: str
    """`file:line`, for messages."""

    def phrases(self, language: Language) -> tuple[str, ...]:
        """The name and all variants in one language, in file order, without repetition."""
        listed = [self.fields.get(f"name_{language}", ""), *self.fields.get(f"{language}_variants", "").split("|")]
        return tuple(dict.fromkeys(p.strip() for wording in listed for p in alternatives(wording) if p.strip()))

    def __getitem__(self, column: str) -> str:
        return self.fields[column]


def read_rows(path: Path, file: LexiconFile, *, is_whole: bool) -> tuple[Entry, ...]:
    """The rows in file order. Where `is_whole`, every column must be there; else those that are not count as empty.

    LexiconError with everything that is wrong with the file as a table: its encoding, header, ids and cells.
    """
    header, rows = _table(path)
    problems = list(_header_problems(path, file, header, is_whole=is_whole))
    if not problems:
        problems = list(_row_problems(path, file, header, rows))
    if problems:
        raise LexiconError("\n".join(problems))
    empty = {column.name: "" for column in file.columns}
    named = ((line, empty | dict(zip(header, cells, strict=True))) for line, cells in rows)
    return tuple(Entry(fields[file.key].strip(), fields, f"{path}:{line}") for line, fields in named)


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The header and the rows, each with the number of its line (the last one, where a cell runs over several)."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except UnicodeDecodeError as error:
        raise LexiconError(f"{path}: is not UTF-8 ({error.reason}); save it as CSV in UTF-8") from None
    except csv.Error as error:
        raise LexiconError(
            f"{path}:{reader.line_num}: is no CSV ({error}); close its quotation marks, and double those inside a cell"
        ) from None
    return (lines[0][1], lines[1:]) if lines else ([], [])


def _header_problems(path: Path, file: LexiconFile, header: Sequence[str], *, is_whole: bool) -> Iterator[str]:
    known = [column.name for column in file.columns]
    where = f"{path}:1"
    if len(header) == 1 and len(known) > 1 and (";" in header[0] or "\t" in header[0]):
        yield f"{where}: its columns are separated by semicolons or tabs; save it with commas"
        return
    for name in dict.fromkeys(header):
        if name not in known:
            yield f"{where}: column {name!r} is none of {', '.join(known)}; correct it or take it out"
        elif header.count(name) > 1:
            yield f"{where}: column {name} stands there twice; take one out"
    for name in known if is_whole else [file.key]:
        if name not in header:
            yield f"{where}: there is no column {name}; add it"


def _row_problems(path: Path, file: LexiconFile, header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> Iterator[str]:
    first: dict[str, int] = {}
    for line, cells in rows:
        if len(cells) != len(header):
            yield (
                f"{path}:{line}: has {len(cells)} cells where {len(header)} are expected ({', '.join(header)}); "
                "put a cell that holds a comma into quotation marks"
            )
            continue
        row_id = cells[header.index(file.key)].strip()
        if not row_id:
            yield f"{path}:{line}: column {file.key} is empty; every row needs an id"
        elif first.setdefault(row_id, line) != line:
            yield f"{path}:{line}: {row_id} stands already in line {first[row_id]}; give one of them another id or join them"
