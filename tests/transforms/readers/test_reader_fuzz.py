"""Damaged deliveries: every input gives records or refusals, numbered in order, in bounded time, and nothing else.

`TAIZHANG_FUZZ=5000 pytest tests/transforms/readers/test_reader_fuzz.py` tries as many inputs instead of 300.
"""

import gzip
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.readers import made_files as made
from tests.transforms.readers.test_every_format import BODY, MEMBERS, PARAGRAPHS, TITLE
from transforms.document import Record
from transforms.readers import Refused, Unreadable, format_of, read

INPUTS = int(os.environ.get("TAIZHANG_FUZZ", "300"))
LONGEST_SECONDS = 10
WHOLE = {
    **MEMBERS,
    "report_utf16.txt": BODY.encode("utf-16"),
    "report.pdf": Path("tests/transforms/readers/files/report_zh.pdf").read_bytes(),
    "plain.zip": made.zipped({"a.txt": BODY.encode(), "b.html": made.html(TITLE, PARAGRAPHS)}),
    "stored.zip": made.zipped({"a.txt": BODY.encode(), "b.eml": made.mail(TITLE, PARAGRAPHS)}, packing=0),
    "plain.tar": made.tarred({"a.txt": BODY.encode(), "b.md": made.markdown(TITLE, PARAGRAPHS)}),
    "plain.tar.gz": gzip.compress(made.tarred({"a.txt": BODY.encode(), "b.csv": made.table(TITLE, PARAGRAPHS)}), mtime=0),
    "with_files.eml": made.mail(TITLE, PARAGRAPHS, attachments={"a.zip": made.zipped({"a.txt": BODY.encode()}), "b.txt": BODY.encode()}),
}
PIECES = [
    b"\0",
    b"\xff" * 8,
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"%PDF-",
    b"WARC/1.0\r\n",
    b"\n\n",
    b'"',
    b"{",
    b"<",
    b"<!DOCTYPE x>",
    b"\x80\x80\x80\x80",
    b"9" * 12,
]


def mutated(data: bytes, seed: int) -> bytes:
    """The file with some of its bytes changed, cut, doubled or overwritten."""
    chance = random.Random(seed)
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 4, 16])):
        at = chance.randrange(len(out) + 1)
        end = min(len(out), at + chance.choice([1, 4, 64, 1000]))
        change = chance.randrange(6)
        if change == 0:
            out[at:end] = chance.randbytes(end - at)
        elif change == 1:
            del out[at:end]
        elif change == 2:
            out[at:at] = out[at:end]
        elif change == 3:
            out[at:at] = chance.choice(PIECES)
        elif change == 4:
            del out[at:]
        elif at < len(out):
            out[at] ^= 1 << chance.randrange(8)
    return bytes(out)


def assert_answered(data: bytes) -> None:
    started = time.monotonic()
    assert format_of(data)
    count = 0
    refusal: Unreadable | None = None
    try:
        for item in read(data, "delivery"):
            assert item.record == count
            count += 1
            if isinstance(item, Record):
                item.body.encode()
            else:
                assert isinstance(item, Refused)
                assert item.reason
                item.detail.encode()
                assert item.detail.startswith("delivery")
    except Unreadable as raised:
        refusal = raised
    if refusal is not None:
        assert refusal.reason
        assert refusal.detail.startswith("delivery: ")
        refusal.detail.encode()
    assert time.monotonic() - started < LONGEST_SECONDS


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    # A PDF takes a process of its own for each input.
    count = max(1, INPUTS // len(WHOLE)) if name != "report.pdf" else max(1, INPUTS // 40)
    for seed in range(count):
        assert_answered(mutated(WHOLE[name], seed))


@settings(max_examples=INPUTS, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(set(WHOLE) - {"report.pdf"})), st.binary(max_size=64), st.floats(0, 1), st.floats(0, 1))
def test_a_file_with_foreign_bytes_in_it_is_read_or_refused(name: str, foreign: bytes, start: float, end: float) -> None:
    data = WHOLE[name]
    assert_answered(data[: int(start * len(data))] + foreign + data[int(end * len(data)) :])
