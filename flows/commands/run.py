"""`taizhang run`: one run, with progress, and a summary of what the warehouse then holds."""

import atexit
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from flows.commands.changes import explaining_refusals
from flows.commands.printing import print_table, printer
from flows.environment import prepare, uses_configured_server
from flows.interruption import heed_signals
from flows.logs.json_lines import Failure
from flows.progress import shown
from flows.queries import query
from flows.run_report import SHOWN_MEETINGS, changed_rows, checks_passed, counts, failed_checks, listed, meetings
from flows.running import running
from flows.runs import Result, Tally, log, start_run
from flows.server import make_ready
from flows.stages import count_files, end_without_news, has_news
from flows.watch.after_run import failure_told, look_back
from flows.watch.history import newest_first
from warehouse.store import Store


def run(
    paths: Sequence[Path], data: Path, profiles: Sequence[Path] = (), accept: str | None = None, lexicons: Sequence[Path] = ()
) -> None:
    """Runs, and prints what was found. Exceptions say why a run failed; Ctrl-C ends with exit code 1.

    `accept` is a reason to publish in spite of what the warehouse would lose.
    """
    atexit.register(_end_quietly)
    heed_signals()
    try:
        with explaining_refusals(), shown(log):
            with failure_told(data):
                result = _nothing_new(paths, data, profiles, lexicons)
                if result is None:
                    _start_prefect(data)
            result = result or _run_flow(paths, data, profiles, accept, lexicons)
    except KeyboardInterrupt:
        raise Failure("interrupted: what is committed stays. The same command again finishes the run") from None
    _print_summary(result, data)


def _end_quietly() -> None:
    """Registered first, so called last: DuckDB's binding complains at length when other libraries still hold its objects at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _nothing_new(paths: Sequence[Path], data: Path, profiles: Sequence[Path], lexicons: Sequence[Path]) -> Result | None:
    """The recorded run where there is nothing to do, which is found in a second; None where there is."""
    log.info("looking for new files")
    run = start_run(data, lexicons=lexicons, profiles=profiles)
    with running(run):
        if has_news(run, paths):
            return None
        for sentence in run.store.discard_remains():
            log.warning("an earlier run was interrupted: %s", sentence)
        result = end_without_news(run, Tally(files_seen=count_files(run, paths)))
        look_back(data)
        return result


def _start_prefect(data: Path) -> None:
    prepare(data)
    log.info("starting Prefect%s", "" if uses_configured_server() else " (half a minute the first time, to create its database)")
    make_ready()


def _run_flow(
    paths: Sequence[Path], data: Path, profiles: Sequence[Path], accept: str | None, lexicons: Sequence[Path]
) -> Result:
    from httpx import TransportError

    from flows.ingest import ingest

    started = datetime.now(UTC)
    try:
        return ingest([*map(str, paths)], str(data), [*map(str, profiles)], accept, [*map(str, lexicons)])
    except TransportError as error:
        raise Failure(f"Prefect's server went away during the run ({error}). {_came_of(data, started)}") from error


def _came_of(data: Path, started: datetime) -> str:
    """What became of a run whose server went away, and what to do."""
    last = next(newest_first(Store(data)), None)
    if last and last.started_at >= started and last.outcome != "failed":
        return f"The run itself ended as {last.outcome} and lost nothing; only Prefect's pages may lack its end"
    return "What is committed stays. The same command again finishes the run"


def _print_summary(result: Result, data: Path) -> None:
    console = printer()
    store = Store(data)
    tally = result.tally
    if result.outcome == "nothing_new":
        console.print(f"[bold]Nothing new[/] in {tally.files_seen} files: {escape(str(store.warehouse_path))} stays as it is.")
        return
    news = f"{tally.files_new} new files, {tally.reports_new} new reports"
    console.print(f"\n[bold green]Published[/] {escape(str(store.warehouse_path))}: {news}.")
    console.print(f"It holds {listed(counts(store))}.")
    if news := changed_rows(result.changes):
        console.print(f"{news}; see: {escape(_command('diff', data))}")
    console.print(f"Checks: {checks_passed(tally.checks)}.")
    for sentence in failed_checks(tally.checks):
        console.print(f"  {sentence}", style="yellow", markup=False)
    if tally.records_quarantined:
        console.print(f"[yellow]{tally.records_quarantined} records or files were refused[/]; see: {escape(_command('quarantine', data))}")
    if reported := meetings(store):
        print_table(console, reported, title="The latest meetings" if len(reported) == SHOWN_MEETINGS else "Meetings")
    _print_next(console, store, data)


def _print_next(console: Console, store: Store, data: Path) -> None:
    console.print("\nTry next:")
    for words in suggestions(store):
        console.print(f"  {_command(words, data)}", soft_wrap=True, markup=False)


def suggestions(store: Store) -> list[str]:
    """Three commands that show something of this warehouse."""
    report = query(store.warehouse_path, "SELECT report_id FROM report ORDER BY is_report DESC, report_id LIMIT 1").values
    return [
        *(f"show {report_id}" for (report_id,) in report),
        'sql "SELECT formula_id, count(*) AS reports FROM formula_mention GROUP BY ALL ORDER BY 2 DESC, 1 LIMIT 10"',
        "status",
    ]


def _command(words: str, data: Path) -> str:
    """A command line that works where this one worked."""
    program = "taizhang" if shutil.which("taizhang") else os.path.relpath(sys.argv[0])
    return f"{program} {words}" + ("" if data == Path("data") or "TAIZHANG_DATA" in os.environ else f" --data {data}")
