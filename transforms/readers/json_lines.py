"""JSON Lines: one object a line, read line by line, so that a delivery of any length takes the memory of one report."""

import io
from collections.abc import Callable, Iterator

from transforms.document import Record
from transforms.readers.json_records import json_record, parsed_json
from transforms.readers.limits import MAX_LINE_CHARACTERS
from transforms.readers.lines import bounded_lines, text_of
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

ItemsOf = Callable[[dict[str, object]], Iterator[Record | Refused]]


def one_record(item: dict[str, object]) -> Iterator[Record | Refused]:
    """The record of an object whose fields have their usual names."""
    yield json_record(item, 0)


def read_json_lines(stream: io.BufferedReader, items_of: ItemsOf = one_record) -> Iterator[Record | Refused]:
    """The items of each line, blank ones apart; one Refused for a line that gives none. They are not numbered."""
    for number, line in enumerate(bounded_lines(text_of(stream), MAX_LINE_CHARACTERS), 1):
        if line is None or line.strip():
            try:
                yield from items_of(_object(line))
            except Unreadable as refusal:
                yield Refused(0, refusal.reason, f"line {number}: {refusal.detail}")


def _object(line: str | None) -> dict[str, object]:
    if line is None:
        raise too_long(f"more than {MAX_LINE_CHARACTERS:,} characters")
    parsed = parsed_json(line.replace("\0", ""), "it")
    if not isinstance(parsed, dict):
        raise Unreadable("broken_json", "it is no JSON object; write one object in braces a line")
    return parsed
