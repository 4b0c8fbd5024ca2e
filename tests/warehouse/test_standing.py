"""Which batches count: a function of what is on disk, whatever is missing there."""

from itertools import combinations

from warehouse.batches import Batch
from warehouse.standing import counted, digest, known_batches, known_files, live, standing


def batch(
    name: str, holds: str = "", finishes: str = "", version: str = "v1", *, follows: tuple[str, ...] = (),
    supersedes: tuple[str, ...] = (), reprocess_id: str = "", is_withdrawn: bool = False,
) -> Batch:  # fmt: skip
    """A batch of the files that are named by one letter each."""
    return Batch(
        name, "run", version, files_held=tuple(holds), files_finished=tuple(finishes), follows=follows, supersedes=supersedes,
        reprocess_id=reprocess_id, is_withdrawn=is_withdrawn,
    )  # fmt: skip


def ids(batches: list[Batch]) -> str:
    return "".join(b.batch_id for b in batches)


LARGE = [batch("1", "f"), batch("2", "f"), batch("3", "f", "f", follows=("1", "2"))]


def test_a_file_that_lost_one_of_its_batches_is_not_finished_and_is_read_again() -> None:
    assert ids(counted(LARGE)) == "123"
    assert known_files(LARGE, "v1") == {"f"}
    for size in range(3):
        for left in combinations(LARGE, size):
            assert counted(left) == []
            assert known_files(left, "v1") == set()


def test_batches_of_another_extractor_do_not_finish_a_file() -> None:
    died, whole = batch("d", "f", version="v0"), batch("w", "f", "f")
    assert ids(counted([died, whole])) == "w"
    assert ids(live([died])) == "d"
    assert ids(live([died, whole])) == "w"


def test_a_batch_that_took_the_place_of_others_stands_for_what_follows_them() -> None:
    merged = batch("m", "f", supersedes=("1", "2"))
    assert ids(standing([*LARGE, merged])) == "3m"
    assert ids(standing([LARGE[2], merged])) == "3m"
    assert known_batches([LARGE[2], merged]) == {"1", "2", "3", "m"}


def test_a_withdrawn_batch_supersedes_nothing_and_finishes_nothing() -> None:
    old, new = batch("o", "f", "f"), batch("n", "fg", "fg", version="v2", supersedes=("o",), reprocess_id="p")
    withdrawn = batch("n", "fg", "fg", version="v2", supersedes=("o",), reprocess_id="p", is_withdrawn=True)
    assert ids(standing([old, new])) == "n"
    assert ids(standing([old, withdrawn])) == "o"
    assert known_files([old, withdrawn], "v2") == {"f"}


def test_the_digest_tells_what_the_warehouse_is_made_of_and_nothing_else() -> None:
    old, new = batch("o", "f", "f"), batch("n", "f", "f", supersedes=("o",))
    assert digest([old, new]) == digest([new]) == digest([new, old]) != digest([old])
