"""Deadlines and days of versions: what the printed times of a ledger mean."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from transforms.ledgers.columns import column_words
from transforms.ledgers.date_patterns import Printed, find_printed
from transforms.ledgers.sheets import fold, holds
from transforms.lexicons import Lexicons

DeadlineKind = Literal["stated", "inferred", "at_once", "standing"]
AsOfBasis = Literal["stated", "month", "file"]


@dataclass(frozen=True)
class Deadline:
    """What a deadline means: the day, or None, and how it is known; no kind where none is given or understood."""

    due_on: date | None = None
    kind: DeadlineKind | None = None


@dataclass(frozen=True)
class AsOf:
    """The day of a version of a ledger and how it is known."""

    day: date
    basis: AsOfBasis


@dataclass(frozen=True)
class Calendar:
    """What a ledger tells of its time, by which deadlines without a year are dated.

    `first_year` is the year in which rectification begins, `held_on` the day of the meeting, `as_of` the day of this version.
    """

    first_year: int | None = None
    held_on: date | None = None
    as_of: date | None = None

    def year_of(self, month: int) -> int | None:
        """The year of a month without one: the first such month after the meeting, else that of the year of rectification."""
        if self.held_on is not None:
            return self.held_on.year + (month < self.held_on.month)
        return self.first_year or (self.as_of.year if self.as_of else None)


def read_deadline(written: str, known: Calendar, lexicons: Lexicons) -> Deadline:
    """The deadline as written: the last time that it names; else whether it is at once (dated by meeting or version) or without end."""
    if _IN_A_LATER_YEAR.search(written.lower()):
        return Deadline()
    printed = find_printed(written)
    if printed:
        last = printed[-1]
        due_on = end_of(last, known.year_of)
        return Deadline(due_on, "stated" if last.year else "inferred") if due_on else Deadline()
    kind = _kind(written, lexicons)
    return Deadline(known.held_on or known.as_of if kind == "at_once" else None, kind)


def read_day(written: str) -> date | None:
    """The last day, or end of the last time, that a text names with its year."""
    printed = [p for p in find_printed(written) if p.year]
    return end_of(printed[-1]) if printed else None


def end_of(printed: Printed, year_of: Callable[[int], int | None] = lambda _: None) -> date | None:
    """The day, or the last day of the time; None where its year is not printed and `year_of` does not tell it for the month."""
    month = printed.month or 12
    year = printed.year or year_of(month)
    if year is None or (printed.day is not None and printed.month is None):
        return None
    last = calendar.monthrange(year, month)[1]
    if printed.day is not None and printed.day > last:
        return None
    return date(year, month, printed.day or last)


def find_as_of(lines: Sequence[str], lexicons: Lexicons) -> AsOf | None:
    """The day of a version, by its title and closing lines: behind a label (制表日期, 截至), in brackets, or on a line of its own."""
    for pattern in (_labelled("as_of", lexicons), _IN_BRACKETS, _ALONE):
        for match in (match for line in lines for match in pattern.finditer(line.lower())):
            printed = next((p for p in find_printed(match["time"]) if p.year), None)
            if printed and (printed.month or pattern not in (_IN_BRACKETS, _ALONE)):  # a year in brackets is that of the meeting
                day = end_of(printed)
                if day:
                    return AsOf(day, "stated" if printed.day else "month")
    return None


def find_held_on(lines: Sequence[str], lexicons: Lexicons) -> date | None:
    """The day of the meeting, where a title line gives it behind a label (会议时间)."""
    matches = (match for line in lines for match in _labelled("held_on", lexicons).finditer(line.lower()))
    printed = (next((p for p in find_printed(match["time"]) if p.year and p.day), None) for match in matches)
    return next((end_of(day) for day in printed if day), None)


_IN_A_LATER_YEAR = re.compile("[明次来]年|next year|following year")
_IN_BRACKETS = re.compile(r"[（(【\[〔](?P<time>[^（()）】\]〕]{4,30})[)）】\]〕]")
_ALONE = re.compile(r"^(?P<time>\D{0,8}(?:19|20)\d\d[\s\d年月日号./-]{1,12}\D{0,4})$")


def _kind(written: str, lexicons: Lexicons) -> DeadlineKind | None:
    """`standing` before `at_once`: what is begun at once and kept up for ever has no day on which it is late."""
    folded = fold(written)
    found = {meaning for phrase, meaning in _terms(lexicons) if holds(folded, phrase)}
    return "standing" if "standing" in found else "at_once" if "at_once" in found else None


@lru_cache(maxsize=4)
def _terms(lexicons: Lexicons) -> list[tuple[str, DeadlineKind]]:
    meanings: dict[str, DeadlineKind] = {"standing": "standing", "at_once": "at_once"}
    entries = [entry for entry in lexicons["ledger_statuses"] if entry["meaning"] in meanings]
    return [(fold(phrase), meanings[entry["meaning"]]) for entry in entries for phrase in (*entry.phrases("zh"), *entry.phrases("en"))]


@lru_cache(maxsize=8)
def _labelled(role: str, lexicons: Lexicons) -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in column_words(lexicons).labels(role))
    return re.compile(rf"(?<![a-z])(?:{labels})(?![a-z])\s*(?:[:：为至到]|on\b)?\s*(?P<time>[^,，;；。)）]{{4,30}})")
