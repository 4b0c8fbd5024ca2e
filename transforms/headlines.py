"""Headlines: the paragraphs at the head of a text that repeat what it says, cut short."""

import re

from transforms import minutes
from transforms.cleaning import Language
from transforms.document import Document, Span

_SENTENCE_END = re.compile("[.。！!?？][\"'”’）)]*$")
_CATCHING_END = re.compile("[！!?？][\"'”’）)]*$")
_LENGTH = {"zh": 100, "en": 260}
_CATCHING_LENGTH = {"zh": 40, "en": 90}


def find_headlines(document: Document) -> list[Span]:
    """The paragraphs at the head of the text that end without a full stop and are no sentence of the report.

    The first may end as readers are caught: 都谈了啥？
    """
    heads: list[Span] = []
    for paragraph in document.paragraphs[:4]:
        text = document.text[paragraph.start : paragraph.end]
        is_catching = not heads and _CATCHING_END.search(text) and len(text) <= _CATCHING_LENGTH[document.language]
        if minutes.LINE.match(text):
            break
        if not is_catching and (_is_told(text) or deck_length(text, document.language) > _LENGTH[document.language]):
            break
        heads.append(paragraph)
    return heads if len(heads) < len(document.paragraphs) else []


def _is_told(text: str) -> bool:
    """Whether a paragraph ends as a sentence does, or holds one that does."""
    return _SENTENCE_END.search(text) is not None or "。" in text


def deck_length(text: str, language: Language) -> int:
    """Characters of the longest deck of a headline: Chinese ones print several on one line, with a space between them."""
    return max(map(len, text.split()), default=0) if language == "zh" else len(text)
