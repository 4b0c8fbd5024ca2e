"""Word documents: one report a file, its paragraphs and tables in their order."""

import io
import zipfile
from collections.abc import Collection, Iterator
from datetime import UTC, date, timedelta, timezone

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.xmlchemy import BaseOxmlElement

from transforms.document import Record
from transforms.readers.docx_lines import Lines
from transforms.readers.docx_numbering import Numbering
from transforms.readers.docx_styles import Styles
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_DOCX_PARTS, MAX_DOCX_XML_BYTES
from transforms.readers.text import title_of, too_long
from transforms.readers.unreadable import Unreadable

_ENCRYPTED = 0x1
_PICTURES = (".jpeg", ".jpg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".bin", ".odttf", ".fntdata")
_LONGEST_TITLE = 250
_CHINA = timezone(timedelta(hours=8))
# The days on which the templates of python-docx (late in the evening, in China the next day) and of WPS were saved.
_TEMPLATE_DAYS = frozenset({date(2013, 12, 23), date(2013, 12, 24), date(2014, 10, 29)})
_FIRST_YEAR = 2003
"""Office Open XML is younger: an earlier day is a zero of some clock."""


def read_docx(data: bytes) -> Iterator[Record]:
    """The one record of a document; Unreadable where it is damaged, too large or holds no text."""
    try:
        document = docx.Document(_without_pictures(data))
        if document.element.getroottree().docinfo.internalDTD is not None:
            raise _broken("it declares entities of its own, as no word processor does")
        lines = Lines(Styles(_root(document, RELATIONSHIP_TYPE.STYLES)), Numbering(_root(document, RELATIONSHIP_TYPE.NUMBERING)))
        body, saved = "\n".join(lines.of(document.element.body)), _saved_on(document)
    except Unreadable:
        raise
    except Exception as error:  # the library answers damaged XML with whatever its own code then meets
        raise _broken(f"{type(error).__name__}: {error}") from error
    if not any(c.isalnum() for c in body):
        raise Unreadable("no_text", "the document holds no text, pictures at most: run OCR first, or deliver the text")
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    title = lines.title if lines.title and len(lines.title) <= _LONGEST_TITLE else None
    yield Record(0, body, title=title or title_of(body), published_on=saved, published_on_basis="file" if saved else None)


def _without_pictures(data: bytes) -> io.BytesIO:
    """The package with its pictures emptied; sizes are bounded before anything is unpacked, by what the directory declares at most."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(kept, "w") as smaller:
        parts = {part.filename: part for part in package.infolist()}
        texts = {name for name in parts if not name.lower().endswith(_PICTURES)}
        _check(parts.values(), sum(parts[name].file_size for name in texts))
        for name, part in parts.items():
            smaller.writestr(name, package.read(part) if name in texts else b"")
    return kept


def _check(parts: Collection[zipfile.ZipInfo], size: int) -> None:
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Unreadable("encrypted", "the document is locked by a password; save it without, and deliver it again")
    for found, limit, what in ((len(parts), MAX_DOCX_PARTS, "parts"), (size, MAX_DOCX_XML_BYTES, "bytes of XML")):
        if found > limit:
            raise Unreadable("too_long", f"a document of {found:,} {what}, at most {limit:,} are read; save its text as a new document")


def _root(document: WordDocument, kind: str) -> BaseOxmlElement | None:
    """The XML of a part to which the document refers; None where it has none of that kind."""
    parts = [r.target_part for r in document.part.rels.values() if r.reltype == kind and not r.is_external]
    return getattr(parts[0], "element", None) if parts else None


def _saved_on(document: WordDocument) -> date | None:
    """The day of the last saving, in China; None where the file does not say it, or only repeats the template that it was made from.

    The day of creation is no guide: it stays when last year's report is opened, rewritten and saved under a new name.
    """
    # Asked for properties that are not there, the library makes some, with the present day.
    if not any(r.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for r in document.part.package.rels.values()):
        return None
    saved = document.core_properties.modified
    day = None if saved is None else (saved if saved.tzinfo else saved.replace(tzinfo=UTC)).astimezone(_CHINA).date()
    return None if day is None or day in _TEMPLATE_DAYS or day.year < _FIRST_YEAR else day


def _broken(why: str) -> Unreadable:
    return Unreadable("broken_docx", f"the document is damaged ({why[:200]}); open it in a word processor, save it and deliver it again")
