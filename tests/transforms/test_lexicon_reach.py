"""What a change of the lexicons cannot reach is read as before: held by changing rows at random and reading real texts again."""

import csv
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.project import PROJECT, SEEDS
from transforms.cleaning import Language
from transforms.document import Record
from transforms.extract import extract
from transforms.lexicon_reach import EVERYTHING, PROFILED_FORMATS, Reach, reach_of_change
from transforms.lexicons import LEXICON_DIR, Lexicons
from transforms.rows import Observations

SHIPPED = Lexicons(LEXICON_DIR)
NARROW = ["cues", "documents", "formulas", "group_nouns", "levels", "meeting_terms", "meeting_types", "modality", "post_heads", "stances"]
TEXTS: dict[str, Language] = {
    **{path.read_text(encoding="utf-8"): "en" for path in sorted(SEEDS.glob("*.txt"))},
    **{path.read_text(encoding="utf-8"): "zh" for path in sorted((PROJECT / "tests/gold/own").glob("*_zh.txt"))[:6]},
}

Rows = list[dict[str, str]]


def changed(directory: Path, name: str, change: Callable[[Rows], None]) -> Lexicons:
    """The shipped lexicons with one file changed, in a directory of its own."""
    for path in LEXICON_DIR.glob("*.csv"):
        (directory / path.name).symlink_to(path)
    with (LEXICON_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    header = list(rows[0])
    change(rows)
    (directory / f"{name}.csv").unlink()
    with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Lexicons(directory)


def read(body: str, lexicons: Lexicons) -> Observations:
    """What is read from a text, without the version that read it."""
    observations = extract(Record(body=body, record=0, published_on=date(2023, 2, 12)), lexicons)
    [report] = observations["report"]
    return {**observations, "report": [{name: value for name, value in report.items() if name != "extractor_version"}]}


BEFORE = {body: read(body, SHIPPED) for body in TEXTS}


def drop_row(rows: Rows, chance: random.Random) -> None:
    del rows[chance.randrange(len(rows))]


def drop_wording(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows)
    column = chance.choice([name for name in row if name.endswith("_variants")] or list(row)[1:2])
    row[column] = "|".join(row[column].split("|")[1:])


def add_wording(rows: Rows, chance: random.Random) -> None:
    row = chance.choice(rows)
    column = chance.choice([name for name in row if name.endswith("_variants")] or list(row)[1:2])
    row[column] = "|".join(filter(None, [row[column], chance.choice(["市政府", "党组", "municipal government", "earnest", "never seen"])]))


@settings(max_examples=8)
@given(st.sampled_from(NARROW), st.sampled_from([drop_row, drop_wording, add_wording]), st.integers(0, 10**6))
def test_a_text_that_a_change_does_not_reach_is_read_as_before(
    name: str, change: Callable[[Rows, random.Random], None], seed: int
) -> None:
    with TemporaryDirectory() as directory:
        after = changed(Path(directory), name, lambda rows: change(rows, random.Random(seed)))
        reach = reach_of_change(SHIPPED, after)
        for body, language in TEXTS.items():
            assert reach.reaches(body, language) or read(body, after) == BEFORE[body]


def test_a_new_wording_reaches_the_texts_that_hold_it_and_no_others(tmp_path: Path) -> None:
    def add(rows: Rows) -> None:
        rows[0]["zh_variants"] += "|坚如磐石"

    reach = reach_of_change(SHIPPED, changed(tmp_path, "stances", add))
    assert reach == Reach(phrases=frozenset({"坚如磐石"}))
    assert reach.reaches("全党坚如磐石。", "zh")
    assert reach.reaches("全黨堅如磐石。", "zh")
    assert not reach.reaches("全党坚决捍卫。", "zh")


@pytest.mark.parametrize(
    ("name", "column", "value", "reach"),
    [
        ("steps", "name_en", "another name", Reach()),
        ("formulas", "source", "a better source", Reach()),
        ("areas", "name_en", "Elsewhere", EVERYTHING),
        ("organization_context", "word", "", EVERYTHING),
        ("surnames", "surname", "某", EVERYTHING),
        ("html_containers", "values", "other", Reach(formats=PROFILED_FORMATS - {"csv", "json", "jsonl"})),
    ],
)
def test_what_is_no_wording_reaches_nothing_some_formats_or_everything(
    tmp_path: Path, name: str, column: str, value: str, reach: Reach
) -> None:
    def change(rows: Rows) -> None:
        rows[0][column] = value

    assert reach_of_change(SHIPPED, changed(tmp_path, name, change)) == reach


def test_no_change_reaches_nothing() -> None:
    assert reach_of_change(SHIPPED, Lexicons(LEXICON_DIR)) == Reach()
