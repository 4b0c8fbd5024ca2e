"""What must hold for the cells of lexicon rows: filled where they must be, of the declared form, and leading to rows that are there."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicon_files.schema import Form, LexiconColumn, LexiconFile
from transforms.lexicons import Entry, Lexicons


def cell_problems(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    """Every cell that cannot be used, as a sentence that begins with file and line. The first row of an id must be complete."""
    seen: set[str] = set()
    for row in lexicons.rows(file.name):
        for column in file.columns:
            for complaint in _complaints(lexicons, file, column, row, is_first=row.id not in seen):
                yield f"{row.source}: {row.id}, column {column.name}: {complaint}"
        seen.add(row.id)


def _complaints(lexicons: Lexicons, file: LexiconFile, column: LexiconColumn, row: Entry, *, is_first: bool) -> Iterator[str]:
    cell = row[column.name]
    if not cell.strip():
        if column.required and is_first:
            yield "is empty; every new row needs it"
        return
    for value in column.split(cell):
        if not value.strip():
            yield f"holds an empty value; take out the {column.separator!r} that nothing stands before or behind"
        elif column.values and value not in column.values:
            yield f"{value!r} is none of {', '.join(column.values)}"
        elif column.references:
            yield from _leads_nowhere(lexicons, file, column, row, value)
        yield from _malformed(column.form, value.strip())


def _leads_nowhere(lexicons: Lexicons, file: LexiconFile, column: LexiconColumn, row: Entry, value: str) -> Iterator[str]:
    if value not in _values(lexicons, str(column.references)):
        yield f"there is no {value!r} in {column.references}; correct it or add its row"
    elif column.references == file.name and value == row.id and column.name not in ("standard", "joins", file.key):
        yield "refers to its own row; name another or leave it empty"


@lru_cache(maxsize=64)
def _values(lexicons: Lexicons, reference: str) -> frozenset[str]:
    name, _, column = reference.partition(".")
    return frozenset(row[column or LEXICON_FILES[name].key].strip() for row in lexicons.rows(name))


def _malformed(form: Form, value: str) -> Iterator[str]:
    if value and form in _TESTS and not _TESTS[form](value):
        yield f"{value!r} is {_EXPECTED[form]}"


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat((value + "-01-01")[: max(10, len(value))] if len(value) in (4, 7) else value)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}(?:-\d\d){0,2}", value) is not None


def _is_regex(value: str) -> bool:
    try:
        re.compile(value)
    except re.error:
        return False
    return True


def _matches(pattern: str) -> Callable[[str], bool]:
    return lambda value: re.fullmatch(pattern, value, re.ASCII) is not None


_TESTS: dict[Form, Callable[[str], bool]] = {
    "integer": _matches(r"\d+"),
    "year": _matches(r"(?:19|20)\d\d"),
    "area": _matches(r"[1-9]\d{5}"),
    "date": _is_date,
    "regex": _is_regex,
}
_EXPECTED: dict[Form, str] = {
    "integer": "no whole number; write digits only",
    "year": "no year; write four digits, such as 2023",
    "area": "no code of GB/T 2260; write six digits",
    "date": "no date; write 2023-01-15, 2023-01 or 2023",
    "regex": "no regular expression of Python; correct it",
}
