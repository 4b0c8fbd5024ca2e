"""What must hold for the phrases of lexicon rows: each can be found in a text, and stands for one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from transforms.cleaning import HAN, Language, folded
from transforms.lexicon_files.schema import LexiconColumn, LexiconFile
from transforms.lexicons import Entry, Lexicons

_HAN = re.compile(f"[{HAN}]")


@dataclass(frozen=True)
class _Phrase:
    """A phrase as a row writes it."""

    text: str
    language: Language
    column: LexiconColumn
    row: Entry

    @cached_property
    def folded(self) -> str:
        """As texts are read: what is equal here is the same phrase."""
        return folded(self.text, self.language)

    @property
    def where(self) -> str:
        return f"{self.row.source}: {self.row.id}, column {self.column.name}: {self.text!r}"


def phrase_problems(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    """Every phrase that can never be found, or that decides for two ids, as a sentence that begins with file and line."""
    phrases = [phrase for row in lexicons.rows(file.name) for phrase in _phrases(file, row)]
    for phrase in phrases:
        yield from (f"{phrase.where} {complaint}" for complaint in _never_found(file, phrase))
    if file.owns:
        yield from _shared(phrases)
        yield from _wordless(lexicons, file)
    if file.name == "plain_phrases":
        yield from _formulas_after_all(lexicons, phrases)


def _phrases(file: LexiconFile, row: Entry) -> Iterator[_Phrase]:
    for column in file.columns:
        if column.language or column.literal:
            values = (value for value in column.split(row[column.name]) if value.strip())
            yield from (_Phrase(value.strip(), column.language or _language_of(value), column, row) for value in values)


def _language_of(word: str) -> Language:
    return "zh" if _HAN.search(word) else "en"


def _never_found(file: LexiconFile, phrase: _Phrase) -> Iterator[str]:
    if not any(c.isprintable() and not c.isspace() for c in phrase.folded):
        yield "holds nothing that is left of it when texts are read; take it out"
    elif "\n" in phrase.folded:
        yield "runs over a line, which no sentence does; write it on one line"
    elif phrase.language == "en" and _HAN.search(phrase.text):
        yield "is Chinese; it belongs into the Chinese column"
    elif len(phrase.folded) < file.shortest:
        yield f"is too short to be sure of; write at least {file.shortest} characters"
    elif phrase.column.literal and phrase.text != phrase.folded:
        yield f"is compared with texts as they are read, so that it is never found; write {phrase.folded!r}"


def _shared(phrases: list[_Phrase]) -> Iterator[str]:
    owners: dict[tuple[Language, str], _Phrase] = {}
    for phrase in phrases:
        owner = owners.setdefault((phrase.language, phrase.folded), phrase)
        if owner.row.id != phrase.row.id:
            yield f"{phrase.where} stands for {owner.row.id} already, at {owner.row.source}; leave it to one of them"


def _wordless(lexicons: Lexicons, file: LexiconFile) -> Iterator[str]:
    for entry in lexicons[file.name]:
        if not any(_phrases(file, entry)):
            yield f"{entry.source}: {entry.id}: has no wording, so that it is never found; write one"


def _formulas_after_all(lexicons: Lexicons, phrases: list[_Phrase]) -> Iterator[str]:
    formulas = {
        (language, folded(text, language)): entry
        for language in ("zh", "en")
        for text, entry in lexicons["formulas"].phrases(language)
    }
    for phrase in phrases:
        if formula := formulas.get((phrase.language, phrase.folded)):
            yield f"{phrase.where} is the formula {formula.id}, at {formula.source}; leave it to one of them"
