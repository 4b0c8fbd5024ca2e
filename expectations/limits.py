"""How much a publication may take from the warehouse before it, each limit with its reason. Beyond a limit a person must look first.

Every limit has a number of rows below which it says nothing: in a warehouse of a few reports any share is soon exceeded.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """Exceeded where more than `share` is lost, and at least `rows` rows are concerned."""

    share: float
    rows: int
    reason: str


REPORTS_LOST = Limit(
    share=0.02,
    rows=10,
    reason="Reports only ever come. Rules that read pages better may join a few; who loses a fiftieth of them has lost a source.",
)
ROWS_LOST = Limit(
    share=0.10,
    rows=50,
    reason="Better rules drop some wrong facts, and persons or bodies that turn out to be one are joined. A tenth is no correction.",
)
VALUES_LOST = Limit(
    share=0.05,
    rows=20,
    reason="In reports that stay, only other rules or lexicons can lose a value, and those are meant to add values.",
)
VALUES_MISSING = Limit(
    share=0.20,
    rows=100,
    reason="A source may print less than others do; whoever asks for the column should know that a fifth of it is missing in what came.",
)
VALUES_ABSENT = Limit(
    share=0.50,
    rows=500,
    reason="Hundreds of rows lack what half of the earlier ones in that language have: a source has changed its form, or is another kind.",
)
RECORDS_REFUSED = Limit(
    share=0.25,
    rows=20,
    reason="A quarter more of what came was refused than usual: a delivery of error pages, or a format that is read no more.",
)
HISTORY_ROWS = 200
"""Fewer records before say nothing of what is usual."""
