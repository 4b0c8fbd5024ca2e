"""Opening the warehouse as it was after an earlier run, with a word where it cannot be quite the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from warehouse import publications
from warehouse.as_of import is_by_other_rules, warehouse_after
from warehouse.store import Store


@contextmanager
def past_warehouse(store: Store, words: str) -> Iterator[Path]:
    """The warehouse after the run that `words` name: first characters of its id, `latest` or `previous`. PublicationError where none is."""
    run_id = publications.find(store.run_directory, words)
    if is_by_other_rules(store, run_id):
        note = "tables, views or rules of resolution have changed since: what was read from reports is as it was, the rest as is done now"
        click.echo(f"Run {run_id}: {note}.", err=True)
    with warehouse_after(store, run_id) as warehouse:
        yield warehouse
