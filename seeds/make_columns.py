"""Regenerates seeds/lexicons/COLUMNS.md, the page of every lexicon file and its columns, from `transforms/lexicon_files/`.

Run `PYTHONPATH=. python seeds/make_columns.py` from the root after a change of a declaration; a test holds the page to them.
"""

from collections.abc import Iterator
from pathlib import Path

from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicon_files.schema import Form, Ids, LexiconColumn, LexiconFile

PATH = Path(__file__).resolve().parent / "lexicons" / "COLUMNS.md"

_PREAMBLE = """\
# Columns of the lexicons

Written by `PYTHONPATH=. python seeds/make_columns.py` from `transforms/lexicon_files/`; change those, not this page.
README.md tells how rows are written and tried out.
"""
_IDS: dict[Ids, str] = {
    "open": "A directory of your own may add rows.",
    "fixed": "Rules know the ids by name: a directory of your own may add wordings to them, and no ids.",
    "shipped": "A directory of your own adds nothing: sites are described in profiles.",
}
_FORMS: dict[Form, str] = {
    "text": "",
    "zh": "Chinese",
    "en": "English",
    "integer": "whole number",
    "year": "year of four digits",
    "date": "date: 2023-01-15, 2023-01 or 2023",
    "area": "code of six digits",
    "regex": "regular expression",
}


def render() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_PREAMBLE, *(line for name in sorted(LEXICON_FILES) for line in _section(LEXICON_FILES[name]))])


def _section(file: LexiconFile) -> Iterator[str]:
    yield f"## {file.name}.csv\n\nA row is {file.row}. Found by: {file.found}. {_IDS[file.ids]}{_rules(file)}\n"
    yield "| column | must be filled | holds | meaning |\n| --- | --- | --- | --- |"
    yield from (_line(column) for column in file.columns)
    yield ""


def _rules(file: LexiconFile) -> str:
    rules = " A phrase stands for one id only." if file.owns else ""
    rules += f" A phrase has {file.shortest} characters or more." if file.shortest > 1 else ""
    return rules + (f" No two rows share {', '.join(f'`{name}`' for name in file.unique)}." if file.unique else "")


def _line(column: LexiconColumn) -> str:
    holds = [_FORMS[column.form], " ".join(f"`{value}`" for value in column.values)]
    holds += [f"in `{column.references}`"] if column.references else []
    holds += ["as texts are read: simplified, lower case"] if column.literal else []
    holds += [f"several, separated by {_SEPARATORS[column.separator]}"] if column.separator else []
    cells = (f"`{column.name}`", "yes" if column.required else "", "; ".join(filter(None, holds)), column.meaning)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


_SEPARATORS = {"|": "`|`", " ": "spaces", ".": "full stops"}


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
