"""The article of a page: headline, info line and paragraphs, told from what the site puts around them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from transforms.lexicons import Lexicons
from transforms.readers.html_containers import parts_of
from transforms.readers.html_furniture import is_prose, is_trail, tidied
from transforms.readers.html_lines import Block, Page
from transforms.readers.html_titles import find_title

_LEAST_BODY = 30
"""Characters of sentences that a known container must hold to be the body and not an empty place for one."""
_NEARLY_ALL = 0.9
_MOST = 0.6
"""Share of the sentences of an outer known container that an inner one must hold to be the body: the outer may hold comments as well."""
_TEXT_WITHIN = frozenset("p h1 h2 h3 h4 h5 h6 li".split())
_HEAD_LINES = 6
_TAIL_LINES = 6
_LONGEST_CREDIT = 120


@dataclass(frozen=True)
class Article:
    """What is left of a page; `body` is empty where the page shows no text of its own."""

    title: str | None
    body: str


def article_of(page: Page, titles: Sequence[str]) -> Article:
    """The article of a page. `titles` are what its head calls it, names of sites included, the most trustworthy first."""
    seen = _Seen(page)
    core = seen.core()
    title = find_title(page, seen.texts, titles, core.start, seen.first_sentence(core))
    start = core.start if title.line is None else title.line
    lines = [*seen.between(start, core.start, title.line), *seen.inside(max(start, core.start), core.stop), *seen.credits(core.stop)]
    if title.line is None and title.text and lines:
        lines.insert(0, title.text)
    return Article(title.text, "\n".join(lines))


class _Seen:
    """The lines of a page that may belong to its article: `texts` holds an empty text for those that do not."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.texts = ["" if is_trail(line.text, line.linked) else tidied(line.text) for line in page.lines]
        self._prose = self._measured(self._sentences)
        self._leave_out_surroundings()
        self._prose = self._measured(self._sentences)
        self._all = self._measured(lambda index: len(self.texts[index]))

    def core(self) -> range:
        """The lines of the element that holds the body: one that is known for it, else the innermost that holds nearly all sentences."""
        blocks = self._page.blocks
        whole = self._prose[-1]
        known = [b for b in blocks if "body" in parts_of(b) and self._in(self._prose, b) >= max(_LEAST_BODY, 0.3 * whole)]
        candidates = known or [b for b in blocks if b.tag not in _TEXT_WITHIN]
        most = max((self._in(self._prose, b) for b in candidates), default=0)
        if not most:
            return range(len(self.texts))
        least = (_MOST if known else _NEARLY_ALL) * most
        chosen = min((b for b in candidates if self._in(self._prose, b) >= least), key=lambda b: b.end - b.start)
        return self._grown(chosen) if not known else range(chosen.start, chosen.end)

    def first_sentence(self, core: range) -> int:
        """The line of the core with the first sentence; its end where it has none."""
        return next((i for i in core if self._sentences(i)), core.stop)

    def between(self, start: int, stop: int, title: int | None) -> Iterator[str]:
        """From the headline to the body: what stands near, and of what stands further away the lines of facts about the article."""
        lines = [i for i in range(start, stop) if self.texts[i]]
        for index in lines:
            is_near = len(lines) <= _HEAD_LINES and not self._is_linked(index)
            if index == title or is_near or self._is_credit(index):
                yield self.texts[index]

    def inside(self, start: int, stop: int) -> Iterator[str]:
        """The body: all but lines of links."""
        yield from (self.texts[i] for i in range(start, stop) if self.texts[i] and (not self._is_linked(i) or self._sentences(i)))

    def credits(self, start: int) -> Iterator[str]:
        """Lines just below the body that say who wrote it, whence and when."""
        below = [i for i in range(start, len(self.texts)) if self.texts[i]]
        yield from (self.texts[i] for i in below[:_TAIL_LINES] if self._is_credit(i) and not self._is_linked(i))

    def _sentences(self, index: int) -> int:
        """The characters of a line that is prose and no link; 0 for others."""
        text, linked = self.texts[index], self._page.lines[index].linked
        return len(text) - min(linked, len(text)) if linked * 3 <= len(text) and is_prose(text) else 0

    def _is_linked(self, index: int) -> bool:
        return self._page.lines[index].linked * 2 > len(self.texts[index])

    def _is_credit(self, index: int) -> bool:
        return len(self.texts[index]) <= _LONGEST_CREDIT and _credit().search(self.texts[index]) is not None

    def _measured(self, measure: Callable[[int], int]) -> list[int]:
        return list(accumulate(map(measure, range(len(self.texts))), initial=0))

    def _in(self, measured: Sequence[int], block: Block) -> int:
        return measured[block.end] - measured[block.start]

    def _leave_out_surroundings(self) -> None:
        """Some sites call the very element that holds the article their sidebar: that stays."""
        done = 0
        for block in self._page.blocks:
            if (
                block.end > max(block.start, done)
                and "furniture" in parts_of(block)
                and self._in(self._prose, block) * 2 <= self._prose[-1]
            ):
                self.texts[block.start : block.end] = [""] * (block.end - block.start)
                done = block.end

    def _grown(self, block: Block) -> range:
        """The lines of an element and of those around it, as long as these add more sentences than other text."""
        while block.parent >= 0:
            around = self._page.blocks[block.parent]
            sentences = self._in(self._prose, around) - self._in(self._prose, block)
            others = self._in(self._all, around) - self._in(self._all, block) - sentences
            if sentences < others:
                break
            block = around
        return range(block.start, block.end)


@lru_cache(maxsize=1)
def _credit() -> re.Pattern[str]:
    """来源：…, （记者 …）, 2023年2月11日, Reporter: …"""
    entries = [e for e in Lexicons()["credits"] if e.id != "views"]
    han, latin = (_choice(p for e in entries for p in e.phrases(language) if len(p) > 1) for language in ("zh", "en"))
    return re.compile(
        rf"(?:{han})\s*[:：/]|[（(](?:本报|本网|全媒体)?(?:{han})[\s　]?|^(?:本报|本网)?(?:记者|通讯员)[\s　]|(?i:\b(?:{latin})\s*:)"
        r"|(?:19|20)\d\d(?:-\d\d?-\d\d?|/\d\d?/\d\d?|\.\d\d?\.\d\d?|年\d\d?月\d\d?日)"
    )


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
