"""JSON: one object for each report, its fields known by the names that crawlers and news sites give them."""

import json
from collections.abc import Iterator
from typing import Any

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.fields import BODY, BYLINE, PUBLISHED, TITLE, URL, clean, shown, with_title
from transforms.readers.html_head import day_of
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_JSON_BYTES, MAX_JSON_CONTAINERS
from transforms.readers.nesting import printable
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

_KEYS_SHOWN = 20


def json_document(data: bytes) -> object:
    """The value of a JSON document; Unreadable where it is damaged or too large to be held."""
    if len(data) > MAX_JSON_BYTES:
        raise Unreadable(
            "too_long",
            f"one JSON document of {len(data):,} bytes, at most {MAX_JSON_BYTES:,} are read; write one object a line (JSON Lines)",
        )
    containers = data.count(b"{") + data.count(b"[")
    if containers > MAX_JSON_CONTAINERS:
        raise Unreadable("too_long", f"{containers:,} objects and lists at once, at most {MAX_JSON_CONTAINERS:,} are read; split it")
    return parsed_json(decode(data), "the file")


def json_items(document: object) -> Iterator[Record | Refused]:
    """One item for each object of a document that may be a report. Unreadable, naming the keys that there are, where none holds a text."""
    objects = json_objects(document)
    if not any(_text_of(o, BODY) for o in objects):
        raise Unreadable(
            "no_report",
            f"no object has a text under one of the names {', '.join(BODY)}; the first keys are {listed_keys(document)}: "
            "name the field that holds the text in a profile, or rename it",
        )
    for position, item in enumerate(objects):
        try:
            yield json_record(item, position)
        except Unreadable as refusal:
            yield Refused(position, refusal.reason, f"record {position}: {refusal.detail}")


def parsed_json(text: str, where: str) -> object:
    """The value of a JSON text; Unreadable, naming `where` it stands, where it is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable("broken_json", f"{where} is no valid JSON ({error}); write the file again with a JSON library") from None
    except RecursionError:
        raise Unreadable("broken_json", f"{where} nests too deep for a report; deliver objects with title and text") from None


def first_keys(document: object) -> list[str]:
    """The keys of the first object of a document, with those of what it holds, for messages."""
    found: list[str] = []
    value = document
    while isinstance(value, dict | list) and value and len(found) < _KEYS_SHOWN:
        if isinstance(value, dict):
            found += [printable(key) for key in value]
            value = next((v for v in value.values() if isinstance(v, dict | list) and v), None)
        else:
            value = value[0]
    return found[:_KEYS_SHOWN]


def listed_keys(document: object) -> str:
    """The first keys of a document as a list in words."""
    return ", ".join(first_keys(document)) or "none"


def json_objects(parsed: object) -> list[dict[str, Any]]:
    """The objects that a value holds as reports: itself, its items, or those of its longest list."""
    if isinstance(parsed, list):
        return [item for item in parsed if isinstance(item, dict)]
    if not isinstance(parsed, dict):
        return []
    if _text_of(parsed, BODY):
        return [parsed]
    lists = [items for value in parsed.values() if isinstance(value, list) and (items := json_objects(value))]
    return max(lists, key=len, default=[])


def json_record(item: dict[str, Any], position: int) -> Record:
    """The record of an object; its body begins with the title, as a reader of the page sees it, and is empty where it holds no text.

    Unreadable where it is longer than a report can be.
    """
    title, content = _text_of(item, TITLE), shown(_text_of(item, BODY) or "")
    body = with_title(title, content)
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    day = day_of(_text_of(item, PUBLISHED) or "")
    return Record(
        position,
        body,
        title=title,
        published_on=day,
        published_on_basis="metadata" if day else None,
        byline=_text_of(item, BYLINE),
        source_url=_text_of(item, URL),
    )


def _text_of(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first text found under one of the names, in the object itself, then in the objects that it holds."""
    folded = {key.lower(): value for key, value in item.items()}
    for holder in (folded, *(v for v in folded.values() if isinstance(v, dict))):
        for name in names:
            text = clean(holder.get(name))
            if text:
                return text
    return None
