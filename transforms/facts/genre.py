"""What kind of text it is: news of a meeting, or a regulation, a template or a story that only uses the same words."""

import re
from functools import lru_cache

from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons


def is_news(document: Document, lexicons: Lexicons) -> bool:
    """Whether a text can report a real meeting.

    Each row of seeds/lexicons/genres.csv is a mark of another kind of text, with the number of times that it must occur.
    """
    return not any(_reaches(pattern, document.text, times) for pattern, times in _marks(lexicons, document.language))


def _reaches(pattern: re.Pattern[str], text: str, times: int) -> bool:
    return sum(1 for _ in zip(range(times), pattern.finditer(text), strict=False)) == times


@lru_cache(maxsize=8)
def _marks(lexicons: Lexicons, language: Language) -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = (e for e in lexicons["genres"] if e["language"] == language)
    return tuple((re.compile(e["pattern"], re.IGNORECASE), int(e["times"])) for e in rows)
