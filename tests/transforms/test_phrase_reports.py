"""Whole reports, fictional, in two languages: every formula, citation and step with its modality is found, and nothing beside them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from transforms.document import Document, Record, make_document
from transforms.facts.citations import find_citations
from transforms.facts.formulas import find_formulas
from transforms.facts.steps import find_steps
from transforms.lexicons import Lexicons

REPORTS = sorted((Path(__file__).parent / "phrase_reports").glob("*.txt"))
LEXICONS = Lexicons()
pytestmark = pytest.mark.parametrize("path", REPORTS, ids=lambda p: p.stem)


def _document(path: Path) -> Document:
    return make_document(Record(0, path.read_text(encoding="utf-8")))


def _expected(path: Path) -> Any:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_steps_and_their_modality(path: Path) -> None:
    found: dict[str, str] = {}
    for step in find_steps(_document(path), LEXICONS):
        found[step.step_id] = "reported" if "reported" in (step.modality, found.get(step.step_id)) else step.modality
    assert found == _expected(path)["steps"]


def test_formulas_are_counted(path: Path) -> None:
    assert Counter(f.formula_id for f in find_formulas(_document(path), LEXICONS)) == _expected(path)["formulas"]


def test_stances(path: Path) -> None:
    stances = {f.formula_id: f.stance for f in find_formulas(_document(path), LEXICONS)}
    expected = _expected(path)["stances"]
    assert {formula_id: stances[formula_id] for formula_id in expected} == expected


def test_citations(path: Path) -> None:
    assert sorted({c.document_id for c in find_citations(_document(path), LEXICONS)}) == _expected(path)["citations"]
