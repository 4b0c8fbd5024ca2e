"""JSON Lines: one object a line, read line by line, so that a delivery of any length takes the memory of one report."""

import io
from collections.abc import Callable, Iterator

from transforms.document import Record
from transforms.readers.json_records import json_record, parsed_json
from transforms.readers.limits import MAX_LINE_CHARACTERS
from transforms.readers.lines import bounded_lines, text_of
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

_RecordOf = Callable[[dict[str, object], int], Record]


def read_json_lines(stream: io.BufferedReader, record_of: _RecordOf = json_record) -> Iterator[Record | Refused]:
    """One item a line, blank ones apart: a record, or why the line gives none. `record_of` makes the record of an object."""
    position = 0
    for number, line in enumerate(bounded_lines(text_of(stream), MAX_LINE_CHARACTERS), 1):
        if line is None or line.strip():
            yield _item(line, number, position, record_of)
            position += 1


def _item(line: str | None, number: int, position: int, record_of: _RecordOf) -> Record | Refused:
    try:
        return record_of(_object(line, number), position)
    except Unreadable as refusal:
        return Refused(position, refusal.reason, refusal.detail)


def _object(line: str | None, number: int) -> dict[str, object]:
    if line is None:
        raise too_long(f"more than {MAX_LINE_CHARACTERS:,} characters in line {number}")
    parsed = parsed_json(line.replace("\0", ""), f"line {number}")
    if not isinstance(parsed, dict):
        raise Unreadable("broken_json", f"line {number} is no JSON object; write one object in braces a line")
    return parsed
