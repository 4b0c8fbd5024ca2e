"""Archives: members in order, one refusal for each that cannot be read, and no bomb that goes off."""

import contextlib
import gzip
import io
import struct
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.transforms.readers import made_files as made
from transforms.document import Record
from transforms.readers import Refused, Unreadable, limits, read, streams
from transforms.readers.nesting import Item

REPORT = "2月3日，市委常委会召开2022年度民主生活会，市委书记主持会议。".encode()
MEGABYTES = 1 << 20


def items(data: bytes) -> list[Item]:
    found = list(read(data, "inbox.zip"))
    assert [item.record for item in found] == list(range(len(found)))
    return found


def reason_of(item: Item) -> str | None:
    return item.reason if isinstance(item, Refused) else None


def reasons(found: list[Item]) -> list[str | None]:
    return list(map(reason_of, found))


@pytest.fixture
def traced_memory() -> Iterator[Callable[[], int]]:
    """Tells how many bytes were held at most since the file was made."""
    tracemalloc.start()

    def most() -> int:
        return tracemalloc.get_traced_memory()[1]

    yield most
    tracemalloc.stop()


def test_a_member_that_cannot_be_read_takes_its_position_and_no_other() -> None:
    lines = b'{"text": "one"}\n{"text": \n{"text": "two"}\n'
    found = items(made.zipped({"a.txt": REPORT, "b.bin": bytes(range(256)) * 20, "c.jsonl": lines, "d/e.txt": REPORT + b"!"}))
    assert reasons(found) == [None, "binary", None, "broken_json", None, None]
    assert [item.detail.partition(": ")[0] for item in found if isinstance(item, Refused)] == ["inbox.zip > b.bin", "inbox.zip > c.jsonl"]


def test_what_operating_systems_leave_in_folders_is_no_member() -> None:
    left = {"__MACOSX/._a.txt": b"\0\x05\x16\x07", ".DS_Store": b"\0\0\0\x01Bud1", "x/Thumbs.db": b"\xd0\xcf\x11\xe0"}
    assert reasons(items(made.zipped({**left, "a.txt": REPORT}))) == [None]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\x", "\u202etxt.exe", "a\nb", "名" * 5000])
def test_a_name_is_only_a_label(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for pack in (made.zipped, made.tarred):
        [refused] = items(pack({name: b"\x89PNG" + b"\0" * 100}))
        assert isinstance(refused, Refused)
        assert refused.detail.isprintable()
        assert len(refused.detail) < 500
    assert list(tmp_path.iterdir()) == []


def test_a_chinese_name_from_windows_is_shown_as_it_was_written() -> None:
    data = made.zipped({"xxxxxxxx.bin": b"\0" * 99}).replace(b"xxxxxxxx", "整改清单".encode("gbk"))
    [refused] = items(data)
    assert isinstance(refused, Refused)
    assert "整改清单.bin" in refused.detail


def test_a_locked_member_is_refused_and_the_next_is_read() -> None:
    data = bytearray(made.zipped({"a.txt": REPORT, "b.txt": REPORT}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert reasons(items(bytes(data))) == ["encrypted", None]


def test_a_member_with_a_false_checksum_is_refused_and_the_next_is_read() -> None:
    data = made.zipped({"a.txt": REPORT, "b.txt": REPORT + b"!"}, packing=zipfile.ZIP_STORED)
    assert reasons(items(data.replace(REPORT, REPORT[:-3] + b"?" * 3, 1))) == ["damaged", None]


def test_links_and_devices_in_a_tar_are_refused_and_the_next_is_read() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            member = tarfile.TarInfo("report.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        member = tarfile.TarInfo("last.txt")
        member.size = len(REPORT)
        archive.addfile(member, io.BytesIO(REPORT))
    assert reasons(items(out.getvalue())) == ["not_a_file"] * 4 + [None]


@pytest.mark.parametrize("cut", [700, 1024, 1400, 1536])
def test_a_tar_that_breaks_off_gives_what_came_before(cut: int) -> None:
    data = made.tarred({"a.txt": REPORT, "b.txt": REPORT, "c.txt": REPORT})
    assert data[512:].startswith(REPORT)
    found = read(data[:cut], "x.tar")
    assert isinstance(next(found), Record)
    with pytest.raises(Unreadable) as refusal:
        list(found)
    assert refusal.value.reason == "damaged"


def test_a_tar_with_a_broken_header_in_the_middle_does_not_end_there_in_silence() -> None:
    data = bytearray(made.tarred({"a.txt": REPORT, "b.txt": REPORT}))
    data[1024 + 150] ^= 1
    found = read(bytes(data), "x.tar")
    next(found)
    with pytest.raises(Unreadable, match="bad checksum"):
        next(found)


def bomb(size: int) -> bytes:
    return b"a" * size


@pytest.mark.parametrize("pack", [made.zipped, lambda files: gzip.compress(made.tarred(files))])
def test_a_bomb_costs_little_time_and_memory(pack: Callable[[made.Files], bytes], traced_memory: Callable[[], int]) -> None:
    data = pack({"a.txt": REPORT, "bomb.jsonl": b'{"a": "' + bomb(300 * MEGABYTES), "z.txt": REPORT})
    tracemalloc.reset_peak()
    started = time.monotonic()
    found: list[str | None] = []
    with contextlib.suppress(Unreadable):  # in a tar that is a bomb as a whole nothing behind it can be reached
        found += (reason for reason in map(reason_of, read(data, "x")))
    assert found[:2] == [None, "zip_bomb"]
    assert time.monotonic() - started < 10
    assert traced_memory() < 2 * limits.MAX_HELD_BYTES


def test_a_bomb_takes_only_its_own_member() -> None:
    data = made.zipped({"a.txt": REPORT, "bomb.pdf": b"%PDF-" + bomb(40 * MEGABYTES), "z.txt": REPORT})
    assert reasons(items(data)) == [None, "zip_bomb", None]


def test_archives_within_archives_end_somewhere() -> None:
    data = made.zipped({"a.txt": REPORT})
    for _ in range(limits.MAX_DEPTH + 3):
        data = made.zipped({"inner.zip": data, "b.txt": REPORT})
    found = items(data)
    assert reasons(found) == ["nested_too_deep"] * 2 + [None] * limits.MAX_DEPTH
    packed = REPORT
    for _ in range(limits.MAX_DEPTH + 3):
        packed = gzip.compress(packed)
    with pytest.raises(Unreadable) as refusal:
        list(read(packed, "x.gz"))
    assert refusal.value.reason == "nested_too_deep"


def test_a_delivery_ends_at_the_limits_of_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams.Budget.__init__, "__defaults__", (10 * MEGABYTES, 3))
    files = {f"{n}.txt": REPORT for n in range(3)}
    assert reasons(items(made.zipped(files))) == [None] * 3
    for more in ({"3.txt": REPORT}, {"1.txt": bomb(11 * MEGABYTES)}):
        with pytest.raises(Unreadable) as refusal:
            list(read(made.zipped({**files, **more}), "x.zip"))
        assert refusal.value.reason in ("too_many_members", "unpacks_too_large")


def test_the_directory_of_a_zip_is_not_held_where_it_is_too_large() -> None:
    data = bytearray(made.zipped({"a.txt": REPORT}))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, limits.MAX_DIRECTORY_BYTES + 1)
    with pytest.raises(Unreadable) as refusal:
        list(read(bytes(data), "x.zip"))
    assert refusal.value.reason == "too_many_members"


def test_a_tar_header_of_many_megabytes_is_not_held() -> None:
    header = tarfile.TarInfo("x")
    header.type, header.size = tarfile.XHDTYPE, 50 * MEGABYTES
    with pytest.raises(Unreadable, match="header"):
        list(read(header.tobuf() + b"1" * 50 * MEGABYTES, "x.tar"))


def test_a_file_that_shrinks_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "delivery.zip"
    path.write_bytes(made.zipped({f"{n}.txt": REPORT + str(n).encode() * 9000 for n in range(500)}, packing=zipfile.ZIP_STORED))
    with path.open("rb") as file:
        found = read(file, "delivery.zip")
        next(found)
        path.write_bytes(b"")
        rest = list(found)
    assert len(rest) == 499
    assert set(reasons(rest)) <= {"damaged", None}
    assert reasons(rest)[-1] == "damaged"
