"""What every test of the warehouse starts from."""

from pathlib import Path

import pytest

from warehouse.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty data directory."""
    return Store(tmp_path / "data")
