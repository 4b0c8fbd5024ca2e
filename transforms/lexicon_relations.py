"""What must hold between lexicon rows: no two alike, patterns of words that are there, areas inside larger ones."""

from collections.abc import Iterator

from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicon_files.schema import LexiconFile
from transforms.lexicons import Entry, Lexicons


def relation_problems(lexicons: Lexicons) -> Iterator[str]:
    """Every row that contradicts, repeats or cannot work beside another, as a sentence that begins with file and line."""
    for file in LEXICON_FILES.values():
        yield from _alike(lexicons, file)
    yield from _aliases_of_posts(lexicons)
    yield from _patterns(lexicons)
    yield from _areas(lexicons)
    yield from _surnames(lexicons)
    yield from _parts_of_formulas(lexicons)


def _alike(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    first: dict[tuple[str, ...], Entry] = {}
    for entry in lexicons[file.name] if file.unique else ():
        values = tuple(entry[column] for column in file.unique)
        other = first.setdefault(values, entry)
        if other is not entry:
            yield f"{entry.source}: {entry.id}: has the {', '.join(file.unique)} of {other.id}, at {other.source}; keep one of them"


def _aliases_of_posts(lexicons: Lexicons) -> Iterator[str]:
    posts = {_held(entry): entry for entry in lexicons["posts"]}
    for alias in lexicons["post_aliases"]:
        if post := posts.get(_held(alias)):
            yield f"{alias.source}: {alias.id}: has head, unit and level of post {post.id}, at {post.source}, which decides; take it out"


def _held(entry: Entry) -> tuple[str, str, str]:
    return entry["head"], entry["unit"], entry["level"]


def _patterns(lexicons: Lexicons) -> Iterator[str]:
    """A set of words that is not there would never match, silently."""
    for entry in lexicons["step_patterns"]:
        sets = entry["words"].replace("|", " ").split()
        for word_id in sets:
            if word_id not in lexicons["step_words"]:
                yield f"{entry.source}: {entry.id}, column words: there are no words {word_id!r}; correct it or add their row to step_words"
        if len(entry["words"].split()) > 1 and not entry["gap"].strip():
            yield f"{entry.source}: {entry.id}, column gap: is empty; say how many characters may stand between the words"


_HIGHER = {"province": (), "prefecture": ("province",), "county": ("province", "prefecture")}


def _areas(lexicons: Lexicons) -> Iterator[str]:
    levels = {entry.id: entry["level"] for entry in lexicons["areas"]}
    for entry in lexicons["areas"]:
        parent = entry["parent_area_id"]
        if bool(parent) != bool(_HIGHER[entry["level"]]):
            fault = "is empty; name the area that it lies in" if not parent else "is given for a province; leave it empty"
            yield f"{entry.source}: {entry.id}, column parent_area_id: {fault}"
        elif parent and levels[parent] not in _HIGHER[entry["level"]]:
            yield f"{entry.source}: {entry.id}, column parent_area_id: {parent} is a {levels[parent]}, which holds no {entry['level']}"


def _surnames(lexicons: Lexicons) -> Iterator[str]:
    for entry in lexicons["surnames"]:
        if (len(entry.id) > 1) != (entry["is_compound"] == "true"):
            yield f"{entry.source}: {entry.id}, column is_compound: must be true for two characters or more, and for no others"


def _parts_of_formulas(lexicons: Lexicons) -> Iterator[str]:
    for entry in lexicons["formulas"]:
        if len(entry["components"].split("|")) == 1 and entry["components"].strip():
            yield f"{entry.source}: {entry.id}, column components: holds one part; write all of them, or make it a variant"
        if len(entry["joins"].split()) not in (0, 2):
            number = len(entry["joins"].split())
            yield f"{entry.source}: {entry.id}, column joins: holds {number} formulas; write the two that stand side by side"
