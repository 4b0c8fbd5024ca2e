"""Web pages by a source profile, whose paths are CSS selectors."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from transforms.document import Record
from transforms.profile import Profile
from transforms.profiles import Profiles
from transforms.readers.fields import clean
from transforms.readers.html_lines import fragment_text
from transforms.readers.profiled import make_record, mismatch
from transforms.readers.unreadable import Refused, Unreadable

_SEEN_CLASSES = 20


def profile_for_page(profiles: Profiles, path: str, tree: LexborHTMLParser) -> Profile | None:
    """The profile that a page is read by, None where none fits.

    Unreadable where a profile is for pages of that address, and this one lacks its keys.
    """
    for profile in profiles.candidates("html", path):
        lacking = [key for key in profile.match.keys if not _select(tree.root, key, profile)]
        if not lacking:
            profiles.note_match(profile)
            return profile
        if profile.match.path is not None:
            raise mismatch(profile, lacking, _marks(tree))
    profiles.note_unmatched("html", _marks(tree))
    return None


def page_items(profile: Profile, tree: LexborHTMLParser, address: str | None) -> Iterator[Record | Refused]:
    """One item for each report that a profile finds on a page, `address` where it was found.

    Unreadable, naming the first classes, where it finds none.
    """
    nodes = _select(tree.root, profile.records.list, profile) if profile.records.list else [n for n in [tree.root] if n is not None]
    for position, node in enumerate(nodes):
        try:
            record = make_record(profile, position, partial(_text_at, node, profile), _marks(tree))
            yield replace(record, source_url=record.source_url or address)
        except Unreadable as refusal:
            yield Refused(position, refusal.reason, f"record {position}: {refusal.detail}")
    if not nodes:
        detail = f"profile {profile.name} finds nothing at {profile.records.list}; the page has {', '.join(_marks(tree)) or 'no classes'}"
        raise Unreadable("no_report", f"{detail}: correct records.list in {profile.source}")


def _text_at(node: LexborNode, profile: Profile, path: str) -> str | None:
    for alternative in path.split("|"):
        selector, _, attribute = alternative.strip().partition("@")
        for found in _select(node, selector, profile):
            text = clean(found.attributes.get(attribute) if attribute else fragment_text(found.html or ""))
            if text:
                return text
    return None


def _select(node: LexborNode | None, selector: str, profile: Profile) -> list[LexborNode]:
    try:
        return node.css(selector.partition("@")[0]) if node is not None else []
    except (SelectolaxError, ValueError) as error:
        raise Unreadable("profile_error", f"{profile.source}: {selector} is no CSS selector ({error}); correct it") from None


def _marks(tree: LexborHTMLParser) -> list[str]:
    """The first classes and ids of a page, as selectors."""
    marks: dict[str, None] = {}
    for node in tree.css("body [id], body [class]"):
        marks.update(dict.fromkeys(f".{name}" for name in (node.attributes.get("class") or "").split()))
        marks.update({f"#{node.attributes['id']}": None} if node.attributes.get("id") else {})
        if len(marks) >= _SEEN_CLASSES:
            break
    return list(marks)[:_SEEN_CLASSES]
