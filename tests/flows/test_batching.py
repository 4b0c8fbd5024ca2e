"""Cutting deliveries into units and batches."""

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flows.batching import BATCH_RECORDS, UNIT_BYTES, UNIT_FILES, Batch, batches, units
from transforms.document import Record
from transforms.readers import Unreadable
from warehouse.store import Received

SIZES = st.sampled_from([0, 1, 2, BATCH_RECORDS - 1, BATCH_RECORDS, BATCH_RECORDS + 1, 2 * BATCH_RECORDS, 2 * BATCH_RECORDS + 1])
FILES = st.lists(st.tuples(SIZES, st.booleans()), min_size=1, max_size=8)


def received(number: int, size: int = 1) -> Received:
    return Received(f"{number:064x}", f"{number}.txt", size, Path("nowhere"), is_known=False)


def cut(files: list[tuple[int, bool]]) -> list[Batch]:
    """Batches of files given by their number of records and whether they break off after the last one."""

    def read(file: Received) -> Iterator[Record]:
        count, breaks_off = files[int(file.file_id, 16)]
        for position in range(count):
            yield Record(position, f"report {position}")
        if breaks_off:
            raise Unreadable("damaged", "the file breaks off")

    return list(batches([received(number) for number in range(len(files))], read))


@given(FILES)
def test_every_record_is_in_one_batch_and_every_file_ends_once_after_its_records(files: list[tuple[int, bool]]) -> None:
    pieces = [piece for batch in cut(files) for piece in batch.pieces]
    for number, (count, breaks_off) in enumerate(files):
        own = [piece for piece in pieces if int(piece.file.file_id, 16) == number]
        assert [record.record for piece in own for record in piece.records] == list(range(count))
        assert [piece.is_last for piece in own] == [False] * (len(own) - 1) + [True]
        assert (own[-1].refusal is not None) == (breaks_off or count == 0)


@given(FILES)
def test_no_batch_holds_more_than_its_share_and_none_is_empty(files: list[tuple[int, bool]]) -> None:
    for batch in cut(files):
        assert batch.pieces
        assert sum(len(piece.records) for piece in batch.pieces) <= BATCH_RECORDS


@given(FILES)
def test_the_batches_of_a_large_file_do_not_depend_on_its_neighbours(files: list[tuple[int, bool]]) -> None:
    large = {number for number, (count, _) in enumerate(files) if count > BATCH_RECORDS}
    for batch in cut(files):
        held = {int(piece.file.file_id, 16) for piece in batch.pieces}
        assert held.isdisjoint(large) or len(held) == 1


@given(FILES)
def test_batch_ids_are_distinct_repeatable_and_change_with_the_extractor(files: list[tuple[int, bool]]) -> None:
    ids = [batch.batch_id("v1") for batch in cut(files)]
    assert len(set(ids)) == len(ids)
    assert ids == [batch.batch_id("v1") for batch in cut(files)]
    assert set(ids).isdisjoint(batch.batch_id("v2") for batch in cut(files))


def test_units_hold_a_few_hundred_files_in_an_order_that_does_not_depend_on_arrival() -> None:
    files = [received(number) for number in range(2 * UNIT_FILES + 1)]
    assert [len(unit) for unit in units(files)] == [UNIT_FILES, UNIT_FILES, 1]
    assert units(reversed(files)) == units(files)


def test_a_large_file_is_a_unit_of_its_own() -> None:
    assert [len(unit) for unit in units([received(1), received(2, UNIT_BYTES), received(3)])] == [1, 1, 1]


def test_nothing_new_is_no_unit() -> None:
    assert units([]) == []
