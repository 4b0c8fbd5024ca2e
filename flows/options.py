"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

_ANSWERS = ("table", "csv", "json")

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _reason(_context: click.Context, _option: click.Parameter, reason: str | None) -> str | None:
    if reason is not None and not reason.strip():
        raise click.BadParameter("say why it is right to publish")
    return reason


data_option: Decorator = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    envvar="TAIZHANG_DATA",
    show_default=True,
    show_envvar=True,
    help="Data directory.",
)
profiles_option: Decorator = click.option(
    "--profiles",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    envvar="TAIZHANG_PROFILES",
    show_envvar=True,
    help="Directory of your own source profiles (*.toml), tried before the shipped ones. May be given several times.",
)
lexicons_option: Decorator = click.option(
    "--lexicons",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    envvar="TAIZHANG_LEXICONS",
    show_envvar=True,
    help="Directory of your own lexicon rows (*.csv), added to the shipped ones. May be given several times.",
)
format_option: Decorator = click.option(
    "--format", "output_format", type=click.Choice(_ANSWERS), default="table", show_default=True, help="Form of the answer."
)
accept_option: Decorator = click.option(
    "--accept",
    metavar="REASON",
    callback=_reason,
    help="Publish although the warehouse would lose what the published one has. The reason is recorded.",
)
yes_option: Decorator = click.option("--yes", is_flag=True, help="Do it without asking.")
