"""Where bodies and people are: as printed, else by the level of the body in the place that the report tells, else unknown."""

import pytest

from tests.transforms.readings import rows_of

LISHUI, TONGLU, HANGZHOU, ZHEJIANG = "331100", "330122", "330100", "330000"
STATED, CONTEXT, UNKNOWN = "stated", "context", (None, None)


def areas_in(text: str) -> dict[object, tuple[object, object]]:
    return {o["label"]: (o["area_id"], o["area_basis"]) for o in rows_of(text)["organization_mention"]}


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        pytest.param("桐庐县政府党组召开民主生活会。", {"桐庐县政府党组": (TONGLU, STATED)}, id="printed with the host"),
        pytest.param(
            "桐庐县财政局党组召开民主生活会。市纪委监委派员列席，省委组织部列席，县纪委副书记聂书列席。",
            {
                "桐庐县财政局党组": (TONGLU, STATED),
                "县纪委": (TONGLU, CONTEXT),
                "市纪委监委": (HANGZHOU, CONTEXT),
                "省委组织部": (ZHEJIANG, CONTEXT),
            },
            id="other bodies by level",
        ),
        pytest.param(
            "市政府党组召开民主生活会。市长阮启明强调，要建设社会主义现代化新丽水。",
            {"市政府党组": (LISHUI, CONTEXT)},
            id="the one place of the speech",
        ),
        pytest.param("桐庐县要闻\n县政府党组召开民主生活会。", {"县政府党组": (TONGLU, CONTEXT)}, id="headline"),
        pytest.param(
            "北京市朝阳区委常委会召开民主生活会。", {"北京市朝阳区委常委会": ("110105", STATED)}, id="ambiguous name inside a city"
        ),
        pytest.param(
            "兰溪市人民医院\n市人民医院党委召开民主生活会。", {"市人民医院党委": ("330781", CONTEXT)}, id="a city of a county's level"
        ),
        pytest.param(
            "The Party branch of No. 2 Primary School in Tonglu County held an organizational life meeting.",
            {"Party branch of No. 2 Primary School": (TONGLU, CONTEXT)},
            id="a place behind the body",
        ),
        pytest.param("朝阳区委常委会召开民主生活会。", {"朝阳区委常委会": UNKNOWN}, id="ambiguous name alone"),
        pytest.param("县政府党组召开民主生活会。县长阮启明主持会议。", {"县政府党组": UNKNOWN}, id="no place at all"),
        pytest.param(
            "市政府党组召开民主生活会。市长阮启明强调，要学习丽水市和金华市的经验。", {"市政府党组": UNKNOWN}, id="a speech of two places"
        ),
        pytest.param(
            "The Party group of the Lishui Municipal Finance Bureau held a democratic life meeting. "
            "The provincial organization department sat in.",
            {
                "Party group of the Lishui Municipal Finance Bureau": (LISHUI, STATED),
                "provincial organization department": (ZHEJIANG, CONTEXT),
            },
            id="English by level",
        ),
        pytest.param(
            "The Standing Committee of the Municipal Party Committee held a democratic life meeting. "
            "We must build a socialist modernized new Chongqing.",
            {"Standing Committee of the Municipal Party Committee": ("500000", CONTEXT)},
            id="local formula with its place",
        ),
        pytest.param(
            "The Party group of the county government held a democratic life meeting. Ruan Qiming presided over the meeting.",
            {"Party group of the county government": UNKNOWN},
            id="English without a place",
        ),
    ],
)
def test_areas_of_bodies(text: str, areas: dict[object, tuple[object, object]]) -> None:
    assert areas_in(text) == areas


@pytest.mark.parametrize(
    ("text", "area"),
    [
        pytest.param("桐庐县政府党组召开民主生活会。县长阮启明主持会议。", TONGLU, id="by the host"),
        pytest.param("桐庐县政府党组召开民主生活会。丽水市委副书记阮启明到会指导。", LISHUI, id="by the body of the person's title"),
        pytest.param("桐庐县政府党组召开民主生活会。省委组织部副部长阮启明到会指导。", ZHEJIANG, id="by the level of the title's body"),
        pytest.param("县政府党组召开民主生活会。县长阮启明主持会议。", None, id="unknown"),
    ],
)
def test_where_a_person_serves(text: str, area: str | None) -> None:
    assert [p["area_id"] for p in rows_of(text)["person_mention"]] == [area]
