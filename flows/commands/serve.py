"""`taizhang serve`: Prefect's pages and the schedule, in one group of processes that is watched."""

import signal
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from tzlocal import get_localzone_name

from flows.environment import prepare
from flows.progress import shown
from flows.runs import log
from flows.serving.schedule import when
from flows.serving.service import Service, settle_environment
from flows.serving.supervisor import Supervisor

Chosen = tuple[str | None, str | None, str | None]
"""Cron expression, interval and time zone as they were written on the command line."""


def serve(inboxes: Sequence[Path], chosen: Chosen, port: int, keep_days: int, added: Mapping[str, Sequence[Path]], data: Path) -> None:
    """Serves until it is told to end, with `added` directories by option; ScheduleError and ServeError say what is wrong."""
    cron, every, timezone = chosen
    schedule = when(cron, every, timezone or get_localzone_name() or "UTC")
    for inbox in inboxes:
        inbox.mkdir(parents=True, exist_ok=True)
    words = [*schedule.words(), *_repeated("--inbox", inboxes)]
    for option, paths in added.items():
        words += _repeated(option, paths)
    service = Service(data.resolve(), port, schedule, words, keep_days)
    settle_environment(service)
    with shown(log), service.held():
        prepare(data)
        supervisor = Supervisor(service.children())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: supervisor.stop())
        log.info("starting Prefect's server; its words go to %s", service.home / "server.log")
        supervisor.run(lambda: _announce(service, inboxes, schedule.in_words()))
        log.info("ended; nothing is left running")


def _announce(service: Service, inboxes: Sequence[Path], schedule: str) -> None:
    folders = ", ".join(str(inbox.resolve()) for inbox in inboxes)
    click.echo(f"Taizhang serves {service.address}\n  looks into {folders} {schedule}\n  Ctrl-C ends it.")


def _repeated(option: str, paths: Sequence[Path]) -> list[str]:
    return [word for path in paths for word in (option, str(path.resolve()))]
