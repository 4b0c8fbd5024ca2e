"""`taizhang status`: what the warehouse holds, how the last runs ended, what waits."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import duckdb

from flows.commands.printing import print_table, printer
from flows.queries import QueryError, query
from flows.run_report import counts, listed
from warehouse.store import Store

_LAST_RUNS = 5
_RUNS = f"""
SELECT run_id, outcome, files_seen, files_new, reports_new, records_quarantined
FROM read_parquet(?) ORDER BY run_id DESC LIMIT {_LAST_RUNS}
"""


def status(as_json: bool, data: Path) -> None:
    """Prints the state of a data directory. QueryError where there is none."""
    if not data.is_dir():
        raise QueryError(f"{data} does not exist: no run has used it yet. Start with: taizhang run PATH")
    state = _state(Store(data))
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False, default=str, indent=1))
    else:
        _print(state)


def _state(store: Store) -> dict[str, Any]:
    is_published = store.warehouse_path.is_file()
    open_refusals = "SELECT count(*) FROM quarantine WHERE resolved_by IS NULL"
    return {
        "warehouse": str(store.warehouse_path),
        "published_at": _instant(store.warehouse_path) if is_published else None,
        "holds": counts(store) if is_published else None,
        "in_quarantine": query(store.warehouse_path, open_refusals).values[0][0] if is_published else None,
        "batches": len(store.batches()),
        "last_runs": _last_runs(store),
    }


def _instant(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _last_runs(store: Store) -> list[dict[str, object]]:
    files = store.run_files("run")
    if not files:
        return []
    with duckdb.connect() as connection:
        cursor = connection.execute(_RUNS, [files])
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _print(state: dict[str, Any]) -> None:
    console = printer()
    if state["published_at"]:
        held = listed(state["holds"])
        console.print(f"{state['warehouse']}, published {state['published_at']}, from {state['batches']} batches.", markup=False)
        console.print(f"It holds {held}; {state['in_quarantine']} in quarantine.")
    else:
        console.print(f"Nothing is published in {state['warehouse']} yet; {state['batches']} batches are committed.", markup=False)
    if state["last_runs"]:
        print_table(console, state["last_runs"], title="Last runs")
