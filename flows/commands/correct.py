"""`taizhang correct`: what people know better than was read, taken in, and how it stands with each correction."""

from collections.abc import Sequence
from pathlib import Path

from flows.commands.changes import explaining_refusals
from flows.commands.printing import print_table, printer
from flows.dead_runs import clear_up
from flows.progress import shown
from flows.queries import query
from flows.running import running
from flows.runs import Tally, log, start_run
from flows.stages import end_without_news, is_published, publish
from warehouse.correction_files import adopt

_STATE = """
SELECT source, table_name || '.' || column_name AS field, row_name AS row, old_value, new_value, who, status, message
FROM correction ORDER BY status <> 'applied', source
"""


def correct(paths: Sequence[Path], data: Path, accept: str | None, lexicons: Sequence[Path] = ()) -> None:
    """Takes files of corrections in, publishes, and prints every correction. CorrectionError, with nothing taken in, where one is wrong."""
    run = start_run(data, lexicons=lexicons)
    with explaining_refusals(), shown(log), running(run):
        clear_up(run)
        adopt(run.store.correction_directory, paths)
        if is_published(run):
            end_without_news(run, Tally())
        else:
            publish(run, Tally(), accept=accept)
    answer = query(run.store.warehouse_path, _STATE)
    console = printer()
    print_table(console, answer.rows(), title="Corrections", columns=answer.columns)
    unapplied = sum(row["status"] != "applied" for row in answer.rows())
    console.print(f"{len(answer.values) - unapplied} corrections are applied, {unapplied} are not.")
