"""The refusal of a file, or of one record in it."""

from dataclasses import dataclass


class Unreadable(Exception):  # noqa: N818 - it names the state of the file, which is no error of the program
    """A whole file that no record can be read from, or the place where a file breaks off.

    `reason` is a short code for counting, `detail` a sentence for the person who must act: what was found, what was expected, what to do.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Exhausted(Unreadable):
    """A delivery that exceeds what one file may unpack to: reading ends here, whatever else it holds."""


@dataclass(frozen=True)
class Refused:
    """One record that cannot be read, in a file whose other records can. `record` is its position in the file, as that of a Record."""

    record: int
    reason: str
    detail: str
