"""What must hold for the lexicons as a whole: the reference tables can be made of them, and no phrase stands for two things."""

from collections.abc import Iterator

from transforms.cleaning import Language
from transforms.lexicons import Entry, LexiconError, Lexicons
from warehouse.registry import TABLES
from warehouse.schema import Column, Type

# Which lexicon a reference table is made of.
LEXICON_OF_TABLE = {"area": "areas", "step": "steps", "formula": "formulas", "post": "posts", "document": "documents"}
# Where a phrase decides an id. Words of a step may serve several sets, places share names.
_DECIDING = ("formulas", "documents", "stances", "plain_phrases")


def check_lexicons(lexicons: Lexicons) -> None:
    """LexiconError with every problem of the lexicons, one a line, each with file and line and what to do."""
    problems = list(lexicon_problems(lexicons))
    if problems:
        raise LexiconError("\n".join(problems))


def lexicon_problems(lexicons: Lexicons) -> Iterator[str]:
    """Every problem as a sentence that begins with file and line."""
    for name in _DECIDING:
        yield from _shared_phrases(lexicons, name)
    for table, lexicon in LEXICON_OF_TABLE.items():
        for entry in lexicons[lexicon]:
            for column in TABLES[table].columns:
                yield from _cell_problems(lexicons, entry, column)
    yield from _pattern_problems(lexicons)


def _shared_phrases(lexicons: Lexicons, name: str) -> Iterator[str]:
    languages: tuple[Language, ...] = ("zh", "en")
    for language in languages:
        owners: dict[str, Entry] = {}
        for phrase, entry in lexicons[name].phrases(language):
            owner = owners.setdefault(phrase.lower(), entry)
            if owner.id != entry.id:
                yield f"{entry.source}: {phrase!r} stands for {entry.id} and, at {owner.source}, for {owner.id}; leave it to one of them"


def _cell_problems(lexicons: Lexicons, entry: Entry, column: Column) -> Iterator[str]:
    where = f"{entry.source}: {entry.id}, column {column.name}"
    value = entry.fields.get(column.name)
    if value is None:
        yield f"{where}: the file has no such column; add it, it is a column of the reference table"
    elif not value:
        if not column.nullable:
            yield f"{where}: is empty; every row needs it"
    elif column.values and value not in column.values:
        yield f"{where}: {value!r} is none of {', '.join(column.values)}"
    elif column.references and value not in lexicons[LEXICON_OF_TABLE[column.references.split(".")[0]]]:
        yield f"{where}: there is no {column.references} {value!r}; correct it or add its row"
    elif column.type is Type.INTEGER and not value.isdecimal():
        yield f"{where}: {value!r} is no whole number"


def _pattern_problems(lexicons: Lexicons) -> Iterator[str]:
    """Patterns of steps that name a step or a set of words that is not there would never match, silently."""
    for entry in lexicons["step_patterns"]:
        if entry["step_id"] not in lexicons["steps"]:
            yield f"{entry.source}: {entry.id}: there is no step {entry['step_id']!r}; correct it or add its row to steps"
        named = entry["words"].replace("|", " ").split() + entry["unless"].split()
        for word_id in named:
            if word_id not in lexicons["step_words"]:
                yield f"{entry.source}: {entry.id}: there are no words {word_id!r}; correct it or add their row to step_words"
