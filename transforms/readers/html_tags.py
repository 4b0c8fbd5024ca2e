"""Markup that would cost a parser time or memory beyond all measure, found before it is parsed."""

import re
from dataclasses import dataclass

from transforms.readers.limits import MAX_HTML_NESTING, MAX_HTML_TAGS
from transforms.readers.unreadable import Unreadable

# A page within these sizes takes half a second at most, whatever it holds: its tags, its characters (one tag may have all of them),
# and its tags times those that open formatting (which may be open in every paragraph).
_HARMLESS_TAGS = 10_000
_HARMLESS_CHARACTERS = 100_000
_HARMLESS_REPETITIONS = 200_000
_LONGEST_TAG = 10_000
_MOST_OPEN_FORMATTING = 50

_FORMATTING = frozenset("b big code em font i nobr s small strike strong tt u".split())
_OPENS_FORMATTING = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING))})[\s/>]", re.I)
_CLOSED_BY_OTHERS = frozenset("area base br col embed hr img input link meta param source track wbr p li dd dt option tr td th".split())
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title)\b.*?(?:</(?P=raw)\b|\Z)"
    r"""|<(?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?:[^>"'=]++|=\s*+(?:"[^"]*+"?+|'[^']*+'?+)?+|["'])*+>?+""",
    re.I | re.S,
)


def tamed(markup: str) -> str:
    """The markup as it may be parsed; Unreadable where it has more tags, or nests them deeper, than can be parsed in bounded time.

    A parser repeats formatting that is left open in every later paragraph, and compares each attribute with all others of its
    tag. Where either would run away, the formatting or the attributes are left out; no text is lost by it.
    """
    tags = markup.count("<")
    if _is_harmless(markup, tags):
        return markup
    if tags > MAX_HTML_TAGS:
        raise Unreadable("too_many_tags", f"{tags:,} tags, at most {MAX_HTML_TAGS:,} are read; split the page into reports")
    shape = _shape(markup)
    if shape.depth * tags > MAX_HTML_NESTING:
        raise Unreadable("too_deep", f"{tags:,} tags, nested {shape.depth:,} deep, which no report is; save the text of the page instead")
    drops = shape.open_formatting > _MOST_OPEN_FORMATTING
    return _plainer(markup, drops) if drops or shape.longest > _LONGEST_TAG else markup


def _is_harmless(markup: str, tags: int) -> bool:
    if tags > _HARMLESS_TAGS or len(markup) > _HARMLESS_CHARACTERS:
        return False
    return tags * tags <= _HARMLESS_REPETITIONS or tags * len(_OPENS_FORMATTING.findall(markup)) <= _HARMLESS_REPETITIONS


@dataclass(slots=True)
class _Shape:
    depth: int = 0
    open_formatting: int = 0
    longest: int = 0


def _shape(markup: str) -> _Shape:
    shape, depth, formatting = _Shape(), 0, 0
    for token in _TOKEN.finditer(markup):
        name = (token["name"] or "").lower()
        step = -1 if token["slash"] else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            shape.open_formatting = max(shape.open_formatting, formatting)
        elif name and name not in _CLOSED_BY_OTHERS:
            depth = max(0, depth + step)
            shape.depth = max(shape.depth, depth)
        shape.longest = max(shape.longest, token.end() - token.start() if name else 0)
    return shape


def _plainer(markup: str, drops_formatting: bool) -> str:
    def plain(token: re.Match[str]) -> str:
        name = (token["name"] or "").lower()
        if drops_formatting and name in _FORMATTING:
            return ""
        is_long = name and token.end() - token.start() > _LONGEST_TAG
        return f"<{token['slash']}{name}>" if is_long else token.group()

    return _TOKEN.sub(plain, markup)
