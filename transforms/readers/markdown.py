"""Markdown: front matter tells of the report, the rest is its text without the markup."""

import re
from collections.abc import Iterator

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.fields import BYLINE, PUBLISHED, TITLE, URL, clean, is_named, shown, with_title
from transforms.readers.html_head import day_of
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_TEXT_BYTES
from transforms.readers.text import title_of, too_long

_FRONT_MATTER = re.compile(r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>(?:[^\n]{0,2000}\n){0,200}?)(?P=fence)[ \t]*(?:\n|$)")
_FIELD = re.compile(r"(?P<name>[\w\u4e00-\u9fff -]{1,40}?)[ \t]*[:=：][ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.+)")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?P<text>.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(?:={3,}|-{3,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r"[ \t]{0,3}(?:`{3,}|~{3,})[ \t]*[\w+-]{0,20}[ \t]*$")
_BULLET = re.compile(r"[ \t]{0,12}(?:>[ \t]?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
_DEFINITION = re.compile(r"[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*$")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__|~~)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000})(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]{1,2000})`")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LEAST_MARKS = 3
_CELL_GAP = "　"


def is_markdown(text: str) -> bool:
    """Whether a text shows Markdown: front matter, a heading as its first line, or several marks that nobody types for their own sake."""
    first = text.lstrip().partition("\n")[0]
    if _HEADING.match(first) or ((front := _FRONT_MATTER.match(text)) is not None and _FIELD.search(front["fields"])):
        return True
    lines = text.split("\n")
    marks = sum(_HEADING.match(line) is not None for line in lines) + len(_STRONG.findall(text)) + len(_LINK.findall(text))
    return marks >= _LEAST_MARKS


def read_markdown(data: bytes) -> Iterator[Record]:
    """The one record of a Markdown text; Unreadable where it is no text, or longer than a report can be."""
    if len(data) > MAX_TEXT_BYTES:
        raise too_long(f"{len(data):,} bytes")
    text = decode(data)
    front = _FRONT_MATTER.match(text)
    fields = _fields(front["fields"]) if front else {}
    heading, content = plain(text[front.end() :] if front else text)
    title = _named(fields, TITLE) or heading or title_of(content)
    body = with_title(title, content)
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    day = day_of(_named(fields, PUBLISHED) or "")
    yield Record(
        0,
        body,
        title=title,
        published_on=day,
        published_on_basis="metadata" if day else None,
        byline=_named(fields, BYLINE),
        source_url=_named(fields, URL),
    )


def plain(text: str) -> tuple[str | None, str]:
    """The heading that a Markdown text begins with, None where it begins with none, and the text without its markup."""
    lines: list[str] = []
    heading = None
    for line in shown_lines(text):
        match = _HEADING.match(line)
        if _UNDERLINE.match(line) and len(lines) == 1 and lines[0]:
            heading = heading or lines[0]
        elif not (_RULE.match(line) or _UNDERLINE.match(line) or _FENCE.match(line) or _DEFINITION.match(line) or _TABLE_RULE.match(line)):
            shown_line = _inline(match["text"] if match else line[_prefix_end(line) :]).strip()
            if match and not any(lines):
                heading = shown_line
            lines.append(shown_line)
    return heading, "\n".join(line for line in lines if line)


def shown_lines(text: str) -> list[str]:
    """The lines, those of embedded HTML as a person sees them."""
    return "\n\n".join(shown(part) for part in re.split(r"\n[ \t]*\n", text)).split("\n")


def _prefix_end(line: str) -> int:
    match = _BULLET.match(line)
    return match.end() if match else 0


def _inline(line: str) -> str:
    if line.lstrip().startswith("|"):
        line = _CELL_GAP.join(cell.strip() for cell in line.strip().strip("|").split("|"))
    for pattern, replacement in ((_IMAGE, ""), (_LINK, r"\1"), (_ADDRESS, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_CODE, r"\1")):
        line = pattern.sub(replacement, line)
    return _ESCAPE.sub(r"\1", line)


def _fields(front: str) -> dict[str, str]:
    """The fields of the front matter: those of one line, and lists of lines."""
    fields: dict[str, str] = {}
    name = ""
    for line in front.split("\n"):
        item = _ITEM.match(line)
        field = None if item else _FIELD.match(line)
        if item and name:
            fields[name] = "; ".join(filter(None, (fields[name], _unquoted(item["value"]))))
        elif field:
            name = field["name"].strip()
            fields[name] = _unquoted(field["value"])
    return fields


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return "; ".join(_unquoted(part) for part in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _named(fields: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((text for word in names for name, value in fields.items() if is_named(name, (word,)) and (text := clean(value))), None)
