"""Places in both languages: levels, neighbours, ambiguity, and words that only look like places."""

from datetime import date

import pytest

from transforms.area_names import stem
from transforms.areas import Gazetteer, PlaceMention
from transforms.document import Record, make_document
from transforms.lexicons import Lexicons

GAZETTEER = Gazetteer(Lexicons())


def found(text: str, published_on: date | None = None, ignore: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, tuple[str, ...]]]:
    document = make_document(Record(0, text, published_on=published_on))
    return [(document.text[m.start : m.end], m.candidates) for m in GAZETTEER.find(document, ignore)]


@pytest.mark.parametrize(
    ("text", "printed", "area_id"),
    [
        ("永州市人民政府党组召开会议。", "永州市", "431100"),
        ("永州的政治生态风清气正。", "永州", "431100"),
        ("荆门市委常委会召开会议。", "荆门市", "420800"),
        ("温宿县委书记出席。", "温宿县", "652922"),
        ("黔东南州召开会议。", "黔东南州", "522600"),
        ("黔东南苗族侗族自治州召开会议。", "黔东南苗族侗族自治州", "522600"),
        ("内蒙古自治区党委召开会议。", "内蒙古自治区", "150000"),
        ("山东省淄博市周村区政府党组召开会议。", "山东省淄博市周村区", "370306"),
        ("北京市朝阳区召开会议。", "北京市朝阳区", "110105"),
        ("漳州市政協黨組開民主生活會。", "漳州市", "350600"),
        ("楚州区召开会议。", "楚州区", "320803"),
        ("The party group of Yongzhou City Government held a meeting.", "Yongzhou City", "431100"),
        ("The Jingmen Municipal Party Committee held a meeting.", "Jingmen", "420800"),
        ("The city of Yongzhou held a meeting.", "Yongzhou", "431100"),
        ("The Guangshan County Government held a meeting.", "Guangshan County", "411522"),
        ("They met in Zhoucun District, Zibo City, Shandong Province.", "Zhoucun District, Zibo City, Shandong Province", "370306"),
        ("The Chaoyang District of Beijing held a meeting.", "Chaoyang District of Beijing", "110105"),
        ("Qiandongnan Miao and Dong Autonomous Prefecture met.", "Qiandongnan Miao and Dong Autonomous Prefecture", "522600"),
        ("The Jingning She Autonomous County Government met.", "Jingning She Autonomous County", "331127"),
        ("The government of hunan province met.", "hunan province", "430000"),
        ("The committee of Lvliang City met.", "Lvliang City", "141100"),
        ("The committee of Luan County met.", "Luan County", "130223"),
        ("The committee of Huhehaote met.", "Huhehaote", "150100"),
        ("The head of the weifang investigation team spoke.", "weifang", "370700"),
        ("Suining Intermediate People's Court met.", "Suining", "510900"),
    ],
)
def test_a_place_is_found_and_known(text: str, printed: str, area_id: str) -> None:
    assert found(text) == [(printed, (area_id,))]


@pytest.mark.parametrize(
    "text",
    [
        "实现国家长治久安，人民幸福安康。",
        "中山路、北京路和南京大街通车。",
        "为了规范县属国有企业领导班子民主生活会。",
        "城市南部与和平发展。",
        "They met on the sea of yongzhou to speak of jilin.",
        "Xian Jing and Jian Ming spoke.",
        "Unity, Bay and Lop are words.",
    ],
)
def test_words_that_look_like_places_are_none(text: str) -> None:
    assert found(text) == []


def test_a_bare_county_counts_once_the_text_names_it_in_full() -> None:
    assert found("周村区政府召开会议。周村的发展。")[1] == ("周村", ("370306",))
    assert found("周村的发展。") == []


def test_a_bare_county_counts_behind_the_city_that_it_lies_in() -> None:
    assert found("淄博周村召开会议。") == [("淄博周村", ("370306",))]


def test_an_ambiguous_name_keeps_its_candidates() -> None:
    assert found("The Suzhou Municipal Party Committee met.") == [("Suzhou", ("320500", "341300"))]


def test_an_ambiguous_name_is_settled_by_its_province() -> None:
    assert found("The Suzhou Municipal Party Committee met. Anhui Province sent a team.")[0] == ("Suzhou", ("341300",))


def test_a_bare_name_means_the_largest_of_its_owners() -> None:
    assert found("吉林的发展。") == [("吉林", ("220000",))]
    assert found("吉林市召开会议。") == [("吉林市", ("220200",))]


def test_a_code_that_lapsed_stands_for_reports_of_its_time_only() -> None:
    assert found("铜仁市召开会议。", date(2010, 6, 1))[0][1] == ("520600", "522201")
    assert found("铜仁市召开会议。", date(2023, 6, 1))[0][1] == ("520600",)
    assert found("密云县召开会议。", date(2013, 6, 1))[0][1] == ("110228",)


def test_places_inside_ignored_spans_are_not_evidence() -> None:
    text = "The meeting demanded common practice in Wuxi."
    start = text.index("common")
    assert found(text) == [("Wuxi", ("320200",))]
    assert found(text, ignore=((start, len(text) - 1),)) == []


def test_a_mention_is_resolved_by_context_or_not_at_all() -> None:
    suzhou = PlaceMention(0, 6, ("320500", "341300"))
    assert GAZETTEER.resolve(suzhou, ["340000"]) == "341300"
    assert GAZETTEER.resolve(suzhou, ["430000"]) is None
    assert GAZETTEER.resolve(suzhou, []) is None


def test_the_hierarchy() -> None:
    assert GAZETTEER.ancestors("370306") == ["370300", "370000"]
    assert GAZETTEER.ancestors("500242") == ["500000"]
    assert GAZETTEER.ancestors("429004") == ["420000"]
    assert GAZETTEER.level("431100") == "prefecture"
    assert GAZETTEER.is_within("370306", "370000")
    assert not GAZETTEER.is_within("370000", "370306")
    assert [a for a in ("110000", "370000", "320500", "500000") if GAZETTEER.is_municipality(a)] == ["110000", "500000"]


def test_every_area_is_well_formed() -> None:
    areas = Lexicons()["areas"]
    ranks = {"province": 0, "prefecture": 1, "county": 2}
    for area in areas:
        assert area.id.isdecimal()
        assert len(area.id) == 6
        assert area["name_en"][0].isupper()
        assert area["name_zh"] not in ("市辖区", "县", "直辖县")
        parent = area["parent_area_id"]
        assert (parent == "") == (area["level"] == "province")
        if parent:
            assert ranks[areas[parent]["level"]] < ranks[area["level"]]
            assert parent[:2] == area.id[:2]


NAMES = """
431100 Yongzhou, 610000 Shaanxi, 140000 Shanxi, 150000 Inner Mongolia, 150100 Hohhot, 341500 Lu'an, 610100 Xi'an,
522600 Qiandongnan, 411522 Guangshan, 650100 Urumqi, 230100 Harbin, 540000 Tibet, 350582 Jinjiang, 410183 Xinmi,
370306 Zhoucun, 410122 Zhongmu, 341621 Guoyang, 141024 Hongtong, 440113 Panyu, 130224 Luannan, 361124 Yanshan, 410223
Weishi, 652823 Yuli, 371722 Shanxian, 341100 Chuzhou, 140430 Qinxian, 511402 Dongpo, 131025 Daicheng
"""


@pytest.mark.parametrize("line", [n.strip() for n in NAMES.replace("\n", " ").split(", ")])
def test_english_names_are_those_in_use(line: str) -> None:
    area_id, _, name_en = line.partition(" ")
    assert Lexicons()["areas"][area_id]["name_en"] == name_en


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("永州市", "永州"),
        ("单县", "单县"),
        ("清新区", "清新"),
        ("神农架林区", "神农架"),
        ("浦东新区", "浦东"),
        ("东乡族自治县", "东乡"),
        ("管城回族区", "管城"),
    ],
)
def test_the_stem_of_a_name(name: str, expected: str) -> None:
    assert stem(name) == expected


def test_a_local_office_bears_out_the_bare_name_of_its_county() -> None:
    assert found("满洲里海关召开会议。") == [("满洲里", ("150781",))]
    assert found("满洲里召开会议。") == []
    assert found("中山供电局召开会议。") == []  # a city, and a district of another
