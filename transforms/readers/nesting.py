"""Files within files: how a container hands its members on to be read."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from transforms.document import Record
from transforms.ledgers.model import Ledger
from transforms.profiles import Profiles
from transforms.readers.limits import MAX_DEPTH
from transforms.readers.streams import Budget
from transforms.readers.unreadable import Exhausted, Refused, Unreadable

Item = Record | Ledger | Refused
"""What a reader yields: a report, a ledger, or the reason why one cannot be read."""

ReadLedger = Callable[[io.BufferedReader, str], Ledger | None]
"""Reads a stream of a format as a ledger; where it is none, all of the stream is still to be read."""

_LONGEST_NAME = 200
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Nesting:
    """Where a reader stands: the path to the file, outermost first, how deep it lies, and what the delivery may still take.

    `read_stream` reads a stream like a file of its own, whatever its format; `profiles` are those in force;
    `read_ledger` knows a ledger where ledgers are asked for.
    """

    path: str
    read_stream: "Callable[[io.BufferedReader, Nesting], Iterator[Item]]"
    profiles: Profiles
    read_ledger: ReadLedger | None = None
    depth: int = 0
    budget: Budget = field(default_factory=Budget)

    def deeper(self, name: str | None = None) -> "Nesting":
        """One step further in, at the member of that name; Unreadable where that is deeper than one goes."""
        if self.depth >= MAX_DEPTH:
            raise Unreadable("nested_too_deep", f"lies in more than {MAX_DEPTH} archives, one inside the other; unpack the outer ones")
        return replace(self, path=self.path if name is None else self.path_of(name), depth=self.depth + 1)

    def path_of(self, name: str) -> str:
        """A member's path for messages. The name is only a label: nothing is written under it."""
        return f"{self.path} > {printable(name)}"

    def read_member(self, name: str, open_member: Callable[[], io.BufferedReader]) -> Iterator[Item]:
        """The items of a member. What makes it unreadable becomes one Refused that names it, so that the members after it are read.

        Exhausted passes, since it ends the delivery.
        """
        self.budget.take_member()
        try:
            with open_member() as stream:
                yield from self.read_stream(stream, self.deeper(name))
        except Exhausted:
            raise
        except Unreadable as refusal:
            yield Refused(0, refusal.reason, f"{self.path_of(name)}: {refusal.detail}")


def printable(name: str) -> str:
    """A name from inside a file as it may stand in a message: of bounded length, without control characters and changes of direction."""
    shown = _UNPRINTABLE.sub("\ufffd", name)
    return shown if len(shown) <= _LONGEST_NAME else f"{shown[: _LONGEST_NAME // 2]}…{shown[-_LONGEST_NAME // 2 :]}"
