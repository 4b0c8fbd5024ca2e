"""The XML of Word documents: names of elements, and the text of a paragraph."""

from collections.abc import Iterator

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

PARAGRAPH, TABLE, ROW, CELL = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX = qn("w:txbxContent")

# Not on the page: what was deleted or moved away, codes of fields, the reading beside a character, and second versions of drawings.
_UNSEEN = frozenset({*map(qn, "w:del w:moveFrom w:pPr w:rPr w:instrText w:delText w:rt w:tblPr w:trPr w:tcPr w:sdtPr".split()), FALLBACK})
_T, _R, _VANISH = qn("w:t"), qn("w:r"), qn("w:vanish")
_WRITTEN = {qn("w:tab"): "\t", qn("w:ptab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def value_of(element: BaseOxmlElement | None, path: str) -> str | None:
    """The w:val of the first element at a path below an element, such as `w:pPr/w:pStyle`; None where there is none."""
    for name in path.split("/"):
        element = None if element is None else element.find(qn(name))
    return None if element is None else element.get(qn("w:val"))


def paragraph_text(paragraph: BaseOxmlElement) -> str:
    """The text of a paragraph as it is seen, inserted text included; `\\n` for breaks inside it; not what its text boxes hold."""
    return "".join(_pieces(paragraph))


def text_boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The contents of the outermost text boxes that are anchored in a paragraph, in their order."""
    for child in paragraph:
        if child.tag == TEXT_BOX:
            yield child
        elif child.tag not in _UNSEEN and child.tag != PARAGRAPH:
            yield from text_boxes(child)


def seen_children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The children that are seen on the page."""
    return (child for child in element if child.tag not in _UNSEEN)


def _pieces(element: BaseOxmlElement) -> Iterator[str]:
    for child in seen_children(element):
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag != TEXT_BOX and not (child.tag == _R and _is_hidden(child)):
            yield from _pieces(child)


def _is_hidden(run: BaseOxmlElement) -> bool:
    properties = run.find(qn("w:rPr"))
    vanish = None if properties is None else properties.find(_VANISH)
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")
