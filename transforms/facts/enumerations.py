"""Ordinals that open the items of an enumeration: 一是, 第二，, （三）, "First,", "The second is", "3."."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons

LAST = 0
"""Number of a marker that closes a list without counting."""


@dataclass(frozen=True)
class Marker:
    """An ordinal at the start of a clause: half-open span of the cleaned text. `number` is 1-based, LAST for 最后 and "finally,".

    `style` and `form` tell ordinals of one list from those of another: a list keeps its style and, as a rule, its form.
    """

    start: int
    end: int
    number: int
    style: str
    form: str


def find_markers(document: Document, lexicons: Lexicons, start: int, end: int) -> Iterator[Marker]:
    """The ordinals between two offsets of the cleaned text, in order."""
    text = document.lower
    for boundary in _BOUNDARY[document.language].finditer(text, start, end):
        marker = marker_at(document, lexicons, boundary.end())
        if marker and marker.end <= end:
            yield marker


def marker_at(document: Document, lexicons: Lexicons, position: int) -> Marker | None:
    """The ordinal that begins exactly at an offset of the cleaned text, if any."""
    first = document.lower[position : position + 1]
    if first not in _FIRST[document.language]:
        return None
    for style, pattern in _patterns(lexicons, document.language):
        match = pattern.match(document.lower, position)
        if match and not _IDIOM.match(document.lower, position):
            return _marker(match, style)
    return None


def item_number_at(document: Document, lexicons: Lexicons, position: int) -> int | None:
    """The number of the item that begins exactly at an offset; None also for words that need not count: 首先, 最后, "finally,"."""
    marker = marker_at(document, lexicons, position)
    return marker.number if marker and marker.number != LAST and (marker.style, marker.number) != ("sequence", 1) else None


def _marker(match: re.Match[str], style: str) -> Marker:
    if style == "closing":
        return Marker(match.start(), match.end(), LAST, style, "")
    if style == "sequence":
        return Marker(match.start(), match.end(), 1 if match.group() == "首先" else 2, style, "")
    form = match.group().replace(match["number"], "", 1)
    return Marker(match.start(), match.end(), _NUMBERS[match["number"]], style, form)


# A machine's Chinese goes straight from the verb to the ordinal: 强调一要…二要….
_BOUNDARY = {
    "zh": re.compile(r"\A|(?:[。；，：:、！？“”…\n ]|(?<=\d)\.|[调求出示见望议点](?=[一二三四五六七八九十]{1,3}[是要须]))\s*|(?=（)"),
    "en": re.compile(r"\A|[.;:,!?\"'\n)]\s*(?:and )?|(?=\()|\b(?:that|to) (?=(?:the )?first\b|one is\b)"),
}
_IDIOM = re.compile("一是一.{0,2}二是二")
_HAN = "一二三四五六七八九十"
_HAN_NUMBERS = [*_HAN, *("十" + n for n in _HAN[:9]), "二十"]
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"
_NUMBERS = {
    word: n
    for words in (_HAN_NUMBERS, _ORDINALS, [f"{w}ly" for w in _ORDINALS], _CARDINALS, _CIRCLED, [str(n) for n in range(1, 21)])
    for n, word in enumerate(words, 1)
}
_SLOTS = {
    "{n}": f"(?P<number>{'|'.join(sorted(_HAN_NUMBERS, key=len, reverse=True))})(?![{_HAN}])",
    "{d}": r"(?P<number>1\d|20|[1-9])(?!\d)",
    "{c}": rf"(?P<number>[{_CIRCLED}])",
    "{o}": rf"(?P<number>(?:{'|'.join(_ORDINALS)})(?:ly)?)\b",
    "{w}": rf"(?P<number>{'|'.join(_CARDINALS)})\b",
}
_FIRST = {"zh": frozenset("第其（首再最" + _HAN + _CIRCLED + "0123456789"), "en": frozenset("(fstenol" + _CIRCLED + "0123456789")}


@lru_cache(maxsize=8)
def _patterns(lexicons: Lexicons, language: Language) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """A pattern for each style and kind of numeral."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for phrase, entry in lexicons["enumerations"].phrases(language):
        slot = next((s for s in _SLOTS if s in phrase), "")
        if slot or entry["use"] in ("sequence", "closing"):
            grouped.setdefault((entry["use"], slot), []).append(phrase)
    return tuple((style, _pattern(slot, phrases)) for (style, slot), phrases in grouped.items())


def _pattern(slot: str, phrases: list[str]) -> re.Pattern[str]:
    if not slot:
        return re.compile(f"(?P<word>{_alternatives(phrases)})")
    leads = _alternatives([p.partition(slot)[0] for p in phrases])
    tails = _alternatives([p.partition(slot)[2] for p in phrases])
    return re.compile(rf"(?:{leads}){_SLOTS[slot]}(?:{tails})(?!\d)(?<![a-z](?=[a-z]))")


def _alternatives(words: list[str]) -> str:
    """Longest first, so that "first of all" is not read as "first"."""
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
