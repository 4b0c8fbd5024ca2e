"""The forms under which a place is printed: with the word for its level or without, in Chinese characters or in pinyin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transforms.area_names import stem, without_suffix
from transforms.cleaning import Language
from transforms.lexicons import Entry, Lexicons


@dataclass(frozen=True)
class Form:
    """An area as one phrase names it. `is_full` means that the phrase itself tells the level (永州市) and needs no other evidence.

    `needs_level` means that the phrase names the area only together with a word for the level ("Luan" of Luan County, 大同).
    """

    area_id: str
    is_full: bool
    needs_level: bool


def forms(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, Form]]:
    """Every phrase of every area in one language with what it tells."""
    names, syllables = lexicons["area_names"], frozenset(e.id for e in lexicons["syllables"])
    for area in lexicons["areas"]:
        other = names.entries.get(area.id)
        yield from _chinese(area, other) if language == "zh" else _english(area, other, syllables)


def _chinese(area: Entry, other: Entry | None) -> Iterator[tuple[str, Form]]:
    for name in (area["name_zh"], *(other.phrases("zh") if other else ())):
        yield name, Form(area.id, is_full=True, needs_level=False)
        short = stem(name)
        if short == name:
            continue
        suffix = name[len(without_suffix(name)) :]
        if suffix in _ABBREVIATED:
            yield short + _ABBREVIATED[suffix], Form(area.id, is_full=True, needs_level=False)
        yield short, Form(area.id, is_full=False, needs_level=_needs_suffix(other, "zh"))


_ABBREVIATED = {"自治州": "州", "自治县": "县", "自治旗": "旗", "自治区": "自治区", "联合旗": "旗", "矿区": "区"}


def _english(area: Entry, other: Entry | None, syllables: frozenset[str]) -> Iterator[tuple[str, Form]]:
    needs_level = _needs_suffix(other, "en")
    for name in spellings((area["name_en"], *(other.phrases("en") if other else ()))):
        # Xi'an without its apostrophe is a syllable, and part of many personal names.
        yield name, Form(area.id, is_full=False, needs_level=needs_level or name.lower() in syllables)
    if stem(area["name_zh"]) == area["name_zh"] and area["name_en"].endswith(_JOINED_SUFFIXES):
        short = next(area["name_en"].removesuffix(s) for s in _JOINED_SUFFIXES if area["name_en"].endswith(s))
        for name in spellings([short]):
            yield name, Form(area.id, is_full=False, needs_level=True)


_JOINED_SUFFIXES = ("xian", "qu", "shi")


def spellings(names: Iterable[str]) -> list[str]:
    """The names and what keyboards and translators make of them: Lü'an also as Lu'an, Lv'an, Lyu'an and without the apostrophe."""
    found: dict[str, None] = {}
    for name in names:
        for spelled in (name, *(name.replace("ü", letter) for letter in ("u", "v", "yu"))):
            found.update(dict.fromkeys((spelled, spelled.replace("'", ""))))
    return list(found)


def _needs_suffix(other: Entry | None, language: Language) -> bool:
    return other is not None and language in other["needs_suffix"].split("|")
