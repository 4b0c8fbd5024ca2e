"""Whose names a text holds: every one that it makes certain, and no word that only looks like one."""

import pytest

from tests.transforms.readings import reading_of


def names_in(text: str) -> list[str]:
    return [n.label for n in reading_of(text).names]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Ruan Qiming presided over the meeting.", ["Ruan Qiming"], id="surname and given name"),
        pytest.param("Secretary Ouyang Xiulan spoke.", ["Ouyang Xiulan"], id="compound surname after a title"),
        pytest.param("Lu Hai Feng, deputy county magistrate, spoke.", ["Lu Hai Feng"], id="given name in two parts"),
        pytest.param("Tan Xiu-lan and Pang Ye attended.", ["Tan Xiu-lan", "Pang Ye"], id="hyphen"),
        pytest.param("Bao Yong'an and Shi Xi'er spoke.", ["Bao Yong'an", "Shi Xi'er"], id="apostrophe between syllables"),
        pytest.param("Ge Tian'en's remarks were frank.", ["Ge Tian'en"], id="possessive is cut off"),
        pytest.param("RUAN QIMING, county magistrate, spoke.", ["RUAN QIMING"], id="in capitals"),
        pytest.param("Lü Wenbo and Nie Shu spoke.", ["Lü Wenbo", "Nie Shu"], id="umlaut"),
        pytest.param("Zhuge Liangcai, Situ Yu and Shangguan Min came.", ["Zhuge Liangcai", "Situ Yu", "Shangguan Min"], id="list"),
        pytest.param("He Can, the county magistrate, presided.", ["He Can"], id="English words that a title makes a name"),
        pytest.param("Abudu Rexiti, deputy county magistrate, attended.", ["Abudu Rexiti"], id="not Han, before a title"),
        pytest.param("County Holds Meeting Chaired By Ruan Qiming Again", ["Ruan Qiming"], id="no English word in a headline"),
        pytest.param("县委书记阮启明主持会议。", ["阮启明"], id="after a title"),
        pytest.param("会议由欧阳秀兰主持。", ["欧阳秀兰"], id="compound surname in a passive clause"),
        pytest.param("县长阮 亮主持会议，阮亮讲话。", ["阮亮", "阮亮"], id="padded once, then plain"),
        pytest.param("副县长邱平、范玉茹、聂书出席会议。", ["邱平", "范玉茹", "聂书"], id="list of two and three characters"),
        pytest.param("副县长邱平、白音宝力格、范玉茹出席会议。", ["邱平", "白音宝力格", "范玉茹"], id="no Han surname, inside a list"),
        pytest.param("阿不都·热西提主持会议。", ["阿不都·热西提"], id="dotted"),
        pytest.param("副县长阿不都•热西提、扎西·次仁出席会议。", ["阿不都•热西提", "扎西·次仁"], id="dots of two kinds, as printed"),
        pytest.param("纪检监察组组长单晓峰同志到会指导。", ["单晓峰"], id="comrade after the name"),
        pytest.param("县委副書記、縣長阮啟明主持會議。", ["阮啟明"], id="traditional characters stay as printed"),
        pytest.param("随后，牛三江、马小兰、孔维分别发言。", ["牛三江", "马小兰", "孔维"], id="untitled list before a verb"),
        pytest.param("副县长（挂职）路遥主持会议。", ["路遥"], id="post held for a time"),
        pytest.param("于会前认真学习。于飞主持会议。", ["于飞"], id="surname that is also a preposition"),
        pytest.param("阮启明指出，要实干。最后，阮启明同志强调团结。", ["阮启明", "阮启明"], id="every occurrence"),
    ],
)
def test_names_are_found_as_printed(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The members visited Hong Kong and Tai Shan.", id="places with a surname's syllable"),
        pytest.param("He can do it and She Can too.", id="pronoun and verb"),
        pytest.param("They crossed Wei River and Lin County.", id="river and county"),
        pytest.param("Teachers of Yu Gan School and Chen Zhou Hospital came.", id="school and hospital"),
        pytest.param("They studied Xi Jinping Thought on Socialism.", id="inside the name of the Thought"),
        pytest.param("The Party Central Committee with Comrade Xi Jinping at the core.", id="core formula"),
        pytest.param("会议要求相互支持，党员干部相互批评。", id="相互"),
        pytest.param("县委党支部书记参加，党支部主持。", id="党支部"),
        pytest.param("校长信箱收到意见。", id="校长信箱"),
        pytest.param("高度重视，严肃认真，全面总结。", id="adverbs"),
        pytest.param("相关负责人参加会议，管理人员列席。", id="staff without a name"),
        pytest.param("区长关注民生，局长安排工作，书记带头发言。", id="verbs after titles"),
        pytest.param("习近平新时代中国特色社会主义思想。以习近平同志为核心的党中央。", id="formulas"),
    ],
)
def test_what_only_looks_like_a_name_is_none(text: str) -> None:
    assert names_in(text) == []
