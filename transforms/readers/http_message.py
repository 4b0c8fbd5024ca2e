"""A recorded answer of a web server: status, headers and body, as crawlers keep it."""

import http.client
import io
import zlib
from dataclasses import dataclass
from email.message import Message

from transforms.readers.limits import MAX_HELD_BYTES
from transforms.readers.unreadable import Unreadable

_LONGEST_LINE = 65_536
_GZIP_OR_ZLIB = 47
_RAW_DEFLATE = -15


@dataclass(frozen=True)
class Answer:
    """What a server answered: status (0 if unreadable), media type in lower case, the charset that it names, the body unpacked."""

    status: int
    media_type: str
    charset: str | None
    body: bytes


def answer_of(block: bytes) -> Answer:
    """The answer in a recorded block. Unreadable where its headers are none, or its body is packed in a way that cannot be undone."""
    stream = io.BytesIO(block)
    status = stream.readline(_LONGEST_LINE).split(None, 2)
    try:
        headers: Message = http.client.parse_headers(stream)
    except (http.client.HTTPException, ValueError) as error:
        raise Unreadable("damaged", f"holds headers of the web that cannot be read ({error}); crawl the page again") from None
    body = stream.read()
    if "chunked" in str(headers.get("Transfer-Encoding", "")).lower():
        body = _joined(body)
    body = _unpacked(body, str(headers.get("Content-Encoding", "")).strip().lower())
    return Answer(_number(status), media_type_of(headers), _charset(headers), body)


def media_type_of(headers: Message) -> str:
    """The media type in lower case without parameters; empty where none is named."""
    return str(headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def _charset(headers: Message) -> str | None:
    try:
        charset = headers.get_param("charset")
    except (ValueError, LookupError):
        return None
    return charset if isinstance(charset, str) else None


def _number(status: list[bytes]) -> int:
    return int(status[1]) if len(status) > 1 and status[1].isdigit() and len(status[1]) == 3 else 0


def _joined(body: bytes) -> bytes:
    """The body put together from its chunks; as it is where it is not in chunks, since crawlers join them and keep the header."""
    stream = io.BytesIO(body)
    chunks: list[bytes] = []
    while True:
        size = _chunk_size(stream.readline(_LONGEST_LINE))
        if size is None:
            return body if not chunks else b"".join(chunks)
        if not size:
            return b"".join(chunks)
        chunks.append(stream.read(size))
        stream.readline(_LONGEST_LINE)


def _chunk_size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    try:
        return int(digits, 16) if line.endswith(b"\n") and 0 < len(digits) <= 8 else None
    except ValueError:
        return None


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding == "br" and not body.lstrip().startswith(b"<"):
        raise Unreadable("unsupported_packing", "is packed with Brotli, which is not read; crawl it without, or have the crawler unpack it")
    if encoding not in ("gzip", "x-gzip", "deflate"):
        return body
    for window in (_GZIP_OR_ZLIB, _RAW_DEFLATE):
        try:
            unpacker = zlib.decompressobj(wbits=window)
            data = unpacker.decompress(body, MAX_HELD_BYTES)
        except zlib.error:
            continue
        if unpacker.unconsumed_tail:
            raise Unreadable("zip_bomb", f"unpacks to more than {MAX_HELD_BYTES:,} bytes, as no page does; leave it out of the crawl")
        return data
    return body  # unpacked by the crawler, which keeps the header
