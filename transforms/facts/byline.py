"""Who wrote a report: the reporters, correspondents and authors that its credit lines name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import HAN, Language
from transforms.document import Document, Span
from transforms.lexicons import Lexicons

_HEAD_CHARACTERS = 1500
_TAIL_CHARACTERS = 600
_LONGEST_CREDIT_LINE = {"zh": 120, "en": 240}


def find_byline(document: Document, lexicons: Lexicons) -> list[Span]:
    """The spans of the authors' names, in the order of the text; editors, photographers and reviewers are no authors.

    Credits stand in brackets, in short lines of their own, or behind a colon, at the head or the tail of a report.
    """
    names: list[Span] = []
    for zone, is_bracket in _credit_zones(document):
        names += _names_in(document, zone, is_bracket, _labels(lexicons, document.language))
    return _distinct(document, names)


def printed_name(document: Document, name: Span) -> str:
    """A name as printed, without the space that pads a short Chinese name."""
    printed = " ".join(document.printed(*name).split())
    return printed.replace(" ", "") if document.language == "zh" else printed


def _credit_zones(document: Document) -> Iterator[tuple[Span, bool]]:
    text = document.text
    tail = max(_HEAD_CHARACTERS, len(text) - _TAIL_CHARACTERS)
    for paragraph in document.paragraphs:
        for bracket in _BRACKETS.finditer(text, paragraph.start, paragraph.end):
            if bracket.start() < _HEAD_CHARACTERS or bracket.end() > tail:
                yield Span(bracket.start(1), bracket.end(1)), True
        is_outer = paragraph.start < _HEAD_CHARACTERS or paragraph.end > tail
        # A headline is short too, and may speak of reporters.
        if is_outer and paragraph.start > 0 and paragraph.end - paragraph.start <= _LONGEST_CREDIT_LINE[document.language]:
            yield paragraph, False


_BRACKETS = re.compile(r"[(（]([^()（）\n]{2,160})[)）]")


@dataclass(frozen=True)
class _Labels:
    pattern: re.Pattern[str]
    authors: frozenset[str]


def _names_in(document: Document, zone: Span, is_bracket: bool, labels: _Labels) -> list[Span]:
    found = list(labels.pattern.finditer(document.lower, zone.start, zone.end))
    if not found:
        return _unlabelled(document, zone)
    names: list[Span] = []
    writes = False
    for label, following in zip(found, [*found[1:], None], strict=True):
        writes |= (label["label"] or label["bare"]) in labels.authors and (is_bracket or _introduces(document, zone, label))
        end = following.start() if following else zone.end
        # 文/图 张三: labels side by side share the name that follows them.
        if following is None or end > label.end():
            names += _leading_names(document, label.end(), end) if writes else ()
            writes = False
    return names


def _introduces(document: Document, zone: Span, label: re.Match[str]) -> bool:
    """Whether a label in a line of its own introduces a name: 记者从会上获悉 does not."""
    line = document.text[zone.start : zone.end]
    return label["colon"] is not None or not re.search(r"[。]|[.](?=\s|$)", line.rstrip(")）"))


def _leading_names(document: Document, start: int, end: int) -> Iterable[Span]:
    return (_han_names if document.language == "zh" else _pinyin_names)(document.text, start, end)


_HAN_NAME = re.compile(
    f"[ 、，/:：]*(?:(?P<dotted>[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+)"
    f"|(?P<padded>[{HAN}] [{HAN}](?![{HAN}]))|(?P<plain>[{HAN}]{{2,4}}(?![{HAN}·])))"
)
_NO_NAME = re.compile("报道|整理|本报|本网|本台|办公室|中心|日报|新闻|电视|宣传部|党委|委员会|[部局院办委厅处科室组队网台社]$")


def _han_names(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while match := _HAN_NAME.match(text, position, end):
        name = match[match.lastgroup or 0]
        if not _NO_NAME.search(name):
            yield Span(match.start(match.lastgroup or 0), match.end())
        position = match.end()


_PINYIN_NAMES = re.compile(r"[\s,/:&]*(?:and )?(?P<run>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,5})")


def _pinyin_names(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while match := _PINYIN_NAMES.match(text, position, end):
        words = [Span(m.start(), m.end()) for m in re.compile(r"\S+").finditer(text, match.start("run"), match.end("run"))]
        size = 2 if len(words) % 2 == 0 else len(words)
        if size <= 3:
            yield from (Span(words[i].start, words[i + size - 1].end) for i in range(0, len(words), size))
        position = match.end()


_SIGNED = re.compile(
    f"[(（]?(?P<office>[{HAN}]+(?:办公室|委|局|部|院|中心|科|室|处|办|厅|组|队)) (?P<name>[{HAN}·]{{2,16}}|[{HAN}] [{HAN}])[)）]?"
)


def _unlabelled(document: Document, zone: Span) -> list[Span]:
    """An office and a name in brackets at the end: （县人大办公室 伊力哈木·艾山）."""
    if document.language != "zh" or zone.start < len(document.text) // 2 or document.text[zone.start - 1 : zone.start + 1].isspace():
        return []
    match = _SIGNED.fullmatch(document.text, zone.start, zone.end)
    return [Span(match.start("name"), match.end("name"))] if match else []


def _distinct(document: Document, names: Sequence[Span]) -> list[Span]:
    seen: dict[str, Span] = {}
    for name in sorted(names):
        seen.setdefault(printed_name(document, name), name)
    return list(seen.values())


@lru_cache(maxsize=8)
def _labels(lexicons: Lexicons, language: Language) -> _Labels:
    words = {phrase.lower(): entry["is_byline"] == "true" for phrase, entry in lexicons["credits"].phrases(language)}
    choice, long = (_choice(w for w in words if len(w) >= least) for least in (1, 2))
    # 全媒体记者, 本报首席记者; a label of one character needs its colon or stroke: 文/姜禾, 文/图 姜禾, but not 邹文澜.
    pattern = (
        rf"(?:(?:本|全|融|首席|特约|驻|见习)[{HAN}]{{0,6}}?)?(?:(?P<label>{choice})(?P<colon> ?[：:/／])"
        rf"|(?P<bare>{long}(?= |[{HAN}])|(?<=[/／])(?:{choice})(?= )))"
        if language == "zh"
        else rf"(?:\b[a-z]+-)?(?<!\w)(?:(?P<label>{choice})s?(?P<colon> ?[:/])|(?P<bare>{choice})s?\b)"
    )
    return _Labels(re.compile(pattern), frozenset(w for w, is_byline in words.items() if is_byline))


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
