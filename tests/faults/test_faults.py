"""The short form: some of every kind of fault. The long form prints a certificate: `python -m tests.faults.certificate`.

Splits of a larger set into runs are left to it; `tests/warehouse/test_order_of_arrival.py` splits small ones.
"""

import os

from tests.commands import run_forked

SHORT = ["--kills=2", "--publications=6", "--permutations=1", "--orders=0", "--splits=0", "--races=1", "--mutations"]
EXPECTED = (
    "2 runs were killed with SIGKILL",
    "errors and inconsistent reads: 0",
    "tables that differ: 0",
    "failures and differences: 0",
    "structural ones are caught",
)


def test_nothing_is_lost_doubled_or_seen_half() -> None:
    done = run_forked(SHORT, os.environ, module="tests.faults.certificate", seconds=3600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line for line in EXPECTED if line not in done.stdout] == [], done.stdout
