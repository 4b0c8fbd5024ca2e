"""Titles that stand beside a person's name: "deputy secretary of the county party committee, county magistrate", 党组成员、副市长.

Titles joined by commas or "and" form a chain, which belongs to the name before it (as an apposition) or to the name, or list of
names, after it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from transforms.cleaning import HAN
from transforms.document import Document
from transforms.names import NameMention
from transforms.titles import Title


class TitledName(NamedTuple):
    """An occurrence of a name with the titles that are printed with it, in printed order. `start` and `end` enclose them all."""

    name: NameMention
    titles: tuple[Title, ...]
    start: int
    end: int


def attach_titles(document: Document, names: Sequence[NameMention], titles: Sequence[Title]) -> list[TitledName]:
    """Every name with its titles. A chain that ends at a name gives its titles to that name and to the list that it begins."""
    chains = _chains(document, titles)
    starts = [n.start for n in names]
    owned: dict[int, list[Title]] = {n.start: [] for n in names}
    for chain in chains:
        owners = _owners(document, chain, names, starts)
        behind = document.language == "zh" and owners and owners[0].end < chain[0].start and document.text[owners[0].end] != "（"
        if behind and any(owned[o.start] for o in owners):
            continue  # 书记王强等领导班子成员: who has a title of his own, the words after 等 name the others
        for name in _without_own(document, owners, chain, chains):
            owned[name.start] += chain
    return [_titled(n, owned[n.start]) for n in names]


def _without_own(
    document: Document, owners: Sequence[NameMention], chain: Sequence[Title], chains: Sequence[Sequence[Title]]
) -> Sequence[NameMention]:
    """The owners of a chain but those behind the first who have a title of their own: "secretary Wang Qiang, and Li Jun, member of …"."""
    if document.language == "zh" or _is_plural(document, chain[-1]):
        return owners
    starts = {c[0].start for c in chains if c is not chain}
    ends = ((n, _AFTER_NAME["en"].match(document.lower, n.end)) for n in owners[1:])
    return [*owners[:1], *(n for n, after in ends if after is None or after.end() not in starts)]


def _titled(name: NameMention, titles: Sequence[Title]) -> TitledName:
    return TitledName(name, tuple(titles), min([name.start, *(t.start for t in titles)]), max([name.end, *(t.end for t in titles)]))


_JOINT = {
    "en": re.compile(
        r",? (?:and )?(?:concurrently )?(?:an? |the )?(?:concurrently )?(?:(?:executive|standing|former|acting|new|non-\w+) )?|, ?"
    ),
    "zh": re.compile(f"[、，]|兼(?:任)?|和|暨|及|[、，兼](?:任)?[{HAN}]{{1,10}}"),  # 、交警支队|支队长: bodies that no lexicon knows
}
_BEFORE_NAME = {
    "en": re.compile(r"(?: stationed (?:at|in) (?:the )?[\w' ]{3,40})? (?:comrade )?|, ", re.I),
    "zh": re.compile(
        r"(?:同志)?(?:还?有|分别[有是为]|包括)?(?:（[^（）]{1,14}）)?：? ?|、(?:无党派人士|[^、，。；（）]{1,4}(?:党员|盟员|会员|社员))"
    ),
}
_AFTER_NAME = {
    "en": re.compile(r", (?:an? |the |both |all )?(?:(?:former|acting|new|non-\w+) )?|,? (?:who is )?(?:an? |the )| \((?:the )?"),
    "zh": re.compile(r"(?:同志)?[（，]"),
}
_NEXT_NAME = {"en": re.compile(r", (?:and )?| and "), "zh": re.compile(r"(?:（[^（）]{1,30}）)?[、和及与]|，")}


def _chains(document: Document, titles: Sequence[Title]) -> list[list[Title]]:
    chains: list[list[Title]] = []
    for title in titles:
        if chains and _continues(document, chains[-1][-1], title):
            chains[-1].append(title)
        else:
            chains.append([title])
    return chains


def _continues(document: Document, last: Title, title: Title) -> bool:
    if last.end == title.start:
        return True
    if _JOINT[document.language].fullmatch(document.lower, last.end, title.start) is None:
        return False
    return _is_plural(document, last) or not _is_plural(document, title)


def _is_plural(document: Document, title: Title) -> bool:
    """Whether a title is that of several people, who are not the one that the chain before it describes."""
    words = document.lower[title.start : title.end].split(" of ")[0]
    return document.language == "en" and words.endswith(("s", "men")) and not words.endswith("affairs")


def _owners(document: Document, chain: Sequence[Title], names: Sequence[NameMention], starts: Sequence[int]) -> list[NameMention]:
    """The names that a chain belongs to: those after it, unless it is the apposition of the name before it."""
    following = _names_after(document, chain[-1].end, names[bisect_left(starts, chain[-1].end) :])
    before = names[: bisect_right(starts, chain[0].start)]
    previous = next((n for n in reversed(before) if n.end <= chain[0].start), None)
    apposed = previous is not None and _AFTER_NAME[document.language].fullmatch(document.lower, previous.end, chain[0].start)
    if document.language == "zh":
        if not following and (listed := _LIST_END.search(document.text, max(0, chain[0].start - 3), chain[0].start)):
            return _names_before(document, listed.start(), before)
        if following or previous is None:
            return following
        if apposed and document.text[previous.end] == "（":
            return _sharing(document, before)
        behind = chain[0].start == previous.end or _is_in_a_row(document, previous, chain)
        return [previous] if behind else []  # 张弓局长要求: the post stands behind the name
    if previous is not None and _AND_OTHERS.fullmatch(document.lower, previous.end, chain[0].start):
        enumerated = _names_before(document, previous.end, before)
        return enumerated if len(enumerated) > 1 else []  # beside a single name they are a group of their own
    if not following and not apposed:
        following = _apposed_name(document, chain, names[bisect_left(starts, chain[-1].end) :])
    if apposed and previous and not _direct(chain[-1], following):
        if not _is_plural(document, chain[0]):
            return [previous]
        plural = _names_before(document, previous.end, before)
        return plural if len(plural) > 1 else []  # "assistant mayor Gu Tao, the heads of the bureaus": the heads are others
    return following


def _sharing(document: Document, names: Sequence[NameMention]) -> list[NameMention]:
    """The names that share the bracket behind the last: those of a list that no title opens, 参会：马俊德、靳雪（党组成员、副局长）."""
    shared = [names[-1]]
    for name in reversed(names[:-1]):
        if document.text[name.end : shared[0].start] != "、":
            break
        shared.insert(0, name)
    return shared if document.text[shared[0].start - 1 : shared[0].start] in _OPENS_A_LIST else [names[-1]]


_OPENS_A_LIST = ("", "：", "，", "；", "\n")


def _is_in_a_row(document: Document, name: NameMention, chain: Sequence[Title]) -> bool:
    """Whether titles fill the last column of a table's row, behind the name: 出席 王强 党委委员、副院长."""
    return document.text[name.end : chain[0].start] == " " and _ROW_END.match(document.text, chain[-1].end) is not None


_ROW_END = re.compile(r" ?(?:（[^（）\n]*）)? ?(?:\n|$)")
_TO_APPOSED_NAME = re.compile(r"(?: of (?:the )?(?:[\w'-]+ ){0,5}[\w'-]+)?, ")


def _apposed_name(document: Document, chain: Sequence[Title], names: Sequence[NameMention]) -> list[NameMention]:
    """The name between commas after its title: "The leader of the Third Group of the Bureau, Meng Fanchao, attended"."""
    if not names or not document.lower.endswith("the ", 0, chain[0].start):
        return []
    is_apposed = document.text[names[0].end : names[0].end + 1] == "," and not _is_plural(document, chain[-1])
    return [names[0]] if is_apposed and _TO_APPOSED_NAME.fullmatch(document.text, chain[-1].end, names[0].start) else []


_AND_OTHERS = re.compile(r",? and (?:the )?other ")
_LIST_END = re.compile("等(?:全体|其他)?$")


def _names_before(document: Document, position: int, names: Sequence[NameMention]) -> list[NameMention]:
    """The names of a list that ends at a position: of 蒲光明、谢若梅、冷宗旭等党组成员, "Tai Heping and Zang Yun, members of …"."""
    taken: list[NameMention] = []
    for name in reversed([n for n in names if n.end <= position]):
        if name.end != position and not _NEXT_NAME[document.language].fullmatch(document.text, name.end, position):
            break
        taken.append(name)
        position = name.start
    return taken


def _direct(title: Title, following: Sequence[NameMention]) -> bool:
    """Whether a name follows the title with nothing but a space between: then the title is that name's."""
    return bool(following) and following[0].start - title.end <= 1


def _names_after(document: Document, position: int, names: Iterable[NameMention]) -> list[NameMention]:
    """The name that follows a position and the list that it begins; `names` are those that start no earlier."""
    taken: list[NameMention] = []
    joint = _BEFORE_NAME[document.language]
    for name in names:
        if not joint.fullmatch(document.text, position, name.start):
            break
        if not taken and document.language == "en" and document.text[position : name.start] == ", ":
            break
        taken.append(name)
        position = name.end
        joint = _NEXT_NAME[document.language]
    return taken
