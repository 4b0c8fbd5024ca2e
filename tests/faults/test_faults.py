"""The short form: some of every kind of fault. The long form prints a certificate: `python -m tests.faults.certificate`."""

import subprocess
import sys

import pytest

from tests.project import PROJECT

SHORT = {
    "kills": (["--kills", "2"], "2 runs were killed with SIGKILL"),
    "readers": (["--publications", "6"], "errors and inconsistent reads: 0"),
    "orders": (["--permutations", "1", "--splits", "1"], "tables that differ: 0"),
    "races": (["--races", "1"], "failures and differences: 0"),
    "mutations": (["--mutations"], "structural ones are caught"),
}
NOTHING = ["--kills=0", "--publications=0", "--permutations=0", "--orders=0", "--splits=0", "--races=0", "--no-mutations"]


@pytest.mark.parametrize("name", SHORT)
def test_nothing_is_lost_doubled_or_seen_half(name: str) -> None:
    numbers, expected = SHORT[name]
    command = [sys.executable, "-m", "tests.faults.certificate", *NOTHING, *numbers]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert expected in done.stdout
