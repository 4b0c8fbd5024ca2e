"""Cues with their subject behind them, as lists and lines of minutes print it: 参加会议的领导有…, 出席：…, 【列席】…."""

import re

from transforms.cues import Cue
from transforms.document import Span
from transforms.facts.groups import find_groups
from transforms.reading import Reading


def inverted(reading: Reading, cue: Cue) -> Cue:
    """A cue with its subject behind it, as a list or a line of minutes prints it: 参加会议的领导有…, 出席：…, 【列席】…."""
    voices = VOICES.keys() & cue.ids
    text = reading.document.text
    is_label = _LINE_START.search(text, max(0, cue.start - 4), cue.start) is not None
    opening = ((is_label and _LABEL_ENDS.match(text, cue.end)) or _NAMES_FOLLOW.match(text, cue.end)) if voices else None
    if opening is None:
        return cue
    reach = _LABEL_REACH.match(text, opening.end()) if is_label else None
    last = reach.end() if reach else opening.end()
    names_follow = any(opening.end() <= p.name.start and p.start <= last for p in reading.people)
    if not names_follow and not find_groups(reading, listed_behind(reading, opening.end())):
        return cue
    return Cue(cue.start, opening.end(), cue.ids - voices | {VOICES[v] for v in voices} | {"speak"} & voices)


def listed_behind(reading: Reading, start: int) -> Span:
    """What a Chinese list names up to the next mark but the comma of enumeration."""
    listed = _LIST.match(reading.document.text, start)
    return Span(*listed.span("items")) if listed else Span(start, start)


_LIST = re.compile("[：: ]*(?P<items>[^，。；：\n]*)")
VOICES = {"preside": "preside_by", "attend": "attend_by", "observe": "observe_by", "supervise": "supervise_by", "speak": "speak_by"}
_NAMES_FOLLOW = re.compile(
    "(?:(?:[这此本]次|今天的?)?(?:会议|活动|民主生活会|生活会))?(?:的(?:[^，。；：的\n]{1,8}?(?=还?有|是))?|人员|同志|领导|人)?"
    "(?:(?:还|分别|依次)?(?:有|是|为|包括)(?:（按[^（）]{2,12}）)?[：:]?|[：:]) ?"
)
_LINE_START = re.compile(r"(?:\A|[\n【])[^\w，。；：、（）“”]{0,3}\Z")
_LABEL_REACH = re.compile("[^、，。；：\n]{0,16}")  # the body of the first name's post: 到会指导：县委教育第三指导组组长
_LABEL_ENDS = re.compile("(?:人员|人|同志|领导)?(?:】[：:]?| (?=[^ \n]))")
