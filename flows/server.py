"""Prefect's server for one run: the configured one, or a temporary one in a process of its own."""

import atexit
import os
import signal
import subprocess
import sys
import time
from importlib import import_module

from flows.environment import uses_configured_server
from flows.health import HOST, free_port, is_healthy
from flows.runs import RunError

_STARTUP_SECONDS = 120.0
_SHUTDOWN_SECONDS = 5.0


def make_ready() -> None:
    """Sees to a server that lasts until this process ends, with Prefect and Great Expectations imported while it starts.

    RunError where no server can be reached. Call `flows.environment.prepare` first.
    """
    if uses_configured_server():
        _read_environment()
        _greet()
        _import_slow_packages()
        return
    port = free_port()
    server = _spawn(port)
    # Before Prefect is imported, so that it is called after Prefect's own functions, which still send to the server.
    atexit.register(_stop, server)
    os.environ["PREFECT_API_URL"] = f"http://{HOST}:{port}/api"
    _read_environment()
    _import_slow_packages()
    _wait(server, port)


def _read_environment() -> None:
    """Prefect reads the environment as it is imported, which may have been before it was prepared: a forked process finds it imported."""
    from prefect.context import refresh_global_settings_context

    refresh_global_settings_context()


def _import_slow_packages() -> None:
    for name in ("flows.ingest", "great_expectations"):
        import_module(name)


def _greet() -> None:
    from prefect.client.orchestration import get_client

    try:
        with get_client(sync_client=True) as client:
            client.raise_for_api_version_mismatch()
    except RuntimeError as error:
        raise RunError(f"Prefect's server cannot be used: {error}. Start it, or unset PREFECT_API_URL, and run again") from error


def _spawn(port: int) -> subprocess.Popen[bytes]:
    server = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port), "--no-services", "--no-ui"]
    # Tied to this process, which may be killed. In a session of its own: Ctrl-C must reach the run alone, which still needs its server to
    # end in order.
    command = [sys.executable, "-m", "flows.serving.tied", *server]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + _STARTUP_SECONDS
    while not is_healthy(port):
        if server.poll() is not None:
            raise RunError(f"Prefect's temporary server ended at once with exit code {server.returncode}; try: prefect server start")
        if time.monotonic() > deadline:
            raise RunError(f"Prefect's temporary server did not start within {_STARTUP_SECONDS:g} s; look at the load of this machine")
        time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ends the server's session: the process that was started and those that it started."""
    try:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(_SHUTDOWN_SECONDS)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
