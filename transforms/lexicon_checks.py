"""What must hold for the lexicons as a whole: every row can be used, and no two of them say opposite things."""

from collections.abc import Iterator
from pathlib import Path

from transforms.lexicon_cells import cell_problems
from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicon_files.schema import LexiconFile
from transforms.lexicon_phrases import phrase_problems
from transforms.lexicon_relations import relation_problems
from transforms.lexicons import LexiconError, Lexicons, joined


def check_lexicons(lexicons: Lexicons) -> None:
    """LexiconError with every problem of the lexicons, one a line, each with file and line and what to do."""
    problems = list(lexicon_problems(lexicons))
    if problems:
        raise LexiconError("\n".join(problems))


def lexicon_problems(lexicons: Lexicons) -> Iterator[str]:
    """Every problem as a sentence that begins with its file. What only shows in rows is looked for where all files can be read.

    Of several directories the first is taken to hold by itself, as the shipped one does: what nothing is added to is not checked again.
    """
    unreadable = [p for d in lexicons.directories[1:] for p in _strange_files(d)]
    for name in LEXICON_FILES:
        try:
            lexicons.rows(name)
        except LexiconError as error:
            unreadable += str(error).splitlines()
    contradictions = [] if unreadable else [p for f in LEXICON_FILES.values() for p in joined(f, lexicons.rows(f.name))[1]]
    yield from unreadable or contradictions or _problems_of_rows(lexicons)


def _strange_files(directory: Path) -> Iterator[str]:
    """Files of a directory of additions that would be passed over in silence."""
    names = sorted(path.name for path in directory.glob("*.csv"))
    if not names:
        yield f"{directory}: holds no lexicon (*.csv); name the directory that does"
    for name in names:
        file = LEXICON_FILES.get(name.removesuffix(".csv"))
        if file is None:
            yield f"{directory / name}: is no lexicon; name it as one of {', '.join(sorted(LEXICON_FILES))}"
        elif file.ids == "shipped":
            yield f"{directory / name}: pages are read with the shipped {name} alone; describe the site in a profile instead (--profiles)"


def _problems_of_rows(lexicons: Lexicons) -> Iterator[str]:
    """Rows beside one another are only compared once each is sound: a level that is none stands above no other."""
    alone = [p for file in LEXICON_FILES.values() if _is_concerned(lexicons, file.name) for p in _problems_of_file(lexicons, file)]
    yield from alone or relation_problems(lexicons)


def _is_concerned(lexicons: Lexicons, name: str) -> bool:
    """Whether a row of it may be at fault; a phrase that is there already may become one of a formula that is added."""
    added = lexicons.directories[1:]
    names = {name, "formulas"} if name == "plain_phrases" else {name}
    return not added or any((directory / f"{each}.csv").is_file() for directory in added for each in names)


def _problems_of_file(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    yield from cell_problems(lexicons, file)
    yield from phrase_problems(lexicons, file)
    yield from _ids_nobody_reads(lexicons, file)


def _ids_nobody_reads(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    if file.ids != "fixed":
        return
    first = lexicons.directories[0]
    known = [row.id for row in lexicons.rows(file.name) if Path(row.source.rpartition(":")[0]).parent == first]
    for row in lexicons.rows(file.name):
        if row.id not in known:
            yield f"{row.source}: {row.id} is an id that no rule reads; add the wording to one of {', '.join(known)}"
