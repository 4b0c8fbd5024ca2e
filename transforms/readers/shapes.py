"""JSON, JSON Lines, CSV and web pages: by the source profile that fits, else by what such files usually look like."""

import io
import json
from collections.abc import Iterator
from functools import partial

from transforms.readers.csv_reports import Row, read_csv
from transforms.readers.decoding import decode
from transforms.readers.html import html_record, markup_of
from transforms.readers.html_lines import parsed
from transforms.readers.json_lines import one_record, read_json_lines
from transforms.readers.json_records import json_document, json_items
from transforms.readers.nesting import Item, Nesting
from transforms.readers.profiled import profile_for_mapping, profiled_items, profiled_record
from transforms.readers.profiled_pages import page_items, profile_for_page
from transforms.readers.streams import head, read_whole
from transforms.readers.unreadable import Unreadable


def read_json_shape(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of one JSON document."""
    document = json_document(read_whole(stream))
    profile = profile_for_mapping(nesting.profiles, "json", nesting.path, document)
    yield from profiled_items(profile, document) if profile else json_items(document)


def read_json_lines_shape(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of JSON Lines; the first line tells the profile for all."""
    profile = profile_for_mapping(nesting.profiles, "json", nesting.path, _first_object(stream))
    yield from read_json_lines(stream, partial(profiled_items, profile) if profile else one_record)


def read_csv_shape(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of a table; the names of its columns tell the profile."""

    def row_of(names: tuple[str, ...]) -> Row | None:
        profile = profile_for_mapping(nesting.profiles, "csv", nesting.path, dict.fromkeys(names, ""))
        return None if profile is None else lambda cells: profiled_record(profile, dict(zip(names, cells, strict=False)), 0)

    yield from read_csv(stream, row_of)


def read_page_shape(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The items of a web page."""
    yield from items_of_page(read_whole(stream), nesting)


def items_of_page(page: bytes, nesting: Nesting, *, declared: str | None = None, address: str | None = None) -> Iterator[Item]:
    """The items of a web page that was found at an address, in the encoding that was declared with it."""
    path = address or nesting.path
    if nesting.profiles.candidates("html", path):
        tree = parsed(markup_of(page, declared))
        profile = profile_for_page(nesting.profiles, path, tree)
        if profile is not None:
            yield from page_items(profile, tree, address)
            return
    yield html_record(page, declared=declared, address=address)


def _first_object(stream: io.BufferedReader) -> object:
    try:
        return json.loads(decode(head(stream)).lstrip().partition("\n")[0])
    except (ValueError, RecursionError, Unreadable):
        return None
