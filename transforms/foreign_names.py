"""Names in English that are no pinyin of a Han name (Abudu Rexiti): known by the titles and the lists of names in which they stand."""

import re
from collections.abc import Sequence

from transforms.areas import PlaceMention
from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.names import NameMention
from transforms.organizations import OrganizationMention
from transforms.pinyin_names import count_syllables
from transforms.titles import Title

_WORD = r"[A-Z][a-zü]+(?:['-][A-Za-z]?[a-zü]+)*"
_CANDIDATE = re.compile(rf"(?<![\w'-]){_WORD}(?: {_WORD}){{1,2}}(?![\w-])")
_APPOSED = re.compile(r", (?:an? |the )?$")
_LISTED = re.compile(r", (?:and )?$| and $")


def find_foreign_names(
    document: Document,
    lexicons: Lexicons,
    names: Sequence[NameMention],
    titles: Sequence[Title],
    organizations: Sequence[OrganizationMention],
    places: Sequence[PlaceMention],
) -> list[NameMention]:
    """The names with those added that a title before or after them shows, or a place in a list beside a name; in order."""
    if document.language != "en":
        return list(names)
    taken = [(m.start, m.end) for mentions in (names, titles, organizations, places) for m in mentions]
    free = [m for m in _CANDIDATE.finditer(document.text) if not any(s < m.end() and m.start() < e for s, e in taken)]
    labels = {m.group() for m in free if _is_titled(document, m, titles)}
    starts, ends = {n.start for n in names}, {n.end for n in names}
    spelled = {m.group() for m in free if _is_spelled_out(m.group(), lexicons)}
    while added := {m.group() for m in free if m.group() not in labels and _is_listed(document.text, m, starts, ends, spelled)}:
        labels |= added
        starts |= {m.start() for m in free if m.group() in labels}
        ends |= {m.end() for m in free if m.group() in labels}
    found = [NameMention(m.start(), m.end(), m.group()) for m in free if m.group() in labels]
    return sorted([*names, *found], key=lambda n: n.start)


def _is_titled(document: Document, match: re.Match[str], titles: Sequence[Title]) -> bool:
    """Whether a title ends right before the words or begins right after them, as an apposition."""
    if any(t.end + 1 == match.start() and document.text[t.end] == " " for t in titles):
        return True
    return any(match.end() < t.start <= match.end() + 8 and _APPOSED.fullmatch(document.text, match.end(), t.start) for t in titles)


def _is_spelled_out(words: str, lexicons: Lexicons) -> bool:
    """Whether words are a name that Chinese spells by syllables, as those of Uyghurs, Tibetans and Mongols: Adili Wusiman."""
    counts = [count_syllables(word, lexicons) for word in words.split(" ")]
    return all(counts) and sum(counts) > 3


def _is_listed(text: str, match: re.Match[str], starts: set[int], ends: set[int], spelled: set[str]) -> bool:
    """Whether a name stands next to the words in a list of names: on both sides, or on one where the words look like a name."""
    before = any(_LISTED.fullmatch(text, end, match.start()) for end in ends if match.start() - 7 <= end < match.start())
    after = any(_LISTED.fullmatch(text, match.end(), start) for start in starts if match.end() < start <= match.end() + 7)
    return (before or after) if match.group() in spelled else (before and after)
