"""Telling OpenLineage events to a file or a server. Whatever goes wrong is logged, and fails no run."""

import os
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from flows.lineage.settings import API_KEY, LINEAGE
from flows.runs import log
from warehouse.store import Store

if TYPE_CHECKING:
    from openlineage.client.event_v2 import RunEvent
    from openlineage.client.transport import Transport


def tell_start(flow_run_id: str) -> None:
    """Tells that a flow run begins."""
    _tell(lambda events: events.started(flow_run_id))


def tell_completion(flow_run_id: str, data: Path) -> None:
    """Tells that a flow run ended well, with the files that it read and the tables that it published."""
    _tell(lambda events: events.completed(flow_run_id, Store(data)))


def tell_failure(flow_run_id: str, reason: str, *, is_stopped: bool = False) -> None:
    """Tells that a flow run failed, or was stopped or died, and why."""
    _tell(lambda events: events.failed(flow_run_id, reason, is_stopped=is_stopped))


def _tell(event: "Callable[[ModuleType], RunEvent]") -> None:
    """Sends an event where one is asked for. The client is imported only then: it takes a second, and need not be installed."""
    target = os.environ.get(LINEAGE)
    if not target:
        return
    try:
        from openlineage.client import OpenLineageClient

        with closing(OpenLineageClient(transport=_transport(target))) as client:
            client.emit(event(import_module("flows.lineage.events")))
    except ModuleNotFoundError as error:
        log.warning("no lineage is told: %s is not installed; install it in the project's folder: pip install '.[lineage]'", error.name)
    except Exception as error:  # whatever the client and the libraries below it raise: the run goes its own way
        log.warning("lineage could not be told to %s (%s: %s)", target, type(error).__name__, error)


def _transport(target: str) -> "Transport":
    if target.startswith(("http://", "https://")):
        from openlineage.client.transport.http import HttpConfig, HttpTransport

        key = os.environ.get(API_KEY)
        auth = {"auth": {"type": "api_key", "apiKey": key}} if key else {}
        return HttpTransport(HttpConfig.from_dict({"url": target, "retry": {"total": 2}, **auth}))
    from openlineage.client.transport.file import FileConfig, FileTransport

    path = Path(target).absolute()
    path.parent.mkdir(parents=True, exist_ok=True)
    return FileTransport(FileConfig(str(path), append=True))
