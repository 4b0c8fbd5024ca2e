"""PDF with a text layer: one report a file, its lines joined into paragraphs and without page numbers and running heads."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from transforms.document import Record
from transforms.readers import pdf_pages
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_PDF_MEMORY_BYTES, MAX_PDF_PAGES, MAX_PDF_SECONDS
from transforms.readers.pdf_layout import Page, body_of
from transforms.readers.text import title_of, too_long
from transforms.readers.unreadable import Refused, Unreadable

_LEAST_LETTERS = 20
_CREATED = re.compile(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)")
_UNREADABLE_CHARACTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_RUN_OCR = "no text layer: run OCR first"


@dataclass(frozen=True)
class _Pages:
    """What the program that reads PDFs gives: the pages, how many there are in all, and when the file was made as it says itself."""

    pages: list[Page]
    count: int
    created: str


def read_pdf(data: bytes) -> Iterator[Record | Refused]:
    """The one record of a PDF, and one Refused where some of its pages are pictures.

    Unreadable where it is damaged, locked, without text, or costs more time or memory than a report can.
    """
    found = _pages(data)
    if found.count > len(found.pages):
        raise too_long(f"{found.count:,} pages, of which {len(found.pages):,} could be read,")
    body = body_of(found.pages)
    if sum(c.isalnum() for c in body) < _LEAST_LETTERS:
        raise Unreadable("no_text_layer", _RUN_OCR)
    if len(_UNREADABLE_CHARACTER.findall(body)) * 10 > len(body):
        raise Unreadable("no_text_layer", f"its fonts do not say which characters they show, which is as good as {_RUN_OCR}")
    day = _created_on(found.created)
    yield Record(0, body, title=title_of(body), published_on=day, published_on_basis="file" if day else None)
    pictures = [number for number, page in enumerate(found.pages, 1) if page.has_image and not page.lines]
    if pictures:
        listed = ", ".join(map(str, pictures[:20]))
        yield Refused(1, "no_text_layer", f"pages {listed} are pictures with {_RUN_OCR}; the other pages are read")


def _pages(data: bytes) -> _Pages:
    limits = (MAX_PDF_PAGES, MAX_BODY_CHARACTERS, int(MAX_PDF_SECONDS), MAX_PDF_MEMORY_BYTES + len(data))
    command = [sys.executable, "-I", str(Path(pdf_pages.__file__)), *map(str, limits)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=2 * MAX_PDF_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise _too_costly() from None
    if done.returncode < 0:
        raise _too_costly()
    return _result(done)


def _result(done: "subprocess.CompletedProcess[bytes]") -> _Pages:
    try:
        result: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise Unreadable("damaged", f"the PDF cannot be read ({last[:200]}); print it to PDF again, or deliver the text") from None
    if "error" in result:
        if "password" in result["error"].lower():
            raise Unreadable("encrypted", "the PDF is locked by a password; deliver it unlocked")
        raise Unreadable("damaged", f"the PDF cannot be read ({result['error']}); print it to PDF again, or deliver the text")
    return _Pages([Page.of(page) for page in result["pages"]], result["count"], result["created"])


def _too_costly() -> Unreadable:
    return Unreadable("too_costly", f"reading the PDF takes more than {MAX_PDF_SECONDS:g} s or fails; print it to PDF again")


def _created_on(written: str) -> date | None:
    found = _CREATED.match(written)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
