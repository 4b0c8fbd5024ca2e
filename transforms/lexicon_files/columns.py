"""The columns that several lexicon files share."""

from dataclasses import replace

from transforms.lexicon_files.schema import LexiconColumn
from warehouse.registry import TABLES
from warehouse.schema import Column, Type

LEXICON_OF_TABLE = {"area": "areas", "step": "steps", "formula": "formulas", "post": "posts", "document": "documents"}
"""Which lexicon a reference table is made of."""


def of_table(table: str, *, phrases: bool = False) -> tuple[LexiconColumn, ...]:
    """The columns of a reference table, which must be those of its lexicon; where `phrases`, its names are looked for in texts."""
    columns = tuple(map(_of_table, TABLES[table].columns))
    return tuple(replace(c, form="zh" if c.name == "name_zh" else "en") if phrases and c.name in _NAMES else c for c in columns)


_NAMES = ("name_zh", "name_en")


def _of_table(column: Column) -> LexiconColumn:
    return LexiconColumn(
        column.name,
        column.description,
        form="text" if column.type is not Type.INTEGER else "year" if column.name.endswith("year") else "integer",
        required=not column.nullable,
        values=column.values,
        references=LEXICON_OF_TABLE[column.references.split(".")[0]] if column.references else None,
    )


def identifier(name: str, meaning: str = "identifier") -> LexiconColumn:
    """The column of the ids."""
    return LexiconColumn(name, meaning, required=True)


def choice(name: str, meaning: str, *values: str, required: bool = True) -> LexiconColumn:
    """A column that holds one of a few values."""
    return LexiconColumn(name, meaning, required=required, values=values)


def variants(*, literal: bool = False) -> tuple[LexiconColumn, ...]:
    """The other wordings in both languages."""
    return (
        LexiconColumn("zh_variants", "other wordings in Chinese", "zh", separator="|", literal=literal, adds=True),
        LexiconColumn(
            "en_variants", "other wordings in English; `{a,b}` is either", "en", separator="|", literal=literal, adds=True
        ),
    )


def phrases(*, literal: bool = False) -> tuple[LexiconColumn, ...]:
    """The usual and the other wordings in both languages."""
    return (
        LexiconColumn("name_zh", "the usual wording in Chinese", "zh", literal=literal),
        LexiconColumn("name_en", "the usual wording in English", "en", literal=literal),
        *variants(literal=literal),
    )


def language(*, required: bool = True) -> LexiconColumn:
    """The language of the texts that a row is for."""
    meaning = "language of the texts that it is for" + ("" if required else "; both where it is empty")
    return choice("language", meaning, "zh", "en", required=required)


BY_PHRASE = "its phrases, letter case and kinds of quotation marks aside; the longest of several wins"
NOTE = LexiconColumn("note", "a remark for whoever edits the file", of_row=True)
SOURCE = LexiconColumn("source", "where the row is from", required=True, of_row=True)
