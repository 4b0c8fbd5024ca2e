"""The reference tables hold the shipped rows and the user's own, a row that both have once."""

from pathlib import Path

import duckdb
import pytest

from transforms.lexicons import LEXICON_DIR
from warehouse import registry
from warehouse.reference import LexiconFileError, lexicon_digest, load_reference_tables


def _loaded(*directories: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for table in registry.of_layer("reference"):
        connection.execute(table.ddl())
    connection.execute("CREATE SCHEMA bookkeeping")
    connection.execute("CREATE TABLE bookkeeping.central_body (org_type_id VARCHAR)")
    load_reference_tables(connection, directories)
    return connection


def _own(directory: Path, **files: str) -> Path:
    directory.mkdir()
    for name, text in files.items():
        (directory / f"{name}.csv").write_text(text, encoding="utf-8")
    return directory


def test_own_rows_stand_beside_the_shipped_ones_and_fill_what_those_leave_empty(tmp_path: Path) -> None:
    own = _own(
        tmp_path / "own",
        formulas="formula_id,name_zh,name_en,category,level,source\ngreen_city,绿城五策,five green measures,governance,municipal,me\n",
        posts="post_id,name_zh\nmayor,\n",
        org_types="org_type_id,name_zh,name_en,org_class,level\nspace_office,航天办,Space Office,central_department,central\n",
    )
    shipped, both = _loaded(LEXICON_DIR), _loaded(LEXICON_DIR, own)
    assert both.sql("FROM formula EXCEPT FROM formula WHERE formula_id <> 'green_city'").fetchall() == [
        ("green_city", "绿城五策", "five green measures", "governance", "municipal", None, None)
    ]
    assert both.sql("FROM post ORDER BY post_id").fetchall() == shipped.sql("FROM post ORDER BY post_id").fetchall()
    central = "SELECT org_type_id FROM bookkeeping.central_body ORDER BY 1"
    assert set(both.sql(central).fetchall()) - set(shipped.sql(central).fetchall()) == {("space_office",)}
    assert len(both.sql(central).fetchall()) == len(shipped.sql(central).fetchall()) + 1


def test_own_rows_are_another_state_of_the_lexicons(tmp_path: Path) -> None:
    own = _own(tmp_path / "own", formulas="formula_id,zh_variants\nfour_winds,四股风\n")
    assert lexicon_digest([LEXICON_DIR, own]) != lexicon_digest([LEXICON_DIR])


def test_a_row_that_does_not_fit_names_the_files(tmp_path: Path) -> None:
    own = _own(tmp_path / "own", formulas="formula_id,first_year\nfour_winds,soon\n")
    with pytest.raises(LexiconFileError, match=r"own/formulas\.csv: a row does not fit table formula"):
        _loaded(LEXICON_DIR, own)
