"""Which post of the lexicon a printed title is: by its head, the body in which it is held, and that body's level."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from transforms.lexicons import Lexicons
from transforms.organizations import OrganizationMention
from transforms.titles import Title, TitledName


def posts_of(
    person: TitledName, host: OrganizationMention | None, neighbour: OrganizationMention | None, lexicons: Lexicons
) -> list[tuple[Title, str | None]]:
    """Each printed title of a person with its post, None where the lexicon has none.

    A title without a body is held in the body of the title before it ("secretary of the party group and director"), else in the
    host's, else in the body of the person named before in the same sentence (督导组组长裴国栋、副组长安雅).
    """
    found: list[tuple[Title, str | None]] = []
    current = host
    for title in person.titles:
        found.append((title, _post(title, [title.body, current, host, neighbour], lexicons)))
        current = title.body or current
    return found


def most_specific(posts: Iterable[tuple[Title, str | None]], lexicons: Lexicons) -> list[tuple[Title, str | None]]:
    """The posts without those that another of them is a special case of: a deputy secretary is a member of the group too."""
    listed = list(posts)
    broader = {lexicons["posts"][post]["broader_post_id"] for _, post in listed if post}
    return [(title, post) for title, post in listed if post is None or post not in broader]


def _post(title: Title, bodies: Iterable[OrganizationMention | None], lexicons: Lexicons) -> str | None:
    posts = _posts(lexicons)
    printed, *implied = bodies
    if printed is not None:
        for body in (_completed(printed, implied), printed):
            for units, level in _readings(body):
                if (post := posts.get((title.head, units, level))) is not None:
                    return post
        return posts.get((title.head, "", ""))
    for body in (b for b in implied if b is not None):
        for units, level in _readings(body):
            if (post := posts.get((title.head, units, level))) is not None:
                return post
    return posts.get((title.head, "", ""))


def _completed(body: OrganizationMention, implied: Sequence[OrganizationMention | None]) -> OrganizationMention:
    """A Party group named alone is that of the body before it: "mayor of the municipal government, and secretary of the party group"."""
    owner = next((b for b in implied if b is not None), None)
    incomplete = body.unit in _CONTAINERS or (body.unit == "party_committee" and body.level is None)
    if len(body.units) > 1 or not incomplete or owner is None or owner.base in (*_CONTAINERS, "party_committee"):
        return body
    return replace(body, units=(body.unit, owner.base), level=body.level or owner.level)


def _readings(body: OrganizationMention) -> Iterable[tuple[str, str]]:
    """Ways to look a body up, the most special first: with the body that it belongs to, then alone; with the level, then without."""
    level = body.level or ""
    joined = ".".join(body.units)
    units = [joined, f"{body.unit}.{body.base}", body.unit]
    units += list(body.units[1:]) if body.unit in (*_CONTAINERS, "party_committee", "work_committee") else []
    for unit in dict.fromkeys(units):
        if unit == joined:  # the Party committee of a municipal bureau is not the municipal Party committee
            yield unit, level
        yield unit, ""


_CONTAINERS = frozenset({"party_group", "leadership_team", "study_group", "standing_committee"})


@lru_cache(maxsize=8)
def _posts(lexicons: Lexicons) -> dict[tuple[str, str, str], str]:
    aliases = {(e["head"], e["unit"], e["level"]): e["post_id"] for e in lexicons["post_aliases"]}
    return aliases | {(e["head"], e["unit"], e["level"]): e.id for e in lexicons["posts"] if e["head"]}
