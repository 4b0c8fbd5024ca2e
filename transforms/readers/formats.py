"""What a file is, by its bytes and never by its name."""

import gzip
import io
import json
import re
from typing import IO, Final

from transforms.readers.csv_columns import columns_of
from transforms.readers.decoding import decode
from transforms.readers.markdown import is_markdown
from transforms.readers.streams import BROKEN_PACKING, HEAD_BYTES, buffered, head
from transforms.readers.unreadable import Unreadable
from transforms.readers.zip_directory import open_zip

_LOOK_BYTES: Final = 8192
_OTHER_BINARY = (
    *(b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3"),
    *(b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"PAR1"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|title|p)\b", re.I)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_MAIL_HEADER = re.compile(rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type):\s", re.I | re.M)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")


def format_of(file: bytes | IO[bytes]) -> str:
    """The format of a file: a value of `source_file.format`; `unknown` for what is neither text nor a format that is listed there.

    What gzip holds counts, not the packing. A file object must be one that can be sought in; it is left at its beginning.
    """
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    found = format_of_stream(buffered(source))
    source.seek(0)
    if found == "gzip":
        inside = _unpacked_head(source)
        found = format_of_stream(buffered(io.BytesIO(inside))) if inside else "unknown"
        source.seek(0)
    return found


def format_of_stream(stream: io.BufferedReader) -> str:
    """The format of a stream by its head, which stays to be read; `gzip` for what is packed so.

    Of a stream that cannot be sought in only `zip` is told where it may be a document or a crawl packed as one.
    """
    start = head(stream)
    look = start[:_LOOK_BYTES]
    if look.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive_format(stream) if stream.seekable() else "zip"
    if look.startswith(b"\x1f\x8b"):
        return "gzip"
    if b"%PDF-" in look[:1024]:
        return "pdf"
    if look.startswith(b"WARC/"):
        return "warc"
    if look[257:262] == b"ustar":
        return "tar"
    return "unknown" if look.startswith(_OTHER_BINARY) else _text_format(start)


def _archive_format(stream: io.BufferedReader) -> str:
    try:
        with open_zip(stream) as archive:
            names = archive.NameToInfo.keys()
    except Unreadable:
        return "zip"
    finally:
        stream.seek(0)
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "wacz" if "datapackage.json" in names and any(n.startswith("archive/") for n in names) else "zip"


def _unpacked_head(source: IO[bytes]) -> bytes:
    try:
        with gzip.GzipFile(fileobj=source, mode="rb") as packed:
            return packed.read(HEAD_BYTES)
    except BROKEN_PACKING:
        return b""


def _text_format(start: bytes) -> str:
    start = _narrow(start)
    look = start[:_LOOK_BYTES]
    if _JSON.match(look):
        return "jsonl" if _is_json_lines(start) else "json"
    if len(_MAIL_HEADER.findall(look.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])) >= 3:
        return "eml"
    plain = _plain_format(look) if not look.lstrip().startswith(b"<") else "txt"
    # A table or a Markdown text may hold HTML, a page is seldom either.
    return "html" if plain == "txt" and len(_HTML.findall(look)) >= 2 else plain


def _plain_format(look: bytes) -> str:
    try:
        text = decode(look)
    except Unreadable:
        return "txt"  # its reader says what is wrong with it
    if columns_of(text) is not None:
        return "csv"
    return "md" if is_markdown(text) else "txt"


def _narrow(start: bytes) -> bytes:
    """The beginning of a text in two or four bytes a character as UTF-8, that of any other without its byte order mark."""
    if start.startswith(_WIDE_MARKS) or b"\0" in start[:64]:
        try:
            return decode(start[: len(start) & ~3]).encode("utf-8", "replace")
        except Unreadable:
            return start
    return start.removeprefix(b"\xef\xbb\xbf")


def _is_json_lines(start: bytes) -> bool:
    """Whether the first line is an object of its own and another object follows it."""
    first, _, rest = start.lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(decode(first)), dict)
    except (ValueError, RecursionError, Unreadable):
        return False
