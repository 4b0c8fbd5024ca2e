"""The lines of a Word document: paragraphs with their automatic numbers, and tables row by row."""

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from transforms.readers.docx_numbering import Numbering
from transforms.readers.docx_styles import Styles
from transforms.readers.docx_xml import CELL, PARAGRAPH, ROW, TABLE, TEXT_BOX, paragraph_text, seen_children, text_boxes

_CELL_GAP = "　"
_LONGEST_SHORT_CELL = 100
_SPACE = re.compile("[ \t\xa0]+")


class Lines:
    """Reads a document once, from top to bottom: numbers are counted as they are met."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        """`title` is the first paragraph in a style of titles, once its line was read."""
        self._styles = styles
        self._numbering = numbering
        self.title: str | None = None

    def of(self, container: BaseOxmlElement) -> Iterator[str]:
        """The lines of what holds paragraphs and tables: the body, a cell, a text box; none is empty."""
        for child in seen_children(container):
            if child.tag == PARAGRAPH:
                yield from self._paragraph(child)
            elif child.tag == TABLE:
                yield from self._table(child)
            else:
                yield from self.of(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> Iterator[str]:
        lines = [line for piece in paragraph_text(paragraph).split("\n") if (line := _SPACE.sub(" ", piece).strip())]
        if lines:
            lines[0] = self._numbering.label(self._styles.level_of(paragraph)) + lines[0]
            if self.title is None and self._styles.is_title(paragraph):
                self.title = "".join(lines)
                lines = [self.title]
        yield from lines
        for box in text_boxes(paragraph):
            yield from self.of(box)

    def _table(self, table: BaseOxmlElement) -> Iterator[str]:
        for row in _within(table, ROW):
            cells = [lines for cell in _within(row, CELL) if not _continues(cell) and (lines := list(self.of(cell)))]
            if len(cells) == 1:
                yield from cells[0]
            elif cells:
                yield _CELL_GAP.join(map(_cell, cells))


def _cell(lines: list[str]) -> str:
    """A cell in its row: short ones on the line, long ones with their paragraphs."""
    return (" " if sum(map(len, lines)) <= _LONGEST_SHORT_CELL else "\n").join(lines)


def _within(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """The rows of a table, or the cells of a row, those in content controls included."""
    for child in seen_children(element):
        if child.tag == tag:
            yield child
        elif child.tag not in (PARAGRAPH, TABLE, TEXT_BOX):
            yield from _within(child, tag)


def _continues(cell: BaseOxmlElement) -> bool:
    """Whether a cell is merged with the one above or before it, whose text it must not repeat."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        return False
    merged = [properties.find(qn(name)) for name in ("w:vMerge", "w:hMerge")]
    return any(mark is not None and mark.get(qn("w:val")) != "restart" for mark in merged)
