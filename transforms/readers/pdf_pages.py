"""A program of its own: a PDF on standard input, its lines as JSON on standard output.

It runs apart from the reader because PDFium is native code over hostile input: what makes it search without end, take all memory or
crash ends this process and nothing else. Arguments: pages and characters that are read at most, seconds of processor time, bytes of memory.
"""

import json
import resource
import sys
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]


def main() -> None:
    """Writes `{"pages": [{"height", "has_image", "lines": [[text, left, bottom, right, top], …]}, …], "count", "created"}`, or `{"error"}`.

    Lengths are in points, from the lower left corner.
    """
    pages, characters, seconds, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        result = _result(sys.stdin.buffer.read(), pages, characters)
    except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError) as error:
        result = {"error": str(error) or type(error).__name__}
    sys.stdout.write(json.dumps(result))


def _result(data: bytes, pages: int, characters: int) -> dict[str, Any]:
    document = pypdfium2.PdfDocument(data)
    found = []
    for number in range(min(len(document), pages)):
        page = _page(document[number])
        found.append(page)
        characters -= sum(len(line[0]) for line in page["lines"])
        if characters < 0:
            break
    return {"pages": found, "count": len(document), "created": document.get_metadata_value("CreationDate")}


def _page(page: pypdfium2.PdfPage) -> dict[str, Any]:
    text = page.get_textpage()
    lines = list(_lines(text))
    has_image = not lines and any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    return {"height": page.get_height(), "has_image": has_image, "lines": lines}


def _lines(text: pypdfium2.PdfTextPage) -> Iterator[list[Any]]:
    """The lines in the order in which the page was written, each with the box around its first and last character."""
    start = 0
    words = [chr(pdfium.FPDFText_GetUnicode(text, index)) for index in range(text.count_chars())]
    for end in range(len(words) + 1):
        if end == len(words) or words[end] in "\r\n":
            line = "".join(words[start:end]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            if line.strip():
                yield [line, *_box(text, start, end, words)]
            start = end + 1


def _box(text: pypdfium2.PdfTextPage, start: int, end: int, words: list[str]) -> tuple[float, float, float, float]:
    shown = [index for index in range(start, end) if not words[index].isspace()]
    first, last = text.get_charbox(shown[0], loose=True), text.get_charbox(shown[-1], loose=True)
    return first[0], min(first[1], last[1]), last[2], max(first[3], last[3])


if __name__ == "__main__":
    main()
