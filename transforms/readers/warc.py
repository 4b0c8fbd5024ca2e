"""Crawls: WARC, whose records are read one after the other, and WACZ, a ZIP of them.

The parser is our own: the libraries that there are hold a header line of any length, and end at the first damaged record.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from transforms.document import Record
from transforms.readers.archive import open_zip_member
from transforms.readers.http_message import Answer, answer_of
from transforms.readers.limits import MAX_HELD_BYTES, MAX_WARC_HEADER_BYTES
from transforms.readers.nesting import Item, Nesting, printable
from transforms.readers.shapes import items_of_page
from transforms.readers.streams import buffered, seekable
from transforms.readers.unreadable import Refused, Unreadable
from transforms.readers.zip_directory import open_zip

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_DOCUMENTS = frozenset(("application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
_SKIPPED_BYTES = 1 << 20
_FOUND = 200

_Headers = dict[str, str]


def read_wacz(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of every WARC in a WACZ, in the order of its directory; its indexes and lists of pages repeat what stands there."""
    with open_zip(seekable(stream)) as archive:
        for member in archive.infolist():
            if member.filename.startswith("archive/") and not member.is_dir():
                yield from nesting.read_member(member.filename, partial(open_zip_member, archive, member, nesting))


def read_warc(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of every page and document that a server delivered; images, scripts, requests and failures hold none.

    A damaged record is one Refused, and reading goes on at the next.
    """
    is_lost = False
    while line := stream.readline(MAX_WARC_HEADER_BYTES):
        if line.startswith(b"WARC/"):
            is_lost = False
            try:
                yield from _record_items(stream, nesting)
            except _Lost as lost:
                is_lost = True
                yield Refused(0, "damaged", f"{nesting.path}: {lost}; what follows is read from the next record on")
        elif line.strip() and not is_lost:
            is_lost = True
            yield Refused(0, "damaged", f"{nesting.path}: bytes between two records belong to none; what follows is read from the next on")


class _Lost(Exception):  # noqa: N818 - it names the state of the reader
    """The end of a record cannot be found."""


def _record_items(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    headers = _headers(stream)
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise _Lost(f"a record says that it has {printable(length) or 'no'} bytes")
    address = headers.get("warc-target-uri", "").strip("<> ")
    if headers.get("warc-type") not in ("response", "resource") or not address.startswith(("http:", "https:")):
        _skip(stream, int(length))
        return
    nesting.budget.take_member()
    if int(length) > MAX_HELD_BYTES:
        _skip(stream, int(length))
        yield Refused(0, "too_large", f"{nesting.path_of(address)}: one page of {int(length):,} bytes, at most {MAX_HELD_BYTES:,} are read")
        return
    block = stream.read(int(length))
    if len(block) < int(length):
        raise _Lost(f"the file breaks off in {printable(address)}")
    yield from _answer_items(headers, block, address, nesting)


def _answer_items(headers: _Headers, block: bytes, address: str, nesting: Nesting) -> Iterator[Item]:
    try:
        answer = _answer(headers, block)
        if answer.status == _FOUND and answer.media_type in _PAGES:
            nesting.budget.take_bytes(len(answer.body))
            yield from items_of_page(answer.body, nesting, declared=answer.charset, address=address)
        elif answer.status == _FOUND and answer.media_type in _DOCUMENTS:
            for item in nesting.read_member(address, lambda: buffered(io.BytesIO(answer.body))):
                yield replace(item, source_url=item.source_url or address) if isinstance(item, Record) else item
    except Unreadable as refusal:
        yield Refused(0, refusal.reason, f"{nesting.path_of(address)}: {refusal.detail}")


def _answer(headers: _Headers, block: bytes) -> Answer:
    media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(_FOUND, media_type, None, block) if headers["warc-type"] == "resource" else answer_of(block)


def _headers(stream: io.BufferedReader) -> _Headers:
    headers: _Headers = {}
    left = MAX_WARC_HEADER_BYTES
    while (line := stream.readline(left)).strip():
        left -= len(line)
        if left <= 0:
            raise _Lost(f"a record has more than {MAX_WARC_HEADER_BYTES:,} bytes of headers")
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return headers


def _skip(stream: io.BufferedReader, length: int) -> None:
    while length and (skipped := len(stream.read(min(length, _SKIPPED_BYTES)))):
        length -= skipped
