"""Where Prefect servers of this machine listen, and whether they answer."""

import socket
import urllib.request

HOST = "127.0.0.1"
"""Servers that Taizhang starts listen on this machine alone."""


def is_healthy(port: int) -> bool:
    """Whether a server on that port says that it is well."""
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/api/health", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
