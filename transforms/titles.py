"""Titles as printed: a head (secretary, 书记) with the body in which it is held."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.areas import Gazetteer, PlaceMention
from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.names import NameMention
from transforms.organizations import OrganizationMention
from transforms.phrases import Match, PhraseTable
from transforms.seats import Seat, party_seat, seat_at
from transforms.unknown_bodies import unknown_body

SENT_UNITS = frozenset({"supervisory_group", "inspection_team"})
"""The groups that a superior sends to guide, supervise or inspect."""


class Title(NamedTuple):
    """One title as printed: half-open span of the cleaned text, its head, and the body that is printed with it."""

    start: int
    end: int
    head: str
    organization: OrganizationMention | None
    seat: OrganizationMention | None = None
    """The body that a place printed in its stead means: the government in "mayor of Lishui City"."""
    is_elsewhere: bool = False
    """Held in a body that no lexicon knows."""

    @property
    def body(self) -> OrganizationMention | None:
        """The body in which the title is held, as far as the title itself tells."""
        return self.organization or self.seat


def find_titles(
    document: Document,
    lexicons: Lexicons,
    gazetteer: Gazetteer,
    organizations: Sequence[OrganizationMention],
    places: Sequence[PlaceMention],
    names: Sequence[NameMention],
) -> list[Title]:
    """Every title in the text, in order, without overlap."""
    heads = _heads.find(document, lexicons)
    starts = [o.start for o in organizations]
    joined = [_with_organization(document, head, organizations, starts) for head in heads]
    if document.language == "en":
        seats = [seat_at(document, lexicons, gazetteer, h, places) or party_seat(document, lexicons, h, places) for h in heads]
        joined = [_located(document, title, seat, names, organizations) for title, seat in zip(joined, seats, strict=True)]
    else:
        joined = [_of_the_same_group(document, title, organizations) for title in joined]
    titles: list[Title] = []
    for title in sorted(joined, key=lambda t: (t.start, -t.end)):
        if not titles or title.start >= titles[-1].end:
            titles.append(title)
        elif title.end > titles[-1].end and title.organization is None:
            titles.append(title._replace(start=titles[-1].end))
    return titles


_OF = {
    "en": re.compile(r" of (?:the |its |our |their )?| (?:in|at) the | (?:stationed|dispatched) (?:in|at) (?:the )?"),
    "zh": re.compile(r"(?!)"),  # Chinese never names the body after the head
}
_ORGANIZATION_BEFORE_HEAD = {"en": re.compile(r"(?:'s)? ?"), "zh": re.compile(r"")}


def _with_organization(
    document: Document, head: Match[str], organizations: Sequence[OrganizationMention], starts: Sequence[int]
) -> Title:
    last = bisect_left(starts, head.start) - 1
    before = organizations[last] if last >= 0 and _leads_to(document, organizations[last], head) else None
    first = bisect_right(starts, head.end)
    after = organizations[first] if first < len(starts) and _follows(document, head, organizations[first]) else None
    organization = after or before
    start = min(head.start, organization.start) if organization else head.start
    end = max(head.end, organization.end) if organization else head.end
    is_elsewhere = organization is None and document.language == "zh" and document.text.endswith(_OF_SOMETHING, 0, head.start)
    return Title(start, end, head.value, organization, is_elsewhere=is_elsewhere)


# A section that no lexicon knows: 驻工信局监察室主任 is no head of the body that meets.
_OF_SOMETHING = tuple("室 中心 站 所 科 股 队 办 部 处 社 厂 馆".split())


def _leads_to(document: Document, organization: OrganizationMention, head: Match[str]) -> bool:
    """Whether a body stands directly before a head: "Municipal Party Committee Secretary", 市委书记."""
    if organization.end > head.start:  # 市委常|委, "steering |group leader": the head needs the last word
        return organization.end < head.end and (document.language == "zh" or organization.start < head.start)
    return _ORGANIZATION_BEFORE_HEAD[document.language].fullmatch(document.text, organization.end, head.start) is not None


def _follows(document: Document, head: Match[str], organization: OrganizationMention) -> bool:
    return _OF[document.language].fullmatch(document.lower, head.end, organization.start) is not None


def _located(
    document: Document, title: Title, seat: Seat | None, names: Sequence[NameMention], organizations: Sequence[OrganizationMention]
) -> Title:
    """A title whose body no lexicon names: that of a place, one that is unknown, or the group of which the sentence just spoke."""
    if title.organization is not None:
        return title
    if seat is not None:
        return Title(min(title.start, seat.start), max(title.end, seat.body.end), seat.head, None, seat.body)
    body = unknown_body(document, title.end, names)
    if body is None:
        is_its = document.lower.endswith(" its ", 0, title.start)
        return title._replace(seat=_spoken_of(document, title, organizations)) if is_its else title
    team = _team_spoken_of(document, title, organizations) if _OF_THE_TEAM.fullmatch(document.lower, title.end, body.end) else None
    return title._replace(end=body.end, is_elsewhere=not body.is_own, seat=team)


_OF_THE_TEAM = re.compile(r" of the (?:group|team)")


def _team_spoken_of(document: Document, title: Title, organizations: Sequence[OrganizationMention]) -> OrganizationMention | None:
    """The body that the sentence named last before a title, where it is a group sent to guide or inspect."""
    last = _spoken_of(document, title, organizations)
    return last if last is not None and last.unit in SENT_UNITS else None


def _of_the_same_group(document: Document, title: Title, organizations: Sequence[OrganizationMention]) -> Title:
    """A member named behind the leader of a group that was sent is of that group: 第五督导组组长骆仲良、成员阎晓琪."""
    if title.organization is not None or title.head not in _OF_A_GROUP or not document.text.endswith("、", 0, title.start):
        return title
    team = _team_spoken_of(document, title, organizations)
    if team is None or _ENDS_A_LIST.search(document.text, team.end, title.start):
        return title
    return title._replace(seat=team)


_OF_A_GROUP = frozenset({"member", "deputy_leader"})
_ENDS_A_LIST = re.compile("[，。；]")


def _spoken_of(document: Document, title: Title, organizations: Sequence[OrganizationMention]) -> OrganizationMention | None:
    """The body that the sentence named last before a title."""
    sentence = document.sentences[document.sentence_at(title.start)]
    return next((o for o in reversed(organizations) if sentence.start <= o.start and o.end <= title.start), None)


@PhraseTable
def _heads(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, str]]:
    yield from ((phrase, entry.id) for phrase, entry in lexicons["post_heads"].phrases(language))
