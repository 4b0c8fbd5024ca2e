"""Bodies named in a text, read by their parts: place, level, and units from the outermost inwards.

"the Standing Committee of the Jingmen Municipal Party Committee" and 荆门市委常委会 are both standing_committee of
party_committee, municipal, in Jingmen. Each word of the text becomes one symbol, and a pattern over the symbols finds the bodies.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.areas import Gazetteer, PlaceMention
from transforms.cleaning import HAN, Language
from transforms.document import Document
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match, PhraseMatcher


@dataclass(frozen=True)
class OrganizationMention:
    """A body as one place of the text names it. `units` runs from the outermost (party_group) to the innermost (government)."""

    start: int
    end: int
    units: tuple[str, ...]
    level: str | None
    """central, province, prefecture, county or township, where a word or the place says so."""
    place: PlaceMention | None
    proper: str
    """What distinguishes the body beside place and units, such as the field of a bureau; empty for most."""

    @property
    def unit(self) -> str:
        """The outermost unit: what the body itself is."""
        return self.units[0]

    @property
    def base(self) -> str:
        """The innermost unit: what the body belongs to."""
        return self.units[-1]

    @property
    def name_key(self) -> str:
        """Units and distinguishing words, the same in both languages for the bodies that the lexicon knows whole."""
        return ".".join(self.units) + (f"-{self.proper.lower().replace(' ', '_')}" if self.proper else "")

    def kind(self, lexicons: Lexicons) -> str:
        """The org_class: of the outermost unit, but a Party committee is of the kind of the body that it leads."""
        units = lexicons["organization_units"]
        if self.unit == "standing_committee" and self.base == "npc":
            return "peoples_congress"
        inner = units[self.units[1]]["org_class"] if len(self.units) > 1 else ""
        if self.unit == "party_committee" and inner:
            return "party_committee_dept" if inner == "government_department" else inner
        if self.unit == "party_group" and inner in ("mass_organisation", "enterprise"):
            return inner
        return units[self.unit]["org_class"]


def find_organizations(
    document: Document, lexicons: Lexicons, gazetteer: Gazetteer, places: Sequence[PlaceMention]
) -> list[OrganizationMention]:
    """Every body named in the text, in order, without overlap; the widest reading wins."""
    tokens = _tokens(document, lexicons, places)
    symbols = "".join(t.symbol for t in tokens)
    grammar = _GRAMMAR[document.language]
    found = []
    for match in grammar.finditer(symbols):
        mention = _mention(document, lexicons, gazetteer, tokens[match.start() : match.end()])
        if mention is not None:
            found.append(mention)
    return found


@dataclass(frozen=True)
class _Token:
    symbol: str
    start: int
    end: int
    value: Match[Entry] | PlaceMention | str | None = None


# U unit, L level, P place, O "of", T article, N ordinal, C capitalised word or a bureau's field, A "and", X anything else, | a boundary.
_GRAMMAR: dict[Language, re.Pattern[str]] = {
    "en": re.compile(r"T?N?P?N?L{0,2}P?C{0,6}U(?:C{0,2}U)*(?:N?OT?(?:N?P?N?L{0,2}P?C{0,6}U(?:C{0,2}U)*|C(?:A?C){0,7}))*"),
    "zh": re.compile(r"(?:P+L?|L)?N?C?U(?:N?C?P?L?U)*"),
}
_COMMITTEE = re.compile("(?<=[省市县区旗州盟地镇乡])委(?!员)")  # 市委, but not the 委 of 常委 or 委员
_ENGLISH_WORD = re.compile(r"[A-Za-z0-9][\w'-]*|[^\sA-Za-z0-9]")
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())


def _tokens(document: Document, lexicons: Lexicons, places: Sequence[PlaceMention]) -> list[_Token]:
    units = _unit_matcher(lexicons, document.language).find(document)
    text = document.text
    claimed = [_Token("U", u.start, u.end, u) for u in units if _is_unit(text, u)]
    claimed += [_Token("P", p.start, p.end, p) for p in places]
    claimed += [_Token("L", m.start, m.end, m.value) for m in _level_matcher(lexicons, document.language).find(document)]
    claimed += [_Token("C", m.start, m.end, m.value) for m in _field_matcher(lexicons).find(document)] if document.language == "zh" else []
    fixed: list[_Token] = []
    for token in sorted(claimed, key=lambda t: (t.start, -t.end)):
        if not fixed or token.start >= fixed[-1].end:
            fixed.append(token)
        elif token.symbol == "U" and fixed[-1].symbol != "U" and token.end > fixed[-1].end:
            fixed[-1] = token  # 市 of 市委 may already be the end of a place: the unit needs it less than the place does
    return list(_with_gaps(document, lexicons, fixed))


def _is_unit(text: str, unit: Match[Entry]) -> bool:
    """False where a unit of one character is part of another word: 委 of 常委, 局 of 局长."""
    if unit.end - unit.start > 1:
        return True
    return bool(_COMMITTEE.match(text, unit.start)) if text[unit.start] == "委" else text[unit.end : unit.end + 1] != "长"


def _with_gaps(document: Document, lexicons: Lexicons, fixed: Sequence[_Token]) -> Iterable[_Token]:
    position = 0
    previous = ""
    for token in [*fixed, None]:
        end = len(document.text) if token is None else token.start
        may_be_field = bool(previous and token and token.symbol == "U" and previous in "PLU")
        yield from _gap(document, lexicons, position, end, may_be_field)
        previous = token.symbol if token else ""
        if token is not None:
            yield token
            position = token.end


def _gap(document: Document, lexicons: Lexicons, start: int, end: int, may_be_field: bool) -> Iterable[_Token]:
    if document.language == "zh":
        yield from _chinese_gap(document.text, start, end, may_be_field, _not_in_a_name(lexicons))
        return
    for match in _ENGLISH_WORD.finditer(document.text, start, end):
        yield _Token(_english_symbol(match.group(), document.text, match.start()), match.start(), match.end(), match.group())


def _english_symbol(word: str, text: str, start: int) -> str:
    symbol = _WORD_SYMBOLS.get(word.lower())
    if symbol is not None:
        return symbol
    if not word[0].isalnum():
        return "|"
    if word[0].isupper() and not _SENTENCE_START.search(text[max(0, start - 3) : start]):
        return "C"
    return "N" if _NUMBERED.fullmatch(word) else "X"


_WORD_SYMBOLS = {"of": "O", "the": "T", "a": "T", "an": "T", "and": "A"} | dict.fromkeys(_ORDINALS, "N")
_SENTENCE_START = re.compile(r"(?:[.!?]['\")\]]*\s*|\n|^)$")
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
_CHINESE_ORDINAL = re.compile("第[一二三四五六七八九十0-9]+$")
_FIELD = re.compile(f"[{HAN}]{{1,8}}")


def _chinese_gap(text: str, start: int, end: int, may_be_field: bool, not_in_a_name: re.Pattern[str]) -> Iterable[_Token]:
    ordinal = _CHINESE_ORDINAL.search(text[max(start, end - 5) : end])
    middle = end - len(ordinal.group()) if ordinal else end
    if start < middle:
        is_field = may_be_field and _FIELD.fullmatch(text, start, middle) and not not_in_a_name.search(text, start, middle)
        yield _Token("C" if is_field else "|", start, middle, text[start:middle])
    if middle < end:
        yield _Token("N", middle, end, text[middle:end])


@lru_cache(maxsize=8)
def _not_in_a_name(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(e["word"]) for e in lexicons["organization_context"]))


def _mention(document: Document, lexicons: Lexicons, gazetteer: Gazetteer, tokens: Sequence[_Token]) -> OrganizationMention | None:
    units = [t for t in tokens if t.symbol == "U"]
    if len(tokens) == 1 and units[0].end - units[0].start == 1:
        return None  # 委, 局 or 镇 alone is part of another word
    ids = _unit_order(tokens) if document.language == "en" else [_unit_id(t) for t in reversed(units)]
    place = next((t.value for t in tokens if isinstance(t.value, PlaceMention)), None)
    level = _level_of_place(gazetteer, place) or next((t.value for t in tokens if t.symbol == "L" and isinstance(t.value, str)), None)
    proper = " ".join(word for t in tokens if (word := _distinguishing(document, lexicons, t)))
    first, last = tokens[0], tokens[-1]
    if first.symbol == "T":
        first = tokens[1]
    return OrganizationMention(first.start, last.end, tuple(_joined(ids)), level, place, proper)


def _distinguishing(document: Document, lexicons: Lexicons, token: _Token) -> str | None:
    """What a word adds to the name of a body: its field, its number, or what the unit itself says of it (卫健 of 卫健委, 妇联)."""
    if token.symbol in "CN":
        return str(token.value)
    if token.symbol == "U" and document.language == "zh":
        printed = document.text[token.start : token.end]
        return _fields(lexicons).get(printed) or _fields(lexicons).get(printed.removesuffix("员会").removesuffix("委"))
    return None


def _level_of_place(gazetteer: Gazetteer, place: PlaceMention | None) -> str | None:
    """The level of a printed place, which tells more than the word: the 市 of 桐城市 is a county."""
    levels = {gazetteer.level(a) for a in place.candidates} if place else set()
    return levels.pop() if len(levels) == 1 else None


def _unit_order(tokens: Sequence[_Token]) -> list[str]:
    """Outermost first: within a noun phrase the last unit is the outermost, and what follows "of" lies further in."""
    ordered: list[str] = []
    phrase: list[str] = []
    for token in tokens:
        if token.symbol == "O":
            ordered += reversed(phrase)
            phrase = []
        elif token.symbol == "U":
            phrase.append(_unit_id(token))
    return ordered + phrase[::-1]


def _joined(ids: Sequence[str]) -> list[str]:
    """Units named twice over ("standing committee of the people's congress standing committee") once each."""
    ordered = list(dict.fromkeys(ids))
    if "statistics_bureau" in ordered and len({"survey_team", "survey_corps"} & set(ordered)):
        ordered.remove("statistics_bureau")  # 国家统计局嘉兴调查队: the national bureau is part of the team's name
    if "npc" in ordered and "standing_committee" in ordered:
        ordered.remove("standing_committee")  # the standing committee of a people's congress is one unit in the lexicon
    return ordered


def _unit_id(token: _Token) -> str:
    if not isinstance(token.value, Match):
        raise TypeError(f"a unit is a phrase of the lexicon, not {token.value!r}")
    return token.value.value.id


@lru_cache(maxsize=8)
def _unit_matcher(lexicons: Lexicons, language: Language) -> PhraseMatcher[Entry]:
    return PhraseMatcher(lexicons["organization_units"].phrases(language), language)


@lru_cache(maxsize=8)
def _fields(lexicons: Lexicons) -> dict[str, str]:
    """The Chinese names of what tells bodies of one unit apart, each with its id."""
    return {phrase: entry.id for phrase, entry in lexicons["organization_fields"].phrases("zh")}


@lru_cache(maxsize=8)
def _field_matcher(lexicons: Lexicons) -> PhraseMatcher[str]:
    return PhraseMatcher(_fields(lexicons).items(), "zh")


@lru_cache(maxsize=8)
def _level_matcher(lexicons: Lexicons, language: Language) -> PhraseMatcher[str]:
    return PhraseMatcher(((p, e.id) for p, e in lexicons["levels"].phrases(language)), language)
