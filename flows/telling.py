"""Telling Prefect: pages and names are of use to people, and a server that is away must not make a run fail that can do without them."""

from collections.abc import Iterator
from contextlib import contextmanager

from httpx import HTTPError
from prefect.exceptions import PrefectException

from flows.runs import log


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Runs the block, in which Prefect's server is told `what`; where it cannot be, that is said and the run goes on."""
    try:
        yield
    except (HTTPError, PrefectException, OSError) as error:
        log.warning("Prefect's server could not be told %s (%s: %s); the run goes on without", what, type(error).__name__, error)
