"""What a body looks like to the rules: quotes, spaces and mojibake made uniform, each character still tied to the body.

The rules read the cleaned text; every span is mapped back to the body before it leaves `transforms`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

Language = Literal["en", "zh"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef"
_HAN = re.compile(f"[{HAN}]+")
_LATIN = re.compile("[A-Za-z]{2,}")

# UTF-8 punctuation that was once decoded as Windows-1252: the euro sign is the mark of it.
_MOJIBAKE = {
    "â€œ": '"',
    "â€\u009d": '"',
    "â€\ufffd": '"',
    "â€˜": "'",
    "â€™": "'",
    "â€”": "-",
    "â€“": "-",
    "â€¦": ".",
    "ï»¿": " ",
    "Â\u00a0": " ",
    "â€": '"',  # the closing quotation mark, where its last byte has no character in Windows-1252 and was lost
    "&nbsp;": " ",
    "&quot;": '"',
    "&amp;": "&",
}
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f"
_SPACES = f"{_ODD_SPACES} "
_CHANGES = re.compile(
    "(?P<mojibake>" + "|".join(sorted(map(re.escape, _MOJIBAKE), key=len, reverse=True)) + ")"
    "|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]+)"
    f"|(?P<break>[{_SPACES}]*(?:\r\n?|\n|\u2028|\u2029)[{_SPACES}\r\n]*)"
    f"|(?P<space>[{_SPACES}]+)"
)
# Where a change can begin. That a single space is none, and that most characters are none, is told sooner so than by the changes.
_ODD = f"â&Âï\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\x00-\x1f\x7f{_ODD_SPACES}"
_MAY_CHANGE = re.compile(f"[ {_ODD}](?:(?<=[{_ODD}])|(?=[{_SPACES}\r\n\u2028\u2029]))")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can write
_REPLACEMENTS = {"invisible": "", "break": "\n", "space": " "}
_SAME_LENGTH = {
    "en": tuple(zip("“”„«»‘’‚`—–‐‑，。：；（）", '"""""' + "'" * 4 + "----,.:;()", strict=True)),
    "zh": tuple(
        zip("「」『』•‧・･,;()!?" + "".join(chr(0xFF10 + n) for n in range(10)), "“”‘’····，；（）！？0123456789", strict=True)
    ),
}


def language_of(body: str) -> Language:
    """`zh` where Han characters outweigh Latin words, else `en`."""
    sample = body[:20_000]
    han = 0 if sample.isascii() else sum(map(len, _HAN.findall(sample)))
    return "zh" if han and 2 * han > len(_LATIN.findall(sample)) else "en"


class Cleaned:
    """A body as the rules read it.

    `text` keeps the letter case, `lower` is the same text in lower case and of the same length, Chinese in simplified
    characters. `\\n` separates paragraphs and nothing else. `span` maps offsets of `text` back to the body.
    """

    def __init__(self, body: str, language: Language) -> None:
        pieces: list[str] = []
        self._starts: list[int] = []
        self._origins: list[int] = []
        length = 0
        for start, piece in _pieces(body):
            self._starts.append(length)
            self._origins.append(start)
            pieces.append(piece)
            length += len(piece)
        self._length = length
        printed = _uniform(_writable("".join(pieces)), language)
        self.text: str = _simplifier()(printed) if language == "zh" else printed
        self.lower: str = _lower(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the body that the half-open span of `text` was made from; ValueError where it is empty."""
        if not 0 <= start < end <= self._length:
            raise ValueError(f"not a span of the text: {start}..{end} of {self._length}")
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        piece = bisect_right(self._starts, position) - 1
        return self._origins[piece] + position - self._starts[piece]


def folded(phrase: str, language: Language) -> str:
    """A phrase of a lexicon as texts are read: what is equal here is the same phrase."""
    is_plain = language == "en" and _PLAIN.fullmatch(phrase)  # nothing to clean, as nearly always
    return phrase.lower() if is_plain else Cleaned(phrase, language).lower.strip()


_PLAIN = re.compile(r"[\w',.-]+(?: [\w',.-]+)*", re.ASCII)


def _pieces(body: str) -> Iterator[tuple[int, str]]:
    """What the text is made of, in order: stretches of the body as they are, and what replaces others, each with its start in the body."""
    position = 0
    for possible in _MAY_CHANGE.finditer(body):
        change = _CHANGES.match(body, possible.start()) if possible.start() >= position else None
        if change is None:
            continue
        replacement = _MOJIBAKE[change.group()] if change.lastgroup == "mojibake" else _REPLACEMENTS[change.lastgroup or ""]
        if replacement == change.group():
            continue
        if change.start() > position:
            yield position, body[position : change.start()]
        if replacement:
            yield change.start(), replacement
        position = change.end()
    if position < len(body):
        yield position, body[position:]


def _writable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _uniform(text: str, language: Language) -> str:
    for printed, uniform in _SAME_LENGTH[language]:
        text = text.replace(printed, uniform)  # sooner than str.translate, which looks every character up
    return text


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@lru_cache(maxsize=1)
def _simplifier() -> Callable[[str], str]:
    """Traditional to simplified characters, one for one (OpenCC t2s; conversions that change the length are left out)."""
    from opencc import OpenCC

    converter = OpenCC("t2s")

    def simplify(text: str) -> str:
        simplified: str = converter.convert(text)
        if len(simplified) == len(text):
            return simplified
        return "".join(s if len(s := converter.convert(c)) == 1 else c for c in text)

    return simplify
