"""Two runs that are started at the same instant on one data directory: one after the other, and nothing twice."""

import subprocess
import sys
from pathlib import Path

from tests.loading import deliver
from tests.project import PROJECT, asked


def test_two_runs_at_once_both_end_well(prefect_server: None, tmp_path: Path) -> None:
    data = tmp_path / "data"
    inboxes = [deliver(tmp_path / "one", 1, 2, 3), deliver(tmp_path / "two", 2, 3, 4)]
    commands = [[sys.executable, "-m", "flows", "run", str(inbox), "--data", str(data)] for inbox in inboxes]
    pipe = subprocess.PIPE
    started = [subprocess.Popen(command, cwd=PROJECT, stdout=pipe, stderr=pipe, text=True) for command in commands]
    messages = [process.communicate()[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], messages
    assert asked(data, "SELECT count(*) AS reports, count(DISTINCT report_id) AS texts FROM report") == [{"reports": 4, "texts": 4}]
    assert asked(data, "SELECT count(*) AS files FROM source_file") == [{"files": 4}]
    assert asked(data, "SELECT outcome, sum(reports_new) AS new FROM run GROUP BY outcome") == [{"outcome": "published", "new": 4}]
