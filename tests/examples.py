"""How often a property that takes seconds is tried: a few times whenever the tests are run, many times in the long form, `make faults`."""

import os

from hypothesis import settings

TIMES = int(os.environ.get("TAIZHANG_EXAMPLES", "1"))


def examples(count: int) -> settings:
    """So many examples; where the variable TAIZHANG_EXAMPLES is set, so many times as many."""
    return settings(max_examples=count * TIMES)
