"""Lines that a site writes into and around an article: trails, links to neighbours, counters, tools, notes on copyright."""

import re
from collections.abc import Iterable
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from transforms.lexicons import Lexicons

_LONGEST_NOTE = 200
"""Characters of a line that may be a note of the site; a paragraph that speaks of copyright is longer."""

_LEAST_SENTENCE = 12
_SENTENCE = re.compile(r"[。！？；]|[.!?][\"')”’]*(?=\s+[A-Z\"“]|$)")
_OF_A_TRAIL = ">»›＞→/\\·|"


def is_prose(text: str) -> bool:
    """Whether a line holds a sentence, as articles do and lists of headlines do not."""
    return len(text) >= _LEAST_SENTENCE and _SENTENCE.search(text) is not None


def is_trail(text: str, linked: int) -> bool:
    """Whether a line leads from the home page to where one is: 首页 > 新闻中心 > 医院新闻."""
    return linked > 0 and sum(map(text.count, _OF_A_TRAIL)) >= 2 and not is_prose(text)


def tidied(text: str) -> str:
    """A line without counters and switches for the size of letters; empty where it is nothing but furniture."""
    kinds = _phrases().kinds_in(text) if len(text) <= _LONGEST_NOTE else ()
    if not kinds:
        return text if any(c.isalnum() for c in text) else ""
    forms = _phrases().forms
    if "anywhere" in kinds or any(kind in kinds and forms[kind].match(text) for kind in ("opening", "neighbour")):
        return ""
    if is_prose(text):
        return text
    if "imprint" in kinds and forms["imprint"].search(text):
        return ""
    for kind in ("font_size", "counter"):
        text = forms[kind].sub("", text) if kind in kinds else text
    return text.strip(" 　|｜-") if any(c.isalnum() for c in text) else ""


_MARK = r"[\s　【】\[\]（）()〔〕·•>»|｜＞:：↑↓<«‹›-]"
_CHINESE_UNIT = r"\s*[次人]{0,2}\s*"
# 阅读 and 分享 are words of every report: they are furniture only where a mark, a figure or nothing follows.
_FORMS = {
    "opening": rf"{_MARK}*(?:(?:PHRASE){_MARK}*)+$|{_MARK}*(?:PHRASE)\s*[:：】\]>»＞|｜]",
    "neighbour": rf"{_MARK}*(?:PHRASE)(?:{_MARK}|$)",
    "imprint": r"(?:PHRASE)\s*[:：]",
    "font_size": r"[【\[（(]?\s*(?:PHRASE)\s*[：:]?\s*[【\[（(]?(?:[\s　|]*(?:[特超较最]?[大中小]号?|A[+-]|[+-])(?!\w))+[\s　]*[】\]）)]*",
    "counter": r"[【\[（(]?\s*(?:本文|文章|总|已)?(?:PHRASE)\s*(?:[：:]\s*[\d,.]*万?|[（(]\s*[\d,.]*\s*[)）]|\d[\d,.]*万?)"
    rf"{_CHINESE_UNIT}[】\]）)]?(?=[\s　|｜【\[（(]|$)",
}


class _Phrases:
    """The phrases of seeds/lexicons/page_furniture.csv: which kinds of them a line holds, and the form that each kind takes."""

    def __init__(self) -> None:
        entries = [(e["kind"], phrase) for e in Lexicons()["page_furniture"] for phrase in (*e.phrases("zh"), *e.phrases("en"))]
        self._kinds = [kind for kind, _ in entries]
        self._search = AhoCorasick([phrase.lower() for _, phrase in entries])
        self.forms = {
            kind: re.compile(form.replace("PHRASE", _choice(p for k, p in entries if k == kind)), re.I) for kind, form in _FORMS.items()
        }

    def kinds_in(self, text: str) -> set[str]:
        return {self._kinds[found] for found, _, _ in self._search.find_matches_as_indexes(text.lower(), overlapping=True)}


@lru_cache(maxsize=1)
def _phrases() -> _Phrases:
    return _Phrases()


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
