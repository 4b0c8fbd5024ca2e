"""What the lines of a log belong to: the run, and the stage that it is in. Prefect's threads inherit both from the one that starts them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

RUN_ID: ContextVar[str | None] = ContextVar("run_id", default=None)
STAGE: ContextVar[str | None] = ContextVar("stage", default=None)


@contextmanager
def handled(log: logging.Logger, handler: logging.Handler) -> Iterator[None]:
    """Hands what is logged within the block, from INFO on, to a handler as well."""
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)


@contextmanager
def in_stage(name: str) -> Iterator[None]:
    """Names the stage of what is logged within the block."""
    token = STAGE.set(name)
    try:
        yield
    finally:
        STAGE.reset(token)
