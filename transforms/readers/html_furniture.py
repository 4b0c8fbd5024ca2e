"""Lines that a site writes into and around an article: trails, links to neighbours, counters, tools, notes on copyright."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from transforms.lexicons import Lexicons

_LONGEST_NOTE = 200
"""Characters of a line that may be a note of the site; a paragraph that speaks of copyright is longer."""

_LEAST_SENTENCE = 12
_SENTENCE = re.compile(r"[。！？；]|[.!?][\"')”’]*(?=\s+[A-Z\"“]|$)")
_OF_A_TRAIL = re.compile(r"\s*(?:-?>|»|›|＞|→|/|\\|·|\|)\s*")


def is_prose(text: str) -> bool:
    """Whether a line holds a sentence, as articles do and lists of headlines do not."""
    return len(text) >= _LEAST_SENTENCE and _SENTENCE.search(text) is not None


def is_trail(text: str, linked: int) -> bool:
    """Whether a line leads from the home page to where one is: 首页 > 新闻中心 > 医院新闻."""
    return linked > 0 and len(_OF_A_TRAIL.findall(text)) >= 2 and not is_prose(text)


def tidied(text: str) -> str:
    """A line without counters and switches for the size of letters; empty where it is nothing but furniture."""
    if len(text) > _LONGEST_NOTE:
        return text
    phrases = _phrases()
    if phrases["opening"].match(text) or phrases["neighbour"].match(text):
        return ""
    if is_prose(text) and phrases["anywhere"].search(text) is None:
        return text
    if phrases["anywhere"].search(text) is not None:
        return ""
    for kind in ("font_size", "counter"):
        text = phrases[kind].sub("", text)
    return text.strip(" 　|｜-") if any(c.isalnum() for c in text) else ""


_MARK = r"[\s　【】\[\]（）()〔〕·•>»|｜＞:：↑↓<«‹›-]"
_CHINESE_UNIT = r"\s*[次人]{0,2}\s*"
# 阅读 and 分享 are words of every report: they are furniture only where a mark, a figure or nothing follows.
_FORMS = {
    "opening": rf"{_MARK}*(?:(?:PHRASE){_MARK}*)+$|{_MARK}*(?:PHRASE)\s*[:：】\]>»＞|｜]",
    "neighbour": rf"{_MARK}*(?:PHRASE)(?:{_MARK}|$)",
    "anywhere": "PHRASE",
    "font_size": r"[【\[（(]?\s*(?:PHRASE)\s*[：:]?\s*[【\[（(]?(?:[\s　|]*(?:[特超较最]?[大中小]号?|A[+-]|[+-])(?!\w))+[\s　]*[】\]）)]*",
    "counter": r"[【\[（(]?\s*(?:本文|文章|总|已)?(?:PHRASE)\s*(?:[：:]\s*[\d,.]*万?|[（(]\s*[\d,.]*\s*[)）]|\d[\d,.]*万?)"
    rf"{_CHINESE_UNIT}[】\]）)]?(?=[\s　|｜【\[（(]|$)",
}


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, re.Pattern[str]]:
    words: dict[str, list[str]] = {}
    for entry in Lexicons()["page_furniture"]:
        words.setdefault(entry["kind"], []).extend((*entry.phrases("zh"), *entry.phrases("en")))
    return {kind: re.compile(form.replace("PHRASE", _choice(words[kind])), re.I) for kind, form in _FORMS.items()}


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
