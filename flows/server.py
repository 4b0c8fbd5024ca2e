"""Prefect's server for one run: the configured one, or a temporary one in a process of its own."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

import httpx
from prefect.server.api.server import SubprocessASGIServer

from flows.environment import uses_configured_server
from flows.runs import RunError


@contextmanager
def made_ready() -> Iterator[None]:
    """Starts the temporary server where none is configured, and imports Great Expectations, which takes 8 s, while it starts.

    RunError where no server can be reached.
    """
    if uses_configured_server():
        yield from _translated()
        return
    failure: list[RuntimeError] = []
    starting = threading.Thread(target=_start, args=(failure,), daemon=True)
    starting.start()
    import_module("great_expectations")
    starting.join()
    if failure:
        raise RunError(f"Prefect's temporary server did not start: {failure[0]}. Look at the load of this machine and run again")
    yield from _translated()


def _start(failure: list[RuntimeError]) -> None:
    # A new process inherits what its thread blocks: Ctrl-C must reach the run alone, which ends its server when it has ended itself.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        SubprocessASGIServer().start()
    except RuntimeError as error:
        failure.append(error)


def _translated() -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        raise RunError(f"Prefect's server does not answer ({error}); start it, or unset PREFECT_API_URL, and run again") from error
