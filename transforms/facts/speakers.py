"""Who speaks: the subject of a verb of speech, looked for between the start of its sentence and the verb."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from transforms.cleaning import HAN, Language
from transforms.document import Document, Span
from transforms.facts.narration import is_finding
from transforms.facts.speech_verbs import SpeechVerb
from transforms.lexicons import Lexicons
from transforms.names import NameMention

Kind = Literal["name", "collective", "pronoun", "implied"]
"""implied: the sentence begins with the verb, its subject stands in the sentence before."""


@dataclass(frozen=True)
class Subject:
    """The subject of a verb of speech: half-open span of the cleaned text, which may be that of a pronoun; `name` where it is a person."""

    kind: Kind
    start: int
    end: int
    name: NameMention | None = None

    def standing_for(self, named: "Subject") -> "Subject | None":
        """The named subject, printed as this pronoun; None where the subject is not printed at all."""
        return replace(named, start=self.start, end=self.end) if self.end > self.start else None


def find_subject(document: Document, lexicons: Lexicons, unit: Span, verb: SpeechVerb, names: Sequence[NameMention]) -> Subject | None:
    """The subject of a verb inside a sentence (or a part of one), given the names of the sentence in order; None where nobody speaks."""
    grammar = _grammar(lexicons, document.language)
    before = document.lower[unit.start : verb.start]
    if grammar.language == "en" and _PASSIVE.search(before):
        nearby = document.lower[unit.start : verb.end + len(" at the democratic life meeting")]
        return _matched("collective", grammar.anywhere, nearby, unit.start)
    named = _named(document, unit, verb, names)
    follows_name = named is not None and named.end == verb.start - 1  # "Mr. An said": not the article
    if not follows_name and not grammar.is_verb(document.lower, unit.start, verb):
        return None
    if is_finding(document, unit, Span(verb.start, verb.end)):
        return None
    candidates = [
        named,
        _matched("collective", grammar.collective, before, unit.start),
        _matched("collective", grammar.meeting, before, unit.start),
        _matched("pronoun", grammar.pronoun, before, unit.start),
    ]
    found = max((c for c in candidates if c), key=lambda c: c.start, default=None)
    found = found or _unknown(document, before, unit.start, verb)
    if found is None:
        is_implied = grammar.adverbs.fullmatch(before) and not _TOPIC.match(document.text, verb.start, unit.end)
        return Subject("implied", verb.start, verb.start) if is_implied else None
    if not grammar.fits(document.lower, found, verb):
        return None
    # A pronoun stands for the person named before it in the same sentence.
    return candidates[0] if found.kind == "pronoun" and candidates[0] else found


def is_subject(document: Document, unit: Span, name: NameMention) -> bool:
    """Whether a name can be the subject of its clause: nothing before it makes it an object, nothing after it an attribute."""
    before, after = document.lower[unit.start : name.start], document.lower[name.end : name.end + 80]
    if document.language == "zh":
        clause = re.split("[，；：。\n]", before)[-1]
        return not (_OBJECT_ZH.search(clause) or _ATTRIBUTE_ZH.match(after))
    second = _SECOND_OF_TWO.search(document.text, unit.start, name.start)
    return not (second or _OBJECT_EN.search(before) or _ATTRIBUTE_EN.match(after))


def is_quoted_leader(document: Document, name: NameMention) -> bool:
    """Whether a name is printed as the General Secretary's: whoever speaks quotes him."""
    return document.lower.startswith("总书记", name.end) or document.lower[: name.start].endswith("general secretary ")


_OBJECT_ZH = re.compile(
    "学习(?!教育办)|传达|贯彻|重温|领会|聆听|听取|观看|宣读"
    "|^(?:并|还|又|再|先后|分别|专门|亲自|会上|会前)*(?:按照|根据|围绕|对照|遵照|依照|结合|以|受|经|对|向|与(?!会)|同(?!志))"
    "|(?:[和与及同向对受经的让请为把将给跟从]|以及)$"
)
_ATTRIBUTE_ZH = re.compile("(?:同志)?(?:总书记)?(?:的|案|关于|等?对照检查材料|为核心|新时代)")
_TITLE = r"(?:(?:comrade|comrades|mr\.?|ms\.?|group leader|leader|secretary|director|mayor|president|general secretary|the)\s+)*"
_OBJECT_EN = re.compile(
    r"(?<!presided over )(?<!chaired )(?<!hosted )(?<!convened )(?<!led )\bby\s+" + _TITLE + "$"
    r"|\b(?:of|with|to|from|for|than|under|against|like|between|including)\s+" + _TITLE + "$"
)
_SECOND_OF_TWO = re.compile(r"[A-Z][a-z']+ [A-Z][a-z']+ and $")
_ATTRIBUTE_EN = re.compile(
    r" (?:series of )?important (?:speech|exposition|instruction|discourse|remark)"
    r"|'s(?! (?:\w+ ){0,3}(?:comments?|remarks|speech|summary|review|evaluation)\b)|' | thought\b"
)


def _named(document: Document, unit: Span, verb: SpeechVerb, names: Sequence[NameMention]) -> Subject | None:
    following: NameMention | None = None
    for name in reversed(names):
        listed = following is not None and _LISTED.fullmatch(document.text, name.end, following.start)
        following = name
        if unit.start <= name.start and name.end <= verb.start and not listed and is_subject(document, unit, name):
            return Subject("name", name.start, name.end, name)
    return None


# Of several who do something in turn, none is the one who speaks.
_LISTED = re.compile(r", (?:and )?| and ")


def _matched(kind: Kind, pattern: re.Pattern[str], before: str, offset: int) -> Subject | None:
    match = pattern.search(before)
    return Subject(kind, offset + match.start("label"), offset + match.end("label")) if match else None


def _unknown(document: Document, before: str, offset: int, verb: SpeechVerb) -> Subject | None:
    """A Chinese name that nobody else recognised: the few characters between the start of the sentence and 指出，"""
    if document.language == "en" or verb.use == "ambiguous" or document.lower[verb.end : verb.end + 1] not in ("，", "：", ":", "“"):
        return None
    return _matched("collective", _UNKNOWN, before, offset)


@dataclass(frozen=True)
class _Grammar:
    language: Language
    anywhere: re.Pattern[str]
    meeting: re.Pattern[str]
    collective: re.Pattern[str]
    pronoun: re.Pattern[str]
    adverbs: re.Pattern[str]

    def is_verb(self, text: str, start: int, verb: SpeechVerb) -> bool:
        """Whether the word is a verb in the active here, outside any quotation."""
        before = text[start : verb.start]
        if self.language == "en":
            is_speech = not (_NOT_ACTIVE.search(before) or text.startswith(" by ", verb.end))
            return is_speech and not _is_in_a_phrase(before, text[verb.end :])
        is_quoted = before.count("“") > before.count("”")
        if text.startswith("的", verb.end) or is_quoted or _FINDS.match(text, verb.start) or _TO_ONE_ANOTHER.search(before):
            return False
        return verb.use != "ambiguous" or not _ACCORDING.match(re.split("[，；：。]", before)[-1])

    def fits(self, text: str, subject: Subject, verb: SpeechVerb) -> bool:
        """Whether the subject is close enough for a word that may also be a noun."""
        if self.language == "en" or verb.use != "ambiguous":
            return True
        between = text[subject.end : verb.start]
        return bool(_CLOSE.search(between))


def _is_in_a_phrase(before: str, after: str) -> bool:
    """Whether a verb stands inside a short phrase in quotation marks: the problem of "emphasizing business over Party building"."""
    return before.count('"') % 2 == 1 and len(before) - before.rfind('"') < _PHRASE and 0 <= after.find('"') < _PHRASE


_PHRASE = 50


# 谈到今后，荣志远说: of what another clause speaks.
_TOPIC = re.compile("(?:谈到|谈道|谈及|谈起|讲到|提到|提及|说到|说起)[^，。；：“]{1,40}，")
# 指出了班子在三个方面的不足: what is found is no speech.
_FINDS = re.compile("指出了?[^，：。；“]{2,60}(?:问题|不足|短板|差距|弱项|薄弱环节)(?=[，。；]|$)")
_NOT_ACTIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|to|not|will|the|a|an|of|its|their|his|her|when|if|than)(?: \w+ly| also)? $"
)
_PASSIVE = re.compile(r"\bit (?:was|is)(?: also| further)? $")
_TO_ONE_ANOTHER = re.compile("(?:当面|面对面|相互|互相|彼此|的(?:直接|坦诚|善意|真诚|诚恳|严肃)?)$")
_ACCORDING = re.compile("(?:严格|认真|坚决|全面)?(?:按照|根据|对照|遵照|依照|落实|贯彻|符合|达到|紧扣)")
_MANNER_ZH = (
    "(?:一致|纷纷|均|都|还|也|最后|同时|随后|并|则|首先|特别|明确|进一步|再次|着重|普遍|共同|又|分别|先后"
    "|强烈|殷切|衷心|诚恳|严肃|郑重|重点|点评|总结|表态)"
)
# One open-ended phrase only, at the end, and no second thoughts on what stands before it (*+): else a long clause could be divided
# in more ways than there is time to try.
_ADVERBS_ZH = f"(?:{_MANNER_ZH}|在[^，。；在]{{1,30}}[中时上后里]|，|、)*+(?:(?:就|对|围绕|结合|从|代表|针对)[^。；]{{1,80}})?"
_CLOSE = re.compile(rf"(?:^|[，：；“中时上后里]|{_MANNER_ZH}|^(?:同志|老师|[^，。]{{0,4}}[长记任席理员总]))$")
_ADVERB_EN = (
    "(?:also|further|finally|unanimously|fully|highly|generally|all|then|clearly|specifically|particularly|again|once again|in particular"
    "|especially|have|has|jointly|repeatedly|emphatically|solemnly|sincerely|first|respectively|both|and|,)"
)
# Words whose 指出 is a quotation, not somebody's speech at the meeting.
_SOURCES = (
    "报告|讲话|意见|通知|决定|精神|党章|条例|准则|规定|论述|文章|评论|方案|实践|事实|历史|理论|时代|群众|人民"
    "|中央|省委|市委|县委|区委|州委|上级|国家|思想|工作|部分|方面|问题"
)
_UNKNOWN = re.compile(
    f"^(?P<label>(?![各全大我你这那有今同此其会报党要必把在对就从以并还也不])(?!.*(?:{_SOURCES}))[{HAN}]{{2,4}}|[{HAN}]{{1,6}}·[{HAN}]{{1,8}})"
    f"(?:同志)?{_ADVERBS_ZH}$"
)


@lru_cache(maxsize=8)
def _grammar(lexicons: Lexicons, language: Language) -> _Grammar:
    meeting = _heads(lexicons, language, "meeting")
    group = _heads(lexicons, language, "group")
    return _chinese(meeting, group) if language == "zh" else _english(meeting, group)


def _heads(lexicons: Lexicons, language: Language, use: str) -> str:
    words = [phrase for phrase, entry in lexicons["collective_speakers"].phrases(language) if entry["use"] == use]
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _chinese(meeting: str, group: str) -> _Grammar:
    opening = "(?:^|[，；：。 ])(?:最后，?|会上，?|随后，?|同时，?|此外，?|会后，?|其中，?)?"
    # What cannot stand in a label: a label with a verb in it is a clause of the speech itself.
    verbs = "要|必须|应当|把|使|让|对|为|以|将|在|向|是|推动|引导|带领|教育|发挥|激励|督促|确保|坚持|切实|组织(?!部)"
    plain = f"(?:(?!{verbs})[^，；：。、“” ])"
    pronouns = "他们|她们|他|她"
    return _Grammar(
        "zh",
        anywhere=re.compile(f"(?P<label>{meeting})"),
        meeting=re.compile(f"^(?:最后，?|随后，?|同时，?)?(?P<label>{meeting})(?![室上前期主精材质要必应])(?!由[^，。]*$)"),
        collective=re.compile(f"{opening}(?P<label>(?!{pronouns}){plain}{{0,22}}?(?:{group}|{meeting}))(?:同志|们)?{_ADVERBS_ZH}$"),
        pronoun=re.compile(f"{opening}(?P<label>{pronouns})[^。；]{{0,80}}$"),
        adverbs=re.compile(f"(?:会上|此外)?{_ADVERBS_ZH}"),
    )


def _english(meeting: str, group: str) -> _Grammar:
    opening = r"(?:^|[,;:] )(?:and )?(?:(?:finally|at the meeting|at the end|after the meeting|afterwards|then|at the same time),? )?"
    words = r"(?:[\w'\"&/-]+ )"
    return _Grammar(
        "en",
        anywhere=re.compile(rf"\b(?:at|during) (?P<label>{meeting})\b"),
        meeting=re.compile(rf"^(?:finally,? |then,? )?(?P<label>{meeting})\b"),
        collective=re.compile(
            rf"{opening}(?:the )?(?P<label>(?:all |some |other )?{words}{{0,6}}?(?:{group})\b(?: [a-z]{{2,7}})??"
            rf"(?: (?:of|from|in|at|attending|participating) [\w'\" &/-]*?)?) (?:{_ADVERB_EN} )*$"
        ),
        pronoun=re.compile(rf"(?:{opening}|\band |\bwho )?\b(?P<label>he|she|they|who) [^.;]{{0,90}}$"),
        adverbs=re.compile(rf"(?:{_ADVERB_EN}|finally|in addition|at the same time|,| )*"),
    )
