"""Whose ledger it is and of which meeting, by the words of its title or of a row's own columns."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.areas import Gazetteer
from transforms.document import Record, make_document
from transforms.facts.hosts import HOSTING_UNITS
from transforms.facts.meeting_mention import LIFE_MEETINGS
from transforms.facts.namings import find_namings, identity
from transforms.facts.whereabouts import Whereabouts
from transforms.ledgers.sheets import fold
from transforms.lexicons import Lexicons
from transforms.reading import Reading, read_document

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)\s*(?:年度|年(?!\s*\d{1,2}\s*月))|\b(20\d\d) (?:annual|rectification)")


@dataclass(frozen=True)
class Body:
    """The organization that a ledger names: as printed and, where the grammar of names reads it, with what it is."""

    label: str
    name_key: str | None
    kind: str | None
    area_id: str | None


@dataclass(frozen=True)
class Identity:
    """What tells one ledger from another. `title` is what is left of it without dates, brackets and punctuation."""

    body: Body | None
    meeting_kind: str | None
    form: str | None
    topic: str | None
    year: int | None
    title: str

    @property
    def ledger_id(self) -> str:
        """The same for all versions of a ledger: body, place, meeting and year; the title too where these do not tell enough."""
        body = f"{self.body.name_key or fold(self.body.label)}@{self.body.area_id or '?'}" if self.body else "?@?"
        parts = [body, self.meeting_kind or "-", str(self.year or "?"), self.topic or self.form or "-"]
        if not self.is_placed or self.meeting_kind is None or self.year is None:
            parts.append(hashlib.sha256(self.title.encode()).hexdigest()[:12])
        return ":".join(parts).replace("/", "_")

    @property
    def is_placed(self) -> bool:
        """Whether the body is known with its place: of a body of no place there is one in every county."""
        return self.body is not None and self.body.area_id is not None

    @property
    def first_year(self) -> int | None:
        """The year in which rectification begins: the annual meeting of a year is held in the winter after it."""
        return self.year + 1 if self.year is not None and self.form == "annual" else self.year


@lru_cache(maxsize=4096)
def read_identity(title: tuple[str, ...], lexicons: Lexicons, organization: str = "", meeting: str = "", year: str = "") -> Identity:
    """The identity that the title lines tell, the first of them the ledger's name, and before them a row's own columns."""
    own = tuple(filter(None, (organization, meeting)))
    reading = _read((*own, *title), lexicons)
    namings = [naming for naming in find_namings(reading) if naming.kind in LIFE_MEETINGS]
    form, topic, named_year = identity(namings[0]) if namings else (None, None, None)
    stated = int(year[:4]) if re.match(r"20\d\d", year) else named_year or _year((*own, *title))
    core = fold(" ".join((*own, *(_VARYING.sub(" ", line) for line in title[:1]))))
    return Identity(_body(reading, organization), namings[0].kind if namings else None, form, topic, stated, core)


def _read(lines: Sequence[str], lexicons: Lexicons) -> Reading:
    return read_document(make_document(Record(0, "\n".join(lines) or "-")), lexicons, _gazetteer(lexicons))


def _body(reading: Reading, own: str) -> Body | None:
    """The body of a row's own column, whether or not the grammar reads it; else the first of the title that can hold meetings."""
    named = [o for o in reading.organizations if not own or (o.start < len(own) < 2 * (o.end - o.start))]
    mention = next(iter([o for o in named if o.unit in HOSTING_UNITS] or named), None)
    if mention is None:
        return Body(own, None, None, _home(reading)) if own else None
    area, _ = Whereabouts(reading.gazetteer, _home(reading)).area_of(mention)
    label = " ".join(reading.document.printed(mention.start, mention.end).split())
    return Body(label, mention.name_key, mention.kind(reading.lexicons), area)


def _home(reading: Reading) -> str | None:
    """The place that the lines name: of several that lie in one another the innermost, else the first."""
    gazetteer = reading.gazetteer
    areas = [area for place in reading.places if (area := gazetteer.resolve(place, ()))]
    return max(areas, key=lambda area: (gazetteer.is_within(area, areas[0]), len(gazetteer.ancestors(area))), default=None)


def _year(lines: Sequence[str]) -> int | None:
    found = (match for line in lines for match in _YEAR.finditer(line.lower()))
    return next((int(match[1] or match[2]) for match in found), None)


_VARYING = re.compile(
    r"[（(【\[〔][^（()）】\]〕]*[)）】\]〕]|截[至止].*|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?|\d{4}-\d\d?(?:-\d\d?)?"
)


@lru_cache(maxsize=4)
def _gazetteer(lexicons: Lexicons) -> Gazetteer:
    return Gazetteer(lexicons)
