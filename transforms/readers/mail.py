"""E-mail (.eml): the message is one report, each attachment is read like a file of its own."""

import email
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.fields import clean, with_title
from transforms.readers.html import html_record
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_MAIL_BUNDLES, MAX_MAIL_PARTS
from transforms.readers.nesting import Item, Nesting
from transforms.readers.streams import buffered, read_whole
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

_SEEN_ONLY = frozenset(("image", "audio", "video"))
_SIGNATURES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))
_BOUNDARY = re.compile(rb"^Content-Type:\s*multipart/", re.I | re.M)
_SOFT_BREAK = re.compile(r"(?<=[^\n]) \n(?!>)")
_LONGEST_HEADER = 2_000


def read_mail(stream: io.BufferedReader, nesting: Nesting) -> Iterator[Item]:
    """The message, unless it holds no words, then the items of its attachments. Unreadable where it has too many parts."""
    data = read_whole(stream)
    if len(_BOUNDARY.findall(data)) > MAX_MAIL_BUNDLES:
        raise Unreadable("too_many_parts", f"holds more than {MAX_MAIL_BUNDLES} bundles of parts; send the texts themselves")
    message = email.message_from_bytes(data)
    parts = [part for part in message.walk() if not part.is_multipart() or part.get_content_type() == "message/rfc822"]
    if len(parts) > MAX_MAIL_PARTS:
        raise Unreadable("too_many_parts", f"holds {len(parts):,} parts, at most {MAX_MAIL_PARTS:,} are read; send the texts themselves")
    inside = _parts_of_enclosed(message)
    parts = [part for part in parts if id(part) not in inside]
    texts = [part for part in parts if _is_text(part)]
    yield from _message_items(message, texts, nesting)
    for number, part in enumerate(parts):
        if part not in texts and not _is_decoration(part):
            content = _content(part)
            yield from nesting.read_member(_file_name(part) or f"part {number}", lambda content=content: buffered(io.BytesIO(content)))  # type: ignore[misc]


def _message_items(message: Message, texts: list[Message], nesting: Nesting) -> Iterator[Item]:
    """The report that the message is, from its plain text, else from its HTML; nothing where both are empty."""
    for subtype in ("plain", "html"):
        chosen = [part for part in texts if part.get_content_subtype() == subtype and _content(part).strip()]
        if chosen:
            try:
                yield _report(message, chosen, subtype)
            except Unreadable as refusal:
                yield Refused(0, refusal.reason, f"{nesting.path}: {refusal.detail}")
            return


def _report(message: Message, parts: list[Message], subtype: str) -> Record:
    if subtype == "html":
        record = html_record(_content(parts[0]), declared=_charset(parts[0]))
    else:
        record = Record(0, "\n".join(_plain(part) for part in parts))
    subject = _header(message, "Subject")
    body = with_title(subject, record.body)
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    sent = _sent_on(message)
    return replace(
        record,
        body=body,
        title=subject or record.title,
        published_on=record.published_on or sent,
        published_on_basis=record.published_on_basis or ("file" if sent else None),
        byline=record.byline or _sender(message),
    )


def _plain(part: Message) -> str:
    text = decode(_content(part), _charset(part)).strip()
    is_flowed = str(part.get_param("format", "")).lower() == "flowed"
    return _SOFT_BREAK.sub(" ", text) if is_flowed else text


def _is_text(part: Message) -> bool:
    """Whether a part is what the message shows, and no file that comes with it."""
    is_attached = part.get_content_disposition() == "attachment" or _file_name(part) is not None
    return part.get_content_type() in ("text/plain", "text/html") and not is_attached


def _is_decoration(part: Message) -> bool:
    """Whether a part is a picture in the text or a signature, which nobody sends for its own sake."""
    is_shown = part.get_content_maintype() in _SEEN_ONLY and part.get_content_disposition() != "attachment"
    return is_shown or part.get_content_type() in _SIGNATURES or not _content(part)


def _content(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        enclosed = part.get_payload()
        return enclosed[0].as_bytes() if isinstance(enclosed, list) and enclosed and isinstance(enclosed[0], Message) else b""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    return content if isinstance(content, bytes) else b""


def _parts_of_enclosed(message: Message) -> set[int]:
    """The parts of enclosed messages, which are read as files of their own."""
    enclosed = [part for part in message.walk() if part.get_content_type() == "message/rfc822"]
    return {id(inner) for part in enclosed for inner in part.walk() if inner is not part}


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None


def _file_name(part: Message) -> str | None:
    try:
        return _decoded(part.get_filename())
    except (ValueError, LookupError, TypeError):
        return None


def _header(message: Message, name: str) -> str | None:
    return _decoded(str(message.get(name, "")))


def _decoded(written: str | None) -> str | None:
    """A header's words: encoded ones decoded, raw bytes in whatever encoding they are, on one line."""
    if not written:
        return None
    written = written[:_LONGEST_HEADER]
    try:
        text = str(make_header(decode_header(written)))
    except (MessageError, ValueError, LookupError, AssertionError):
        text = written
    if any("\udc80" <= c <= "\udcff" for c in text):
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return clean(" ".join(text.split()))


def _sender(message: Message) -> str | None:
    name, address = parseaddr(_header(message, "From") or "")
    return name or address or None


def _sent_on(message: Message) -> date | None:
    """The day on which the message was sent, as the sender's clock gave it."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:_LONGEST_HEADER]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
