"""Options of the command line that are handed on by the environment, so that they reach every process of a run."""

import os
from collections.abc import Callable
from typing import Any

import click

from flows.lineage.settings import LINEAGE
from flows.logs.json_lines import FORMATS, LOG_FORMAT
from flows.watch.settings import STALE_AFTER, STALE_AFTER_DAYS, WEBHOOK

Command = Callable[..., Any]


def watch_options(command: Command) -> Command:
    """`--webhook`, `--stale-after-days`, `--lineage` and `--log-format`."""
    webhook = _handed_on("--webhook", WEBHOOK, metavar="URL", help="Address that alerts are posted to, as JSON.")
    return webhook(stale_option(_lineage_option(log_option(command))))


def log_option(command: Command) -> Command:
    """`--log-format text|json`."""
    wanted = "How messages are written to standard error: for people, or as JSON, one object a line."
    return _handed_on("--log-format", LOG_FORMAT, type=click.Choice(FORMATS), help=wanted)(command)


def stale_option(command: Command) -> Command:
    """`--stale-after-days N`."""
    wanted = f"Warn when no new report came for so many days.  [default: {STALE_AFTER_DAYS}]"
    return _handed_on("--stale-after-days", STALE_AFTER, type=click.IntRange(1, 99_999), help=wanted)(command)


def _lineage_option(command: Command) -> Command:
    wanted = "File that OpenLineage events are added to, or address of a server that takes them."
    return _handed_on("--lineage", LINEAGE, metavar="FILE|URL", help=wanted)(command)


def _handed_on(name: str, variable: str, **attributes: Any) -> Callable[[Command], Command]:
    return click.option(name, envvar=variable, show_envvar=True, expose_value=False, callback=_into_environment, **attributes)


def _into_environment(context: click.Context, option: click.Parameter, value: object) -> None:
    """Sets the option's variable as long as the command runs."""
    variable = str(option.envvar)
    before = os.environ.get(variable)
    if value is None or before == str(value):
        return
    os.environ[variable] = str(value)
    context.call_on_close(lambda: os.environ.pop(variable) if before is None else os.environ.update({variable: before}))
