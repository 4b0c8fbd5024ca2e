"""The Party committees that English names without the word Party: "Lishui Municipal Committee", "Committee of the CPC"."""

import re
from collections.abc import Iterable, Sequence

from transforms.areas import level_word
from transforms.body_tokens import Token
from transforms.document import Document
from transforms.lexicons import Entry, Lexicons
from transforms.phrases import Match

_OF_THE_PARTY = re.compile("KOT?M")
# After a unit the committee is that unit's (CPPCC Lishui Municipal Committee), and so it is before "of", unless a place follows.
_OF_A_PLACE = re.compile("(?<![UBMPL])(?:MP?L{0,2}|P?L{1,2}|P)K(?!OT?[^PL])")


def with_party_committees(document: Document, tokens: Sequence[Token], lexicons: Lexicons) -> list[Token]:
    """The tokens, each such committee one unit."""
    committee = lexicons["organization_units"]["party_committee"]
    joined = list(_joined(tokens, committee))
    for match in _OF_A_PLACE.finditer("".join(t.symbol for t in joined)):
        before, last = joined[match.start() : match.end() - 1], joined[match.end() - 1]
        if len(before) > 1 or before[0].symbol != "P" or level_word(document.text, before[0].start, before[0].end):
            joined[match.end() - 1] = _as_unit(last, last.end, committee)
    return joined


def _joined(tokens: Sequence[Token], committee: Entry) -> Iterable[Token]:
    """ "Committee of the CPC" as one token."""
    position = 0
    for match in _OF_THE_PARTY.finditer("".join(t.symbol for t in tokens)):
        yield from tokens[position : match.start()]
        yield _as_unit(tokens[match.start()], tokens[match.end() - 1].end, committee)
        position = match.end()
    yield from tokens[position:]


def _as_unit(token: Token, end: int, committee: Entry) -> Token:
    return token._replace(symbol="U", end=end, value=Match(token.start, end, committee))
