"""The place of each body and person of a report: printed with the name, or following from the place that the report is about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.areas import Gazetteer, PlaceMention
from transforms.document import Span
from transforms.organizations import OrganizationMention
from transforms.reading import Reading

_CENTRAL = frozenset({"politburo", "central_committee"})
_LEVELS = ("province", "prefecture", "county")


@dataclass(frozen=True)
class Whereabouts:
    """Resolves the place of a body. `home` is the area of the report's host, None where the report does not tell."""

    gazetteer: Gazetteer
    home: str | None

    def area_of(self, organization: OrganizationMention | None) -> tuple[str | None, str | None]:
        """The area of a body and its basis: stated with the name, or from context by the body's level; (None, None) if unknown."""
        if organization is None or organization.base in _CENTRAL:
            return None, None
        if organization.place is not None:
            area = _one(self.gazetteer, organization.place, organization.level, self.home)
            if area is not None:
                return area, "stated"
        area = self.at_level(organization.level)
        return (area, "context") if area else (None, None)

    def area_of_person(self, bodies: Iterable[OrganizationMention | None]) -> str | None:
        """Where a person serves: the place of the first body printed with a title, else the report's home."""
        areas = (self.area_of(body)[0] for body in bodies)
        return next((area for area in areas if area), self.home)

    def at_level(self, level: str | None) -> str | None:
        """The area of a given level that the report's home is or lies in; the home itself where no level is printed."""
        if self.home is None or level in (None, "township"):
            return self.home
        if level == "prefecture" and self.gazetteer.is_city(self.home):
            return self.home  # a county-level city calls its own bodies 市, as a prefecture does
        for area in (self.home, *self.gazetteer.ancestors(self.home)):
            if self.gazetteer.level(area) == level or (level == "prefecture" and self.gazetteer.is_municipality(area)):
                return area
        return None


def home_of(reading: Reading, host: OrganizationMention | None, speeches: Sequence[Span]) -> str | None:
    """The area of the report's host.

    In this order: the place printed with the host, the place printed elsewhere with the same body, the places of the local
    formulas where all of them lie in one line, the place of the headline, the one place that the speeches speak of.
    """
    gazetteer = reading.gazetteer
    level = host.level if host else None
    local = _line(gazetteer, reading.local)
    bodies = _same_body(reading, host)
    printed = [o.place for o in bodies if o.place is not None] or [p for o in bodies if (p := _place_behind(reading, o)) is not None]
    for place in printed:
        area = _one(gazetteer, place, level, local)
        if area is not None:
            return area
    if local is not None:
        return local
    headline = next((a for p in reading.places if reading.in_headline(p.start) and (a := _one(gazetteer, p, level, None))), None)
    return headline or _spoken_of(reading, host, speeches)


def _place_behind(reading: Reading, organization: OrganizationMention) -> PlaceMention | None:
    """The place that English names behind a body: "the Party branch of No. 7 Primary School in Dehua County"."""
    text = reading.document.lower
    return next((p for p in reading.places if _IN_A_PLACE.fullmatch(text, organization.end, p.start)), None)


_IN_A_PLACE = re.compile(r",? (?:in|of) (?:the )?")


def _spoken_of(reading: Reading, host: OrganizationMention | None, speeches: Sequence[Span]) -> str | None:
    """The place whose affairs the speeches set out: the only one of the host's level that they name."""
    if host is None or host.level not in _LEVELS:
        return None
    named = [p for p in reading.places if any(s.start <= p.start < s.end for s in speeches)]
    areas = {_one(reading.gazetteer, p, host.level, None) for p in named}
    fitting = {a for a in areas if a and (reading.gazetteer.level(a) == host.level or reading.gazetteer.is_municipality(a))}
    return fitting.pop() if len(fitting) == 1 and None not in areas else None


def _same_body(reading: Reading, host: OrganizationMention | None) -> list[OrganizationMention]:
    """The host, then the other namings of the same kind of body, then those that share its innermost unit."""
    if host is None:
        return []
    seats = [t.seat for p in reading.people for t in p.titles if t.seat is not None]
    rest = [o for o in (*reading.organizations, *seats) if o.base == host.base and o.level in (host.level, None)]
    return [host, *sorted(rest, key=lambda o: o.units != host.units)]


def _one(gazetteer: Gazetteer, place: PlaceMention, level: str | None, home: str | None) -> str | None:
    """The one area that a place name can mean here; None where several remain."""
    candidates: Sequence[str] = place.candidates
    if level in _LEVELS and len(candidates) > 1:
        candidates = [a for a in candidates if gazetteer.level(a) == level] or candidates
    if home is not None and len(candidates) > 1:
        candidates = [a for a in candidates if gazetteer.is_within(a, home) or gazetteer.is_within(home, a)] or candidates
    return candidates[0] if len(candidates) == 1 else None


def _line(gazetteer: Gazetteer, areas: Iterable[str]) -> str | None:
    """The most specific of areas that all contain one another; None where they do not, or there is none."""
    ordered = sorted(set(areas), key=lambda a: len(gazetteer.ancestors(a)))
    if not ordered:
        return None
    last = ordered[-1]
    return last if all(gazetteer.is_within(last, a) for a in ordered) else None
