"""The command line. Each command imports what it needs when it is called, so that `--help` answers at once."""

from pathlib import Path
from typing import Any

import click

from flows.failures import is_for_people
from flows.logs.json_lines import Failure
from flows.options import accept_option, data_option, format_option, lexicons_option, profiles_option, yes_option
from flows.watch.options import log_option, stale_option, watch_options

_FILES = ("parquet", "csv")


class Commands(click.Group):
    """Commands whose expected failures end in a sentence and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command. Errors of our own and of the file system are written for people; anything else is a defect and shows where."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if is_for_people(error):
                raise Failure(str(error)) from error
            raise


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog="Example:  taizhang run seeds/reports")
@click.version_option(package_name="taizhang")
def main() -> None:
    """Taizhang (台账) turns published reports of Party and government meetings into a DuckDB warehouse.

    Every fact in it points at the words that state it.
    """


@main.command(epilog="Example:  taizhang run ~/inbox downloads/report.txt")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, readable=False, path_type=Path))
@profiles_option
@lexicons_option
@accept_option
@watch_options
@data_option
def run(paths: tuple[Path, ...], profiles: tuple[Path, ...], lexicons: tuple[Path, ...], accept: str | None, data: Path) -> None:
    """Load every new report at or below each PATH and publish the warehouse.

    Files are only read, never moved or changed. Without a PATH, what an interrupted run left is finished. The exit code is 0 where the
    warehouse was published or nothing was new, 1 where the run failed.
    """
    from flows.commands.run import run

    run(paths, data, profiles, accept, lexicons)


@main.command(epilog="Example:  taizhang serve --inbox ~/inbox --cron '0 6 * * *' --timezone Asia/Shanghai")
@click.option(
    "--inbox",
    "inboxes",
    type=click.Path(path_type=Path),
    multiple=True,
    default=(Path("inbox"),),
    show_default=True,
    help="Folder that runs look into; made if it is missing. May be given several times.",
)
@click.option("--cron", help="When runs start, as five fields: minute, hour, day, month, weekday. Hourly if nothing is given.")
@click.option("--every", help="Or the interval at which runs start: 15m, 2h, 1d.")
@click.option("--timezone", help="Time zone of the schedule, such as Asia/Shanghai; this machine's if it is not given.")
@click.option("--port", type=click.IntRange(1, 65535), default=4200, show_default=True, help="Port of the pages, on this machine alone.")
@click.option("--keep-days", type=click.IntRange(min=1), default=90, show_default=True, help="Days that the pages remember runs for.")
@profiles_option
@lexicons_option
@watch_options
@data_option
def serve(
    inboxes: tuple[Path, ...],
    cron: str | None,
    every: str | None,
    timezone: str | None,
    port: int,
    keep_days: int,
    profiles: tuple[Path, ...],
    lexicons: tuple[Path, ...],
    data: Path,
) -> None:
    """Serve Prefect's pages and start a run on a schedule, until Ctrl-C or SIGTERM.

    Server, runs and their database stay on this machine, the database below the data directory. What dies is started again; at the end
    nothing is left running.
    """
    from flows.commands.serve import serve

    serve(inboxes, (cron, every, timezone), port, keep_days, {"--profiles": profiles, "--lexicons": lexicons}, data)


@main.command(epilog='Example:  taizhang sql "SELECT host, held_on FROM meeting_overview" --format csv')
@click.argument("statement")
@click.option("--as-of", metavar="RUN", help="Ask the warehouse as it was after that run: the first characters of its id, or previous.")
@click.option("--blocked", is_flag=True, help="Ask the warehouse that was refused publication.")
@format_option
@data_option
def sql(statement: str, as_of: str | None, blocked: bool, output_format: str, data: Path) -> None:
    """Answer an SQL STATEMENT from the published warehouse, which is opened for reading only.

    With --as-of the warehouse of that day is built again beside the published one, from the batches and lexicons that stood then. It has
    the tables and views of today's program, and entities as its rules resolve them: where these have changed since, which is said, ids and
    rows may differ from what was published that day; what was read from each report does not.
    """
    from flows.commands.sql import sql

    if as_of and blocked:
        raise click.UsageError("--as-of and --blocked name different warehouses; give one of them")
    sql(statement, output_format, data, as_of, blocked)


@main.command(epilog="Example:  taizhang diff previous latest --rows meeting")
@click.argument("before", metavar="[RUN_A]", required=False)
@click.argument("after", metavar="[RUN_B]", default="latest")
@click.option("--rows", is_flag=False, flag_value="all", metavar="[TABLE]", help="List the rows of one table, or of all, with both values.")
@format_option
@data_option
def diff(before: str | None, after: str, rows: str | None, output_format: str, data: Path) -> None:
    """Tell what changed between the publications of RUN_A and RUN_B: added, changed and removed rows of each table.

    A run is named by the first characters of its id, or as latest or previous. Where none is named, it is told what the latest changed.
    """
    from flows.commands.diff import diff

    diff(before, after, rows, output_format, data)


@main.command(epilog="Example:  taizhang show e8ab4195")
@click.argument("report_id")
@data_option
def show(report_id: str, data: Path) -> None:
    """Show a report with its facts marked in colour, and each fact beneath with the words that state it.

    The first characters of the REPORT_ID are enough where they name one report.
    """
    from flows.commands.show import show

    show(report_id, data)


@main.command(epilog="Example:  taizhang status --json")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")
@click.option("--every", help="Interval at which runs are expected, such as 1h. Without it the schedule of taizhang serve.")
@stale_option
@data_option
def status(as_json: bool, every: str | None, data: Path) -> None:
    """Tell what the warehouse holds, how the last runs ended, and what waits for somebody to act.

    The exit code is 3 where the last run failed, 4 where a run is overdue, and 0 where all is well. That no report came for long is a
    warning and changes no exit code.
    """
    from flows.commands.status import status

    status(as_json, data, every)


@main.command(epilog="Example:  taizhang quarantine --all")
@click.option("--all", "resolved_too", is_flag=True, help="Also what a later run has loaded.")
@data_option
def quarantine(resolved_too: bool, data: Path) -> None:
    """List what was refused, with the reason and what to do."""
    from flows.commands.quarantine import quarantine

    quarantine(resolved_too, data)


@main.command(epilog="Example:  taizhang rebuild --data /srv/taizhang")
@lexicons_option
@accept_option
@log_option
@data_option
def rebuild(lexicons: tuple[Path, ...], accept: str | None, data: Path) -> None:
    """Build the warehouse anew from its Parquet files, check it and publish it."""
    from flows.commands.rebuild import rebuild

    rebuild(data, accept, lexicons)


@main.command(epilog="Example:  taizhang reprocess --yes")
@click.option("--undo", is_flag=True, help="Go back to what stood before the last reprocess that was published.")
@yes_option
@accept_option
@profiles_option
@lexicons_option
@data_option
def reprocess(
    undo: bool, yes: bool, accept: str | None, profiles: tuple[Path, ...], lexicons: tuple[Path, ...], data: Path
) -> None:
    """Read again, from what was kept of every file, the reports that this version can read otherwise, and what was refused.

    What would change is shown first. It is published once you agree, at the terminal or with --yes, and can be undone.
    """
    from flows.commands import reprocess

    if undo:
        reprocess.undo(data, lexicons, yes, accept)
    else:
        reprocess.reprocess(data, profiles, lexicons, yes, accept)


@main.command(epilog="Example:  taizhang correct my-corrections.csv")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@lexicons_option
@accept_option
@data_option
def correct(paths: tuple[Path, ...], lexicons: tuple[Path, ...], accept: str | None, data: Path) -> None:
    """Take in corrections of what was read, as CSV files, and tell how it stands with each.

    A correction is applied wherever its report is read as it says, by every later version; where it no longer fits, that is said.
    """
    from flows.commands.correct import correct

    correct(paths, data, accept, lexicons)


@main.command(epilog="Example:  taizhang compact --data /srv/taizhang")
@lexicons_option
@data_option
def compact(lexicons: tuple[Path, ...], data: Path) -> None:
    """Merge small batches into larger ones. No row of the warehouse changes."""
    from flows.commands.upkeep import compact

    compact(data, lexicons)


@main.command(epilog="Example:  taizhang vacuum --keep-days 90")
@click.option("--keep-days", type=click.IntRange(min=0), default=30, show_default=True, help="Days for which what was replaced is kept.")
@yes_option
@data_option
def vacuum(keep_days: int, yes: bool, data: Path) -> None:
    """Remove batches and copies that nothing is made of any more, once you have seen which. Files in raw/ stay for ever."""
    from flows.commands.upkeep import vacuum

    vacuum(data, keep_days, yes)


@main.command(epilog="Example:  taizhang score tests/gold/seeds --misses")
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--misses", is_flag=True, help="List each missed and each wrong fact.")
@click.option("--json", "json_path", type=click.Path(dir_okay=False, path_type=Path), help="Also write the figures to this file.")
@data_option
def score(gold: tuple[Path, ...], misses: bool, json_path: Path | None, data: Path) -> None:
    """Score the warehouse against the gold annotations in each GOLD directory: precision, recall and F1 by field."""
    from flows.commands.score import score

    score(gold, misses, json_path, data)


@main.command(epilog="Example:  taizhang export exported --format csv")
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "file_format", type=click.Choice(_FILES), default="parquet", show_default=True, help="Format of the files.")
@data_option
def export(directory: Path, file_format: str, data: Path) -> None:
    """Write every table of the published warehouse to DIRECTORY, one file each."""
    from flows.commands.export import export

    export(directory, file_format, data)
