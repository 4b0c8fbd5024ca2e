"""What a person sees of a page: lines of text in reading order, and the elements that hold them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from transforms.readers.html_tags import tamed

_UNSEEN = frozenset(
    "script style noscript template iframe object embed svg math canvas audio video map select datalist button input textarea "
    "head title dialog rt rp".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr output q rb ruby s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_HIDDEN = re.compile(r"display\s*:\s*none", re.I)
_LONGEST_ROW = 300
_CELL_GAP = "　"

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…"
_IS_WIDE = re.compile(f"[{_WIDE}]")
_SOURCE_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t\r\f]*\n[ \t\r\n\f]*(?=[{_WIDE}])")
_HEADING_BREAK = "\v"
_SPACE = re.compile("[ \t\r\n\f\v\xa0]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page. `linked` counts its characters inside links; `is_heading` where it stands in h1 to h6."""

    text: str
    linked: int = 0
    is_heading: bool = False


@dataclass(slots=True)
class Block:
    """One element: the half-open range of the lines inside it, and the index of the block around it (-1 for the outermost)."""

    tag: str
    attributes: Mapping[str, str | None]
    parent: int
    start: int
    end: int = -1


@dataclass(slots=True)
class Page:
    """The lines of a page or of a piece of one, and its blocks in the order in which they begin."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def page_of(root: LexborNode) -> Page:
    """The page below an element, in time and memory linear in its size, however deep its elements nest."""
    walk = _Walk()
    walk.open(root)
    while walk.path:
        node = walk.path[-1].upcoming
        if node is None:
            walk.close()
        else:
            walk.path[-1].upcoming = node.next
            walk.take(node)
    return walk.page


def fragment_text(markup: str) -> str:
    """The text of a piece of HTML, such as a field of a JSON record: all that is seen of it, a line for each paragraph, break and row.

    Unreadable where it cannot be parsed in bounded time.
    """
    body = parsed(markup).body
    return "" if body is None else "\n".join(line.text for line in page_of(body).lines)


def parsed(markup: str) -> LexborHTMLParser:
    """The tree of a page; Unreadable where it cannot be parsed in bounded time."""
    # With events the parser mirrors the options of a list, in time that grows with the square of their number.
    return LexborHTMLParser(tamed(markup), options=LexborDocumentOptions.WO_EVENTS.value)


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is kept from sight."""
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


@dataclass(slots=True)
class _Open:
    tag: str
    block: int
    """Its index among the blocks; -1 for an inline element."""
    upcoming: LexborNode | None


class _Walk:
    """Gathers text into lines while elements open and close."""

    def __init__(self) -> None:
        self.page = Page()
        self.path: list[_Open] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._around: list[int] = [-1]
        self._links = self._headings = self._verbatim = 0

    def take(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._add(node.text_content or "")
        elif tag == "br":
            self._line_break()
        elif tag.startswith("-") or tag in _UNSEEN or (tag == "tr" and self._took_row(node)):
            return
        else:
            self.open(node)

    def open(self, node: LexborNode) -> None:
        tag, attributes = node.tag or "", node.attributes
        is_inline = tag in _INLINE or ":" in tag
        if is_inline and is_hidden(attributes):
            return
        block = -1 if is_inline else self._opened_block(tag, attributes)
        self.path.append(_Open(tag, block, node.first_child))
        self._count(tag, 1)

    def close(self) -> None:
        closed = self.path.pop()
        if closed.block >= 0:
            self._end_line()
            self.page.blocks[closed.block].end = len(self.page.lines)
            self._around.pop()
        self._count(closed.tag, -1)

    def _opened_block(self, tag: str, attributes: Mapping[str, str | None]) -> int:
        self._end_line()
        self.page.blocks.append(Block(tag, attributes, self._around[-1], len(self.page.lines)))
        self._around.append(len(self.page.blocks) - 1)
        return self._around[-1]

    def _count(self, tag: str, change: int) -> None:
        self._links += change * (tag == "a")
        self._headings += change * (tag in _HEADINGS)
        self._verbatim += change * (tag == "pre")

    def _add(self, text: str) -> None:
        if self._verbatim and "\n" in text:
            first, *rest = text.split("\n")
            self._add(first)
            for piece in rest:
                self._end_line()
                self._add(piece)
            return
        self._pieces.append(text)
        self._linked += len(text.strip()) if self._links else 0

    def _line_break(self) -> None:
        """A headline that is broken for looks is one line: 召开 and its object must not be torn apart."""
        if self._headings:
            self._pieces.append(_HEADING_BREAK)
        else:
            self._end_line()

    def _end_line(self) -> None:
        text = _collapsed("".join(self._pieces))
        if text:
            self.page.lines.append(Line(text, min(self._linked, len(text)), self._headings > 0))
        self._pieces, self._linked = [], 0

    def _took_row(self, row: LexborNode) -> bool:
        """Whether this is a row of data, several short cells, which is one line; tables that only arrange the page are none."""
        if not _is_short(row):
            return False
        cells = [page_of(cell).lines for cell in row.iter()]
        texts = [" ".join(line.text for line in lines) for lines in cells if lines]
        if len(texts) < 2:
            return False
        self._end_line()
        self.page.lines.append(Line(_CELL_GAP.join(texts), sum(line.linked for lines in cells for line in lines)))
        return True


def _is_short(row: LexborNode) -> bool:
    """Whether a row holds no table and little text; it is looked at no further than that takes."""
    characters = 0
    for node in row.traverse(include_text=True):
        characters += len(node.text_content or "") if node.tag == "-text" else 0
        if node.tag == "table" or characters > _LONGEST_ROW:
            return False
    return True


def _collapsed(text: str) -> str:
    """White space as a browser shows it; a line end of the source between two Chinese characters is none of the text."""
    if "\n" in text:
        text = _SOURCE_BREAK.sub("", text)
    if _HEADING_BREAK in text:
        text = reduce(_joined, filter(None, map(str.strip, text.split(_HEADING_BREAK))), "")
    return _SPACE.sub(" ", text).strip()


def _joined(before: str, after: str) -> str:
    """Two lines of a headline as one; only between words of letters stands a space."""
    return f"{before} {after}" if before and not _IS_WIDE.search(before[-1] + after[0]) else before + after
