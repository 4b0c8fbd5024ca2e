"""What Prefect must find in the environment before it is imported. This module itself imports nothing of it."""

import os
from pathlib import Path

_QUIET = {
    # Nothing leaves the machine: the server counts its users and its pages show offers unless told not to.
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The sentences of a run go to its page; the command line prints its own.
    "PREFECT_LOGGING_EXTRA_LOGGERS": "taizhang",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}
_OWN_SERVER = {
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    # A fresh database takes longer to create than the 20 s that Prefect waits by itself.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}
_NEEDLESS_SERVICES = ("SCHEDULER", "LATE_RUNS", "TRIGGERS", "EVENT_PERSISTER", "CANCELLATION_CLEANUP", "PAUSE_EXPIRATIONS", "FOREMAN")


def uses_configured_server() -> bool:
    """Whether the environment names a Prefect server; without one a temporary server is started for the run."""
    return bool(os.environ.get("PREFECT_API_URL"))


def prepare(data: Path) -> None:
    """Set every variable that is not set yet, so that the run keeps to this machine and to `data`."""
    settings = dict(_QUIET)
    if not uses_configured_server():
        settings |= _OWN_SERVER | {"PREFECT_HOME": str(data.resolve() / "prefect")}
        settings |= {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in _NEEDLESS_SERVICES}
    for name, value in settings.items():
        os.environ.setdefault(name, value)
