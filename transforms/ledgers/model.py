"""What a reader hands over where a file is a ledger."""

from dataclasses import dataclass

from transforms.ledgers.dates import AsOf
from transforms.ledgers.headers import Header
from transforms.ledgers.sheets import Sheet


@dataclass(frozen=True)
class Listed:
    """A sheet that is a ledger, with its header and title lines: the line that names the ledger first."""

    sheet: Sheet
    header: Header
    title: tuple[str, ...]


@dataclass(frozen=True)
class Ledger:
    """A file that is a ledger. `record` is where it stands among the records of its file; `saved` the day that the file gives itself."""

    format: str
    sheets: tuple[Listed, ...]
    saved: AsOf | None = None
    record: int = 0
