"""From the lines of pages to the paragraphs of a text: page furniture left out, lines that the margin broke joined again."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

_NUMBER = re.compile(
    r"(?:[-—–－·•\s]*\d{1,4}[-—–－·•\s]*|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)",
    re.I,
)
_DIGITS = re.compile(r"\d+")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’—…]")
_EDGE = 0.12
_LEAST_PAGES = 2
_CLOSING = "，。、；：！？”’）》】〉…,;:!?)]"
_SENTENCE_END = re.compile(r"[。！？.!?；;：:][”’\"')）]*$")
_SPACES = re.compile("[ \t\xa0\ufffe\uffff\x02]+")


@dataclass(frozen=True)
class Line:
    """A line of a page with its box in points, from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def size(self) -> float:
        """About the width of a wide character."""
        return max(self.top - self.bottom, 4.0)


@dataclass(frozen=True)
class Page:
    """A page: its height in points, its lines in the order in which they were written, and whether it shows a picture instead."""

    height: float
    has_image: bool
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, page: dict[str, Any]) -> "Page":
        """The page that the program for PDFs describes."""
        lines = (Line(_SPACES.sub(" ", text).strip(), *box) for text, *box in page["lines"])
        return cls(page["height"], page["has_image"], tuple(line for line in lines if line.text))


def body_of(pages: Sequence[Page]) -> str:
    """The text of the pages, a line for each paragraph."""
    repeated = _running(pages)
    paragraphs: list[str] = []
    previous: Line | None = None
    for page in pages:
        lines = [line for line in page.lines if not _is_furniture(line, page, repeated)]
        setting = _Setting.of(lines)
        for line in lines:
            if previous is not None and _continues(previous, line, setting):
                paragraphs[-1] = _joined(paragraphs[-1], line.text)
            else:
                paragraphs.append(line.text)
            previous = line
    return "\n".join(paragraphs)


def _running(pages: Sequence[Page]) -> set[str]:
    """The heads and feet that stand on most pages, numbers apart."""
    seen = Counter(text for page in pages for text in {_without_numbers(line) for line in _at_edges(page)})
    return {text for text, count in seen.items() if count >= _LEAST_PAGES and count * 2 >= len(pages)}


def _at_edges(page: Page) -> Iterator[Line]:
    return (line for line in page.lines if line.bottom > page.height * (1 - _EDGE) or line.top < page.height * _EDGE)


def _is_furniture(line: Line, page: Page, repeated: set[str]) -> bool:
    is_at_edge = line.bottom > page.height * (1 - _EDGE) or line.top < page.height * _EDGE
    return is_at_edge and (_NUMBER.fullmatch(line.text) is not None or _without_numbers(line) in repeated)


def _without_numbers(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


@dataclass(frozen=True)
class _Setting:
    """How the running text of a page is set: the commonest left edge, the outermost right one, the middle size."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Setting":
        if not lines:
            return cls(0.0, 0.0, 1.0)
        lefts = Counter(round(line.left / 4) for line in lines)
        left = min(left for left, count in lefts.items() if count == max(lefts.values())) * 4.0
        return cls(left, max(line.right for line in lines), median(line.size for line in lines))


def _continues(previous: Line, line: Line, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph of the one before: that one is full, and this one neither indented nor of another size."""
    if line.text[0] in _CLOSING:
        return True
    if not 0.85 < line.size / previous.size < 1.18:
        return False
    if min(line.size, previous.size) > 1.12 * setting.size:  # a headline, whose lines are centred
        return not _SENTENCE_END.search(previous.text)
    return previous.right > setting.right - 2.5 * previous.size and line.left <= setting.left + 1.2 * line.size


def _joined(before: str, after: str) -> str:
    if _WIDE.match(before[-1]) or _WIDE.match(after[0]):
        return before + after
    if before.endswith("-") and before[-2:-1].isalpha() and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"
