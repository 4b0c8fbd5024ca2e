"""Names in pinyin: a surname and a given name of valid syllables, printed with capitals."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.document import Document
from transforms.lexicons import Entry, Lexicons
from transforms.name_mention import NameMention, context_words


@dataclass(frozen=True)
class _Pinyin:
    surnames: frozenset[str]
    syllables: frozenset[str]
    not_names: frozenset[str]
    english: frozenset[str]
    after: frozenset[str]


@lru_cache(maxsize=8)
def _pinyin(lexicons: Lexicons) -> _Pinyin:
    return _Pinyin(
        surnames=frozenset(r.lower().replace(" ", "") for e in lexicons["surnames"] for r in _readings_of(e)),
        syllables=frozenset(e.id for e in lexicons["syllables"]),
        not_names=context_words(lexicons, "not_a_name"),
        english=context_words(lexicons, "english_word"),
        after=context_words(lexicons, "follows_a_place"),
    )


def _readings_of(surname: Entry) -> list[str]:
    return [surname["pinyin"], *(r for r in surname["other_pinyin"].split("|") if r)]


_CAPITALISED = r"[A-Z][A-Za-zü]*(?:['-][A-Za-zü]+)*"
_RUN = re.compile(rf"(?<![\w'-]){_CAPITALISED}(?: {_CAPITALISED})+")
_ONE = re.compile(_CAPITALISED)


def find_pinyin_names(document: Document, lexicons: Lexicons) -> list[NameMention]:
    """Names by a surname in pinyin and a given name of valid syllables, in order."""
    known = _pinyin(lexicons)
    found: list[NameMention] = []
    for run in _RUN.finditer(document.text):
        found += (n for n in _names_in_run(run.group(), run.start(), known) if not _is_of_a_place(document, n, known))
    headlines = [s for s in document.sentences if _is_headline(document.text[s.start : s.end])]

    def is_in_headline(name: NameMention) -> bool:
        return any(h.start <= name.start < h.end for h in headlines)

    certain = {n.label.lower() for n in found if not is_in_headline(n)}
    return [n for n in found if not is_in_headline(n) or n.label.lower() in certain or not _is_english(n, known)]


def count_syllables(word: str, lexicons: Lexicons) -> int:
    """The number of syllables of which a word in pinyin consists, the fewest possible; 0 for what is no pinyin."""
    return len(_syllables(_plain(word), _pinyin(lexicons)))


def _names_in_run(run: str, offset: int, known: _Pinyin) -> Iterable[NameMention]:
    """Names in a run of capitalised words: a surname and its given name, which may be printed in two parts."""
    words = [(m.group(), m.start(), m.end()) for m in _ONE.finditer(run)]
    index = 0
    while index + 1 < len(words):
        taken = _name_length(words, index, known)
        if taken:
            start, end = words[index][1], words[index + taken - 1][2]
            end -= 2 if run[start:end].lower().endswith("'s") else 0
            yield NameMention(offset + start, offset + end, run[start:end])
            index += taken
        else:
            index += 1


def _name_length(words: Sequence[tuple[str, int, int]], index: int, known: _Pinyin) -> int:
    """How many words from `index` on are a name: 2, 3 for a given name in two parts, 0 for none."""
    surname = words[index][0].lower()
    if surname not in known.surnames and (surname := _plain(surname)) not in known.surnames:
        return 0
    given = _plain(words[index + 1][0])
    if not _is_given(given, known) or f"{surname} {given}" in known.not_names:
        return 0
    following = _plain(words[index + 2][0]) if index + 2 < len(words) else ""
    if following in known.after or (surname in known.english and given in known.english):
        return 0
    if following and len(_syllables(given, known)) == 1 and len(_syllables(following, known)) == 1 and following not in known.english:
        return 3
    return 2


def _plain(word: str) -> str:
    word = word.lower().removesuffix("'s")
    return word.replace("-", "").replace("'", "").replace("ü", "v")


def _is_given(word: str, known: _Pinyin) -> bool:
    return 1 <= len(_syllables(word, known)) <= 2


def _syllables(word: str, known: _Pinyin) -> tuple[str, ...]:
    """The fewest valid syllables that spell the word; empty where none do."""
    if word in known.syllables:
        return (word,)
    for cut in range(min(6, len(word) - 1), 0, -1):
        if word[:cut] in known.syllables and (rest := _syllables(word[cut:], known)):
            return (word[:cut], *rest)
    return ()


_NEXT_WORD = re.compile(r" ([\w']+)")


def _is_of_a_place(document: Document, name: NameMention, known: _Pinyin) -> bool:
    """Whether the words name a mountain, a river or an affair: "the Qin Ling", "Lu Shan mountain", "the Lin Gang case"."""
    following = _NEXT_WORD.match(document.lower, name.end)
    return document.lower.startswith("the ", max(0, name.start - 4)) or bool(following and following[1] in known.after)


def _is_english(name: NameMention, known: _Pinyin) -> bool:
    return any(_plain(w) in known.english for w in name.label.split())


def _is_headline(sentence: str) -> bool:
    """Whether nearly every long word is capitalised, as in a headline, so that a capital proves nothing."""
    words = [w for w in re.findall(r"[A-Za-z]+", sentence) if len(w) > 3]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > 0.8 * len(words)
