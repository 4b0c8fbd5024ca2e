"""One module for each delivery format: bytes go in, records come out."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO

from transforms.profiles import Profiles, shipped_profiles
from transforms.readers.archive import read_gzip, read_tar, read_zip
from transforms.readers.docx import read_docx
from transforms.readers.formats import format_of, format_of_stream
from transforms.readers.mail import read_mail
from transforms.readers.markdown import read_markdown
from transforms.readers.nesting import Item, Nesting, ReadLedger
from transforms.readers.pdf import read_pdf
from transforms.readers.shapes import read_csv_shape, read_json_lines_shape, read_json_shape, read_page_shape
from transforms.readers.streams import buffered, head, read_whole
from transforms.readers.text import read_text
from transforms.readers.unreadable import Refused, Unreadable
from transforms.readers.warc import read_wacz, read_warc

__all__ = ["Item", "Refused", "Unreadable", "format_of", "read"]

_DOCUMENTS: dict[str, Callable[[bytes], Iterator[Item]]] = {
    "txt": read_text,
    "md": read_markdown,
    "docx": read_docx,
    "pdf": read_pdf,
}
_SHAPES: dict[str, Callable[[io.BufferedReader, Nesting], Iterator[Item]]] = {
    "json": read_json_shape,
    "jsonl": read_json_lines_shape,
    "csv": read_csv_shape,
    "html": read_page_shape,
}
_CONTAINERS: dict[str, Callable[[io.BufferedReader, Nesting], Iterator[Item]]] = {
    "zip": read_zip,
    "tar": read_tar,
    "gzip": read_gzip,
    "eml": read_mail,
    "warc": read_warc,
    "wacz": read_wacz,
}


def read(
    file: bytes | IO[bytes], path: str, read_ledger: ReadLedger | None = None, profiles: Profiles | None = None
) -> Iterator[Item]:
    """The reports and ledgers of a file, in their order, and a Refused in the place of each that cannot be read; `record` counts all.

    A file object must be one that can be sought in; it is read as a stream where its format allows, in the memory of its largest
    report. The bytes alone decide its format; `path` is for messages and for profiles that go by names, the shipped ones where
    none are given. Unreadable, and nothing else, where the file is empty, damaged or in a format without a reader; it may come after
    some records where a file breaks off.
    """
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    nesting = Nesting(path, _read_stream, profiles or shipped_profiles(), read_ledger)
    try:
        for record, item in enumerate(_read_stream(buffered(source), nesting)):
            yield replace(item, record=record)
    except Unreadable as refusal:
        raise Unreadable(refusal.reason, f"{path}: {refusal.detail}") from None


def _read_stream(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    if not head(stream):
        raise Unreadable("empty", "is empty; deliver it again, or remove it")
    found = format_of_stream(stream)
    if found == "zip" and not stream.seekable():  # a document may be packed as ZIP, which only its directory tells
        stream = buffered(io.BytesIO(read_whole(stream)))
        found = format_of_stream(stream)
    try:
        yield from _items(found, stream, nesting)
    except (RecursionError, MemoryError):
        raise Unreadable("nested_too_deep", "nests too deep or holds too much for a report; deliver title and text alone") from None


def _items(found: str, stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    ledger = nesting.read_ledger(stream, found) if nesting.read_ledger else None
    if ledger is not None:
        return iter((ledger,))
    if found in _DOCUMENTS:
        return (_at(nesting, item) for item in _DOCUMENTS[found](read_whole(stream)))
    if found in _SHAPES:
        return (_at(nesting, item) for item in _SHAPES[found](stream, nesting))
    if found in _CONTAINERS:
        return _CONTAINERS[found](stream, nesting)
    what = "binary data of no known format" if found == "unknown" else f"a file of format {found}, which has no reader"
    raise Unreadable("unsupported_format", f"is {what}; save it as text, HTML, DOCX, PDF or JSON")


def _at(nesting: Nesting, item: Item) -> Item:
    return replace(item, detail=f"{nesting.path}: {item.detail}") if isinstance(item, Refused) else item
