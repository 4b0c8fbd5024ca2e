"""`taizhang sql`: one statement, answered as a table, CSV or JSON, from the published warehouse, an earlier one, or a refused one."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.commands.past import past_warehouse
from flows.commands.printing import print_table, printer
from flows.queries import Answer, QueryError, query
from warehouse import blocked
from warehouse.store import Store


def sql(statement: str, output_format: str, data: Path, as_of: str | None = None, from_blocked: bool = False) -> None:
    """Prints the answer. QueryError where the statement is refused; PublicationError where the run `as_of` cannot be told."""
    with _opened(Store(data), as_of, from_blocked) as warehouse:
        print_answer(query(warehouse, statement), output_format)


@contextmanager
def _opened(store: Store, as_of: str | None, from_blocked: bool) -> Iterator[Path]:
    if as_of:
        with past_warehouse(store, as_of) as warehouse:
            yield warehouse
    elif from_blocked and not blocked.read(store):
        raise QueryError("no warehouse is refused publication now; leave --blocked out to ask the published one")
    else:
        yield blocked.warehouse_path(store) if from_blocked else store.warehouse_path


def print_answer(answer: Answer, output_format: str) -> None:
    """Prints rows as `table`, `csv` or `json`."""
    {"table": _print_table, "csv": _print_csv, "json": _print_json}[output_format](answer)


def _print_table(answer: Answer) -> None:
    console = printer()
    print_table(console, answer.rows(), columns=answer.columns)
    console.print(f"{len(answer.values)} row{'s' * (len(answer.values) != 1)}", style="dim")


def _print_csv(answer: Answer) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.values)


def _print_json(answer: Answer) -> None:
    json.dump(answer.rows(), sys.stdout, ensure_ascii=False, default=str, indent=1)
    sys.stdout.write("\n")
