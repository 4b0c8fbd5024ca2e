"""One module for each delivery format: bytes go in, records come out."""

from collections.abc import Callable, Iterator

from transforms.document import Record
from transforms.readers.docx import read_docx
from transforms.readers.formats import format_of
from transforms.readers.html import read_html
from transforms.readers.json_records import read_json, read_json_lines
from transforms.readers.text import read_text
from transforms.readers.unreadable import Unreadable

__all__ = ["Unreadable", "format_of", "read"]

_READERS: dict[str, Callable[[bytes], Iterator[Record]]] = {
    "txt": read_text,
    "html": read_html,
    "docx": read_docx,
    "json": read_json,
    "jsonl": read_json_lines,
}
_WHAT_TO_DO = {
    "zip": "unpack it and deliver the files",
    "tar": "unpack it and deliver the files",
    "unknown": "deliver the report as text or JSON",
}


def read(data: bytes, path: str) -> Iterator[Record]:
    """The reports of a file, in their order. `path` is for messages; the bytes alone decide how the file is read.

    Unreadable, and nothing else, where the file is empty, damaged or in a format without a reader; it may come after some records
    where a file breaks off.
    """
    if not data:
        raise Unreadable("empty", f"{path} is empty; deliver it again, or remove it")
    found = format_of(data)
    reader = _READERS.get(found)
    if reader is None:
        what = "binary data of no known format" if found == "unknown" else f"a file of format {found}, which has no reader"
        raise Unreadable("unsupported_format", f"{path} is {what}; {_WHAT_TO_DO.get(found, 'save it as text or JSON')}")
    try:
        yield from reader(data)
    except Unreadable as refusal:
        raise Unreadable(refusal.reason, f"{path}: {refusal.detail}") from None
