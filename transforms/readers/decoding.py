"""Bytes to text: the encodings in which Chinese and English reports arrive, the right one told by how the text looks."""

import codecs
import re
from collections.abc import Iterable

from charset_normalizer import from_bytes

from transforms.readers.unreadable import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Supersets of what pages declare: gb2312 lacks characters that the same pages use, such as 䶮.
_DECLARED = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252", "ascii": "utf-8"}
_CHINESE = ("gb18030", "big5hkscs")
_BROKEN_BORNE = 5
_AHEAD_BYTES = 60
_SAMPLE_BYTES = 65_536
_GUESSED_BYTES = 1_000_000

# Together about a quarter of any Chinese text, in either script; of a text decoded wrongly next to nothing.
_FREQUENT = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會主年党黨市委组組织織政府民工"
)
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LEAST_FREQUENT_SHARE = 0.06
_CONTROL = re.compile("[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_PUNCTUATION = frozenset("，。、；：？！“”‘’《》（）【】「」—…·　–")
_LATIN_SUPPLEMENT = re.compile("[\x80-\xff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file, with `\\n` for line ends and without NUL characters.

    `declared` is the encoding that the file itself names; it is believed where the bytes bear it out. Unreadable where the file
    is empty, binary, or in no encoding that gives a text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty", "the file holds no text; deliver it again, or remove it")
    text = _decoded(data, declared)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _refuse_binary(text)
    text = text.replace("\0", "")
    if not any(c.isalnum() for c in text):
        raise Unreadable("empty", "the file holds no letters or characters; deliver it again, or remove it")
    return text


def _decoded(data: bytes, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    text = _as_declared(data, declared)
    # Each only where those before fail: to guess takes milliseconds.
    for attempt in (_utf16_without_mark, _utf8, _chinese, _mended, _guessed):
        text = attempt(data) if text is None else text
    if text is not None:
        return text
    if b"\0" in data[:_SAMPLE_BYTES]:
        raise Unreadable("binary", "the file is no text (it holds zero bytes); deliver the report as plain text")
    raise Unreadable(
        "undecodable",
        "the bytes are neither UTF-8, UTF-16, GB18030 nor Big5; save the file as UTF-8 in the program that made it, and deliver it again",
    )


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    name = declared.strip().lower()
    name = _DECLARED.get(name, name)
    text = _utf8(data) if name in ("utf-8", "utf8") else _strict(data, name)
    return text if text is not None and _looks_right(text) else None


def _strict(data: bytes, encoding: str) -> str | None:
    """The text where all bytes are valid, a character cut off at the end apart."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except (LookupError, ValueError, AttributeError, TypeError):
        return None  # a page may declare an encoding that does not exist, or one that is none of text
    return text if isinstance(text, str) else None


def _utf8(data: bytes) -> str | None:
    """UTF-8; a cut last character and one broken byte in a thousand are borne, and show as U+FFFD."""
    text = _strict(data, "utf-8")
    if text is not None:
        return text
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return text if broken * 1000 <= len(text) else None


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[: _SAMPLE_BYTES & ~1]
    if b"\0" not in sample or len(data) % 2:
        return None
    texts = [_strict(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    likely = [t for t in texts if t is not None and "\0" not in t[:_SAMPLE_BYTES] and _looks_right(t) and _has_letters(t)]
    return likely[0] if likely else None


def _chinese(data: bytes) -> str | None:
    """GB18030 or Big5, whichever gives the more frequent characters."""
    return _most_frequent(t for encoding in _CHINESE if (t := _strict(data, encoding)) is not None)


def _mended(data: bytes) -> str | None:
    """Chinese in any encoding, with U+FFFD for its broken characters; None where they are many.

    Sites cut the summaries in their meta tags by bytes, through the middle of a character, and discs lose a byte of a text.
    """
    rough = {encoding: data.decode(encoding, "replace") for encoding in ("utf-8", *_CHINESE)}
    likely = [(encoding, t) for encoding, t in rough.items() if t.count("\ufffd") <= max(_BROKEN_BORNE, len(t) // 200)]
    return _most_frequent(t if encoding == "utf-8" else data.decode(encoding, "realign") for encoding, t in likely)


def _realign(error: UnicodeError) -> tuple[str, int]:
    """Goes on behind the broken byte or behind its neighbour, whichever puts the pairs of bytes together to frequent characters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    ahead = {at: error.object[at : at + _AHEAD_BYTES].decode(error.encoding, "ignore") for at in (error.start + 1, error.start + 2)}
    return "\ufffd", min(max(ahead, key=lambda at: _frequent_share(ahead[at])), len(error.object))


codecs.register_error("realign", _realign)


def _most_frequent(texts: Iterable[str]) -> str | None:
    best = max(texts, key=_frequent_share, default=None)
    return best if best is not None and _frequent_share(best) >= _LEAST_FREQUENT_SHARE else None


def _guessed(data: bytes) -> str | None:
    match = from_bytes(data[:_GUESSED_BYTES]).best()
    if match is None:
        return None
    text = _strict(data, match.encoding)
    return text if text is not None and _looks_right(text) and _has_letters(text) else None


def _frequent_share(text: str) -> float:
    """The share of the frequent characters among the Han characters of the beginning; 0 where there are none."""
    han = _HAN.findall(text[:_SAMPLE_BYTES])
    return sum(c in _FREQUENT for c in han) / len(han) if han else 0.0


def _looks_right(text: str) -> bool:
    """False for mojibake: Han characters without the frequent ones, or a crowd of accented letters."""
    sample = text[:_SAMPLE_BYTES]
    han = len(_HAN.findall(sample))
    if han > 200 and _frequent_share(sample) < _LEAST_FREQUENT_SHARE:
        return False
    return len(_LATIN_SUPPLEMENT.findall(sample)) * 5 <= len(sample)


def _has_letters(text: str) -> bool:
    """Whether most of the beginning is letters and spaces, and nearly all of it Latin or Han: other scripts are a wrong guess."""
    sample = text[:_SAMPLE_BYTES]
    letters = sum(c.isalnum() or c.isspace() for c in sample)
    known = sum(c.isascii() or c in _PUNCTUATION or _HAN.match(c) is not None for c in sample)
    return letters * 2 > len(sample) and known * 10 > len(sample) * 7


def _refuse_binary(text: str) -> None:
    sample = text[:_SAMPLE_BYTES]
    if len(_CONTROL.findall(sample)) * 100 > len(sample) or sample.count("\0") * 100 > len(sample):
        raise Unreadable("binary", "the file is no text (it is full of control characters); deliver the report as plain text")
    if len(sample) > 200 and len(_LATIN_SUPPLEMENT.findall(sample)) * 3 > len(sample):
        raise Unreadable("garbled", "the text was once decoded wrongly (ä¸­å›½ for 中国); deliver the original file")
