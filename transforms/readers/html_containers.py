"""By what names pages call their parts: which element holds the body, the headline, or what surrounds an article."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from transforms.lexicons import Lexicons
from transforms.readers.html_lines import Block, is_hidden

_TOKEN = re.compile(r"[a-z]+")


def is_part(block: Block, part: str) -> bool:
    """Whether an element is called so by its tag, id, class or itemprop; `part` is one of seeds/lexicons/html_containers.csv."""
    names = _names(part)
    return any(name in names or _without_number(name) in names for name in _names_of(block))


def is_around(block: Block) -> bool:
    """Whether an element is kept from sight, or called like those around an article: by its tag, or by a word of its id or class."""
    if is_hidden(block.attributes) or is_part(block, "furniture"):
        return True
    called = f"{block.attributes.get('id') or ''} {block.attributes.get('class') or ''}"
    return called != " " and any(("token", word) in _names("furniture") for word in _TOKEN.findall(called.lower()))


@lru_cache(maxsize=8)
def meta_names(part: str) -> tuple[str, ...]:
    """The names of the meta tags that hold a fact, in lower case, the most trustworthy first."""
    return tuple(name for how, name in _names(part) if how == "meta")


def _names_of(block: Block) -> Iterator[tuple[str, str]]:
    yield "tag", block.tag
    for how in ("id", "itemprop"):
        if value := block.attributes.get(how):
            yield how, value.strip().lower()
    for value in (block.attributes.get("class") or "").lower().split():
        yield "class", value


def _without_number(name: tuple[str, str]) -> tuple[str, str]:
    """vsb_content_501 is written vsb_content*: such ids are numbered by the kind of page."""
    how, value = name
    return how, value.rstrip("0123456789_-") + "*"


@lru_cache(maxsize=8)
def _names(part: str) -> Mapping[tuple[str, str], None]:
    rows = [entry for entry in Lexicons()["html_containers"] if entry["part"] == part]
    return {(entry["found_by"], value.strip().lower()): None for entry in rows for value in entry["values"].split("|")}
