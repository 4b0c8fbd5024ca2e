"""How well the extraction reads the annotated reports: from the files through readers, extraction and resolution to the scorer."""

from collections import defaultdict
from contextlib import closing
from pathlib import Path

import pytest

from flows.scoring import Tally, read_gold, score_report
from flows.scoring.findings import Findings
from flows.scoring.tally import mean_f1
from tests.loading import load
from tests.project import PROJECT, asked

GOLD = PROJECT / "tests" / "gold"
# Texts that the rules were not fitted to; `ASIDE.txt` lists their numbers. Their figures are told in CHANGELOG.md and set no floor.
ASIDE = {f"{number}_{language}" for number in (GOLD / "own" / "ASIDE.txt").read_text().split() for language in ("zh", "en")}
TEXTS = {"seeds": PROJECT / "seeds" / "reports", "samples": GOLD / "samples", "own": GOLD / "own"}
SUFFIXES = (".txt", ".html", ".docx", ".jsonl")

# The floor that the figures of a set must not fall below, mean F1 and the lowest precision of any field. They stand a little under
# what was measured when they were set; raise them when the figures rise.
FLOORS = {
    ("seeds", "en"): (0.99, 0.98),
    ("samples", "en"): (0.995, 0.98),
    ("samples", "zh"): (0.99, 0.98),
    ("own", "en"): (0.97, 0.92),
    ("own", "zh"): (0.97, 0.92),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory into which all annotated texts were loaded, as any delivery is."""
    data = tmp_path_factory.mktemp("gold") / "data"
    files = (path for folder in TEXTS.values() for path in sorted(folder.iterdir()))
    load(data, *(path for path in files if path.suffix in SUFFIXES and path.stem != "ASIDE"))
    return data


def test_no_annotated_report_is_refused(data: Path) -> None:
    assert asked(data, "SELECT path, reason, detail FROM quarantine") == []


@pytest.mark.parametrize(("name", "language"), FLOORS)
def test_figures_do_not_fall(data: Path, name: str, language: str) -> None:
    tally = Tally()
    with closing(Findings(data / "warehouse.duckdb")) as findings:
        for annotation in read_gold([GOLD / name]):
            if annotation["language"] == language and Path(annotation["file"]).stem not in ASIDE:
                score_report(annotation, findings, tally)
    scores = tally.scores()
    floor, precision = FLOORS[name, language]
    assert mean_f1(scores) >= floor, [(s.field, round(s.f1, 3)) for s in scores if s.f1 < floor]
    assert not {s.field: (s.precision, tally.misses[s.field]) for s in scores if s.precision < precision}


def test_one_meeting_in_two_languages_and_a_year_later_is_one(data: Path) -> None:
    """101 and 115 are one meeting; 116 refers to the meeting that 105 reports."""
    mentions = defaultdict(set)
    for row in asked(
        data,
        """SELECT f.path, v.relation, v.meeting_id FROM meeting_mention AS v
           JOIN report_source AS s USING (report_id) JOIN source_file AS f USING (file_id)""",
    ):
        mentions[str(row["path"])[:3], row["relation"]].add(row["meeting_id"])
    assert mentions["101", "subject"] == mentions["115", "subject"]
    assert mentions["105", "subject"] <= mentions["116", "rectification_reported"]
