"""English titles that name a place or a level in the body's stead: "mayor of Lishui City", "Municipal Party Secretary"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.areas import Gazetteer, PlaceMention, level_word
from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.organizations import OrganizationMention
from transforms.phrases import Match


@dataclass(frozen=True)
class Seat:
    """The head of a title as its place makes it (the mayor of a county is a county head), and the body that the place stands for."""

    head: str
    body: OrganizationMention
    start: int
    """Where the title begins with it: at the level or the place before the head, else at the head."""


_OF = re.compile(r" of (?:the )?", re.I)
_WORD_OF_LEVEL = {"province": "province", "prefecture": "city", "county": "county"}


def seat_at(
    document: Document, lexicons: Lexicons, gazetteer: Gazetteer, head: Match[str], places: Sequence[PlaceMention]
) -> Seat | None:
    """The seat that the words after a head name; None where no place follows, or one does not hold that title in a place."""
    place = next((p for p in places if p.start > head.end and _OF.fullmatch(document.text, head.end, p.start)), None)
    levels = {gazetteer.level(a) for a in place.candidates} if place else set()
    if place is None or len(levels) != 1:
        return None
    level = levels.pop()
    word = level_word(document.text, place.start, place.end) or _WORD_OF_LEVEL[level]
    printed = f"{document.lower[head.start : head.end]} of the {word}"
    title = _heads(lexicons).get(printed, head.value)
    unit = _units_of_places(lexicons).get(title)
    return Seat(title, OrganizationMention(place.start, place.end, (unit,), level, place, ""), head.start) if unit else None


def party_seat(document: Document, lexicons: Lexicons, head: Match[str], places: Sequence[PlaceMention]) -> Seat | None:
    """The Party committee of the level that stands before a Party secretary: "Lishui Municipal Party Secretary"."""
    levels = _levels(lexicons)
    before = _BEFORE_PARTY.search(document.lower, max(0, head.start - 40), head.start)
    if before is None or before["level"] not in levels or not document.lower.startswith("party ", head.start):
        return None
    first = before.start("level")
    place = next((p for p in places if p.end < first and document.text[p.end : first].isspace()), None)
    start = place.start if place else first
    body = OrganizationMention(start, before.end("level"), ("party_committee",), levels[before["level"]], place, "")
    is_deputy = before["deputy"] is not None and head.value == "secretary"
    return Seat("deputy_secretary" if is_deputy else head.value, body, before.start() if before["deputy"] else start)


_BEFORE_PARTY = re.compile(r"(?:\b(?P<deputy>deputy|vice) )?\b(?P<level>[a-z]+)(?:'s)? $")


@lru_cache(maxsize=8)
def _levels(lexicons: Lexicons) -> dict[str, str]:
    """The levels of places by the words for them."""
    return {phrase.lower(): entry.id for phrase, entry in lexicons["levels"].phrases("en") if entry.id != "central"}


@lru_cache(maxsize=8)
def _heads(lexicons: Lexicons) -> dict[str, str]:
    return {phrase.lower(): entry.id for phrase, entry in lexicons["post_heads"].phrases("en")}


@lru_cache(maxsize=8)
def _units_of_places(lexicons: Lexicons) -> dict[str, str]:
    """The body of a place in which a title is held, by head: those whose post depends on the level of the place alone."""
    posts = [*lexicons["post_aliases"], *lexicons["posts"]]
    return {e["head"]: e["unit"] for e in posts if e["unit"] in ("party_committee", "government") and e["level"]}
