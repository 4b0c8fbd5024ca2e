"""The headline of a page: the line that its head names, else the line that is marked up as one."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.readers.html_containers import parts_of
from transforms.readers.html_lines import Page

_LEAST_LETTERS = 4
_LONGEST_TITLE = 250
_NAMED_SHARE = 0.6
"""Share of the headline in the head that a line must hold: the name of the town alone begins many headlines."""

# 中国共产党新闻网--标题, 标题_某网, 标题 - 某网: but —— stands before the second half of a headline.
_SEPARATOR = re.compile(r"\s*[_|｜]+\s*|\s+[-–—»>]\s+|(?<![-—])[-–](?![-—\d])|--")


class Title(NamedTuple):
    """A headline, and the index of the line that shows it; None where no line does."""

    text: str | None
    line: int | None


def find_title(page: Page, texts: Sequence[str], named: Sequence[str], core: int, sentence: int) -> Title:
    """The headline of an article whose body begins at line `core`, with its first sentence in line `sentence`."""
    above = [i for i in range(min(sentence, len(texts))) if _LEAST_LETTERS <= len(texts[i]) <= _LONGEST_TITLE]
    for name in named:
        found = _shown(page, texts, above, name)
        if found is not None:
            return Title(texts[found], found)
    marked = _marked(page, texts, above, core)
    if marked is not None:
        return Title(texts[marked], marked)
    names = [name for n in named if len(_letters(name := without_site(n))) >= _LEAST_LETTERS]
    return Title(names[0] if names else None, None)


def without_site(name: str) -> str:
    """The headline in a page's title: the longest of its pieces, the others name the column and the site."""
    return max((piece.strip() for piece in _SEPARATOR.split(name)), key=len, default="")


def _shown(page: Page, texts: Sequence[str], above: Sequence[int], name: str) -> int | None:
    """The line with the named headline; where several repeat it, a heading, else the last one: trails and tabs stand above."""
    whole, headline = _letters(name), _letters(without_site(name))
    fitting = [
        i
        for i in above
        if (line := _letters(texts[i])) and (whole.startswith(line) or line in headline) and len(line) >= _NAMED_SHARE * len(headline)
    ]
    return max(fitting, key=lambda i: (page.lines[i].is_heading, len(_letters(texts[i])), i), default=None)


def _marked(page: Page, texts: Sequence[str], above: Sequence[int], core: int) -> int | None:
    """The last line above the first sentence that a heading or an element called after headlines holds."""
    called = {b.start for b in page.blocks if b.end == b.start + 1 and "title" in parts_of(b)}
    marked = [i for i in above if (page.lines[i].is_heading or i in called) and page.lines[i].linked * 2 <= len(texts[i])]
    before = [i for i in marked if i <= core]
    return before[-1] if before else marked[0] if marked else None


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum()).lower()
