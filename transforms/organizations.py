"""Bodies named in a text, read by their parts: place, level, and units from the outermost inwards.

"the Standing Committee of the Jingmen Municipal Party Committee" and 荆门市委常委会 are both standing_committee of
party_committee, municipal, in Jingmen. Each word of the text becomes one symbol, and a pattern over the symbols finds the bodies.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transforms.areas import Gazetteer, PlaceMention
from transforms.body_tokens import UNITS, Token, chinese_fields, find_tokens
from transforms.cleaning import Language
from transforms.document import Document
from transforms.english_committees import with_party_committees
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match


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
        if self.unit == "standing_committee" and self.base in ("npc", "discipline_commission"):
            return units[self.base]["org_class"]
        inner = units[self.units[1]]["org_class"] if len(self.units) > 1 else ""
        if self.unit == "party_committee" and inner and inner != units["township"]["org_class"]:
            return "party_committee_dept" if inner == "government_department" else inner
        if self.unit == "party_group" and inner in ("mass_organisation", "enterprise"):
            return inner
        return units[self.unit]["org_class"]


def find_organizations(
    document: Document, lexicons: Lexicons, gazetteer: Gazetteer, places: Sequence[PlaceMention]
) -> list[OrganizationMention]:
    """Every body named in the text, in order, without overlap; the widest reading wins."""
    tokens = find_tokens(document, lexicons, places)
    if document.language == "en":
        tokens = with_party_committees(document, tokens, lexicons)
    symbols = "".join(t.symbol for t in tokens)
    grammar = _GRAMMAR[document.language]
    found = []
    for match in grammar.finditer(symbols):
        mention = _mention(document, lexicons, gazetteer, tokens[match.start() : match.end()])
        if mention is not None:
            found.append(_with_place_behind(document, mention, places))
    return found


def _with_place_behind(document: Document, mention: OrganizationMention, places: Sequence[PlaceMention]) -> OrganizationMention:
    """A body of a town or village with the place that an address names behind it: the Party Committee of De'e Town, Longlin County."""
    if document.language == "zh" or mention.place is not None or mention.base not in _SMALL_PLACES:
        return mention
    behind = next((p for p in places if p.start >= mention.end), None)
    if behind is None or document.text[mention.end : behind.start] not in (", ", " of ", " in "):
        return mention
    return replace(mention, place=behind)


_SMALL_PLACES = frozenset({"township", "subdistrict", "village"})


# Over the symbols of body_tokens. The place may also follow: the People's Government of Lishui City.
_FIELDS = "[CF]{0,3}F(?:A?[CF]){0,6}"
_PLACE = "T?(?:P?L{1,2}KOT?)?M?N?P?N?L{0,2}P?N?"
_BODY = f"{_PLACE}(?:[CF]{{0,6}}U|{_FIELDS}A?B|C{{0,6}}B)(?:N?[CF]{{0,2}}[UB])*(?:(?:PL{{0,2}}|L{{1,2}})K)?"
_GRAMMAR: dict[Language, re.Pattern[str]] = {
    "en": re.compile(f"{_BODY}(?:N?OT?(?:C{{1,4}}(?=P))?(?:{_BODY}|L{{0,2}}P?[CF](?:A?[CF]){{0,7}}|P|(?<=T)L))*"),
    "zh": re.compile(r"(?:P+L?|L)?N?C?[UB](?:N?C?P?L?[UB])*"),
}


_OF_MANY = re.compile(r"(?:各|\d+个)[省区市县旗州、]{1,6}(?:和|及|以及|、)$")


def _mention(document: Document, lexicons: Lexicons, gazetteer: Gazetteer, tokens: Sequence[Token]) -> OrganizationMention | None:
    units = [t for t in tokens if t.symbol in UNITS]
    if len(tokens) == 1 and units[0].end - units[0].start == 1:
        return None  # 委, 局 or 镇 alone is part of another word
    ids = _unit_order(tokens) if document.language == "en" else [_unit_id(t) for t in reversed(units)]
    places = [t.value for t in tokens if isinstance(t.value, PlaceMention)]
    place = (places[-1] if document.language == "zh" else places[0]) if places else None  # 广东电网公司中山供电局 is in 中山
    if place and _OF_MANY.search(document.text[max(0, tokens[0].start - 12) : tokens[0].start]):
        place = None  # 31个省区市和新疆生产建设兵团党委常委班子: the last place of a list that names no single one
    proper = " ".join(word for t in tokens if (word := _distinguishing(document, lexicons, t)))
    first, last = tokens[0], tokens[-1]
    if first.symbol == "T":
        first = tokens[1]
    return OrganizationMention(first.start, last.end, tuple(_joined(ids)), _level(gazetteer, tokens, place), place, proper)


def _distinguishing(document: Document, lexicons: Lexicons, token: Token) -> str | None:
    """What a word adds to the name of a body: its field, its number, or what the unit itself says of it (卫健 of 卫健委, 妇联)."""
    if token.symbol in "CFN":
        return str(token.value)
    if token.symbol in UNITS and document.language == "zh":
        fields = chinese_fields(lexicons)
        printed = document.text[token.start : token.end]
        return fields.get(printed) or fields.get(printed.removesuffix("员会").removesuffix("委"))
    return None


def _level(gazetteer: Gazetteer, tokens: Sequence[Token], place: PlaceMention | None) -> str | None:
    """None for what belongs to a body that no lexicon knows, whatever its place: the Party committee of Lishui Power Supply."""
    innermost = "".join(t.symbol for t in tokens).rpartition("O")[2]
    if _UNKNOWN_BODY.fullmatch(innermost):
        return None
    return _level_of_place(gazetteer, place) or next((t.value for t in tokens if t.symbol == "L" and isinstance(t.value, str)), None)


_UNKNOWN_BODY = re.compile("T?(?:L{1,2}P?|P)[CF](?:A?[CF])*")


def _level_of_place(gazetteer: Gazetteer, place: PlaceMention | None) -> str | None:
    """The level of a printed place, which tells more than the word: the 市 of 桐城市 is a county."""
    levels = {gazetteer.level(a) for a in place.candidates} if place else set()
    return levels.pop() if len(levels) == 1 else None


def _unit_order(tokens: Sequence[Token]) -> list[str]:
    """Outermost first: within a noun phrase the last unit is the outermost, and what follows "of" lies further in."""
    ordered: list[str] = []
    phrase: list[str] = []
    for token in tokens:
        if token.symbol == "O":
            ordered += reversed(phrase)
            phrase = []
        elif token.symbol in UNITS:
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


def _unit_id(token: Token) -> str:
    if not isinstance(token.value, Match):
        raise TypeError(f"a unit is a phrase of the lexicon, not {token.value!r}")
    unit: Entry = token.value.value
    return unit.id
