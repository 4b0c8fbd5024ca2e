"""When the refused share of a run's input counts as rising."""

from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from flows.watch.history import EndedRun
from flows.watch.refusals import EARLIER_RUNS, FEWEST_EARLIER, FEWEST_REFUSED, MARGIN, refused_share, rising


def run(reports: int, refused: int) -> EndedRun:
    return EndedRun("id", datetime.now(UTC), "published", 0, 0, reports, refused, None, None)


RUNS = st.builds(run, st.integers(0, 300), st.integers(0, 300))
USUAL = [run(95, 5)] * 3


def test_a_share_clearly_above_the_mean_is_told_with_both_figures() -> None:
    sentence = rising(run(5, 5), USUAL)
    assert sentence == "5 records were refused, 50% of this run's input; 5% is the mean of the 3 runs before"


def test_as_many_as_usual_is_no_news() -> None:
    assert rising(run(85, 15), USUAL) is None


def test_without_a_history_nothing_is_unusual() -> None:
    assert rising(run(0, 100), USUAL[1:]) is None


def test_runs_without_input_are_no_history() -> None:
    assert rising(run(0, 100), [*USUAL[1:], *[run(0, 0)] * 50]) is None


def test_what_was_long_ago_no_longer_counts() -> None:
    long_ago = [run(100, 0)] * 100
    assert rising(run(50, 50), [run(50, 50)] * EARLIER_RUNS + long_ago) is None


@given(RUNS, st.lists(RUNS, max_size=30))
def test_it_is_said_exactly_where_the_rule_says_so(last: EndedRun, earlier: Sequence[EndedRun]) -> None:
    shares = [refused_share(other) for other in earlier if other.has_input][:EARLIER_RUNS]
    said = rising(last, earlier) is not None
    assert said == (
        last.records_quarantined >= FEWEST_REFUSED
        and len(shares) >= FEWEST_EARLIER
        and refused_share(last) > fmean(shares or [1.0]) + MARGIN
    )


@given(st.lists(RUNS, max_size=30))
def test_a_run_that_refuses_nothing_is_never_told_of(earlier: Sequence[EndedRun]) -> None:
    assert rising(run(10, 0), earlier) is None
