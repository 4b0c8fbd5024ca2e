"""What a change of the lexicons can reach: the texts in which a wording of a changed row occurs, or everything.

A row that is found in a text by its own words alone changes nothing in a text without them. Which lexicons are read so is listed below;
a change of any other, such as the places or the surnames, can reach every text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ahocorasick_rs import AhoCorasick

from transforms.cleaning import Cleaned, Language, folded
from transforms.facts import citations, formulas
from transforms.facts.step_grammar import step_pattern
from transforms.lexicons import Entry, Lexicon, Lexicons
from transforms.phrases import as_searched
from transforms.word_keys import keyed

_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_CONTAINERS = frozenset({"eml", "tar", "wacz", "warc", "zip"})
PROFILED_FORMATS = _CONTAINERS | {"csv", "html", "json", "jsonl"}
"""Formats that may hold what a source profile reads."""
_PAGES = _CONTAINERS | {"html"}
_TABLES = _CONTAINERS | {"csv", "md", "txt", "xlsx"}
_READ_FROM: dict[str, frozenset[str]] = {
    "credits": _PAGES,
    "html_containers": _PAGES,
    "page_furniture": _PAGES,
    "ledger_columns": _TABLES,
    "ledger_statuses": _TABLES,
}
"""Lexicons that decide how files of those formats are read, before there is a text."""
_TOLD_ELSEWHERE = frozenset({"note", "source"})
"""Columns for people, which no rule reads."""


@dataclass(frozen=True)
class Reach:
    """What a change can reach: everything, the files of some formats, and the texts in which one of the phrases occurs.

    Ledgers are reached by every change: they are few, and what is known of their words is not kept.
    """

    is_everything: bool = False
    formats: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    _matchers: dict[Language, AhoCorasick] = field(default_factory=dict, compare=False, repr=False)

    def reaches(self, body: str, language: Language) -> bool:
        """Whether a text in that language can be read otherwise by the change."""
        if self.is_everything or not self.phrases:
            return self.is_everything
        if language not in self._matchers:
            self._matchers[language] = AhoCorasick(sorted({s for p in self.phrases for s in _as_searched(p, language)}))
        lower = Cleaned(body, language).lower
        return any(self._matchers[language].find_matches_as_indexes(text) for text in _searched(lower, language))

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(self.is_everything or other.is_everything, self.formats | other.formats, self.phrases | other.phrases)


EVERYTHING = Reach(is_everything=True)


def reach_of_change(old: Lexicons, new: Lexicons) -> Reach:
    """What the change from one version of the lexicons to another can reach."""
    reach = Reach()
    for name in sorted({path.stem for lexicons in (old, new) for path in _files(lexicons)}):
        reach |= _reach_of(name, old, new)
    return reach


def _files(lexicons: Lexicons) -> Iterator[Path]:
    return (path for directory in lexicons.directories for path in directory.glob("*.csv"))


def _reach_of(name: str, old: Lexicons, new: Lexicons) -> Reach:
    before, after = _lexicon(name, old), _lexicon(name, new)
    changed = _changed_ids(before, after)
    if not changed:
        return Reach()
    if name in _FOUND_BY:
        phrases = frozenset(_phrases(name, changed, old, new))
        # Nothing stands in every text.
        return Reach(formats=_READ_FROM.get(name, frozenset()), phrases=phrases) if all(p.strip() for p in phrases) else EVERYTHING
    return Reach(formats=_READ_FROM[name]) if name in _READ_FROM else EVERYTHING


def _lexicon(name: str, lexicons: Lexicons) -> Lexicon:
    return lexicons[name] if any(path.stem == name for path in _files(lexicons)) else Lexicon(name, {})


def _changed_ids(before: Lexicon, after: Lexicon) -> list[str]:
    """The rows that one of them lacks or has otherwise. Of phrases that two rows share the first has it: in another order all count."""
    kept = [entry.id for entry in before if entry.id in after]
    if kept != [entry.id for entry in after if entry.id in before]:
        return list(dict.fromkeys([*before.entries, *after.entries]))
    ids = dict.fromkeys([*before.entries, *after.entries])
    return [i for i in ids if _read(before.entries.get(i)) != _read(after.entries.get(i))]


def _read(entry: Entry | None) -> Mapping[str, str] | None:
    return None if entry is None else {name: value for name, value in entry.fields.items() if name not in _TOLD_ELSEWHERE}


def _phrases(name: str, ids: Iterable[str], old: Lexicons, new: Lexicons) -> Iterator[str]:
    for entry_id in ids:
        both = [list(_FOUND_BY[name](lexicon[entry_id], of)) if entry_id in lexicon else [] for lexicon, of in _sides(name, old, new)]
        yield from _touched(name, both, [lexicon.entries.get(entry_id) for lexicon, _ in _sides(name, old, new)])


def _sides(name: str, old: Lexicons, new: Lexicons) -> list[tuple[Lexicon, Lexicons]]:
    return [(_lexicon(name, old), old), (_lexicon(name, new), new)]


def _touched(name: str, phrases: Sequence[list[str]], entries: Sequence[Entry | None]) -> set[str]:
    """Of a row in which nothing but its wordings changed, those that were added or taken away; else all that it had and has."""
    before, after = phrases
    left, right = ({k: v for k, v in (_read(e) or {}).items() if k not in _WORDINGS} for e in entries)
    same_order = [p for p in before if p in after] == [p for p in after if p in before]
    if name in _REWORDED and left == right and same_order:
        return set(before) ^ set(after)
    return {*before, *after}


def _as_searched(phrase: str, language: Language) -> Iterator[str]:
    """A phrase as the matchers look for it and, for the rules that compare words themselves, as it is written."""
    cleaned = folded(phrase, language)
    yield from (p for p in (*_searched(cleaned, language), as_searched(phrase.lower(), language)) if p.strip())


def _searched(lower: str, language: Language) -> Iterator[str]:
    """A text in lower case in the forms in which rules search it."""
    yield as_searched(lower, language)
    if language == "en":
        yield keyed(lower).text


_Found = Callable[[Entry, Lexicons], Iterable[str]]


def _own(entry: Entry, _: Lexicons) -> Iterator[str]:
    return (phrase for language in _LANGUAGES for phrase in entry.phrases(language))


def _word(entry: Entry, _: Lexicons) -> Iterator[str]:
    yield entry["word"]


def _topics(entry: Entry, _: Lexicons) -> Iterator[str]:
    return (topic for language in _LANGUAGES for topic in entry[f"{language}_topics"].split("|") if topic)


def _verbs(entry: Entry, lexicons: Lexicons) -> Iterator[str]:
    return (phrase.partition("…")[0] for phrase in _own(entry, lexicons))


def _formula(entry: Entry, _: Lexicons) -> Iterator[str]:
    return (phrase for language in _LANGUAGES for phrase in formulas.phrases_of(entry, language))


def _document(entry: Entry, _: Lexicons) -> Iterator[str]:
    return (phrase for language in _LANGUAGES for phrase in citations.phrases_of(entry, language))


def _head(entry: Entry, lexicons: Lexicons) -> Iterator[str]:
    """A post is found by the head of its title."""
    return _own(lexicons["post_heads"][entry["head"]], lexicons) if entry["head"] else iter(())


def _step(entry: Entry, lexicons: Lexicons) -> Iterator[str]:
    """A pattern needs a word of each of its groups, so of the first."""
    for word_id in step_pattern(entry).groups[0]:
        yield from _own(lexicons["step_words"][word_id], lexicons)


def _never(_entry: Entry, _lexicons: Lexicons) -> Iterator[str]:
    """Rows of reference tables alone: the next warehouse has them, no text is read by them."""
    return iter(())


_FOUND_BY: dict[str, _Found] = {
    "collective_speakers": _own,
    "credits": _own,
    "cues": _own,
    "documents": _document,
    "formulas": _formula,
    "group_nouns": _own,
    "group_words": _word,
    "levels": _own,
    "meeting_terms": _own,
    "meeting_types": _topics,
    "modality": _own,
    "org_types": _never,
    "organization_context": _word,
    "organization_units": _own,
    "other_meetings": _own,
    "plain_phrases": _own,
    "post_aliases": _head,
    "post_heads": _own,
    "posts": _head,
    "speech_verbs": _verbs,
    "stances": _own,
    "step_patterns": _step,
    "step_words": _own,
    "steps": _never,
}
"""How the rows of a lexicon are found in a text: the words, in both languages, without all of which a row changes nothing."""
_WORDINGS = frozenset({"name_zh", "name_en", "zh_variants", "en_variants", "components"})
_REWORDED = frozenset(_FOUND_BY) - {"meeting_types", "group_words", "organization_context", "post_aliases", "posts", "step_patterns"}
"""Lexicons whose rows are found by nothing but the columns of wordings: one wording more or less concerns the texts that hold it."""
