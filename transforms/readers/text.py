"""Plain text: one report a file."""

import re
from collections.abc import Iterator

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_TEXT_BYTES
from transforms.readers.unreadable import Unreadable

_LONGEST_TITLE = 250
_LONGEST_HAN_TITLE = 80
_SENTENCE_END = re.compile(r"[。！？.!?；;]['\"”’）)]*$")
_STAMP_BEFORE_TITLE = re.compile(r"^date \d{4}-\d{2}-\d{2}\s+", re.I)


def read_text(data: bytes) -> Iterator[Record]:
    """The one record of a plain text; Unreadable where it is empty, binary, undecodable or longer than a report can be."""
    if len(data) > MAX_TEXT_BYTES:
        raise too_long(f"{len(data):,} bytes")
    yield text_record(decode(data))


def text_record(text: str, record: int = 0) -> Record:
    """A record of a decoded text, white space at both ends removed, the headline told from the first paragraph by its shape."""
    body = text.strip()
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    return Record(record, body, title=title_of(body))


def title_of(body: str) -> str | None:
    """The first line where it is short, ends no sentence and is followed by more; None where the text begins with its first paragraph."""
    first, _, rest = body.partition("\n")
    title = _STAMP_BEFORE_TITLE.sub("", first).replace("&nbsp;", " ").strip()
    longest = _LONGEST_TITLE if title.isascii() or title[:1].isascii() else _LONGEST_HAN_TITLE
    if not title or not rest.strip() or len(title) > longest or _SENTENCE_END.search(title):
        return None
    return title


def too_long(size: str) -> Unreadable:
    """The refusal of a text that is longer than a report can be."""
    return Unreadable(
        "too_long", f"one text of {size}; a report has at most {MAX_BODY_CHARACTERS:,} characters: split the file into reports"
    )
