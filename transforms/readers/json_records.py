"""JSON and JSON Lines: one object for each report, its fields known by the names that crawlers and news sites give them."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_JSON_BYTES
from transforms.readers.text import too_long
from transforms.readers.unreadable import Unreadable

_BODY = ("body", "content", "text", "maintext", "article", "full_text", "正文", "内容")
_TITLE = ("title", "headline", "video_title", "标题")
_PUBLISHED = (
    "published_on",
    "publish_time",
    "published_at",
    "date_publish",
    "pub_date",
    "pubdate",
    "publish_date",
    "date",
    "time",
    "发布时间",
    "日期",
)
_BYLINE = ("byline", "author", "authors", "reporter", "作者", "记者")
_URL = ("url", "source_url", "link", "video_url", "网址", "链接")
_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(data: bytes) -> Iterator[Record]:
    """The reports of one JSON document: an object, a list of objects, or an object that holds such a list; Unreadable where it is none."""
    if len(data) > MAX_JSON_BYTES:
        raise Unreadable(
            "too_long",
            f"one JSON document of {len(data):,} bytes, at most {MAX_JSON_BYTES:,} are read; write one object a line (JSON Lines)",
        )
    objects = _objects(_parsed(decode(data), "the file"))
    if not any(_text_of(o, _BODY) for o in objects):
        raise Unreadable(
            "no_report", f"no object has a text under one of the names {', '.join(_BODY)}; rename the field that holds the text"
        )
    for position, item in enumerate(objects):
        yield _record(item, position)


def read_json_lines(data: bytes) -> Iterator[Record]:
    """One report a line. Unreadable, after the records before it, at a line that is no JSON object."""
    position = 0
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            yield _record(_line_object(line, number), position)
            position += 1


def _line_object(line: bytes, number: int) -> dict[str, Any]:
    parsed = _parsed(decode(line), f"line {number}")
    if not isinstance(parsed, dict):
        raise Unreadable("broken_json", f"line {number} is no JSON object; write one object in braces a line")
    return parsed


def _parsed(text: str, where: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable("broken_json", f"{where} is no valid JSON ({error}); write the file again with a JSON library") from None
    except RecursionError:
        raise Unreadable("broken_json", f"{where} nests too deep for a report; deliver objects with title and text") from None


def _objects(parsed: object) -> list[dict[str, Any]]:
    if isinstance(parsed, list):
        return [item for item in parsed if isinstance(item, dict)]
    if not isinstance(parsed, dict):
        return []
    if _text_of(parsed, _BODY):
        return [parsed]
    lists = [items for value in parsed.values() if isinstance(value, list) and (items := _objects(value))]
    return max(lists, key=len, default=[])


def _record(item: dict[str, Any], position: int) -> Record:
    """The record of an object; its body begins with the title, as a reader of the page sees it, and is empty where it holds no text."""
    title, content = _text_of(item, _TITLE), _text_of(item, _BODY) or ""
    body = content if title is None or content.startswith(title) else f"{title}\n{content}".strip()
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters, record {position},")
    published = _DATE.search(_text_of(item, _PUBLISHED) or "")
    day = _day(published) if published else None
    return Record(
        position,
        body,
        title=title,
        published_on=day,
        published_on_basis="metadata" if day else None,
        byline=_text_of(item, _BYLINE),
        source_url=_text_of(item, _URL),
    )


def _text_of(item: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """The first text found under one of the names, in the object itself, then in the objects that it holds."""
    folded = {key.lower(): value for key, value in item.items()}
    for holder in (folded, *(v for v in folded.values() if isinstance(v, dict))):
        for name in names:
            text = _clean(holder.get(name))
            if text:
                return text
    return None


def _clean(value: object) -> str | None:
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    if not isinstance(value, str):
        return None
    text = _LONE_SURROGATE.sub("\ufffd", value).replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
