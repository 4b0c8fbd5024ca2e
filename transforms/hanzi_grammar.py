"""The grammar of names in Hanzi: where one begins and ends, and how a list of them goes on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from transforms.cleaning import HAN
from transforms.document import Span
from transforms.lexicons import Lexicons
from transforms.name_mention import context_words


@dataclass(frozen=True)
class HanziWords:
    """What tells a name in Hanzi: the words around it, its surnames and parts, and what is none."""

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
def hanzi_words(lexicons: Lexicons) -> HanziWords:
    """The words of the lexicons."""
    surnames = frozenset(e.id for e in lexicons["surnames"])
    parts = _any_of(context_words(lexicons, "name_without_surname"))
    heads = [p for p, _ in lexicons["post_heads"].phrases("zh")]
    before = heads + [e["word"] for e in lexicons["name_context"] if e["kind"] == "before_a_name"]
    return HanziWords(
        before=re.compile(f"{_any_of(before)}(?:(?<=员)代表)?"),
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


def opens_a_name(text: str, position: int, known: HanziWords) -> bool:
    """Whether what stands before a position can stand before a name: a mark, the beginning of a line, a title."""
    return position == 0 or text[position - 1] in "、，。；：）\n 和及由" or text.endswith(known.posts, 0, position)


def name_list(text: str, position: int, known: HanziWords, after_title: bool = False) -> Iterable[Span]:
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
        party = _PARTY.match(text, name.end)
        end = party.end() if party else name.end
        if end < len(text) and text[end] in "、 和及与":
            position = end + 1
        else:
            return


_PARTY = re.compile("（(?:无党派|[^（）]{1,8}(?:党|会|社|盟|族|女|员|民[革建进]|致公))[^（）]{0,4}）(?=、)")
_SKIPPED = re.compile("(?:[ ：:]|（[^（）]{1,14}）)*")  # how or for how long a post is held: 副院长（援疆）, 组长（县纪委监委派驻）
_BETWEEN_MARKS = re.compile(f"[{HAN}]{{3,6}}(?=[、，。])")


def _foreign_at(text: str, position: int, known: HanziWords) -> Span | None:
    """A name without a Han surname, which only its place in a list of names shows."""
    match = _BETWEEN_MARKS.match(text, position)
    if match is None:
        return _after_title(text, position, known)
    if known.not_names.match(match.group()) or _HAN_ONLY.fullmatch(match.group()) is None:
        return None
    if known.before.search(match.group()) or known.certain_after.search(match.group()):
        return None
    return Span(match.start(), match.end())


def _name_at(text: str, position: int, known: HanziWords) -> Span | None:
    """The name that begins at `position`: the reading that what follows ends most surely, the longest of several."""
    ends = name_ends(text, position, known)
    if not ends or known.not_names.match(text, position):
        return None
    allowed = []
    for end in ends:
        following = known.after.match(text, end)
        if following and _is_whole(text[position:end].replace(" ", ""), known):
            allowed.append((_weight(following.group()) * (text[end - 1] not in _VERB_LIKE), end))
    return Span(position, max(allowed)[1]) if allowed else None


def _is_whole(name: str, known: HanziWords) -> bool:
    """Whether a reading holds neither a title nor, in a transliterated name, the verb after it."""
    dot = name.rfind("·")
    return not known.before.search(name, 1) and (dot < 0 or not known.verb.search(name, dot + 2))


def _weight(following: str) -> int:
    """How surely what follows ends a name: a mark more than a word, a long word more than a short one."""
    return len(following) if len(following) > 1 or following.isalnum() else 9


# A reading that ends in one of these has most likely taken in the verb: 李飞|作的.
_VERB_LIKE = "作做在到对就从向将说参出列主等以率也"


def _after_title(text: str, position: int, known: HanziWords) -> Span | None:
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


def name_ends(text: str, position: int, known: HanziWords) -> set[int]:
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
