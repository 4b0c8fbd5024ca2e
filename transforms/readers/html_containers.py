"""By what names pages call their parts: which element holds the body, the headline, or what surrounds an article."""

import re
from collections.abc import Mapping
from functools import lru_cache

from transforms.lexicons import Lexicons
from transforms.readers.html_lines import Block, is_hidden

_PARTS = ("body", "title", "furniture")
_TOKEN = re.compile(r"[a-z]+")


def parts_of(block: Block) -> frozenset[str]:
    """Which parts of a page an element is by its tag, id, class or itemprop, of those in seeds/lexicons/html_containers.csv; often none.

    It is `furniture` also where it is kept from sight, or where one of the words of its id or class says so.
    """
    get = block.attributes.get
    parts = _called(block.tag, get("id") or "", get("class") or "", get("itemprop") or "")
    return parts | {"furniture"} if is_hidden(block.attributes) else parts


@lru_cache(maxsize=8)
def meta_names(part: str) -> tuple[str, ...]:
    """The names of the meta tags that hold a fact, in lower case, the most trustworthy first."""
    return tuple(name for how, name in _names(part) if how == "meta")


@lru_cache(maxsize=4096)
def _called(tag: str, element_id: str, classes: str, itemprop: str) -> frozenset[str]:
    names = [("tag", tag), ("id", element_id.strip()), ("itemprop", itemprop), *(("class", name) for name in classes.split())]
    names = [(how, name.lower()) for how, name in names if name]
    names += [_without_number(name) for name in names]
    names += [("token", word) for word in _TOKEN.findall(f"{element_id} {classes}".lower())]
    return frozenset(part for part in _PARTS if any(name in _names(part) for name in names))


def _without_number(name: tuple[str, str]) -> tuple[str, str]:
    """vsb_content_501 is written vsb_content*: such ids are numbered by the kind of page."""
    how, value = name
    return how, value.rstrip("0123456789_-") + "*"


@lru_cache(maxsize=8)
def _names(part: str) -> Mapping[tuple[str, str], None]:
    rows = [entry for entry in Lexicons()["html_containers"] if entry["part"] == part]
    return {(entry["found_by"], value.strip().lower()): None for entry in rows for value in entry["values"].split("|")}
