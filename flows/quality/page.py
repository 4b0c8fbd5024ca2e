"""Writing the page: `quality/index.html` in the data directory, replaced whole by each run that checks anything."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.evidence import quotes
from flows.quality.past_checks import CheckedRun, CheckOfRun, Key, checked_runs
from flows.queries import QueryError
from flows.runs import log
from warehouse.durable import write_text
from warehouse.store import Store

_TEMPLATE = "page.html"


def page_path(store: Store) -> Path:
    """Where the page of a data directory stands."""
    return store.root / "quality" / "index.html"


def write_page(store: Store) -> None:
    """Writes the page. That it cannot be written is logged, and stops nothing: what it tells is recorded."""
    try:
        write_text(page_path(store), rendered(store))
    except (OSError, QueryError) as error:
        log.warning("the page on quality could not be written: %s", error)


def rendered(store: Store) -> str:
    """The page as HTML, with everything that was read from anywhere escaped."""
    runs = checked_runs(store)
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    latest = runs[0] if runs else None
    return environment.get_template(_TEMPLATE).render(
        made_at=datetime.now(UTC),
        runs=runs,
        latest=latest,
        failed=[_failed(store, key, latest.checks[key]) for key in latest.failed()] if latest else [],
        tables=_tables(runs),
        oldest_first=runs[::-1],
    )


def _failed(store: Store, key: Key, check: CheckOfRun) -> dict[str, object]:
    """A failed check: its columns are those of its failing rows, and the words they were read from where a row points at some."""
    words = quotes(store, check.rows)
    columns = list(dict.fromkeys(name for row in check.rows for name in row))
    return {"key": key, "check": check, "columns": columns, "rows": list(zip(check.rows, words, strict=True)), "has_quotes": any(words)}


def _tables(runs: Sequence[CheckedRun]) -> Mapping[str, list[Key]]:
    """The checks of every shown run, by table."""
    keys: Any = sorted({key for run in runs for key in run.checks}, key=lambda key: (key[0], key[1], key[2] or ""))
    tables: dict[str, list[Key]] = {}
    for key in keys:
        tables.setdefault(key[0], []).append(key)
    return tables
