import shutil
from pathlib import Path

import pytest

from transforms.lexicon_checks import check_lexicons, lexicon_problems
from transforms.lexicons import LEXICON_DIR, LexiconError, Lexicons


@pytest.fixture
def lexicon_dir(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LEXICON_DIR, tmp_path / "lexicons"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_lexicons_of_the_project_hold() -> None:
    check_lexicons(Lexicons())


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("formulas.csv", "two_upholds,两个维护,Two Upholds,loyalty", "two_upholds,两个维护,Two Upholds,love", "'love' is none of loyalty"),
        ("formulas.csv", "two_upholds,两个维护,", "two_upholds,,", "column name_zh: is empty"),
        ("formulas.csv", "two_upholds,两个维护,", "two_upholds,两个确立,", "stands for two_upholds and, at"),
        ("formulas.csv", ",2018,,坚决维护习近平总书记", ",2018,999999,坚决维护习近平总书记", "there is no area.area_id '999999'"),
        ("formulas.csv", ",2018,,坚决维护习近平总书记", ",soon,,坚决维护习近平总书记", "'soon' is no whole number"),
        ("step_patterns.csv", ",talk_heart,", ",talk_hart,", "there are no words 'talk_hart'"),
        ("step_patterns.csv", ",s05_talks,", ",s05_walks,", "there is no step 's05_walks'"),
        ("steps.csv", "step_id,phase,", "step_id,part,", "column phase: the file has no such column"),
    ],
)
def test_a_broken_row_is_named_with_file_line_and_fault(lexicon_dir: Path, file: str, old: str, new: str, said: str) -> None:
    _replace(lexicon_dir / file, old, new)
    problems = list(lexicon_problems(Lexicons(lexicon_dir)))
    assert any(problem.startswith(f"{lexicon_dir / file}:") and said in problem for problem in problems)
    with pytest.raises(LexiconError, match="(?s)" + file):
        check_lexicons(Lexicons(lexicon_dir))
