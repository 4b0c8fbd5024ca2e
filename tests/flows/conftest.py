"""A data directory with a history, for the tests of what runs leave behind."""

import shutil
from pathlib import Path

import pytest

from tests.loading import deliver, load


@pytest.fixture(scope="session")
def two_publications(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two publications: of three reports, and of two more. Tests only read it."""
    directory = tmp_path_factory.mktemp("two")
    for name, numbers in (("first", (1, 2, 3)), ("second", (4, 5))):
        load(directory / "data", deliver(directory / name, *numbers))
    return directory / "data"


@pytest.fixture
def twice_published(two_publications: Path, tmp_path: Path) -> Path:
    """A copy of it, for a test that writes."""
    return Path(shutil.copytree(two_publications, tmp_path / "data"))
