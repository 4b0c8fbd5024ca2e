"""A report once its names, places, bodies, titles, dates and cues are found: what the modules of `facts` work on."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.areas import Gazetteer, PlaceMention
from transforms.cues import Cue, find_cues
from transforms.dates import DateMention, find_dates
from transforms.document import Document, Span
from transforms.facts.formulas import FormulaMention, find_formulas
from transforms.foreign_names import find_foreign_names
from transforms.headlines import find_headlines
from transforms.lexicons import Lexicons
from transforms.names import NameMention, find_names
from transforms.organizations import OrganizationMention, find_organizations
from transforms.titled_names import TitledName, attach_titles
from transforms.titles import find_titles


@dataclass(frozen=True)
class Reading:
    """Everything that the text names, in order of appearance; spans are those of the cleaned text."""

    document: Document
    lexicons: Lexicons
    gazetteer: Gazetteer
    names: Sequence[NameMention]
    places: Sequence[PlaceMention]
    organizations: Sequence[OrganizationMention]
    people: Sequence[TitledName]
    cues: Sequence[Cue]
    dates: Sequence[DateMention]
    headlines: Sequence[Span]
    formulas: Sequence[FormulaMention]
    local: Sequence[str]
    """Areas that the local formulas of the text name: Chongqing in "build a socialist modernized new Chongqing"."""

    def in_headline(self, position: int) -> bool:
        """Whether a position lies in a headline, which repeats what the text says and is cut short."""
        return any(h.start <= position < h.end for h in self.headlines)


def read_document(document: Document, lexicons: Lexicons, gazetteer: Gazetteer) -> Reading:
    """Find everything that the facts are built from."""
    names = find_names(document, lexicons)
    formulas = find_formulas(document, lexicons)
    slogans = [f for f in formulas if lexicons["formulas"][f.formula_id]["level"] != "central"]
    claimed = [(n.start, n.end) for n in names] + [(s.start, s.end) for s in slogans]
    places = gazetteer.find(document, claimed)
    organizations = find_organizations(document, lexicons, gazetteer, places)
    titles = find_titles(document, lexicons, gazetteer, organizations, places, names)
    names = find_foreign_names(document, lexicons, names, titles, organizations, places)
    taken = [(o.start, o.end) for o in organizations] + [(t.start, t.end) for t in titles] + [(n.start, n.end) for n in names]
    return Reading(
        document=document,
        lexicons=lexicons,
        gazetteer=gazetteer,
        names=names,
        places=places,
        organizations=organizations,
        people=attach_titles(document, names, titles),
        cues=find_cues(document, lexicons, taken),
        dates=find_dates(document),
        headlines=find_headlines(document),
        formulas=formulas,
        local=_named_in_slogans(document, lexicons, gazetteer, slogans),
    )


def _named_in_slogans(
    document: Document, lexicons: Lexicons, gazetteer: Gazetteer, slogans: Sequence[FormulaMention]
) -> list[str]:
    """The areas of local formulas that print the place's name, and so tell where the report is from."""
    inside = [(s, p) for p in gazetteer.find(document) for s in slogans if s.start <= p.start and p.end <= s.end] if slogans else []
    areas = [(lexicons["formulas"][s.formula_id]["area_id"], p.candidates) for s, p in inside]
    return [area for area, candidates in areas if area in candidates]
