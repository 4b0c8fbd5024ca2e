"""What `taizhang serve` serves: Prefect's server and the runner of the schedule, on one data directory."""

import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.environment import SERVED_AT
from flows.health import HOST, is_healthy
from flows.serving.schedule import When
from flows.serving.supervisor import Child, ServeError
from warehouse.locking import lock

_READY = "runner.ready"


@dataclass(frozen=True)
class Service:
    """Where and what to serve, and when. `words` are those of the runner's command line."""

    data: Path
    port: int
    schedule: When
    words: Sequence[str]
    kept_days: int

    @property
    def address(self) -> str:
        """Where a person finds the pages."""
        return f"http://{HOST}:{self.port}"

    @property
    def home(self) -> Path:
        """Prefect's own directory: its database, and the logs of both processes."""
        return self.data.resolve() / "prefect"

    def children(self) -> list[Child]:
        """The server, then the runner."""
        return [self._server(), self._runner()]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps a second service off the data directory, and says where this one is to be found and when it starts runs.

        ServeError where the port is taken; LockedError where another process serves the directory.
        """
        with lock(self.home / "serve.lock", wait_seconds=0):
            self._claim_port()
            told = {"port": self.port, "since": datetime.now(UTC).isoformat(timespec="seconds"), **self.schedule.as_json()}
            (self.home / SERVED_AT).write_text(json.dumps(told), encoding="utf-8")
            try:
                yield
            finally:
                (self.home / SERVED_AT).unlink(missing_ok=True)

    def _environment(self) -> dict[str, str]:
        return {
            "PREFECT_HOME": str(self.home),
            "PREFECT_API_URL": f"{self.address}/api",
            # The pages call this address, whatever port the server was started on.
            "PREFECT_SERVER_UI_API_URL": f"{self.address}/api",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
            "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(self.kept_days * 86_400),
            "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
            # A server that is started again takes some seconds; a run in progress waits for it.
            "PREFECT_CLIENT_MAX_RETRIES": "6",
        }

    def _server(self) -> Child:
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(self.port)]
        return Child("Prefect's server", command, self._environment(), self.home / "server.log", lambda: is_healthy(self.port))

    def _runner(self) -> Child:
        (self.home / _READY).unlink(missing_ok=True)
        words = ["--data", str(self.data), "--ready", str(self.home / _READY), *self.words]
        command = [sys.executable, "-m", "flows.serving.runner", *words]
        return Child("the schedule's runner", command, self._environment(), self.home / "runner.log", (self.home / _READY).exists)

    def _claim_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, self.port))
            except OSError:
                remedy = f"end what listens there, or choose another port: taizhang serve --port {self.port + 1}"
                raise ServeError(f"port {self.port} of this machine is taken; {remedy}") from None


def settle_environment(service: Service) -> None:
    """Takes out of the environment what would lead the children to another server than this one."""
    if other := os.environ.pop("PREFECT_API_URL", None):
        sentence = "unset it, or deploy to that server instead (see prefect.yaml)"
        raise ServeError(f"PREFECT_API_URL names the server {other}, and serve starts one of its own on {service.address}: {sentence}")
