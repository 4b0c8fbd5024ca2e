"""The lexicons: the world as data. Read once, checked as they are read, hashed so that a change of any row is a new version."""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from transforms.cleaning import Language

LEXICON_DIR = Path(__file__).resolve().parents[1] / "seeds" / "lexicons"


class LexiconError(ValueError):
    """A lexicon row that cannot be used; the message names file, line, what was expected and what to do."""


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
        return tuple(dict.fromkeys(p.strip() for p in listed if p.strip()))

    def __getitem__(self, column: str) -> str:
        return self.fields[column]


@dataclass(frozen=True)
class Lexicon:
    """All entries of one lexicon file, by id, in file order."""

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
    """Every lexicon of one or several directories; rows of a later directory are added to the earlier ones."""

    def __init__(self, *directories: Path) -> None:
        """Reads nothing yet: each file is read when it is first asked for."""
        self.directories = directories or (LEXICON_DIR,)
        self._read: dict[str, Lexicon] = {}

    def __getitem__(self, name: str) -> Lexicon:
        """The lexicon `name`.csv; LexiconError where no directory has it."""
        if name not in self._read:
            self._read[name] = _read_lexicon(name, [d / f"{name}.csv" for d in self.directories])
        return self._read[name]

    @cached_property
    def version(self) -> str:
        """First 16 hex digits of the sha256 over all lexicon files, names and contents."""
        digest = hashlib.sha256()
        for directory in self.directories:
            for path in sorted(directory.glob("*.csv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()[:16]


def _read_lexicon(name: str, paths: list[Path]) -> Lexicon:
    entries: dict[str, Entry] = {}
    present = [p for p in paths if p.is_file()]
    if not present:
        raise LexiconError(f"lexicon {name}: none of {', '.join(map(str, paths))} exists; restore the file or name the right directory")
    for path in present:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            for row in reader:
                where = f"{path}:{reader.line_num}"
                if None in row or None in row.values():
                    raise LexiconError(f"{where}: expected the {len(columns)} columns {', '.join(columns)}; quote values that hold a comma")
                entry_id = row[columns[0]].strip()
                if not entry_id:
                    raise LexiconError(f"{where}: column {columns[0]} is empty; every row needs an id")
                if entry_id in entries:
                    first = entries[entry_id].source
                    raise LexiconError(f"{where}: {entry_id} stands already at {first}; give one of them another id or join them")
                entries[entry_id] = Entry(entry_id, row, where)
    return Lexicon(name, entries)
