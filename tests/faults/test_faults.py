"""The short form: some of every kind of fault. The long form prints a certificate: `python -m tests.faults.certificate`."""

import subprocess
import sys

from tests.project import PROJECT

SHORT = ["--kills=2", "--publications=6", "--permutations=1", "--orders=0", "--splits=1", "--races=1", "--mutations"]
EXPECTED = (
    "2 runs were killed with SIGKILL",
    "errors and inconsistent reads: 0",
    "tables that differ: 0",
    "failures and differences: 0",
    "structural ones are caught",
)


def test_nothing_is_lost_doubled_or_seen_half() -> None:
    command = [sys.executable, "-m", "tests.faults.certificate", *SHORT]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line for line in EXPECTED if line not in done.stdout] == [], done.stdout
