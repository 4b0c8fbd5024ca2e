"""What must hold before anything is published, table by table, as Great Expectations suites with a severity.

Importing this package does not import Great Expectations, which takes seconds: the first check does.
"""

from expectations.check import CheckError
from expectations.checks import check_batch, check_publication, check_warehouse
from expectations.results import CheckResult, blocking_failures, failing_reports, structural_failures, to_rows

__all__ = [
    "CheckError",
    "CheckResult",
    "blocking_failures",
    "check_batch",
    "check_publication",
    "check_warehouse",
    "failing_reports",
    "structural_failures",
    "to_rows",
]
