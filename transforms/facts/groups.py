"""Groups and bodies that attend: "members of the party group", 市纪委监委有关负责同志."""

import re
from dataclasses import dataclass

from transforms.document import Span
from transforms.organizations import OrganizationMention
from transforms.reading import Reading


@dataclass(frozen=True)
class GroupMention:
    """A group as printed; `organization` is set where the group is a body and nothing else."""

    start: int
    end: int
    label: str
    organization: OrganizationMention | None


_LEAD = {
    "en": re.compile(r"(?:[\s,;:.'\")\]]|(?:and|also|as well as|at the meeting|besides|in addition|subsequently|then|afterwards|finally|later|while|the)\b(?!-))+", re.I),
    "zh": re.compile(r"[\s，、；：。]|(?:会上|随后|同时|以及|还有|以及|其他|和|及|与|等)+(?=\S)"),
}
_TAIL = {
    "en": re.compile(r"(?:[\s,;:]|\b(?:and|also|respectively|will|were|was|have|has|all|each|then|together|on-site|jointly|subsequently|one by one|successively|separately|conducted|made|carried out|gave|put forward)\b)+$", re.I),
    "zh": re.compile(r"(?:[\s，、；：]|分别|应邀|一同|共同|均|也|都|全程|派员|一起|先后|依次|逐一|到会|以.{1,6}方式)+$"),
}


def find_groups(reading: Reading, span: Span) -> list[GroupMention]:
    """The group that a piece of a sentence names, if it names one; the piece holds no person's name."""
    document = reading.document
    start, end = _trimmed(reading, span)
    if end - start < 2 or _is_clause(document.lower[start:end]):
        return []
    organization = next((o for o in reading.organizations if o.start <= start + 4 and start <= o.start and o.end == end), None)
    if organization is None and not _has_group_noun(reading, start, end):
        return []
    label = " ".join(document.printed(start, end).split())
    return [GroupMention(start, end, label, organization)]


_VERBS = re.compile(r"\b(?:attaches|attached|carefully|organizes|extensively|conducts|writes|because|took|takes|held|made|should|must|to (?:find|do|be|the)|which|that)\b|[。；]|高度重视|认真|深入|撰写|开展|坚持|进行|提出|结合|针对|召开")


def _is_clause(text: str) -> bool:
    """Whether a piece of text tells something instead of naming somebody."""
    return _VERBS.search(text) is not None


def _trimmed(reading: Reading, span: Span) -> tuple[int, int]:
    language = reading.document.language
    text = reading.document.text
    start, end = span
    if language == "en" and text[:start].rstrip()[-1:].isalnum() and (joint := re.search(r".*(?:, and |; |, | and )", text[start:end])):
        start += joint.end()  # what stands before the joint is still the object of the verb before the span
    if lead := _LEAD[language].match(text, start, end):
        start = lead.end()
    if tail := _TAIL[language].search(text[start:end]):
        end = start + tail.start()
    return start, end


def _has_group_noun(reading: Reading, start: int, end: int) -> bool:
    text = reading.document.lower[start:end]
    words = (e for e in reading.lexicons["group_nouns"])
    if reading.document.language == "zh":
        return any(p in text[-len(p) - 2 :] for e in words for p in e.phrases("zh"))
    head = re.split(r"\b(?:of|in(?! charge)|from|at|who|stationed)\b", text)[0]
    return any(re.search(rf"\b{re.escape(p)}\b", head) for e in words for p in e.phrases("en"))
