"""What a file is, by its bytes and never by its name."""

import io
import json
import re
import zipfile
import zlib
from typing import Final

_HEAD_BYTES: Final = 8192
_OTHER_BINARY = (
    *(b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3"),
    *(b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"PAR1"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|title|p)\b", re.I)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_MAIL_HEADER = re.compile(rb"^(?:From|To|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-Type):\s", re.I | re.M)


def format_of(data: bytes) -> str:
    """The format of a file: a value of `source_file.format`; `unknown` for what is neither text nor a format that is listed there."""
    head = data[:_HEAD_BYTES]
    if head.startswith(b"PK\x03\x04"):
        return _archive_format(data)
    if head.startswith(b"\x1f\x8b"):
        return _plain_container(_unpacked_head(data))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    container = _plain_container(head)
    if container != "unknown" or head.startswith(_OTHER_BINARY):
        return container
    return _text_format(data, head)


def _archive_format(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "wacz" if "datapackage.json" in names and any(n.startswith("archive/") for n in names) else "zip"


def _unpacked_head(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:_HEAD_BYTES], _HEAD_BYTES)
    except zlib.error:
        return b""


def _plain_container(head: bytes) -> str:
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else "unknown"


def _text_format(data: bytes, head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _JSON.match(start):
        return "jsonl" if _is_json_lines(data.removeprefix(b"\xef\xbb\xbf")) else "json"
    if len(_MAIL_HEADER.findall(head.partition(b"\n\n")[0].partition(b"\r\n\r\n")[0])) >= 3:
        return "eml"
    # UTF-16 pages show their tags once the zero bytes are gone.
    return "html" if len(_HTML.findall(start.replace(b"\0", b""))) >= 2 else "txt"


def _is_json_lines(data: bytes) -> bool:
    """Whether the first line is an object of its own and another object follows it."""
    first, _, rest = data.lstrip().partition(b"\n")
    if not first.startswith(b"{") or not rest.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False
