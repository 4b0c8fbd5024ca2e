"""Bodies by place, level and units, the same whichever language and order of words names them."""

import pytest

from tests.transforms.readings import LEXICONS, reading_of
from transforms.organizations import OrganizationMention

LISHUI, TONGLU, YUNHE, ZHEJIANG = "331100", "330122", "331125", "330000"


def bodies_in(text: str) -> list[OrganizationMention]:
    return list(reading_of(text).organizations)


def area_of(body: OrganizationMention) -> str | None:
    return body.place.candidates[0] if body.place and len(body.place.candidates) == 1 else None


@pytest.mark.parametrize(
    ("text", "key", "level", "area"),
    [
        pytest.param(
            "Standing Committee of the Lishui Municipal Party Committee",
            "standing_committee.party_committee",
            "prefecture",
            LISHUI,
            id="chain of of",
        ),
        pytest.param(
            "Tonglu County Party Committee Standing Committee", "standing_committee.party_committee", "county", TONGLU, id="premodified"
        ),
        pytest.param("县长阮启明代表党组作对照检查。", "party_group", None, None, id="no name and head in a body"),
        pytest.param("Tonglu County People's Government Party group", "party_group.government", "county", TONGLU, id="Party group last"),
        pytest.param(
            "party group of the standing committee of the Lishui Municipal People's Congress",
            "party_group.npc",
            "prefecture",
            LISHUI,
            id="standing committee of a congress is one unit",
        ),
        pytest.param(
            "leadership team of the Lishui Municipal Bureau of Statistics",
            "leadership_team.statistics_bureau",
            "prefecture",
            LISHUI,
            id="bureau of a known field",
        ),
        pytest.param(
            "Party branch of the general office of the Tonglu County government",
            "party_branch.general_office.government",
            "county",
            TONGLU,
            id="three units",
        ),
        pytest.param(
            "theory study center group of the Zhejiang Provincial Party Committee",
            "study_group.party_committee",
            "province",
            ZHEJIANG,
            id="province",
        ),
        pytest.param(
            "party group of the Lishui Municipal Water Resources Bureau",
            "party_group.bureau-water_resources",
            "prefecture",
            LISHUI,
            id="field that no lexicon knows",
        ),
        pytest.param(
            "Party group of the Municipal Bureau of Agriculture and Rural Affairs",
            "party_group.bureau-agriculture_rural_affairs",
            "prefecture",
            None,
            id="field after of, without a place",
        ),
        pytest.param("Political Bureau of the CPC Central Committee", "politburo", None, None, id="Politburo"),
        pytest.param("Tibet Autonomous Region Party Committee", "party_committee", "province", "540000", id="autonomous region"),
        pytest.param(
            "3rd steering group of the county party committee", "supervisory_group.party_committee-3rd", "county", None, id="numbered group"
        ),
        pytest.param("校党委", "party_committee.university", None, None, id="校 before a committee"),
        pytest.param("桐庐海关党委", "party_committee.customs", "county", TONGLU, id="office by the bare name of its county"),
        pytest.param("丽水市委常委会", "standing_committee.party_committee", "prefecture", LISHUI, id="委 of 市委"),
        pytest.param("桐庐县政府党组", "party_group.government", "county", TONGLU, id="county government"),
        pytest.param("浙江省委理论学习中心组", "study_group.party_committee", "province", ZHEJIANG, id="省委"),
        pytest.param("丽水市人大常委会党组", "party_group.npc", "prefecture", LISHUI, id="人大常委会"),
        pytest.param("丽水市水利局党组", "party_group.bureau-water_resources", "prefecture", LISHUI, id="field between place and bureau"),
        pytest.param("市水利局党组", "party_group.bureau-water_resources", "prefecture", None, id="level without a place"),
        pytest.param("县农业农村局党组", "party_group.bureau-agriculture_rural_affairs", "county", None, id="村 inside a field"),
        pytest.param("县市场监督管理局党组", "party_group.bureau-market_supervision", "county", None, id="市 inside a field"),
        pytest.param("桐庐县文化和旅游局党组", "party_group.bureau-culture_tourism", "county", TONGLU, id="和 inside a field"),
        pytest.param("市卫健委党委", "party_committee.commission-health", "prefecture", None, id="commission by its short name"),
        pytest.param("市卫生健康委员会党委", "party_committee.commission-health", "prefecture", None, id="commission in full"),
        pytest.param("县妇女联合会党组", "party_group.federation-women", "county", None, id="which of the federations"),
        pytest.param("县政府办公室党组", "party_group.general_office", "county", None, id="政府办公室 is one unit"),
        pytest.param("第三督导组", "supervisory_group-第三", None, None, id="number at the beginning"),
        pytest.param("机关第二党支部", "party_branch-第二", None, None, id="number behind a word that is no unit"),
        pytest.param("丽水市中级人民法院党组", "party_group.court", "prefecture", LISHUI, id="intermediate court"),
        pytest.param("县财政局纪检监察组", "discipline_team.finance_bureau", "county", None, id="discipline team of a bureau"),
        pytest.param("县委办公室党支部", "party_branch.general_office.party_committee", "county", None, id="office of a committee"),
        pytest.param("市委第三督导组", "supervisory_group.party_committee-第三", "prefecture", None, id="numbered group in Chinese"),
        pytest.param("云和县石塘镇党委", "party_committee.township-石塘", "county", YUNHE, id="town that no lexicon knows"),
        pytest.param("贵州省毕节市七星关区委常委会", "standing_committee.party_committee", "county", "520502", id="nested places"),
        pytest.param("乐清市政协党组", "party_group.cppcc", "county", "330382", id="a 市 that is a county"),
        pytest.param("内蒙古自治区党委", "party_committee", "province", "150000", id="autonomous region in Chinese"),
    ],
)
def test_a_body_is_read_by_its_parts(text: str, key: str, level: str | None, area: str | None) -> None:
    (body,) = bodies_in(f"Yesterday the {text} met." if text.isascii() else f"昨天，{text}召开会议。")
    assert (body.name_key, body.level, area_of(body)) == (key, level, area)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("the Party group of the Tonglu County government", "桐庐县人民政府党组"),
        ("the Lishui Municipal Party Committee", "中共丽水市委"),
        ("the Party group of the county finance bureau", "县财政局党组"),
        ("the Yunhe County Commission for Discipline Inspection", "云和县纪委监委"),
    ],
)
def test_both_languages_give_one_key(english: str, chinese: str) -> None:
    keys = [[(b.name_key, b.level, area_of(b)) for b in bodies_in(text)] for text in (f"Now {english} met.", f"近日，{chinese}开会。")]
    assert keys[0] == keys[1]
    assert len(keys[0]) == 1


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        pytest.param("The county party committee met. The Party group met.", ["county party committee", "Party group"], id="two sentences"),
        pytest.param("县委常委、委员、局长参加。", ["县委"], id="委 of 常委 and 委员 is no body"),
        pytest.param("县委对市委要求的落实。", ["县委", "市委"], id="a preposition parts two bodies"),
        pytest.param("委托他人，格局一新。", [], id="single characters inside words"),
    ],
)
def test_bodies_end_where_the_words_end(text: str, printed: list[str]) -> None:
    assert [text[b.start : b.end] for b in bodies_in(text)] == printed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("丽水市人大常委会召开会议。", "peoples_congress"),
        ("县公安局党委召开会议。", "party_committee_dept"),
        ("丽水市中心医院党委召开会议。", "public_institution"),
        ("县委召开会议。", "party_committee"),
        ("县政府党组召开会议。", "party_group"),
    ],
)
def test_the_kind_is_that_of_the_outermost_unit_or_of_the_body_that_a_committee_leads(text: str, kind: str) -> None:
    assert [b.kind(LEXICONS) for b in bodies_in(text)] == [kind]
