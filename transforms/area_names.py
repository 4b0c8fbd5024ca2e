"""How the name of a Chinese administrative division is built: a stem, the peoples of an autonomous unit, a suffix that tells the level."""

import re

# 新区 and 林区 are suffixes of these only: 清新区 and 西林区 are districts called 清新 and 西林.
_SUFFIX = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|自治旗|联合旗|(?<=浦东)新区|(?<=滨海)新区|(?<=沈北)新区|(?<=神农架)林区|特区|地区|矿区|省|市|盟|县|旗|区)$"
)
_PEOPLES = (
    "蒙古族 蒙古 回族 藏族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 "
    "傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜 土族 达斡尔族 达斡尔 仫佬族 羌族 布朗族 撒拉族 "
    "毛南族 仡佬族 锡伯 普米族 塔吉克 怒族 鄂温克族 保安族 裕固族 独龙族 各族"
).split()
_PEOPLES_AT_END = re.compile("(?<=.)(?:" + "|".join(sorted(_PEOPLES, key=len, reverse=True)) + ")+$")
_AUTONOMOUS = re.compile("自治.$|[族尔]区$")
_NAMED_AFTER_A_PEOPLE = {"内蒙古自治区": "内蒙古", "鄂伦春自治旗": "鄂伦春", "鄂温克族自治旗": "鄂温克", "东乡族自治县": "东乡"}


def stem(name_zh: str) -> str:
    """The name without suffix and peoples: 黔东南苗族侗族自治州 → 黔东南; a name of one character keeps its suffix: 单县."""
    if name_zh in _NAMED_AFTER_A_PEOPLE:
        return _NAMED_AFTER_A_PEOPLE[name_zh]
    cut = without_suffix(name_zh)
    cut = _PEOPLES_AT_END.sub("", cut) if _AUTONOMOUS.search(name_zh) else cut
    return cut if len(cut) > 1 else name_zh


def without_suffix(name_zh: str) -> str:
    """The name without the word that tells its level, peoples kept."""
    return _SUFFIX.sub("", name_zh)
