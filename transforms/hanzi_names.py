"""Names in Hanzi, by their surname and by what stands around them: titles before, verbs and marks after."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import HAN
from transforms.document import Document, Span
from transforms.lexicons import Lexicons
from transforms.name_mention import NameMention, context_words


@dataclass(frozen=True)
class _Hanzi:
    before: re.Pattern[str]
    after: re.Pattern[str]
    certain_after: re.Pattern[str]
    verb: re.Pattern[str]
    """What stands behind a name and, being longer than a character, inside no transliterated one."""
    surnames: frozenset[str]
    compound_lengths: tuple[int, ...]
    parts: re.Pattern[str]
    not_names: re.Pattern[str]
    known: frozenset[str]
    heads: frozenset[str]
    posts: tuple[str, ...]


@lru_cache(maxsize=8)
def _hanzi(lexicons: Lexicons) -> _Hanzi:
    surnames = frozenset(e.id for e in lexicons["surnames"])
    parts = _any_of(context_words(lexicons, "name_without_surname"))
    heads = [p for p, _ in lexicons["post_heads"].phrases("zh")]
    before = heads + [e["word"] for e in lexicons["name_context"] if e["kind"] == "before_a_name"]
    return _Hanzi(
        before=re.compile(_any_of(before)),
        after=re.compile("[、，。；：（）！？“”《》0-9\n ]|$|" + _any_of(_behind(lexicons) | set(before))),
        certain_after=re.compile(_any_of(context_words(lexicons, "certain_after_a_name"))),
        verb=re.compile(_any_of(w for w in _behind(lexicons) if len(w) > 1)),
        surnames=surnames,
        compound_lengths=tuple({len(s) for s in surnames} - {1}),
        parts=re.compile(f"(?:{parts}){{1,4}}"),
        not_names=re.compile(_any_of(w for w in context_words(lexicons, "not_a_name") if not w.isascii())),
        known=context_words(lexicons, "known_name"),
        heads=frozenset(heads),
        posts=tuple(w for w in before if w[-1] not in _LEADS_IN),
    )


_LEADS_IN = "：:/有是"


def _behind(lexicons: Lexicons) -> frozenset[str]:
    return context_words(lexicons, "after_a_name") | context_words(lexicons, "certain_after_a_name")


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def find_hanzi_names(document: Document, lexicons: Lexicons) -> list[NameMention]:
    """Names in Hanzi, in order: what one place makes certain, a title before it or a verb after it, is found everywhere."""
    known = _hanzi(lexicons)
    text = document.text
    labels: dict[str, None] = dict.fromkeys(n for n in known.known if n in text)
    for match in known.before.finditer(text):
        for name in _name_list(text, match.end(), known, after_title=match.group() in known.heads):
            labels.setdefault(text[name.start : name.end].replace(" ", ""))
    for start in (m.end() for m in _CLAUSE_START.finditer(text)):
        names = list(_name_list(text, start, known)) or _led_by_a_stranger(text, start, known)
        if names and known.certain_after.match(text, names[-1].end):
            labels.update(dict.fromkeys(text[n.start : n.end].replace(" ", "") for n in names))
    for name in (*_dotted(text, known), *_with_post_behind(text, known), *_in_a_row(text, known)):
        labels.setdefault(text[name.start : name.end].replace(" ", ""))
    return _occurrences(document, [label for label in labels if label[:-1] not in labels or label[-1] not in _ADVERBS])


def _led_by_a_stranger(text: str, position: int, known: _Hanzi) -> list[Span]:
    """A list of names whose first has no known surname: the names after it, two at the least, show what it is."""
    first = _STRANGER.match(text, position)
    if first is None or known.not_names.match(text, position) or known.before.search(first["name"]):
        return []
    others = list(_name_list(text, first.end(), known))
    return [Span(*first.span("name")), *others] if len(others) > 1 else []


# What follows a name that is certain elsewhere is no part of it: 斯敏|先就整改情况作了通报.
_ADVERBS = "先再又还均并也都则就才即"
_STRANGER = re.compile(f"(?P<name>[{HAN}]{{2,3}}|[{HAN}] [{HAN}])、")
_CLAUSE_START = re.compile("(?:^|[。；，！？：\n ”]|随后|会上|最后|接着|同时)")
_DOTTED = re.compile(f"[{HAN}]{{2,}}(?:·[{HAN}]{{1,8}})+")


def _dotted(text: str, known: _Hanzi) -> Iterable[Span]:
    """Transliterated names, whose dot makes them certain; the title before them and the verb after them are cut off."""
    for match in _DOTTED.finditer(text) if "·" in text else ():
        start = max((m.end() for m in known.before.finditer(text, match.start(), match.end())), default=match.start())
        dot = text.rfind("·", start, match.end())
        verb = known.verb.search(text, dot + 2, match.end()) if dot > start else None
        if dot > start:
            yield Span(start, verb.start() if verb else match.end())


def _with_post_behind(text: str, known: _Hanzi) -> Iterable[Span]:
    """Names with the post in brackets behind them: 徐大为（县长）、王建（县委副书记）."""
    for bracket in _BRACKETED.finditer(text):
        if bracket["post"].endswith(known.posts):
            starts = (s for s in range(max(0, bracket.start() - 4), bracket.start() - 1) if _opens_a_name(text, s, known))
            yield from (Span(s, bracket.start()) for s in starts if bracket.start() in _ends(text, s, known))


_BRACKETED = re.compile("（(?P<post>[^（）]{2,30})）")


def _in_a_row(text: str, known: _Hanzi) -> Iterable[Span]:
    """Names in a column of a table, with the posts in the next: 出席 王强 党委委员、副院长."""
    for row in _ROW.finditer(text):
        if row["posts"].endswith(known.posts) and row.end("name") in _ends(text, row.start("name"), known):
            yield Span(*row.span("name"))


_ROW = re.compile(f"(?:^|[ \n])(?P<name>[{HAN}] [{HAN}]|[{HAN}]{{2,4}}) (?P<posts>[^ \n（）]{{2,40}})(?:（[^（）\n]*）)? ?(?=\n|$)")


def _opens_a_name(text: str, position: int, known: _Hanzi) -> bool:
    """Whether what stands before a position can stand before a name: a mark, the beginning of a line, a title."""
    return position == 0 or text[position - 1] in "、，。；：）\n 和及由" or text.endswith(known.posts, 0, position)


def _name_list(text: str, position: int, known: _Hanzi, after_title: bool = False) -> Iterable[Span]:
    """The names of a list that begins at `position`: 邱平、范玉茹、白音宝力格."""
    count = 0
    while True:
        skipped = _SKIPPED.match(text, position)
        position = skipped.end() if skipped else position
        name = _name_at(text, position, known)
        if name is None:
            name = _foreign_at(text, position, known) if count else _after_title(text, position, known) if after_title else None
        if name is None:
            return
        count += 1
        yield name
        if name.end < len(text) and text[name.end] in "、 和及与":
            position = name.end + 1
        else:
            return


_SKIPPED = re.compile("(?:[ ：:]|（[^（）]{1,14}）)*")  # how or for how long a post is held: 副院长（援疆）, 组长（县纪委监委派驻）
_BETWEEN_MARKS = re.compile(f"[{HAN}]{{3,6}}(?=[、，。])")


def _foreign_at(text: str, position: int, known: _Hanzi) -> Span | None:
    """A name without a Han surname, which only its place in a list of names shows."""
    match = _BETWEEN_MARKS.match(text, position)
    if match is None:
        return _after_title(text, position, known)
    if known.not_names.match(match.group()) or _HAN_ONLY.fullmatch(match.group()) is None:
        return None
    if known.before.search(match.group()) or known.certain_after.search(match.group()):
        return None
    return Span(match.start(), match.end())


def _name_at(text: str, position: int, known: _Hanzi) -> Span | None:
    """The name that begins at `position`: the reading that what follows ends most surely, the longest of several."""
    ends = _ends(text, position, known)
    if not ends or known.not_names.match(text, position):
        return None
    allowed = []
    for end in ends:
        following = known.after.match(text, end)
        if following and _is_whole(text[position:end].replace(" ", ""), known):
            allowed.append((_weight(following.group()) * (text[end - 1] not in _VERB_LIKE), end))
    return Span(position, max(allowed)[1]) if allowed else None


def _is_whole(name: str, known: _Hanzi) -> bool:
    """Whether a reading holds neither a title nor, in a transliterated name, the verb after it."""
    dot = name.rfind("·")
    return not known.before.search(name, 1) and (dot < 0 or not known.verb.search(name, dot + 2))


def _weight(following: str) -> int:
    """How surely what follows ends a name: a mark more than a word, a long word more than a short one."""
    return len(following) if len(following) > 1 or following.isalnum() else 9


# A reading that ends in one of these has most likely taken in the verb: 李飞|作的.
_VERB_LIKE = "作做在到对就从向将说参出列主等以率也"


def _after_title(text: str, position: int, known: _Hanzi) -> Span | None:
    """A name of another people without a dot (哈斯其其格), which only the title before it and the verb after it show."""
    if known.not_names.match(text, position) or known.certain_after.match(text, position):
        return None
    for end in range(position + 3, min(position + 7, len(text)) + 1):
        if _HAN_ONLY.fullmatch(text, position, end) is None:
            return None
        following = known.certain_after.match(text, end) or _MARK.match(text, end)
        if following and not known.before.search(text, position, end) and not known.certain_after.search(text, position, end):
            return Span(position, end)
    return None


# Not the characters of which Chinese makes its small words and the names of its offices.
_SMALL_WORDS = "会作了之也都谈在对就和与及的是为将到由从并被让把向以出参列席主持检查讲话发言点评等各全组部委局室办班员"
_HAN_ONLY = re.compile(f"(?:(?![{_SMALL_WORDS}])[{HAN}])+")
_MARK = re.compile("[、，。；]|$|[0-9]{1,2}[名位个](?:班子|党组|党委|支委|领导|常委)")  # 段长此路恒5名班子成员


def _ends(text: str, position: int, known: _Hanzi) -> set[int]:
    """Where a name that begins at `position` can end: what follows decides which reading stands.

    A space between two characters is the padding of a name of any surname.
    """
    ends = {position + 2, position + 3} if text[position : position + 1] in known.surnames else set()
    for length in known.compound_lengths:
        if text[position : position + length] in known.surnames:
            ends |= {position + length + 1, position + length + 2}
    if ends:
        given = _GIVEN.match(text, position + 1)
        ends = {end for end in ends if given and end <= given.end()}
    if text[position + 1 : position + 2] == " " and _PADDED.match(text, position):
        ends.add(position + 3)
    if "·" in text[position + 2 : position + 9]:
        ends |= _full_matches(_DOTTED_NAME, text, position)
    if known.parts.match(text, position):
        ends |= _full_matches(known.parts, text, position)
    return ends


def _full_matches(pattern: re.Pattern[str], text: str, position: int) -> set[int]:
    ends = range(position + 2, min(position + 18, len(text)) + 1)
    return {end for end in ends if pattern.fullmatch(text, position, end)}


_GIVEN = re.compile(f"(?:(?!等)[{HAN}]){{1,8}}")
_PADDED = re.compile(f"(?!等)[{HAN}] (?!等)[{HAN}]")
_DOTTED_NAME = re.compile(f"(?:(?!等)[{HAN}]){{2,8}}(?:·(?:(?!等)[{HAN}]){{1,8}})+")


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
