"""Places named in a text, and where they lie: the administrative divisions of China by name, level and parent."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.cleaning import Language
from transforms.document import Document
from transforms.lexicons import Lexicons
from transforms.name_mention import context_words
from transforms.phrases import PhraseTable
from transforms.place_forms import Form, forms


class PlaceMention(NamedTuple):
    """A place as printed: half-open span of the cleaned text, and the areas that it can mean, at least one."""

    start: int
    end: int
    candidates: tuple[str, ...]


class Gazetteer:
    """Finds places in both languages and knows the hierarchy of areas. Area ids are codes of GB/T 2260."""

    def __init__(self, lexicons: Lexicons) -> None:
        """Reads areas, area_names and area_end_years; LexiconError where one is missing or broken."""
        self._lexicons = lexicons
        areas = lexicons["areas"]
        self._names = {a.id: a["name_zh"] for a in areas}
        self._levels = {a.id: a["level"] for a in areas}
        self._parents = {a.id: a["parent_area_id"] for a in areas}
        self._end_years = {e.id: int(e["last_year"]) for e in lexicons["area_end_years"]}

    def level(self, area_id: str) -> str:
        """province, prefecture or county; KeyError for an unknown code."""
        return self._levels[area_id]

    def ancestors(self, area_id: str) -> list[str]:
        """The areas that an area lies in, from the nearest to the province; KeyError for an unknown code."""
        found = []
        while area_id := self._parents[area_id]:
            found.append(area_id)
        return found

    def is_within(self, inner: str, outer: str) -> bool:
        """Whether an area is another or lies in it."""
        return inner == outer or outer in self.ancestors(inner)

    def is_municipality(self, area_id: str) -> bool:
        """Whether an area is a city with the rank of a province: Beijing, Tianjin, Shanghai, Chongqing."""
        return self._levels[area_id] == "province" and self._names[area_id].endswith("市")

    def is_city(self, area_id: str) -> bool:
        """Whether an area is a city: of a prefecture's level, or of a county's."""
        return self._names[area_id].endswith("市")

    def find(self, document: Document, ignore: Iterable[tuple[int, int]] = ()) -> list[PlaceMention]:
        """Every place named outside the spans to ignore, in order, without overlap.

        A place printed inside another (山东省淄博市周村区) is one mention with it. The bare name of a county counts only where the
        text also names the county in full or the area that it lies in. What stays ambiguous keeps all its candidates.
        """
        covered = list(ignore)
        year = document.published_on.year if document.published_on else None
        named = []
        for found in _places.find(document, self._lexicons):
            if not any(start < found.end and found.start < end for start, end in covered):
                name = self._read(document, found.start, found.end, found.value)
                named.append(name._replace(areas=self._in_force(name.areas, year)))
        return self._settled(self._joined(document, self._corroborated(document, named)))

    def resolve(self, mention: PlaceMention, context: Collection[str]) -> str | None:
        """The one area that a mention means beside the areas of its context; None where several remain."""
        kept = self._related(mention.candidates, context)
        return kept[0] if len(kept) == 1 else None

    def _read(self, document: Document, start: int, end: int, found: Sequence[Form]) -> "_Named":
        """What a phrase means where it stands: no area where it is part of another word."""
        text, owners = document.text, tuple(f.area_id for f in found)
        full = tuple(f.area_id for f in found if f.is_full)
        if full:
            return _Named(start, end, full if _stands_alone(text, start, end) else (), is_full=True, owners=owners)
        if document.language == "en":
            suffixes, level_end = _english_level(text, start, end)
            narrowed = tuple(a for a in owners if self._names[a].endswith(suffixes)) if suffixes else ()
            if narrowed:
                return _Named(start, level_end, self._city(narrowed) if suffixes == _CITY else narrowed, is_full=True, owners=owners)
        bare = tuple(f.area_id for f in found if not f.needs_level)
        if _is_common_word(document, start, end):
            bare = tuple(a for a in bare if _names_a_body(document, start, end) and self._levels[a] != "county")
        return _Named(start, end, self._highest(bare), is_full=False, owners=bare, is_unique=len(found) == 1)

    def _highest(self, areas: tuple[str, ...]) -> tuple[str, ...]:
        """A bare name means the largest of its owners: 吉林 the province, Chaoyang the prefecture."""
        return next((kept for level in _LEVELS if (kept := tuple(a for a in areas if self._levels[a] == level))), ())

    def _city(self, areas: tuple[str, ...]) -> tuple[str, ...]:
        return self._highest(areas) if any(self._levels[a] == "province" for a in areas) else areas

    def _in_force(self, areas: tuple[str, ...], year: int | None) -> tuple[str, ...]:
        """Without the codes that had lapsed before the year of publication, where others remain.

        Reports of January speak of the year before: a code is good for a year longer than it was in force.
        """
        current = tuple(a for a in areas if self._end_years.get(a, 9999) >= (year - 1 if year else 9999))
        return current or areas

    def _corroborated(self, document: Document, named: "Sequence[_Named]") -> "list[_Named]":
        """Bare names as the rest of the text bears them out: those named in full elsewhere; counties in places named, or not at all."""
        full = {a for n in named if n.is_full for a in n.areas}
        certain = full | {a for n in named for a in n.areas if self._levels[a] != "county"}
        kept: list[_Named] = []
        for name in named:
            if not name.is_full:
                beside = set(kept[-1].areas) if kept and document.text[kept[-1].end : name.start].strip() == "" else set()
                borne_out = self._borne_out(name, full, beside if document.language == "zh" else certain)
                name = name._replace(areas=borne_out or _of_its_office(document, self._lexicons, name))
            if name.areas:
                kept.append(name)
        return kept

    def _borne_out(self, name: "_Named", full: Collection[str], holders: Collection[str]) -> tuple[str, ...]:
        """What a bare name can mean beside the areas named in full and those whose counties may go by their bare names."""
        if name.areas and self._levels[name.areas[0]] == "province":
            return name.areas
        if repeated := tuple(a for a in name.owners if a in full):
            return repeated
        if name.areas and self._levels[name.areas[0]] != "county":
            return name.areas
        return tuple(a for a in name.owners if any(self.is_within(a, h) for h in holders))

    def _joined(self, document: Document, named: "Sequence[_Named]") -> list[PlaceMention]:
        """Neighbours of which one lies in the other, as one mention of the smaller."""
        mentions: list[PlaceMention] = []
        for name in named:
            mention = PlaceMention(name.start, name.end, name.areas)
            last = mentions[-1] if mentions else None
            if last and _BETWEEN_NEIGHBOURS.fullmatch(document.text, last.end, name.start):
                inner = self._inner(last.candidates, name.areas)
                if inner:
                    mentions[-1] = PlaceMention(last.start, name.end, inner)
                    continue
            mentions.append(mention)
        return mentions

    def _inner(self, one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
        found = [a for a in one if any(a != b and self.is_within(a, b) for b in other)]
        return tuple(found) or tuple(b for b in other if any(a != b and self.is_within(b, a) for a in one))

    def _settled(self, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
        """Ambiguous mentions narrowed to what lies in, or holds, a place that the text names without doubt."""
        certain = {m.candidates[0] for m in mentions if len(m.candidates) == 1}
        return [m if len(m.candidates) == 1 else m._replace(candidates=self._related(m.candidates, certain)) for m in mentions]

    def _related(self, candidates: tuple[str, ...], context: Collection[str]) -> tuple[str, ...]:
        related = tuple(a for a in candidates if any(self.is_within(a, c) or self.is_within(c, a) for c in context))
        return related or candidates


class _Named(NamedTuple):
    start: int
    end: int
    areas: tuple[str, ...]
    is_full: bool
    owners: tuple[str, ...]
    """All areas of that name, of which `areas` are those that the phrase alone can mean."""
    is_unique: bool = False
    """Whether a bare name is that of one area only, also with a word for its level."""


_LEVELS = ("province", "prefecture", "county")
_CITY = ("市",)
_LEVEL_WORDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("city", "municipality", "municipal"), _CITY),
    "county": ("县",),
    "district": ("区", "地区"),
    "banner": ("旗",),
    **dict.fromkeys(("province", "provincial"), ("省",)),
    **dict.fromkeys(("prefecture", "league"), ("州", "盟", "地区")),
    "region": ("自治区", "地区"),
    **dict.fromkeys(("new area", "new district"), ("新区",)),
}
# The adjective narrows what the place can be but belongs to the body that follows: "Jingmen | Municipal Party Committee".
_LEVEL_AFTER = re.compile(
    r"\s(?P<autonomous>(?:[A-Z][a-z]+(?:,| and)?\s){0,6}Autonomous )?"
    r"(?P<word>city|municipality|county|district|banner|province|prefecture|league|region|new area|new district)\b"
    r"|\s(?P<adjective>municipal|provincial)\b",
    re.I,
)
_LEVEL_BEFORE = re.compile(r"\b(city|county|district|province|prefecture) of $", re.I)
_LEVEL_LAST = re.compile(r"\b(city|county|district|banner|province|prefecture|region)$", re.I)
_STREET_OR_WORD = re.compile("[东南西北中]?(?:路|街|大道|大街|站|大学|学院|理工|师范|石)")
_BEFORE_SHORT_NAME = re.compile(r"[^\u4e00-\u9fff]|[省市州区在到于由赴向对和与及是至从为即届据]")
_BETWEEN_NEIGHBOURS = re.compile(r"(?:, ?| of | )?")


def _of_its_office(document: Document, lexicons: Lexicons, name: "_Named") -> tuple[str, ...]:
    """What a bare Chinese name that only one area bears means in the name of an office there: 满洲里海关."""
    is_office = document.language == "zh" and name.is_unique and document.text.startswith(_offices(lexicons), name.end)
    return name.owners if is_office else ()


@lru_cache(maxsize=8)
def _offices(lexicons: Lexicons) -> tuple[str, ...]:
    """The local offices that go by the bare name of their county."""
    return tuple(w for w in context_words(lexicons, "follows_a_place") if not w.isascii())


def level_word(text: str, start: int, end: int) -> str | None:
    """The English word of level with which a printed place ends, in lower case: county of "Anji County"; None where it has none."""
    last = _LEVEL_LAST.search(text, start, end)
    return last[1].lower() if last else None


def _english_level(text: str, start: int, end: int) -> tuple[tuple[str, ...], int]:
    """The endings of Chinese names that the printed word for the level stands for, and where that word ends."""
    after = _LEVEL_AFTER.match(text, end)
    if after and after["word"]:
        endings = _LEVEL_WORDS[after["word"].lower()]
        if after["autonomous"] and (autonomous := tuple(f"自治{e}" for e in endings if e in "县州旗")):
            endings = autonomous
        return endings, after.end()
    if after:
        return _LEVEL_WORDS[after["adjective"].lower()], end
    before = _LEVEL_BEFORE.search(text, max(0, start - 20), start)
    return (_LEVEL_WORDS[before[1].lower()], end) if before else ((), end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """False for a short name inside another word: 范县 in 规范县属企业."""
    return end - start > 2 or text[end - 1] != "县" or start == 0 or _BEFORE_SHORT_NAME.match(text[start - 1]) is not None


def _is_common_word(document: Document, start: int, end: int) -> bool:
    if document.language == "zh":
        return _STREET_OR_WORD.match(document.text, end) is not None
    return any(word[0].islower() for word in re.split(r"[\s-]", document.text[start:end]) if word)


def _names_a_body(document: Document, start: int, end: int) -> bool:
    """Whether an English name in lower case is a place all the same: a long one that tells which body it is, "the weifang team"."""
    is_attribute = document.lower.endswith("the ", 0, start) and document.text[end : end + 2].strip().isalpha()
    return document.language == "en" and end - start > _SYLLABLE and is_attribute


_SYLLABLE = 4  # letters of a name that could be part of an English word, or be one


@PhraseTable
def _places(lexicons: Lexicons, language: Language) -> Iterator[tuple[str, tuple[Form, ...]]]:
    owners: dict[str, list[Form]] = {}
    for phrase, form in forms(lexicons, language):
        owners.setdefault(phrase.lower(), []).append(form)
    yield from ((phrase, tuple(dict.fromkeys(found))) for phrase, found in owners.items())
