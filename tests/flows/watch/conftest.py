"""A real webhook and a real mail server on this machine, and a data directory whose last report came long ago."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from flows import stages
from flows.processing import process
from flows.runs import Run, Tally, start_run
from tests.flows.watch.receivers import LetterBox, Post, letter_box, posts_to
from tests.project import SEEDS


@pytest.fixture
def post() -> Iterator[Post]:
    yield from posts_to(status=200)


@pytest.fixture
def broken_post() -> Iterator[Post]:
    """A webhook that takes nothing."""
    yield from posts_to(status=500)


@pytest.fixture
def letters() -> Iterator[LetterBox]:
    yield from letter_box()


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that the tests run on."""
    for name in ("WEBHOOK", "SMTP_URL", "ALERT_TO", "ALERT_FROM", "STALE_AFTER_DAYS"):
        monkeypatch.delenv(f"TAIZHANG_{name}", raising=False)


@pytest.fixture(scope="session")
def silent_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory to which one report came, thirty days ago. Tests copy it before they write."""
    data = tmp_path_factory.mktemp("silent") / "data"
    now = start_run(data)
    then = datetime.now(UTC) - timedelta(days=30)
    run = Run(f"{then:%Y%m%dT%H%M%S%f}Z-1", then, now.store, now.lexicons)
    [seed, *_] = sorted(SEEDS.iterdir())
    with run.store.lock():
        delivery = stages.receive(run, [seed])
        tally = sum((process(run, unit, Event()) for unit in delivery.units), Tally(files_seen=1, files_new=1))
        stages.publish(run, tally)
    return data
