"""Which post of the lexicon a printed title is: by its head, the body in which it is held, and that body's level."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from transforms.cleaning import Language
from transforms.lexicons import Lexicons
from transforms.organizations import OrganizationMention
from transforms.titled_names import TitledName
from transforms.titles import Title


def posts_of(
    person: TitledName, host: OrganizationMention | None, neighbour: OrganizationMention | None, lexicons: Lexicons, language: Language
) -> list[tuple[Title, str | None]]:
    """Each printed title of a person with its post, None where the lexicon has none.

    A title without a body is held in the body of the title before it ("secretary of the party group and director"), else in the
    host's, else in the body of the person named before in the same sentence (督导组组长裴国栋、副组长安雅).
    """
    found: list[tuple[Title, str | None]] = []
    own: OrganizationMention | None = None
    for index, title in enumerate(person.titles):
        implied = [own or host, host, neighbour] if title.head not in _GROUP_HEADS else _teams([own, neighbour, host])
        bodies = [_completed(title.body, [*_owners(person.titles[index + 1 :]), *implied]) if title.body else None, title.body, *implied]
        posts = _posts(lexicons, language)
        post = _of_no_party(title, person, posts) or _of_its_party(title, host, posts) or _post(title, bodies, posts)
        found.append((title, post))
        own = title.body or own
    return found


_Posts: TypeAlias = Mapping[tuple[str, str, str], str]
"""Posts by head, unit of the body, and its level."""


def _of_no_party(title: Title, person: TitledName, posts: _Posts) -> str | None:
    """The post of a "non-Party member" who is vice mayor has an id of its own."""
    if title.head != "non_party_member":
        return None
    return next((post for t in person.titles if (post := posts.get((f"nonparty_{t.head}", "", "")))), None)


def _of_its_party(title: Title, host: OrganizationMention | None, posts: _Posts) -> str | None:
    """The post of a "bureau Party secretary": in the Party group or the Party committee of the bureau, whichever holds the meeting."""
    body = title.body
    if body is None or host is None or host.unit not in _PARTY_BODIES or body.unit in (*_PARTY_BODIES, *host.units[:1]):
        return None
    leads = posts.get((title.head, body.unit, "")) in {posts.get((title.head, unit, "")) for unit in _PARTY_BODIES}
    return _post(title, [replace(body, units=(host.unit, body.unit))], posts) if leads else None


_PARTY_BODIES = ("party_group", "party_committee")


# Whoever is only "leader" or 组长 leads a group of some kind, not whatever body is spoken of.
_GROUP_HEADS = frozenset({"leader", "deputy_leader", "deputy_minister", "group_member"})
_TEAMS = frozenset({"supervisory_group", "inspection_team", "discipline_team", "survey_team"})


def _teams(bodies: Iterable[OrganizationMention | None]) -> list[OrganizationMention | None]:
    return [b for b in bodies if b is not None and _TEAMS & set(b.units)]


def most_specific(posts: Iterable[tuple[Title, str | None]], lexicons: Lexicons) -> list[tuple[Title, str | None]]:
    """The posts without those that another of them is a special case of: a deputy secretary is a member of the group too.

    A title printed without its body, as behind a name (王强书记), is the one that another place prints with it.
    """
    stated = list(posts)
    whole = {title.head for title, _ in stated if title.body is not None}
    listed = [(title, post) for title, post in stated if title.body is not None or title.head not in whole]
    broader = {lexicons["posts"][post]["broader_post_id"] for _, post in listed if post}
    return [(title, post) for title, post in listed if post is None or post not in broader]


def _post(title: Title, bodies: Sequence[OrganizationMention | None], posts: _Posts) -> str | None:
    """`bodies`: the printed one, completed and as it stands, or None twice; then those that may be implied, the likeliest first."""
    printed = [b for b in bodies[:2] if b is not None]
    implied = [b for b in bodies[2:] if b is not None and not title.is_elsewhere]
    if printed:  # the Party secretary of a hospital is that of the Party committee that meets
        implied = [b for b in implied if printed[-1].unit in b.units[1:]]
    elif title.head in _OF_CITIES and any(_is_of_a_town(b) for b in implied[:1]):
        return None  # the head of a town, whom English calls mayor as well, has no post in the lexicon
    for body in (*printed, *implied):
        for units, level in _readings(body):
            if (post := posts.get((title.head, units, level))) is not None:
                return post
    return posts.get((title.head, "", ""))


_OF_CITIES = frozenset({"mayor", "vice_mayor"})


def _is_of_a_town(body: OrganizationMention) -> bool:
    return body.level == "township" or not {"township", "subdistrict"}.isdisjoint(body.units)


def _owners(following: Sequence[Title]) -> list[OrganizationMention]:
    """The bodies of a person's further titles that can have a Party group: "member of the party group and deputy head of the corps"."""
    bodies = [t.organization for t in following if t.organization is not None]
    return [b for b in bodies if b.unit not in (*_CONTAINERS, *_SECTIONS, "general_office", "party_committee")][:1]


def _completed(body: OrganizationMention, implied: Sequence[OrganizationMention | None]) -> OrganizationMention:
    """A Party group or discipline team named alone is that of the body before it: "mayor of …, and secretary of the party group"."""
    owner = next((b for b in implied if b is not None), None)
    incomplete = body.unit in (*_CONTAINERS, "discipline_team") or (body.unit == "party_committee" and body.level is None)
    if len(body.units) > 1 or not incomplete or owner is None or owner.base in _CONTAINERS:
        return body
    if owner.base == "party_committee" and body.unit != "standing_committee":
        return body
    return replace(body, units=(body.unit, owner.base), level=body.level or owner.level)


def _readings(body: OrganizationMention) -> Iterable[tuple[str, str]]:
    """Ways to look a body up, the most special first: with the body that it belongs to, then alone; with the level, then without."""
    level = body.level or ""
    joined = ".".join(body.units)
    units = [joined, f"{body.unit}.{body.base}"]
    if body.unit not in _SECTIONS or body.base in (body.unit, "government"):
        units.append(body.unit)
    units += list(body.units[1:]) if body.unit in (*_CONTAINERS, "party_committee", "work_committee") else []
    for unit in dict.fromkeys(units):
        if unit == joined and not (body.proper and body.unit == "party_committee"):  # nor is that of a municipal bureau the city's
            yield unit, level
        yield unit, ""


_CONTAINERS = frozenset({"party_group", "leadership_team", "study_group", "standing_committee"})
# What is a body of its own in a government is a section of any other body: the political department of a court.
_SECTIONS = frozenset({"department", "bureau"})


@lru_cache(maxsize=8)
def _posts(lexicons: Lexicons, language: Language) -> _Posts:
    said = (e for e in lexicons["post_aliases"] if e["language"] in ("", language))
    aliases = {(e["head"], e["unit"], e["level"]): e["post_id"] for e in said}
    return aliases | {(e["head"], e["unit"], e["level"]): e.id for e in lexicons["posts"] if e["head"]}
