"""Numbers as Word writes them before paragraphs, by the names that its file format gives to the kinds."""

from collections.abc import Mapping, Sequence
from typing import Final

_HAN: Final = "零一二三四五六七八九"
_HAN_UNITS: Final = ((10_000, "万"), (1000, "千"), (100, "百"), (10, "十"))
_ROMAN: Final = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        "M CM D CD C XC L XL X IX V IV I".split(),
        strict=True,
    )
)
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SERIES: Final[Mapping[str, Sequence[str]]] = {
    "ideographTraditional": _STEMS,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
}
_COUNTED: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand"}
)


def figure(kind: str, number: int) -> str:
    """A number from 0 to 99,999 in the form named `kind` (w:numFmt); in Arabic figures where the form is not known or ends before it."""
    if kind in _COUNTED:
        return _counted(number)
    if kind == "ideographDigital":
        return "".join(_HAN[int(digit)] for digit in str(number)).replace("零", "〇")
    if kind in ("upperRoman", "lowerRoman"):
        return _cased(kind, _roman(number))
    if kind in ("upperLetter", "lowerLetter") and 0 < number <= 780:
        return _cased(kind, chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1))
    series = _SERIES.get(kind, "")
    return series[number - 1] if 0 < number <= len(series) else str(number)


def _cased(kind: str, text: str) -> str:
    return text if kind.startswith("upper") else text.lower()


def _counted(number: int) -> str:
    """21 is 二十一, 10 is 十 and 105 is 一百零五."""
    text, rest, skipped = "", number, False
    for value, unit in _HAN_UNITS:
        digit, rest = divmod(rest, value)
        if digit:
            text += ("零" if skipped and text else "") + _HAN[digit] + unit
        skipped = not digit
    if rest or not number:
        text += ("零" if skipped and text else "") + _HAN[rest]
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text or "0"
