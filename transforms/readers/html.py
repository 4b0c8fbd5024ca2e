"""Web pages: one report a page, without what a site puts around it."""

import re

from transforms.document import Record
from transforms.readers.decoding import decode
from transforms.readers.html_article import article_of
from transforms.readers.html_head import head_of
from transforms.readers.html_lines import Page, page_of, parsed
from transforms.readers.limits import MAX_BODY_CHARACTERS, MAX_HTML_BYTES
from transforms.readers.text import too_long
from transforms.readers.unreadable import Unreadable

_DECLARED = re.compile(rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.I)
_DECLARED_WITHIN = 4096
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def html_record(page: bytes | str, record: int = 0, *, declared: str | None = None, address: str | None = None) -> Record:
    """The report of a page: headline, info line and paragraphs as lines of the body, the rest of the page left out.

    `declared` is the encoding named outside the page, as by an HTTP header; `address` is where the page was found, and the
    record's `source_url` unless the page names a canonical one. Unreadable where the page is too large, nests too deep or shows no text.
    """
    tree = parsed(markup_of(page, declared))
    head = head_of(tree, address)
    article = article_of(page_of(tree.body) if tree.body is not None else Page(), head.titles)
    if not article.body:
        raise Unreadable(
            "no_text", "the page shows no text of its own (a list of links, or made by scripts); deliver the report's own page"
        )
    if len(article.body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(article.body):,} characters")
    return Record(
        record,
        article.body,
        title=article.title,
        published_on=head.published_on,
        published_on_basis="metadata" if head.published_on else None,
        byline=head.byline,
        source_url=head.address,
    )


def markup_of(page: bytes | str, declared: str | None) -> str:
    """The page as text, in the encoding that it shows or declares; Unreadable where it is too large or no text."""
    if len(page) > MAX_HTML_BYTES:
        unit = "bytes" if isinstance(page, bytes) else "characters"
        raise Unreadable("too_long", f"one page of {len(page):,} {unit}, at most {MAX_HTML_BYTES:,} are read; split it into reports")
    if isinstance(page, str):
        return _LONE_SURROGATE.sub("\ufffd", page).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return decode(page, declared or _declared_inside(page))


def _declared_inside(page: bytes) -> str | None:
    found = _DECLARED.search(page[:_DECLARED_WITHIN])
    name = found[1].decode("ascii").lower() if found else None
    # A declaration that can be read byte by byte is not in UTF-16, whatever it says.
    return "utf-8" if name is not None and name.startswith("utf-16") else name
