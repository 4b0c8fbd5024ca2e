"""What a body looks like to the rules: quotes, spaces and mojibake made uniform, each character still tied to the body.

The rules read the cleaned text; every span is mapped back to the body before it leaves `transforms`.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

Language = Literal["en", "zh"]

HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ebef"
_HAN = re.compile(f"[{HAN}]")

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
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f "
_CHANGES = re.compile(
    "(?P<mojibake>" + "|".join(sorted(map(re.escape, _MOJIBAKE), key=len, reverse=True)) + ")"
    "|(?P<invisible>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]+)"
    f"|(?P<break>[{_SPACES}]*(?:\r\n?|\n|\u2028|\u2029)[{_SPACES}\r\n]*)"
    f"|(?P<space>[{_SPACES}]+)"
)
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character, which no encoding can write
_REPLACEMENTS = {"invisible": "", "break": "\n", "space": " "}
_SAME_LENGTH = {
    "en": str.maketrans("“”„«»‘’‚`—–‐‑，。：；（）", '"""""' + "'" * 4 + "----,.:;()"),
    "zh": str.maketrans("「」『』•‧・･,;()!?" + "".join(chr(0xFF10 + n) for n in range(10)), "“”‘’····，；（）！？0123456789"),
}


def language_of(body: str) -> Language:
    """`zh` where Han characters outweigh Latin words, else `en`."""
    sample = body[:20_000]
    return "zh" if 2 * len(_HAN.findall(sample)) > len(re.findall(r"[A-Za-z]{2,}", sample)) else "en"


class Cleaned:
    """A body as the rules read it.

    `text` keeps the letter case, `lower` is the same text in lower case and of the same length, Chinese in simplified
    characters. `\\n` separates paragraphs and nothing else. `span` maps offsets of `text` back to the body.
    """

    def __init__(self, body: str, language: Language) -> None:
        pieces: list[str] = []
        origin: list[int] = []
        position = 0

        def keep(start: int, end: int) -> None:
            pieces.append(body[start:end])
            origin.extend(range(start, end))

        for match in _CHANGES.finditer(body):
            keep(position, match.start())
            position = match.end()
            replacement = _MOJIBAKE[match.group()] if match.lastgroup == "mojibake" else _REPLACEMENTS[match.lastgroup or ""]
            if replacement:
                pieces.append(replacement)
                origin.append(match.start())
        keep(position, len(body))
        self._origin: Sequence[int] = origin
        self._length = len(body)
        printed = _SURROGATE.sub("\ufffd", "".join(pieces)).translate(_SAME_LENGTH[language])
        self.text: str = _simplifier()(printed) if language == "zh" else printed
        self.lower: str = _lower(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the body that the half-open span of `text` was made from; ValueError where it is empty."""
        if not 0 <= start < end <= len(self._origin):
            raise ValueError(f"not a span of the text: {start}..{end} of {len(self._origin)}")
        return self._origin[start], self._origin[end - 1] + 1


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
