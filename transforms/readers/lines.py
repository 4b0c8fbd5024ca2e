"""A text file of any length, line by line, in the encoding that its beginning shows."""

import codecs
import io
from collections.abc import Iterator

from transforms.readers.decoding import decode
from transforms.readers.streams import head

_SAMPLE_BYTES = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODINGS = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")


def text_of(stream: io.BufferedReader, newline: str | None = None) -> io.TextIOWrapper:
    """The stream as text, read as it is asked for; what is broken in it becomes U+FFFD. `newline` as for `open`.

    Unreadable where its beginning is no text in an encoding of the Chinese or English.
    """
    return io.TextIOWrapper(stream, encoding=encoding_of(head(stream)[:_SAMPLE_BYTES]), errors="replace", newline=newline)


def bounded_lines(text: io.TextIOWrapper, most: int) -> Iterator[str | None]:
    """The lines without their ends; None for a line of more than `most` characters, which is passed over without being held."""
    while line := text.readline(most + 1):
        if len(line) <= most or line.endswith("\n"):
            yield line.removesuffix("\n")
        else:
            yield None
            while line and not line.endswith("\n"):
                line = text.readline(most + 1)


def encoding_of(sample: bytes) -> str:
    """Python's name of the encoding in which `decode` reads the beginning of a file. Unreadable where it reads none."""
    text = decode(sample)
    marked = (encoding for mark, encoding in _MARKS if sample.startswith(mark))
    fitting = (encoding for encoding in _ENCODINGS if _decoded(sample, encoding) == text)
    return next(marked, None) or next(fitting, "utf-8")


def _decoded(sample: bytes, encoding: str) -> str:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
