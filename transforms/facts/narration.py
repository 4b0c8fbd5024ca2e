"""Sentences that report no speech: what was done, who attended, who wrote the report; and the mood that marks a demand."""

import re

from transforms.document import Document, Span


def is_demand(document: Document, position: int) -> bool:
    """Whether the words at an offset demand something without naming a speaker: 要…, "it is necessary to…"."""
    return bool(_DEMAND[document.language].match(document.lower, position))


def is_preparation(document: Document, position: int) -> bool:
    """Whether the sentence at an offset tells what was done before the meeting."""
    return document.lower.startswith(_PREPARATION[document.language], position)


def is_finding(document: Document, sentence: Span, verb: Span) -> bool:
    """Whether a participle tells what an examination found: "made a comparative examination, pointing out the problems"."""
    is_participle = document.lower.startswith("pointing out", verb.start)
    return is_participle and _EXAMINATION.search(document.lower, sentence.start, verb.start) is not None


def is_credit(document: Document, unit: Span) -> bool:
    """Whether a sentence only names authors or editors: （记者 …）, "(Reporter …)", "Editor in charge: …"."""
    text = document.lower[unit.start : unit.end]
    return bool(_CREDIT[document.language].match(text))


def is_narration(document: Document, unit: Span) -> bool:
    """Whether a sentence goes back to what happened at the meeting."""
    text = document.lower[unit.start : unit.end]
    return any(pattern.search(text) for pattern in _NARRATION[document.language])


def acts(document: Document, unit: Span, position: int) -> bool:
    """Whether the person whose name ends at an offset does something at the meeting in this sentence, other than speak."""
    return bool(_ACT[document.language].search(document.lower, position, min(unit.end, position + 120)))


def without_credit(document: Document, start: int, end: int) -> int:
    """The end of a block less the authors that a missing full stop joins to it."""
    match = _CLOSING_CREDIT[document.language].search(document.lower, max(start, end - 80), end)
    return match.start() if match else end


_EXAMINATION = re.compile(r"\b(?:examinations?|inspections?|self-criticisms?|analys[ie]s|comparisons?|check(?:ing)?)\b[^.;]{0,80}$")
_DEMAND = {
    "zh": re.compile("[“‘]?(?:(?:同时|此外|另外|会后|下一步|接下来|今后|当前)，?)?(?:还|也|更|都)?(?:要(?!求)|必须|务必|务求|应当|需要)"),
    "en": re.compile(
        r"[\"']?(?:(?:at the same time|in addition|moreover|therefore|in the next step|next),? )?"
        r"(?:it is (?:also )?(?:necessary|essential|imperative|important)|we (?:must|should|need|will|have to)|must|need to|efforts must)\b"
    ),
}
_PREPARATION = {"zh": ("会前", "会议召开前", "在会前"), "en": ("before the meeting", "prior to the meeting", "in preparation for")}
_ACT = {
    "zh": re.compile(
        "主持|通报|代表|作了?(?:个人|对照|班子|总结|表态|说明|点评|讲话|检查)"
        "|参加|出席|列席|到会|传达|领学|汇报|宣读|介绍|带头|逐一|依次|签订|一行"
    ),
    "en": re.compile(
        r"\b(?:presided|chaired|hosted|made|conducted|delivered|gave|attended|took|reported|notified|informed|briefed|read|led|reviewed|introduced"
        r"|spoke|carried|participated|on behalf|(?:was|were) present|sat in|accompanied|summarized|commented)\b"
    ),
}
_CREDIT = {
    "zh": re.compile(
        "(?:（[^（）]{1,80}）|【[^】]{1,60}】)[。\\s]*$"
        "|[（【]?(?:(?:本报|特约|全媒体|实习)?(?:记者|通讯员|作者)|责任编辑|编辑|责编|编审|初审|复审|终审|校对|审核|审签|供稿|撰稿|来源|摄影|图文"
        "|文字|图片|[文图][/／|]|原标题|上一篇|下一篇|打印|分享)(?!.*(?:指出|强调|要求|表示))"
    ),
    "en": re.compile(
        r"[(\[][^()]{1,120}[)\]]\W*$"
        r"|[(\[]?(?:all-media |our |responsible )?(?:reporter|correspondent|editor|source|author|photo|text|contributed)\b"
        r"(?: in charge| by)?[^.\w]{0,3}[:/ ]"
        r"|(?:previous|next)(?: article| page)?\s?:"
    ),
}
_CLOSING_CREDIT = {
    "zh": re.compile("\\s*（[^（）]*(?:记者|通讯员|供稿|撰稿|摄影|[文图][/／])[^（）]*）\\s*$"),
    "en": re.compile(r"\s*\((?:[\w-]+ )?(?:reporter|correspondent|editor|text|photo)\b[^()]*\)\W*$"),
}
_NARRATION = {
    "zh": (
        # Attendance closes a sentence; what should be attended in future is a demand.
        re.compile(
            "^(?!.{0,20}(?:要(?!求)|必须|应当|务必)).*(?:参加|出席|列席|到会|陪同|莅临|督导|指导)了?"
            "(?:会议|活动|上述活动|(?:本次|此次)?(?:民主)?生活会|指导|监督|督导|点评)?。?$"
        ),
        re.compile("^(?:据(?:悉|介绍|了解)|各位观众|会议(?:还|由|书面|现场|集体|期间|结束))"),
        re.compile("^[^，。要]{0,12}(?:人员|党员|成员|代表|同志|大家)[^。要]{0,40}(?:民主测评|进行了?测评|民主评议|填写|签订|签字)"),
        re.compile("^会议?(?:上，)?(?:书面)?(?:通报|审议|讨论|学习了|传达|听取|研究|观看)"),
        re.compile(
            "^(?:(?:随后|接着|之后|最后|会上|其他)，?)?.{0,16}(?:成员|同志|常委|班子|支委)[^，。要]{0,8}(?:逐一|依次|逐个|先后|分别|轮流)"
        ),
        re.compile("^(?:随后|接着|紧接着|然后|其后)，[^。要]{0,80}(?:自我批评|对照检查|检视剖析|作检查|发言|批评意见)"),
    ),
    "en": (
        re.compile(
            r"^(?:(?!\b(?:must|should|necessary|need to|have to)\b).)*\b(?:attended|sat in on|participated in|(?:were|was) present)\b"
        ),
        re.compile(
            r"^the meeting (?:also )?"
            r"(?:studied|notified|informed|reviewed|discussed|was|heard|listened|reported|conveyed|examined|communicated)\b"
        ),
        re.compile(r"^it (?:is|was) (?:reported|understood|learned)\b"),
        re.compile(r"^(?:\w+, )?(?:the |other |all )*(?:members|comrades)\b.*\b(?:one by one|in turn|respectively|one after another)\b"),
    ),
}
