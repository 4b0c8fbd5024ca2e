"""What a check is: a table, what must hold for it, how bad a failure is, and the query that finds the failing rows."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["batch", "warehouse"]
Severity = Literal["critical", "warning"]

BOTH: tuple[Scope, ...] = ("batch", "warehouse")


@dataclass(frozen=True)
class Check:
    """One expectation on one table.

    `sql` selects the failing rows, by their key and, where the table has one, by `report_id`; it selects none when the check holds.
    It is plain DuckDB SQL over the tables by their names, so that it can be run by hand on a published warehouse.
    """

    table: str
    expectation: str
    severity: Severity
    sql: str
    column: str | None = None


class CheckError(RuntimeError):
    """The checks themselves could not be run; the message says on what, and what to do."""
