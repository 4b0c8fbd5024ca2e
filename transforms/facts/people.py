"""The persons of a report: one mention for each, whatever the number of times and ways in which the name is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.lexicons import Lexicons
from transforms.names import NameMention
from transforms.organizations import OrganizationMention
from transforms.reading import Reading
from transforms.titled_names import TitledName


@dataclass(frozen=True)
class Person:
    """A person of the report: first naming in full, names, and every occurrence with its titles."""

    first: NameMention
    name_zh: str | None
    name_pinyin: str
    occurrences: tuple[TitledName, ...]


def find_people(reading: Reading) -> list[Person]:
    """Every person that the text names, in order of first appearance."""
    groups: dict[str, list[TitledName]] = {}
    for person in reading.people:
        groups.setdefault(name_key(person.name.label), []).append(person)
    return [_person(reading, occurrences) for occurrences in groups.values()]


def name_key(label: str) -> str:
    """What two printings of one name have in common: letter case, spaces, hyphens and the two spellings of ü do not count."""
    plain = label.casefold().replace("ü", "v").replace("•", "·")
    plain = "".join(c for c in plain if c.isalnum() or c == "·")
    return plain.replace("lv", "lu").replace("nv", "nu") if plain.isascii() else plain


def _person(reading: Reading, occurrences: Sequence[TitledName]) -> Person:
    names = [occurrence.name for occurrence in occurrences]
    first = next((name for name in names if name.surname is None), names[0])
    if reading.document.language == "en":
        return Person(first, None, _capitalised(first.label), tuple(occurrences))
    simplified = reading.document.text[first.start : first.end].replace(" ", "")
    return Person(first, simplified, pinyin_name(simplified, reading.lexicons), tuple(occurrences))


def _capitalised(label: str) -> str:
    family, _, given = label.partition(" ")
    return f"{family.capitalize()} {''.join(c for c in given if c.isalpha()).capitalize()}" if given else label


def pinyin_name(name_zh: str, lexicons: Lexicons) -> str:
    """A Hanzi name in pinyin without tones, family name first: 陈爱林 → Chen Ailin. Surnames have readings of their own (单 Shan)."""
    readings = _surname_readings(lexicons)
    length = 2 if name_zh[:2] in readings and len(name_zh) > 2 else 1
    family = readings.get(name_zh[:length]) or _spelled(name_zh[:length])
    given = _spelled(name_zh[length:].replace("·", ""))
    return f"{family.capitalize()} {given.capitalize()}".strip()


def _spelled(hanzi: str) -> str:
    """Hanzi in pinyin; the characters of a known phrase may be read otherwise than each alone."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PHRASES_DICT

    is_known = len(hanzi) > 2 or hanzi in PHRASES_DICT
    return "".join(lazy_pinyin(hanzi) if is_known else map(_reading, hanzi))


@cache
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(character))


@lru_cache(maxsize=8)
def _surname_readings(lexicons: Lexicons) -> dict[str, str]:
    return {e.id: e["pinyin"].replace(" ", "").lower() for e in lexicons["surnames"]}


def body_before(reading: Reading, person: TitledName) -> OrganizationMention | None:
    """The body of the last title that the same sentence prints before a person."""
    sentence = reading.document.sentence_at(person.start)
    before = [p for p in reading.people if p.end <= person.start and reading.document.sentence_at(p.start) == sentence]
    return next((t.body for p in reversed(before) for t in reversed(p.titles) if t.body), None)
