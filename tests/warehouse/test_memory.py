"""What a build may take of the machine: a limit that is said where it is not enough, and that changes no row."""

from pathlib import Path

import pytest

from tests.loading import deliver, load
from tests.tables import hashes
from transforms.lexicons import LEXICON_DIR
from warehouse import loading, memory
from warehouse.publish import publish, rebuild
from warehouse.store import Store


@pytest.mark.parametrize(("value", "said"), [("much", "is 'much': expected a size such as 500MB"), ("2MB", "set TAIZHANG_MEMORY")])
def test_a_limit_that_cannot_be_kept_is_an_error_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str, said: str
) -> None:
    monkeypatch.setenv(memory.MEMORY, value)
    with pytest.raises(memory.MemoryLimitError, match=said):
        load(tmp_path / "data", deliver(tmp_path / "inbox", 1, 2))


def test_what_is_written_some_batches_at_a_time_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    for number in (1, 2, 3):
        load(data, deliver(tmp_path / f"inbox{number}", number))
    at_once = hashes(data)
    monkeypatch.setattr(loading, "ROWS_AT_ONCE", 1)
    store = Store(data)
    publish(rebuild(store, [LEXICON_DIR]), store)
    assert hashes(data) == at_once
