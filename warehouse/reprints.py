"""Near-duplicates over the whole warehouse: which reports carry the same news of the same meeting.

A pure function of the published observations. Work and memory grow with the number of reports, not with that of pairs.
"""

from collections.abc import Iterable

import duckdb
import pyarrow as pa

from warehouse.scripts import run_script


def resolve_reprints(connection: duckdb.DuckDBPyConnection) -> None:
    """Replaces the rows of `reprint`: each names the original, the earliest of its like, which is no reprint itself."""
    run_script(connection, "resolve/reprint_subject.sql")
    while pairs := _pairs(connection):
        _register_groups(connection, pairs)
        run_script(connection, "resolve/reprint_of_original.sql")
        run_script(connection, "resolve/reprint_confirmed.sql")
        run_script(connection, "resolve/reprint_decided.sql")


def groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The members of all pairs, each with the name of its group; whoever shares a pair, directly or by others, shares the group."""
    parents: dict[str, str] = {}

    def root(member: str) -> str:
        while (parent := parents.setdefault(member, member)) != member:
            parents[member] = parents[parent]
            member = parent
        return member

    for left, right in pairs:
        parents[root(left)] = root(right)
    return {member: root(member) for member in list(parents)}


def _pairs(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    run_script(connection, "resolve/reprint_neighbours.sql")
    run_script(connection, "resolve/reprint_confirmed.sql")
    return connection.execute("SELECT report_id, other_id FROM confirmed_pair ORDER BY ALL").fetchall()


def _register_groups(connection: duckdb.DuckDBPyConnection, pairs: Iterable[tuple[str, str]]) -> None:
    members = groups(pairs)
    rows = pa.table({"report_id": list(members), "group_id": list(members.values())})
    connection.register("grouped_row", rows)
    connection.execute("CREATE OR REPLACE TEMP TABLE grouped_report AS SELECT * FROM grouped_row")
    connection.unregister("grouped_row")
