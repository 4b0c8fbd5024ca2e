"""A text as the symbols over which the grammars of bodies run: units, levels, places, and the words between them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.areas import PlaceMention
from transforms.cleaning import HAN, Language
from transforms.document import Document
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match, PhraseTable


class Token(NamedTuple):
    """A piece of the text as one symbol; `value` is the unit, the place, the level's id or the word that the piece is."""

    symbol: str
    start: int
    end: int
    value: Match[Entry] | PlaceMention | str | None = None


# Where a unit of one character is not part of another word: 市委, but not the 委 of 常委 or 委员; 局, but not that of 局长.
_ALONE = {
    "委": re.compile("(?<=[省市县区旗州盟地镇乡])委(?!员)"),
    "校": re.compile("(?<![高党学军警驾院])校(?=党委|党政|领导班子|班子)"),
}
_NO_HEAD = re.compile(".(?!长)")


def find_tokens(document: Document, lexicons: Lexicons, places: Sequence[PlaceMention]) -> list[Token]:
    """The tokens of a text, in order, without overlap: U unit, B bureau, M the Party, L level, P place, and those of the words between."""
    units = _units.find(document, lexicons)
    text = document.text
    claimed = [_unit(u) for u in units if _is_unit(text, u)]
    claimed += [Token("P", p.start, p.end, p) for p in places]
    claimed += [Token("L", m.start, m.end, m.value) for m in _levels.find(document, lexicons) if _is_level(document.lower, m)]
    claimed += [Token("C", m.start, m.end, m.value) for m in _fields.find(document, lexicons)]
    fixed: list[Token] = []
    for token in sorted(claimed, key=lambda t: (t.start, -t.end)):
        if not fixed or token.start >= fixed[-1].end:
            fixed.append(token)
        elif token.symbol in UNITS and fixed[-1].symbol not in UNITS and token.end > fixed[-1].end:
            fixed[-1] = token  # 市 of 市委 may already be the end of a place: the unit needs it less than the place does
    return list(_with_gaps(document, lexicons, fixed))


def _is_unit(text: str, unit: Match[Entry]) -> bool:
    """False where a unit of one character is part of another word: 委 of 常委, 局 of 局长, 校 of 校长."""
    return unit.end - unit.start > 1 or _ALONE.get(text[unit.start], _NO_HEAD).match(text, unit.start) is not None


def _is_level(lower: str, level: Match[str]) -> bool:
    """False for the "state" of a body of the whole country: only before the bodies that a place has is it 州, a prefecture."""
    return lower[level.start : level.end] != "state" or _OF_A_PREFECTURE.match(lower, level.end) is not None


_OF_A_PREFECTURE = re.compile(r" (?:party|people's|cppcc|standing|political consultative|committee|health|education|bureau)\b")

UNITS = "UB"
"""The symbols of units; a bureau, department or commission has a field: the Bureau of Culture and Tourism."""
_WITH_A_FIELD = frozenset({"bureau", "department", "commission"})


def _unit(match: Match[Entry]) -> Token:
    symbol = "M" if match.value.id == "communist_party" else "B" if match.value.id in _WITH_A_FIELD else "U"
    return Token(symbol, match.start, match.end, match)


def _with_gaps(document: Document, lexicons: Lexicons, fixed: Sequence[Token]) -> Iterable[Token]:
    position = 0
    previous = ""
    for token in [*fixed, None]:
        end = len(document.text) if token is None else token.start
        if document.language == "en":
            yield from _english_gap(document.text, position, end, _bureau_fields(lexicons))
        else:
            may_be_field = bool(previous and token and token.symbol in UNITS and previous in "PLUB")
            yield from _chinese_gap(document.text, position, end, may_be_field, _not_in_a_name(lexicons))
        previous = token.symbol if token else ""
        if token is not None:
            yield token
            position = token.end


class _Fields(NamedTuple):
    """The words for the fields of bureaus, and what is part of no body: marks of punctuation, and any other word in lower case."""

    words: frozenset[str]
    no_part: re.Pattern[str]
    last_no_part: re.Pattern[str]


def _english_gap(text: str, start: int, end: int, fields: _Fields) -> Iterable[Token]:
    """The words at both ends of a gap as far as they can belong to a body, and one boundary for all between them."""
    first = fields.no_part.search(text, start, end)
    yield from _english_words(text, start, first.start() if first else end, fields.words)
    last = fields.last_no_part.match(text, first.start(), end) if first else None
    if first and last:
        yield Token("|", first.start(), last.end())
        yield from _english_words(text, last.end(), end, fields.words)


def _english_words(text: str, start: int, end: int, fields: frozenset[str]) -> Iterable[Token]:
    if possessive := _POSSESSIVE.match(text, start, end):
        start = possessive.end()
    for match in _ENGLISH_WORD.finditer(text, start, end):
        yield Token(_english_symbol(match.group(), text, match.start(), fields), match.start(), match.end(), match.group())


_ENGLISH_WORD = re.compile(r"No\. ?\d+|[A-Za-z0-9][\w'-]*|[^\sA-Za-z0-9]")
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s?(?= |$)")  # the University's Party Committee
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
_WORD_SYMBOLS = {"of": "O", "the": "T", "a": "T", "an": "T", "and": "A", "committee": "K", "under": "O"} | dict.fromkeys(_ORDINALS, "N")
_SENTENCE_START = re.compile(r"(?:[.!?]['\")\]]*\s*|\n|^)$")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")


def _english_symbol(word: str, text: str, start: int, fields: frozenset[str]) -> str:
    """O "of", T article, N ordinal, A "and", K committee, F the word for a field, C any other capitalised word, X anything else."""
    symbol = _WORD_SYMBOLS.get(word.lower())
    if symbol is not None:
        return symbol
    if not word[0].isalnum():
        return "|"
    if word.lower() in fields:
        return "F"
    if word[0].isupper() and not _SENTENCE_START.search(text[max(0, start - 3) : start]):
        return "C"
    return "N" if _NUMBERED.fullmatch(word) else "X"


_CHINESE_ORDINAL = re.compile("第[一二三四五六七八九十0-9]+$")
_FIELD = re.compile(f"[{HAN}]{{1,8}}")


def _chinese_gap(text: str, start: int, end: int, may_be_field: bool, not_in_a_name: re.Pattern[str]) -> Iterable[Token]:
    ordinal = _CHINESE_ORDINAL.search(text[max(start, end - 5) : end])
    middle = end - len(ordinal.group()) if ordinal else end
    if start < middle:
        is_field = may_be_field and _FIELD.fullmatch(text, start, middle) and not not_in_a_name.search(text, start, middle)
        yield Token("C" if is_field else "|", start, middle, text[start:middle])
    if middle < end:
        yield Token("N", middle, end, text[middle:end])


@lru_cache(maxsize=8)
def _words(lexicons: Lexicons, kind: str) -> frozenset[str]:
    return frozenset(e["word"] for e in lexicons["organization_context"] if e["kind"] == kind)


@lru_cache(maxsize=8)
def _bureau_fields(lexicons: Lexicons) -> _Fields:
    words = _words(lexicons, "bureau_field")
    parts = "|".join(map(re.escape, sorted({*words, *_WORD_SYMBOLS})))
    no_part = rf"[!-&(-,/:-@\[-^`{{-~]|\.(?<!\bNo\.)|\.(?! ?\d)|(?<![\w'-])(?!(?i:{parts})(?![\w'-]))[a-z][\w'-]*"
    return _Fields(words, re.compile(no_part), re.compile(f"(?s:.*)(?:{no_part})"))


@lru_cache(maxsize=8)
def _not_in_a_name(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_words(lexicons, "not_in_a_name")))))


@PhraseTable
def _units(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, Entry]]:
    return lexicons["organization_units"].phrases(language)


@PhraseTable
def _levels(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["levels"].phrases(language))


@lru_cache(maxsize=8)
def chinese_fields(lexicons: Lexicons) -> dict[str, str]:
    """The Chinese names of what tells bodies of one unit apart, each with its id."""
    return {phrase: entry.id for phrase, entry in lexicons["organization_fields"].phrases("zh")}


@PhraseTable
def _fields(lexicons: Lexicons, language: Language) -> Iterable[tuple[str, str]]:
    return chinese_fields(lexicons).items() if language == "zh" else ()
