"""A user's own lexicon rows, through the real command: what they find, where they are kept, and what is wrong with them."""

from pathlib import Path

import pytest

from tests.project import Command, asked

REPORT = (
    "2023年2月10日，永州市政府党组召开2022年度民主生活会。市委副书记、市长陈爱林主持会议并讲话。"
    "会议强调，要深入践行绿城五策，推动整改落实。\n"
)
OWN = "formula_id,name_zh,name_en,category,level,source\ngreen_city,绿城五策,five green measures,governance,municipal,town hall\n"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    directory = tmp_path / "own"
    directory.mkdir()
    (directory / "formulas.csv").write_text(OWN, encoding="utf-8")
    return directory


def test_own_rows_are_found_kept_in_the_reference_tables_and_rebuilt_with(
    own: Path, tmp_path: Path, prefect_server: None, taizhang: Command
) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    data = tmp_path / "data"
    done = taizhang("run", tmp_path / "report.txt", "--lexicons", own, "--data", data)
    assert done.returncode == 0, done.stderr
    found = "SELECT f.name_en FROM formula_mention AS m JOIN formula AS f USING (formula_id) WHERE formula_id = 'green_city'"
    assert asked(data, found) == [{"name_en": "five green measures"}]
    rebuilt = taizhang("rebuild", "--data", data, TAIZHANG_LEXICONS=str(own))
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert asked(data, found) == [{"name_en": "five green measures"}]


def test_a_fault_in_own_rows_ends_the_command_before_anything_is_read(own: Path, tmp_path: Path, taizhang: Command) -> None:
    (own / "formulas.csv").write_text(OWN.replace("governance", "poetry"), encoding="utf-8")
    for words in (("run", tmp_path), ("rebuild",)):
        done = taizhang(*words, "--lexicons", own, "--data", tmp_path / "data")
        assert done.returncode == 1
        assert f"{own / 'formulas.csv'}:2: green_city, column category: 'poetry' is none of loyalty" in done.stderr
    assert not (tmp_path / "data").exists()
