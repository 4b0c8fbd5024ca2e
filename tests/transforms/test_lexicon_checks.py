"""Every fault of a lexicon row is named with its file and line: in the shipped files, and in a directory that adds to them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.lexicon_checks import check_lexicons, lexicon_problems
from transforms.lexicon_files import LEXICON_FILES
from transforms.lexicons import LEXICON_DIR, LexiconError, Lexicons


@pytest.fixture
def lexicon_dir(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LEXICON_DIR, tmp_path / "lexicons"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _problems(own: Path, **files: str) -> list[str]:
    """What is wrong with a directory of those files, added to the shipped ones."""
    own.mkdir(exist_ok=True)
    for name, text in files.items():
        (own / f"{name}.csv").write_text(text, encoding="utf-8")
    return list(lexicon_problems(Lexicons(LEXICON_DIR, own)))


def test_the_lexicons_of_the_project_hold() -> None:
    check_lexicons(Lexicons())


def test_every_shipped_file_is_declared_and_every_declared_one_is_shipped() -> None:
    assert {path.stem for path in LEXICON_DIR.glob("*.csv")} == set(LEXICON_FILES)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("formulas.csv", "two_upholds,两个维护,Two Upholds,loyalty", "two_upholds,两个维护,Two Upholds,love", "'love' is none of loyalty"),
        ("formulas.csv", "two_upholds,两个维护,", "two_upholds,,", "column name_zh: is empty"),
        ("formulas.csv", "two_upholds,两个维护,", "two_upholds,两个确立,", "'两个确立' stands for two_establishes already, at"),
        ("formulas.csv", "two_upholds,两个维护,", "two_establishes,两个维护,", "two_establishes stands already in line 2"),
        ("formulas.csv", ",2018,,坚决维护习近平总书记", ",2018,999999,坚决维护习近平总书记", "there is no '999999' in areas"),
        ("formulas.csv", ",2018,,坚决维护习近平总书记", ",soon,,坚决维护习近平总书记", "'soon' is no year"),
        ("step_patterns.csv", ",talk_heart,", ",talk_hart,", "there are no words 'talk_hart'"),
        ("step_patterns.csv", ",s05_talks,", ",s05_walks,", "there is no 's05_walks' in steps"),
        ("steps.csv", "step_id,phase,", "step_id,part,", "column 'part' is none of step_id, phase,"),
        ("steps.csv", "step_id,phase,", "step_id,part,", "there is no column phase; add it"),
    ],
)
def test_a_broken_row_is_named_with_file_line_and_fault(lexicon_dir: Path, file: str, old: str, new: str, said: str) -> None:
    _replace(lexicon_dir / file, old, new)
    with pytest.raises(LexiconError) as raised:
        check_lexicons(Lexicons(lexicon_dir))
    problems = str(raised.value).splitlines()
    assert any(problem.startswith(f"{lexicon_dir / file}:") and said in problem for problem in problems)


FORMULA = "formula_id,name_zh,name_en,category,level,first_year,area_id,components,zh_variants,en_variants,source\n"


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        # the file as a table
        pytest.param("formulas", "name_zh,name_en\n四山五水,four hills\n", 1, "there is no column formula_id; add it", id="no id column"),
        pytest.param("posts", "post_id,titel\nx,y\n", 1, "column 'titel' is none of post_id, name_zh", id="a column too many"),
        pytest.param("stances", "stance_id,name_zh,name_zh\nx,护卫,保卫\n", 1, "column name_zh stands there twice", id="a column twice"),
        pytest.param("stances", "stance_id;name_zh\nx;护卫\n", 1, "separated by semicolons or tabs; save it with commas", id="semicolons"),
        pytest.param("stances", "stance_id,name_zh,name_en\nx,护卫\n", 2, "has 2 cells where 3 are expected", id="a cell too few"),
        pytest.param("stances", "stance_id,name_zh\n\nx,护卫,guard\n", 3, "has 3 cells where 2 are expected", id="a comma without quotes"),
        pytest.param("stances", "stance_id,name_zh\n ,护卫\n", 2, "column stance_id is empty; every row needs an id", id="no id"),
        pytest.param(
            "stances", "stance_id,name_zh\nx,护卫\nx,保卫\n", 3, "x stands already in line 2; give one of them another id", id="an id twice"
        ),
        pytest.param("stances", 'stance_id,name_zh\nx,"护卫\n', 2, "is no CSV", id="an open quotation mark"),
        # cells
        pytest.param(
            "formulas", FORMULA + "f,四山五水,four hills,poetry,central,,,,,,me\n", 2, "'poetry' is none of loyalty", id="category"
        ),
        pytest.param(
            "formulas", FORMULA + "f,四山五水,four hills,governance,central,,,,,,\n", 2, "column source: is empty", id="no source"
        ),
        pytest.param("formulas", FORMULA + "f,四山五水,four hills,governance,central,22,,,,,me\n", 2, "'22' is no year", id="year"),
        pytest.param(
            "formulas", FORMULA + "f,四山五水,,governance,central,,,,,,me\n", 2, "column name_en: is empty; every new row", id="no name"
        ),
        pytest.param(
            "formulas", "formula_id,zh_variants\nfour_winds,四风|\n", 2, "holds an empty value; take out the '|'", id="an empty variant"
        ),
        pytest.param(
            "documents", "document_id,name_zh,name_en,kind,date_hint\nd,甲决定,A,plan,2022-13-01\n", 2, "'2022-13-01' is no date", id="date"
        ),
        pytest.param("posts", "post_id,broader_post_id\nmayor,king\n", 2, "there is no 'king' in posts", id="broader post"),
        pytest.param(
            "posts", "post_id,name_zh,name_en,rank,head,unit\np,甲,A,varies,chief,\n", 2, "there is no 'chief' in post_heads", id="head"
        ),
        pytest.param(
            "posts", "post_id,name_zh,name_en,rank,head,unit\np,甲,A,varies,mayor,moon.bureau\n", 2, "no 'moon' in org", id="unit"
        ),
        pytest.param(
            "posts", "post_id,name_zh,name_en,rank,head,broader_post_id\np,甲,A,varies,mayor,p\n", 2, "refers to its own row", id="own row"
        ),
        pytest.param(
            "organization_units", "unit_id,org_class,name_zh\nu,club,俱乐部\n", 2, "no 'club' in org_types.org_class", id="kind of body"
        ),
        pytest.param(
            "areas", "area_id,name_zh,name_en,level,parent_area_id\n43,甲县,Jia,county,430000\n", 2, "write six digits", id="area code"
        ),
        pytest.param("area_names", "area_id,en_variants\n999999,Nowhere\n", 2, "there is no '999999' in areas", id="names of no area"),
        pytest.param("genres", "mark_id,language,genre,pattern,times\ng,zh,essay,(随笔,1\n", 2, "is no regular expression", id="pattern"),
        pytest.param("genres", "mark_id,language,genre,pattern,times\ng,zh,essay,随笔,once\n", 2, "'once' is no whole number", id="number"),
        pytest.param("genres", "mark_id,language,genre,pattern,times\ng,fr,essay,随笔,1\n", 2, "'fr' is none of zh, en", id="language"),
        pytest.param("name_context", "word_id,word,kind\nw,甲乙,no_name\n", 2, "'no_name' is none of not_a_name", id="kind"),
        # phrases
        pytest.param("stances", "stance_id,zh_variants\ndefend,\u200b\n", 2, "holds nothing that is left of it", id="nothing left"),
        pytest.param("stances", 'stance_id,zh_variants\ndefend,"护\n卫"\n', 3, "runs over a line", id="two lines"),
        pytest.param(
            "stances",
            "stance_id,en_variants\ndefend,护卫\n",
            2,
            "'护卫' is Chinese; it belongs into the Chinese",
            id="language of the column",
        ),
        pytest.param("stances", "stance_id,zh_variants\ndefend,护\n", 2, "is too short to be sure of; write at least 2", id="too short"),
        pytest.param("group_nouns", "noun_id,zh_variants\nmembers,組員\n", 2, "is never found; write '组员'", id="traditional characters"),
        pytest.param("name_context", "word_id,word,kind\nw,Hong Hu,not_a_name\n", 2, "never found; write 'hong hu'", id="capitals"),
        pytest.param(
            "stances", "stance_id,zh_variants\nsupport,坚决捍卫\n", 2, "'坚决捍卫' stands for defend already, at", id="of two ids"
        ),
        pytest.param(
            "stances",
            "stance_id,zh_variants\nsupport,堅決捍衛\n",
            2,
            "stands for defend already, at",
            id="of two ids, in traditional characters",
        ),
        pytest.param("stances", "stance_id,name_zh\nx,护卫\ny,护卫\n", 3, "'护卫' stands for x already, at", id="of two new ids"),
        pytest.param("stances", "stance_id\nx\n", 2, "has no wording", id="no wording"),
        pytest.param(
            "plain_phrases", "phrase_id,zh_variants\nidiom_numeral,两个维护\n", 2, "is the formula two_upholds, at", id="a formula"
        ),
        # rows beside other rows
        pytest.param("formulas", "formula_id,level\nfour_winds,municipal\n", 2, "says 'municipal' and, at", id="another level"),
        pytest.param(
            "formulas", "formula_id,name_zh\nfour_winds,四种风\n", 2, "A further wording belongs into zh_variants", id="another name"
        ),
        pytest.param("formulas", "formula_id,components\nfour_winds,甲|乙\n", 2, "column components: says", id="other components"),
        pytest.param(
            "formulas", FORMULA + "f,四山五水,four hills,governance,central,,,四山,,,me\n", 2, "holds one part", id="one component"
        ),
        pytest.param(
            "formulas",
            "formula_id,name_zh,name_en,category,level,joins,source\nf,四山五水,four hills,governance,central,two_upholds,me\n",
            2,
            "holds 1 formulas",
            id="one formula beside none",
        ),
        pytest.param(
            "cues", "cue_id,name_zh,name_en\nsing,唱,sang\n", 2, "sing is an id that no rule reads", id="a cue that no rule reads"
        ),
        pytest.param(
            "post_aliases", "alias_id,post_id,head,unit,level\na,mayor,mayor,,\n", 2, "which decides; take it out", id="alias of a post"
        ),
        pytest.param("name_context", "word_id,word,kind\nw,党员,not_a_name\n", 2, "has the word, kind of not_a_name_", id="a word twice"),
        pytest.param(
            "step_patterns",
            "pattern_id,step_id,words,order,within,modality\np,s05_talks,talk_heart none,any,clause,both\n",
            2,
            "gap",
            id="gap",
        ),
        pytest.param(
            "areas",
            "area_id,name_zh,name_en,level,parent_area_id\n431199,甲县,Jia,county,431102\n",
            2,
            "is a county, which holds",
            id="parent",
        ),
        pytest.param(
            "areas", "area_id,name_zh,name_en,level\n431199,甲县,Jia,county\n", 2, "name the area that it lies in", id="no parent"
        ),
        pytest.param(
            "areas",
            "area_id,name_zh,name_en,level,parent_area_id\n990000,甲省,Jia,province,430000\n",
            2,
            "given for a province",
            id="province",
        ),
        pytest.param(
            "surnames", "surname,pinyin,is_compound\n鹿野,Luye,false\n", 2, "must be true for two characters", id="compound surname"
        ),
    ],
)
def test_a_fault_in_a_directory_of_ones_own_is_named_with_its_line(tmp_path: Path, file: str, text: str, line: int, said: str) -> None:
    problems = _problems(tmp_path / "own", **{file: text})
    where = f"{tmp_path / 'own' / file}.csv:{line}: "
    assert any(problem.startswith(where) and said in problem for problem in problems), problems
    assert all(problem.startswith(str(tmp_path / "own")) for problem in problems), problems


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("formula.csv", "is no lexicon; name it as one of area_end_years", id="a name that no lexicon has"),
        pytest.param("page_furniture.csv", "describe the site in a profile instead", id="pages are described in profiles"),
    ],
)
def test_a_file_that_would_be_passed_over_is_named(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_text("formula_id,name_zh\n", encoding="utf-8")
    problem = _problems(tmp_path)[0]
    assert problem.startswith(f"{tmp_path / name}: ")
    assert said in problem


def test_a_directory_without_lexicons_and_a_file_in_another_encoding_are_named(tmp_path: Path) -> None:
    assert _problems(tmp_path) == [f"{tmp_path}: holds no lexicon (*.csv); name the directory that does"]
    (tmp_path / "stances.csv").write_bytes("stance_id,name_zh\nx,护卫\n".encode("gb18030"))
    [problem] = _problems(tmp_path)
    assert problem.startswith(f"{tmp_path / 'stances.csv'}: is not UTF-8")


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    problems = _problems(
        tmp_path, stances="stance_id,zh_variants\ndefend,护\nsupport,捍卫\n", posts="post_id,broader_post_id\nmayor,king\n"
    )
    assert len(problems) == 3


def test_what_says_nothing_new_is_no_fault(tmp_path: Path) -> None:
    """A wording that a later version of the project ships as well must not stop anybody's runs."""
    assert _problems(tmp_path, stances="stance_id,name_zh,zh_variants\ndefend,捍卫,忠诚捍卫|誓死捍卫\n") == []


@settings(max_examples=30)  # each reads every lexicon
@given(
    st.sampled_from(sorted(LEXICON_FILES)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.lists(st.text(max_size=6), max_size=12).map(",".join),
)
def test_whatever_stands_in_a_file_a_fault_is_a_sentence_with_its_place(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: str
) -> None:
    own = tmp_path_factory.mktemp("own")
    header = ",".join(column.name for column in LEXICON_FILES[name].columns)
    try:
        problems = _problems(own, **{name: f"{header}\n{text}\n"})
    finally:
        shutil.rmtree(own)
    assert all(problem.startswith(str(own / name)) for problem in problems)
