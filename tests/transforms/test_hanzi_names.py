"""Names in Hanzi: where a list of them ends, which of their characters are theirs, and the posts printed behind them."""

import pytest

from tests.transforms.readings import reading_of, told


def names_in(text: str) -> list[str]:
    return [n.label for n in reading_of(text).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("陶然、贺平等党组成员参加会议。", ["陶然", "贺平"], id="等 before a group"),
        pytest.param("会上，简宁、仲夏、洪波等县领导参加会议。", ["简宁", "仲夏", "洪波"], id="等 before leaders"),
        pytest.param("县政协主席陈元等出席。", ["陈元"], id="等 before a verb"),
        pytest.param("县人大常委会主任李飞作点评。", ["李飞"], id="a verb of one character"),
        pytest.param("县委书记丛克强25日主持会议。", ["丛克强"], id="a day behind the name"),
        pytest.param("孙小波（县委书记）主持会议，徐大为（县长）、王 建（副县长）参加。", ["孙小波", "徐大为", "王建"], id="brackets"),
        pytest.param("和永春（党委副书记）作了发言。", ["和永春"], id="post in brackets, surname 和"),
        pytest.param("副县长邱平、朝鲁、多杰才让列席会议，扎西到会指导。", ["邱平", "朝鲁", "多杰才让", "扎西"], id="no surname at all"),
        pytest.param("副县长邱平、范玉茹、阿其图汗列席会议。", ["邱平", "范玉茹", "阿其图汗"], id="no Han surname, at the end of a list"),
        pytest.param("党组书记令红主持会议，南振海、兰芳列席。", ["令红", "南振海", "兰芳"], id="rare surnames"),
        pytest.param("岩 温、陶 然、贺平逐个过堂。", ["岩温", "陶然", "贺平"], id="a list led by a padded name"),
        pytest.param("岩温、陶然、贺平逐个过堂。", ["岩温", "陶然", "贺平"], id="a list led by a surname that nobody knows"),
        pytest.param("党委委员、总经济师古丽娜参会。", ["古丽娜"], id="a post without an id"),
        pytest.param("副局长阿依古·赛力克到场督促指导。", ["阿依古·赛力克"], id="a dotted name ends at the verb"),
        pytest.param("区领导陶然及市纪委监委、市委组织部有关同志到会督导。", ["陶然"], id="a body behind a name"),
        pytest.param("区领导陶然、贺平出席。", ["陶然", "贺平"], id="区领导"),
        pytest.param("副主席马兰以党外人士身份列席。", ["马兰"], id="以"),
        pytest.param("省人大常委会副委员长马逢春出席。", ["马逢春"], id="a post that begins like another"),
    ],
)
def test_where_a_name_ends(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "全党同志要深刻领会，全党要求严格。",
        "同志们要认真学习重要批示，党中央强调纪律。",
        "保障代表权益，令行禁止，南昌市代表发言。",
        "过去强调的、过程指出的，都要落实。",
        "各部门负责人和专家，介绍情况。",
        "依托代表委员联络群、回访“开门听意见”。",
        "支委分头走村入户、进网格，支委会起草了材料。",
    ],
)
def test_words_that_begin_like_a_surname(text: str) -> None:
    assert names_in(text) == []


@pytest.mark.parametrize("group", ["县领导", "县级领导同志", "同志", "人"])
def test_what_the_words_after_a_list_call_its_persons_is_no_group(group: str) -> None:
    rows = told(f"会上，简宁、仲夏、洪波等{group}参加会议。")["participation"]
    assert [r["label"] for r in rows] == ["简宁", "仲夏", "洪波"]


def test_a_post_in_brackets_is_that_of_the_name_before_it() -> None:
    rows = told("王建（县委副书记）参加会议。")
    assert [(m["title"], m["post_id"]) for m in rows["membership"]] == [("县委副书记", "county_deputy_secretary")]
