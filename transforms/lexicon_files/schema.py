"""How a lexicon file is declared: its columns, what each may hold, and what its rows may add to."""

from dataclasses import dataclass
from typing import Literal

from transforms.cleaning import Language
from transforms.lexicon_files.alternatives import alternatives

Form = Literal["text", "zh", "en", "integer", "year", "date", "area", "regex"]
"""`zh` and `en` hold phrases that are looked for in texts. A `year` is of four digits, a `date` a year, a month or a day (2021-11-08),
an `area` a code of six digits."""

Ids = Literal["open", "fixed", "shipped"]
"""Whether a directory of the user's own may add rows with new ids (`open`), only more phrases to the ids that the rules know by name
(`fixed`), or nothing at all (`shipped`)."""

Separator = Literal["|", " ", "."]


@dataclass(frozen=True)
class LexiconColumn:
    """A column: its meaning and what its cells may hold."""

    name: str
    meaning: str
    form: Form = "text"
    required: bool = False
    values: tuple[str, ...] = ()
    separator: Separator | None = None
    """What stands between several values of one cell; None where a cell holds one."""
    references: str | None = None
    """`lexicon` or `lexicon.column` in which every value must be found."""
    literal: bool = False
    """Phrases that are compared as they are written, so that they must be written as texts are read: lower case, simplified."""
    adds: bool = False
    """Whether a later row of the same id adds its values. Elsewhere it may fill what is empty and must not say otherwise."""
    of_row: bool = False
    """Whether it speaks of the row and not of the entry, so that rows of the same id may differ."""

    def split(self, cell: str) -> list[str]:
        """The values of a cell, as written, blank ones included; of a family of phrases each."""
        values = cell.split(self.separator) if self.separator else [cell]
        return [phrase for value in values for phrase in alternatives(value)] if self.language else values

    @property
    def language(self) -> Language | None:
        """The language of the phrases that it holds; None for other columns."""
        return "zh" if self.form == "zh" else "en" if self.form == "en" else None


@dataclass(frozen=True)
class LexiconFile:
    """A lexicon: what a row of it is, how it is found in texts, and its columns, the first of which is the id."""

    name: str
    row: str
    found: str
    columns: tuple[LexiconColumn, ...]
    ids: Ids = "open"
    owns: bool = False
    """Whether a phrase decides the id, so that none may stand for two."""
    unique: tuple[str, ...] = ()
    """Columns that no two rows may share the values of."""
    shortest: int = 1
    """Characters of the shortest phrase that is sure enough of what it means."""

    @property
    def key(self) -> str:
        """The name of the id column."""
        return self.columns[0].name

    def column(self, name: str) -> LexiconColumn:
        """The column of that name; KeyError where there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(self.name, name)


def _missing(lexicon: str, column: str) -> LexiconColumn:
    raise KeyError(f"lexicon {lexicon} has no column {column}")
