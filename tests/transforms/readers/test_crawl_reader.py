"""Crawls: pages and documents that a server delivered, whatever else was recorded and however damaged the file is."""

import gzip
import zlib
from collections.abc import Callable

import pytest

from tests.transforms.readers import made_files as made
from tests.transforms.readers.records import records_of
from tests.transforms.readers.test_every_format import BODY, PARAGRAPHS, TITLE
from transforms.document import Record
from transforms.readers import Refused, limits, read
from transforms.readers.nesting import Item

PAGE = made.html(TITLE, PARAGRAPHS)
WORD = "Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ADDRESS = "http://www.a.example/zwgk/202302/t20230204_1.html"


def items(*records: bytes) -> list[Item]:
    return list(read(b"".join(records), "crawl.warc"))


def test_a_page_has_its_address_and_not_the_day_of_the_crawl() -> None:
    [record] = items(made.warc_record(ADDRESS, PAGE))
    assert isinstance(record, Record)
    assert (record.body, record.title, record.source_url) == (BODY, TITLE, ADDRESS)
    assert record.published_on is None


def test_only_pages_and_documents_that_were_found_are_reports() -> None:
    delivered = items(
        made.warc_record(ADDRESS + "?1", b"GET / HTTP/1.1", kind="request"),
        made.warc_record(ADDRESS + "?2", PAGE, status="HTTP/1.1 404 Not Found"),
        made.warc_record(ADDRESS + "?3", b"\x89PNG\r\n", "Content-Type: image/png"),
        made.warc_record(ADDRESS + "?4", b"body {}", "Content-Type: text/css"),
        made.warc_record(ADDRESS + "?5", made.word(TITLE, PARAGRAPHS), WORD),
        made.warc_record(ADDRESS + "?6", PAGE, status="HTTP/2 200"),
        made.warc_record("dns:www.a.example", b"20230204", kind="response"),
    )
    found = [(item.record, item.body, item.source_url) for item in records_of(delivered)]
    assert found == [(0, BODY, ADDRESS + "?5"), (1, BODY, ADDRESS + "?6")]


CHUNKED = b"".join(f"{len(part):x};x=y\r\n".encode() + part + b"\r\n" for part in (PAGE[:7], PAGE[7:200], PAGE[200:])) + b"0\r\n\r\n"
GZIPPED = gzip.compress(PAGE)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (CHUNKED, ["Transfer-Encoding: chunked"]),
        (PAGE, ["Transfer-Encoding: chunked"]),
        (GZIPPED, ["Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: gzip"]),
        (zlib.compress(PAGE), ["Content-Encoding: deflate"]),
        (zlib.compress(PAGE, wbits=-15), ["Content-Encoding: deflate"]),
        (f"{len(GZIPPED):x}\r\n".encode() + GZIPPED + b"\r\n0\r\n\r\n", ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (PAGE, ["Content-Encoding: br"]),
        (made.html(TITLE, PARAGRAPHS, "gb18030").replace(b"gb18030", b"utf-8"), []),
    ],
)
def test_a_page_is_read_as_the_server_packed_it_or_as_the_crawler_unpacked_it(body: bytes, headers: list[str]) -> None:
    charset = "; charset=GBK" if not headers else ""
    [record] = items(made.warc_record(ADDRESS, body, f"Content-Type: text/html{charset}", *headers))
    assert isinstance(record, Record), record
    assert record.body == BODY


def test_what_cannot_be_unpacked_is_refused_by_its_address() -> None:
    [packed, read_on] = items(
        made.warc_record(ADDRESS, b"\x8b\x02\x80", "Content-Type: text/html", "Content-Encoding: br"), made.warc_record(ADDRESS, PAGE)
    )
    assert isinstance(packed, Refused)
    assert packed.detail.startswith(f"crawl.warc > {ADDRESS}: ")
    assert isinstance(read_on, Record)


def test_a_page_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transforms.readers.http_message.MAX_HELD_BYTES", 1_000_000)
    [refused] = items(made.warc_record(ADDRESS, gzip.compress(b"<p>" * 1_000_000), "Content-Type: text/html", "Content-Encoding: gzip"))
    assert isinstance(refused, Refused)
    assert refused.reason == "zip_bomb"


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record.replace(b"Content-Length: ", b"Content-Length: x", 1),
        lambda record: record.replace(b"Content-Length", b"Content-Strength", 1),
        lambda record: record.replace(b"WARC/1.0", b"LOST/1.0", 1),
        lambda record: record[:300],
        lambda record: b"WARC/1.0\r\n" + b"X-Long: " + b"x" * (limits.MAX_WARC_HEADER_BYTES + 10) + b"\r\n\r\n" + record[:0],
    ],
)
def test_after_a_damaged_record_reading_goes_on_at_the_next(damage: Callable[[bytes], bytes]) -> None:
    good = made.warc_record(ADDRESS, PAGE)
    found = items(good, damage(good), good, good, good)
    kinds = [isinstance(item, Record) for item in found]
    assert kinds[0]
    assert kinds[-1]
    assert kinds.count(False) >= 1
    assert kinds.count(True) >= 3


def test_a_record_longer_than_the_file_is_refused() -> None:
    good = made.warc_record(ADDRESS, PAGE)
    whole, cut = items(good, good[:-500])
    assert isinstance(whole, Record)
    assert isinstance(cut, Refused)
    assert "breaks off" in cut.detail
