"""The lexicons: the world as data. Read once, checked as they are read, hashed so that a change of any row is a new version."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from transforms.cleaning import Language
from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicon_files.schema import LexiconColumn, LexiconFile
from transforms.lexicon_rows import Entry, LexiconError, read_rows

__all__ = ["LEXICON_DIR", "Entry", "Lexicon", "LexiconError", "Lexicons"]

LEXICON_DIR = Path(__file__).resolve().parents[1] / "seeds" / "lexicons"


@dataclass(frozen=True)
class Lexicon:
    """All entries of one lexicon, by id, in file order."""

    name: str
    entries: Mapping[str, Entry]

    def __getitem__(self, entry_id: str) -> Entry:
        return self.entries[entry_id]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self.entries

    def phrases(self, language: Language) -> Iterator[tuple[str, Entry]]:
        """Every phrase of every entry with its entry."""
        for entry in self:
            for phrase in entry.phrases(language):
                yield phrase, entry


class Lexicons:
    """Every lexicon of one or several directories. A later directory adds to the first: rows, and phrases of rows that are there."""

    def __init__(self, *directories: Path) -> None:
        """Reads nothing yet: each file is read when it is first asked for."""
        self.directories = directories or (LEXICON_DIR,)
        self._rows: dict[str, tuple[Entry, ...]] = {}
        self._read: dict[str, Lexicon] = {}

    def __getitem__(self, name: str) -> Lexicon:
        """The lexicon `name`.csv; LexiconError where no directory has it, or its rows contradict one another."""
        if name not in self._read:
            entries, problems = joined(LEXICON_FILES[name], self.rows(name))
            if problems:
                raise LexiconError("\n".join(problems))
            self._read[name] = Lexicon(name, entries)
        return self._read[name]

    def rows(self, name: str) -> tuple[Entry, ...]:
        """The rows of every directory as they are written, in order. LexiconError where a file is missing or malformed."""
        if name not in self._rows:
            present = [d / f"{name}.csv" for d in self.directories if (d / f"{name}.csv").is_file()]
            if not present:
                missing = ", ".join(str(d / f"{name}.csv") for d in self.directories)
                raise LexiconError(f"lexicon {name}: none of {missing} exists; restore the file or name the right directory")
            first = self.directories[0]
            read = [read_rows(path, LEXICON_FILES[name], is_whole=path.parent == first) for path in present]
            self._rows[name] = tuple(row for rows in read for row in rows)
        return self._rows[name]

    @cached_property
    def version(self) -> str:
        """First 16 hex digits of the sha256 over all lexicon files, names and contents."""
        digest = hashlib.sha256()
        for directory in self.directories:
            for path in sorted(directory.glob("*.csv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def joined(file: LexiconFile, rows: Sequence[Entry]) -> tuple[dict[str, Entry], list[str]]:
    """The entries by id, each with what all rows of that id say; and a sentence for each row that says otherwise than the first."""
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    for row in rows:
        first = entries.get(row.id)
        if first is None:
            entries[row.id] = row
        else:
            problems += _contradictions(file, first, row)
            fields = {c.name: _both(c, first[c.name], row[c.name]) for c in file.columns}
            entries[row.id] = replace(first, fields=fields)
    return entries, problems


def _both(column: LexiconColumn, first: str, later: str) -> str:
    return "|".join(filter(None, (first, later))) if column.adds else first or later


def _contradictions(file: LexiconFile, first: Entry, row: Entry) -> Iterator[str]:
    for column in file.columns:
        one, other = first[column.name].strip(), row[column.name].strip()
        if one and other and one != other and not (column.adds or column.of_row):
            yield (
                f"{row.source}: {row.id}, column {column.name}: says {other!r} and, at {first.source}, {one!r}; "
                f"leave it empty, or give the row an id of its own{_better_place(column)}"
            )


def _better_place(column: LexiconColumn) -> str:
    is_name = column.name in ("name_zh", "name_en")
    return f". A further wording belongs into {column.name[-2:]}_variants" if is_name else ""
