"""`taizhang sql`: one statement, answered as a table, CSV or JSON."""

import csv
import json
import sys
from pathlib import Path

from flows.commands.printing import print_table, printer
from flows.queries import Answer, query
from warehouse.store import Store


def sql(statement: str, output_format: str, data: Path) -> None:
    """Prints the answer. QueryError where the statement is refused."""
    answer = query(Store(data).warehouse_path, statement)
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
