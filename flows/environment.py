"""What Prefect must find in the environment before it is imported. This module itself imports nothing of it."""

import json
import os
from pathlib import Path

from flows.health import HOST, is_healthy

SERVED_AT = "served.json"
"""In Prefect's directory under the data directory: where `taizhang serve` answers and when it starts runs, as long as it serves."""

_SETTINGS = {
    # Nothing leaves the machine: the server counts its users and its pages show offers unless told not to.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The sentences of a run go to its page; the command line prints its own.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "taizhang",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # A server that died does not come back in the minute that the client would wait at each request; a quarter bridges a restart.
    "PREFECT_CLIENT_MAX_RETRIES": "3",
    # Prefect's client would print in full each event that it could not send; the run itself says that the server is away.
    "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
    # Where a flow is called without the command line; a fresh database takes longer to create than the 20 s that Prefect waits.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def uses_configured_server() -> bool:
    """Whether the environment names a Prefect server; without one a temporary server is started for the run."""
    return bool(os.environ.get("PREFECT_API_URL"))


def prepare(data: Path) -> None:
    """Set every variable that is not set yet, so that the run keeps to this machine and, without a configured server, to `data`.

    Where `taizhang serve` works on that data directory, its server is taken: the run is then shown on its pages.
    """
    settings = dict(_SETTINGS)
    if not uses_configured_server():
        home = data.resolve() / "prefect"
        home.mkdir(parents=True, exist_ok=True)
        settings["PREFECT_HOME"] = str(home)
        if served := _served_at(home):
            settings["PREFECT_API_URL"] = served
    for name, value in settings.items():
        os.environ.setdefault(name, value)


def _served_at(home: Path) -> str | None:
    try:
        port = int(json.loads((home / SERVED_AT).read_text(encoding="utf-8"))["port"])
    except (OSError, ValueError, KeyError, TypeError):  # nothing is served, or the file is not ours
        return None
    return f"http://{HOST}:{port}/api" if is_healthy(port) else None
