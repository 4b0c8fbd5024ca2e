"""When so much of a run's input is refused that somebody should look: the rule, with its numbers."""

from collections.abc import Iterable
from itertools import islice
from statistics import fmean

from flows.watch.history import EndedRun

EARLIER_RUNS = 20
"""Earlier runs with input that the mean is taken of."""
FEWEST_EARLIER = 3
"""With fewer nothing is usual yet."""
FEWEST_REFUSED = 5
"""In a run of few records one refusal is a great share."""
MARGIN = 0.10
"""How far the share must lie above the mean. (The gate before publication stops at a quarter: this is meant to come before it.)"""


def rising(run: EndedRun, earlier: Iterable[EndedRun]) -> str | None:
    """A sentence where the refused share of a run's records lies clearly above the mean share of the runs before it, newest first."""
    if run.records_quarantined < FEWEST_REFUSED:
        return None
    shares = [refused_share(other) for other in islice((other for other in earlier if other.has_input), EARLIER_RUNS)]
    if len(shares) < FEWEST_EARLIER:
        return None
    share, usual = refused_share(run), fmean(shares)
    if share <= usual + MARGIN:
        return None
    refused = f"{run.records_quarantined} records were refused, {share:.0%} of this run's input"
    return f"{refused}; {usual:.0%} is the mean of the {len(shares)} runs before"


def refused_share(run: EndedRun) -> float:
    """Refused records among those that were refused or new, 0 to 1; 0 where there were none."""
    return run.records_quarantined / (run.records_quarantined + run.reports_new) if run.has_input else 0.0
