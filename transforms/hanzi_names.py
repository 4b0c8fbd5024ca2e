"""Names in Hanzi, by their surname and by what stands around them: titles before, verbs and marks after."""

import re
from collections.abc import Iterable, Sequence

from transforms.cleaning import HAN
from transforms.document import Document, Span
from transforms.hanzi_grammar import HanziWords, hanzi_words, name_ends, name_list, opens_a_name
from transforms.lexicons import Lexicons
from transforms.name_mention import NameMention


def find_hanzi_names(document: Document, lexicons: Lexicons) -> list[NameMention]:
    """Names in Hanzi, in order: what one place makes certain, a title before it or a verb after it, is found everywhere."""
    known = hanzi_words(lexicons)
    text = document.text
    labels: dict[str, None] = dict.fromkeys(n for n in known.known if n in text)
    for match in known.before.finditer(text):
        for name in name_list(text, match.end(), known, after_title=match.group() in known.heads):
            labels.setdefault(text[name.start : name.end].replace(" ", ""))
    for start in (m.end() for m in _CLAUSE_START.finditer(text)):
        names = list(name_list(text, start, known)) or _led_by_a_stranger(text, start, known)
        if names and known.certain_after.match(text, names[-1].end):
            labels.update(dict.fromkeys(text[n.start : n.end].replace(" ", "") for n in names))
    for name in (*_dotted(text, known), *_with_post_behind(text, known), *_in_a_row(text, known)):
        labels.setdefault(text[name.start : name.end].replace(" ", ""))
    return _occurrences(document, [label for label in labels if label[:-1] not in labels or label[-1] not in _ADVERBS])


def _led_by_a_stranger(text: str, position: int, known: HanziWords) -> list[Span]:
    """A list of names whose first has no known surname: the names after it, two at the least, show what it is."""
    first = _STRANGER.match(text, position)
    if first is None or known.not_names.match(text, position) or known.before.search(first["name"]):
        return []
    others = list(name_list(text, first.end(), known))
    return [Span(*first.span("name")), *others] if len(others) > 1 else []


# What follows a name that is certain elsewhere is no part of it: 斯敏|先就整改情况作了通报.
_ADVERBS = "先再又还均并也都则就才即"
_STRANGER = re.compile(f"(?P<name>[{HAN}]{{2,3}}|[{HAN}] [{HAN}])、")
_CLAUSE_START = re.compile("(?:^|[。；，！？：\n ”]|随后|会上|最后|接着|同时)")
_DOTTED = re.compile(f"[{HAN}]{{2,}}(?:·[{HAN}]{{1,8}})+")


def _dotted(text: str, known: HanziWords) -> Iterable[Span]:
    """Transliterated names, whose dot makes them certain; the title before them and the verb after them are cut off."""
    for match in _DOTTED.finditer(text) if "·" in text else ():
        start = max((m.end() for m in known.before.finditer(text, match.start(), match.end())), default=match.start())
        dot = text.rfind("·", start, match.end())
        verb = known.verb.search(text, dot + 2, match.end()) if dot > start else None
        if dot > start:
            yield Span(start, verb.start() if verb else match.end())


def _with_post_behind(text: str, known: HanziWords) -> Iterable[Span]:
    """Names with the post in brackets behind them: 徐大为（县长）、王建（县委副书记）."""
    for bracket in _BRACKETED.finditer(text):
        if bracket["post"].endswith(known.posts):
            starts = (s for s in range(max(0, bracket.start() - 4), bracket.start() - 1) if opens_a_name(text, s, known))
            yield from (Span(s, bracket.start()) for s in starts if bracket.start() in name_ends(text, s, known))


_BRACKETED = re.compile("（(?P<post>[^（）]{2,30})）")


def _in_a_row(text: str, known: HanziWords) -> Iterable[Span]:
    """Names in a column of a table, with the posts in the next: 出席 王强 党委委员、副院长."""
    for row in _ROW.finditer(text):
        if row["posts"].endswith(known.posts) and row.end("name") in name_ends(text, row.start("name"), known):
            yield Span(*row.span("name"))


_ROW = re.compile(f"(?:^|[ \n])(?P<name>[{HAN}] [{HAN}]|[{HAN}]{{2,4}}) (?P<posts>[^ \n（）]{{2,40}})(?:（[^（）\n]*）)? ?(?=\n|$)")


_BOOK = re.compile("《[^《》]*》")


def _occurrences(document: Document, labels: Sequence[str]) -> list[NameMention]:
    """Every place where one of the names stands, padded or not, the longer name first."""
    if not labels:
        return []
    ordered = sorted(labels, key=len, reverse=True)
    pattern = re.compile("|".join(" ?".join(map(re.escape, n)) if len(n) == 2 else re.escape(n) for n in ordered))
    titles = [m.span() for m in _BOOK.finditer(document.text)]
    printed: dict[str, str] = {}  # the first printing of each name: later ones may use another dot or another glyph
    found = []
    for match in pattern.finditer(document.text):
        if any(start < match.start() < end for start, end in titles):
            continue  # 《习近平谈治国理政》 is a book, nobody who takes part
        label = printed.setdefault(match.group().replace(" ", ""), re.sub(r"\s", "", document.printed(match.start(), match.end())))
        found.append(NameMention(match.start(), match.end(), label))
    return found
