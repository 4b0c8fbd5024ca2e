"""The theme of a meeting, word for word, by the frame around it."""

import pytest

from tests.transforms.readings import HELD, rows_of

MET_ZH = "桐庐县委常委会召开民主生活会，"
MET_EN = "The Standing Committee of the Tonglu County Party Committee held a democratic life meeting"
SUPPORT = "firmly supporting the Two Establishes and serving the people"


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        pytest.param(
            f"{MET_ZH}以“坚定拥护‘两个确立’，做到‘两个维护’”为主题，开展批评。", "坚定拥护‘两个确立’，做到‘两个维护’", id="以…为主题"
        ),
        pytest.param(f"{MET_ZH}会议围绕“学思想、强党性、重实践、建新功”主题，联系实际。", "学思想、强党性、重实践、建新功", id="围绕…主题"),
        pytest.param(f"{MET_ZH}会议主题是“树立正确政绩观，真抓实干促发展”。", "树立正确政绩观，真抓实干促发展", id="主题是"),
        pytest.param(f"{HELD['zh']}\n会议以“强化理论武装，密切联系群众”为主题。", "强化理论武装，密切联系群众", id="in the next paragraph"),
        pytest.param(f'{MET_EN} with "{SUPPORT}" as the theme.', SUPPORT, id="with … as the theme"),
        pytest.param(f'{MET_EN}. The theme is "{SUPPORT}".', SUPPORT, id="the theme is"),
        pytest.param(
            f"{MET_EN}, taking firm support of the Two Establishes as the theme.",
            "firm support of the Two Establishes",
            id="taking … as the theme",
        ),
        pytest.param(f"{MET_EN} with “{SUPPORT}” as the theme.", SUPPORT, id="curly quotation marks"),
    ],
)
def test_the_theme_is_kept_as_printed(text: str, theme: str) -> None:
    assert [m["theme"] for m in rows_of(text)["meeting_mention"]] == [theme]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HELD["zh"], id="none in Chinese"),
        pytest.param(f"{MET_ZH}会议强调，要紧扣主题。", id="the bare word"),
        pytest.param(f"{HELD['zh']}\n县长阮启明主持会议。\n会后，以“服务群众、改进作风”为主题开展活动。", id="two paragraphs on"),
        pytest.param(HELD["en"], id="none in English"),
    ],
)
def test_no_theme_is_made_up(text: str) -> None:
    assert [m["theme"] for m in rows_of(text)["meeting_mention"]] == [None]
