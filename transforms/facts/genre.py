"""What kind of text it is: news of a meeting, or a regulation, a template or a story that only uses the same words."""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons


def is_news(document: Document, lexicons: Lexicons) -> bool:
    """Whether a text can report a real meeting.

    Each row of seeds/lexicons/genres.csv is a mark of another kind of text, with the number of times that it must occur. Most texts
    hold none of the words without which a mark is none, and are told by them sooner than by its pattern.
    """
    return not any(_bears(document, mark) for mark in _marks(lexicons, document.language))


@dataclass(frozen=True)
class _Mark:
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    times: int


def _bears(document: Document, mark: _Mark) -> bool:
    if not any(word in document.lower for word in mark.words):
        return False
    return sum(1 for _ in zip(range(mark.times), mark.pattern.finditer(document.text), strict=False)) == mark.times


@lru_cache(maxsize=8)
def _marks(lexicons: Lexicons, language: Language) -> tuple[_Mark, ...]:
    rows = (e for e in lexicons["genres"] if e["language"] == language)
    return tuple(_Mark(re.compile(e["pattern"], re.IGNORECASE), tuple(e["words"].split("|")), int(e["times"])) for e in rows)
