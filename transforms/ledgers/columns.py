"""What the columns of a ledger hold, by the words of their headers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from transforms.ledgers.sheets import fold, holds
from transforms.lexicons import Lexicons

_LONGEST_HEADER = 40
# A header may wrap these in other words (整改责任人（签字）); the rest are too short or too common to be looked for inside one.
_FOUND_INSIDE = frozenset("problem category measure goal responsible deadline progress state settled settled_on completion".split())
_STATUS_ROLES = frozenset(("progress", "state", "settled", "settled_on"))
_LEDGER_ROLES = _STATUS_ROLES | {"measure", "responsible", "deadline"}


@dataclass(frozen=True)
class Heading:
    """A column's header as written and the roles that the lexicon gives to it, the first the usual one; none for one it ignores."""

    text: str
    roles: tuple[str, ...] = ()
    is_known: bool = False


class ColumnWords:
    """The lexicon of column headers."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Reads ledger_columns; LexiconError where it is missing or broken."""
        self._exact: dict[str, tuple[str, ...]] = {}
        self._telling: list[str] = []
        for entry in lexicons["ledger_columns"]:
            roles = tuple(filter(None, entry["role"].split("|")))
            for phrase in map(fold, (*entry.phrases("zh"), *entry.phrases("en"))):
                self._exact.setdefault(phrase, roles)
                if entry.id in _FOUND_INSIDE and len(phrase) > 1:
                    self._telling.append(phrase)

    def heading(self, *lines: str) -> Heading:
        """The column under the header of those lines, uppermost first.

        What both lines say together decides (责任 over 单位 is who is responsible, not whose ledger it is), then the lower one.
        """
        distinct = tuple(dict.fromkeys(filter(None, lines)))
        joined, lowest = " ".join(distinct), distinct[-1] if distinct else ""
        own = self._exact.get(fold(lowest)) if fold(lowest) in self._telling else None
        readings = (self._exact.get(fold(joined)), own, self._inside_of(joined), self._exact.get(fold(lowest)))
        roles = next((found for found in readings if found is not None), None)
        return Heading(" / ".join(distinct), roles or (), is_known=roles is not None)

    def is_header_word(self, text: str) -> bool:
        """Whether a text is a header and nothing else."""
        return fold(text) in self._exact

    def labels(self, role: str) -> list[str]:
        """The folded words for a role, longest first."""
        return sorted((phrase for phrase, roles in self._exact.items() if role in roles), key=len, reverse=True)

    def _inside_of(self, text: str) -> tuple[str, ...] | None:
        folded = fold(text)
        if len(folded) > _LONGEST_HEADER:
            return None
        found = [phrase for phrase in self._telling if holds(folded, phrase)]
        # In Chinese the head of a compound stands last: 问题措施 are measures.
        best = max(found, key=lambda phrase: (len(phrase), folded.rfind(phrase)), default=None)
        return self._exact[best] if best else None


@dataclass(frozen=True)
class Columns:
    """The columns of a ledger by role: positions in the sheet, in order."""

    headings: tuple[Heading, ...]

    def of(self, role: str) -> list[int]:
        """Positions of the columns of a role. A column that may be two things is the second where another is the first."""
        return self._positions.get(role, [])

    @cached_property
    def _positions(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for position, heading in enumerate(self.headings):
            if heading.roles:
                found.setdefault(self._role(heading), []).append(position)
        return found

    def _role(self, heading: Heading) -> str:
        is_taken = any(other.roles == heading.roles[:1] for other in self.headings)
        return heading.roles[-1] if is_taken else heading.roles[0]

    @property
    def is_ledger(self) -> bool:
        """Whether there is a problem, and what is done about it or until when or by whom or how far it is."""
        return "problem" in self._positions and not _LEDGER_ROLES.isdisjoint(self._positions)

    @property
    def lacks_only_the_problem(self) -> bool:
        """Whether all but the problem column of a ledger is there."""
        return "problem" not in self._positions and len(_LEDGER_ROLES & self._positions.keys()) >= 2


@lru_cache(maxsize=4)
def column_words(lexicons: Lexicons) -> ColumnWords:
    """The header words of those lexicons."""
    return ColumnWords(lexicons)


def headings_seen(headings: Iterable[Heading]) -> str:
    """The headers for a message, in order."""
    return ", ".join(f"“{heading.text}”" for heading in headings if heading.text)


def make_columns(words: ColumnWords, lines: Sequence[Sequence[str]]) -> Columns:
    """The columns under a header of one or two lines of equal length."""
    return Columns(tuple(words.heading(*cells) for cells in zip(*lines, strict=True)))
