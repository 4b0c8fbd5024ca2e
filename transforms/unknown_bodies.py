"""English titles held in a body that no lexicon knows: "chairman of the labor union", "director of Wolong Reserve"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.document import Document
from transforms.names import NameMention


class UnknownBody(NamedTuple):
    """Where the words for a body end, and whether they mean the body that the report is about: "secretary of the group"."""

    end: int
    is_own: bool


_OWN = re.compile(
    r" of (?:the|its|our|their) (?:group|committee|team|unit|body|office|branch|company|institution|organi[sz]ation|city|county|district"
    r"|province|region|hospital|school|college|university|bureau|court|procuratorate)\b(?! of\b)"
)
_OF = re.compile(r" of (?:(?:the|its|our|their) )?(?=\w)")
_CAPITALS = re.compile(r"[A-Z][\w'-]*(?: (?:(?:of|and|for|the) ){0,2}[A-Z][\w'-]*)*")


def unknown_body(document: Document, position: int, names: Sequence[NameMention]) -> UnknownBody | None:
    """The body that the words after a title's head name; None where they name none. No name is part of it."""
    if own := _OWN.match(document.text, position):
        return UnknownBody(own.end(), is_own=True)
    of = _OF.match(document.text, position)
    if of is None:
        return None
    name = next((n.start for n in names if n.start >= of.end()), len(document.text))
    words = _CAPITALS.match(document.text, of.end(), name)
    return UnknownBody(len(document.text[: words.end()].rstrip()) if words else position, is_own=False)
