"""`taizhang status`: what the warehouse holds, how the last runs ended, what waits."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import click

from flows.commands.printing import print_table, printer
from flows.queries import QueryError, query
from flows.run_report import counts, listed
from flows.watch.condition import Condition, condition
from warehouse import blocked, runs
from warehouse.store import Store

_LAST_RUNS = 5
_SHOWN = ("run_id", "outcome", "files_seen", "files_new", "reports_new", "records_quarantined")


def status(as_json: bool, data: Path, every: str | None = None) -> None:
    """Prints the state of a data directory and exits as its condition is. QueryError where there is none."""
    if not data.is_dir():
        raise QueryError(f"{data} does not exist: no run has used it yet. Start with: taizhang run PATH")
    found = condition(Store(data), every)
    state = _state(Store(data)) | {"condition": asdict(found), "exit_code": found.exit_code}
    if as_json:
        click.echo(json.dumps(state, ensure_ascii=False, default=str, indent=1))
    else:
        _print(state, found)
    sys.exit(found.exit_code)


def _state(store: Store) -> dict[str, Any]:
    is_published = store.warehouse_path.is_file()
    at_work, died = store.begun_runs()
    refused = blocked.read(store)
    open_refusals = "SELECT count(*) FROM quarantine WHERE resolved_by IS NULL"
    return {
        "warehouse": str(store.warehouse_path),
        "published_at": _instant(store.warehouse_path) if is_published else None,
        "holds": counts(store) if is_published else None,
        "in_quarantine": query(store.warehouse_path, open_refusals).values[0][0] if is_published else None,
        "batches": len(store.batches()),
        "last_runs": list(islice(runs.newest_first(store.run_directory), _LAST_RUNS)),
        "running": [asdict(start) for start in at_work],
        "died": [asdict(start) for start in died],
        "blocked": asdict(refused) if refused else None,
    }


def _instant(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")


def _print(state: dict[str, Any], found: Condition) -> None:
    console = printer()
    if state["published_at"]:
        held = listed(state["holds"])
        console.print(f"{state['warehouse']}, published {state['published_at']}, from {state['batches']} batches.", markup=False)
        console.print(f"It holds {held}; {state['in_quarantine']} in quarantine.")
    else:
        console.print(f"Nothing is published in {state['warehouse']} yet; {state['batches']} batches are committed.", markup=False)
    if state["last_runs"]:
        print_table(console, [{name: row[name] for name in _SHOWN} for row in state["last_runs"]], title="Last runs")
    for sentence in _calls_for_action(state, found):
        console.print(sentence, style="yellow", markup=False, soft_wrap=True)


def _calls_for_action(state: dict[str, Any], found: Condition) -> Iterator[str]:
    for start in state["running"]:
        yield f"Run {start['run_id']} is at work: process {start['pid']} on {start['host']}, since {start['started_at']}."
    if state["blocked"]:
        yield f"Publication is blocked since run {state['blocked']['run_id']}: {state['blocked']['reason']}"
    yield from (sentence for sentence in found.sentences() if not (state["blocked"] and state["blocked"]["reason"] in sentence))
