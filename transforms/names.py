"""Persons' names in a text, in either language.

The searches prefer a missed name to a wrong one. A name that one place of the text makes certain is then found everywhere in it.
"""

import re
from functools import lru_cache

from transforms.document import Document
from transforms.hanzi_names import find_hanzi_names
from transforms.lexicons import Lexicons
from transforms.name_mention import NameMention
from transforms.pinyin_names import find_pinyin_names
from transforms.surname_mentions import find_surname_mentions

__all__ = ["NameMention", "find_names"]


def find_names(document: Document, lexicons: Lexicons) -> list[NameMention]:
    """Every occurrence of every person's name, in order, without overlap; not the names inside formulas ("Xi Jinping Thought")."""
    if document.language == "zh":
        found = find_hanzi_names(document, lexicons)
    else:
        found = find_pinyin_names(document, lexicons)
        found = sorted([*found, *find_surname_mentions(document, found, lexicons)], key=lambda n: n.start)
    formula = _in_a_formula(lexicons)
    return [n for n in found if not formula.match(document.lower, n.end)]


@lru_cache(maxsize=8)
def _in_a_formula(lexicons: Lexicons) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(e["word"]) for e in lexicons["name_context"] if e["kind"] == "in_a_formula"))
