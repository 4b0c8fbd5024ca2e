"""Which groups and bodies take part in a meeting, and in which role."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.document import Span
from transforms.facts.clauses import Clause
from transforms.facts.groups import GroupMention, find_groups
from transforms.reading import Reading
from transforms.titles import SENT_UNITS


@dataclass(frozen=True)
class GroupRole:
    """A group or body in a role, as one clause states it."""

    group: GroupMention
    role: str
    mode: str
    start: int
    end: int


_GROUP_ROLES = (
    ({"observe", "observe_by"}, "observer"),
    ({"supervise", "supervise_by", "comment"}, "supervisor"),
    ({"attend", "attend_by"}, "attendee"),
)


def find_group_roles(reading: Reading, clauses: Sequence[Clause], people_are_listed: bool) -> list[GroupRole]:
    """Groups that attend. Members who speak one by one are named here only where no attendance is reported at all."""
    found: dict[tuple[str, str], GroupRole] = {}
    for clause in clauses:
        role = next((role for cues, role in _GROUP_ROLES if cues & clause.ids), None)
        if role is not None and "absent" not in clause.ids:
            _add_groups(reading, clause, role, found)
    if not found and not people_are_listed:
        for clause in clauses:
            if clause.ids & {"speak", "inspection"} and "material" not in clause.ids and not clause.people:
                _add_groups(reading, clause, "attendee", found)
    return list(found.values())


def _add_groups(reading: Reading, clause: Clause, role: str, found: dict[tuple[str, str], GroupRole]) -> None:
    mode = "video" if "video" in clause.ids else "in_person"
    spans = [clause.subject] if not clause.people else _residue(reading, clause)
    spans += _company(reading, clause)
    for group in (g for span in spans for g in find_groups(reading, span)):
        fitting = "supervisor" if role == "attendee" and _is_sent_to_supervise(reading, group) else role
        start, end = min(group.start, clause.start), max(group.end, clause.end)
        found.setdefault((group.label.lower(), fitting), GroupRole(group, fitting, mode, start, end))


def _company(reading: Reading, clause: Clause) -> list[Span]:
    """Those whom an English clause names behind its verb as doing the same: "…, together with officials from …"."""
    beside = _TOGETHER.search(reading.document.text, clause.cues[-1].end, clause.sentence.end)
    return [Span(*beside.span("who"))] if beside else []


_TOGETHER = re.compile(
    r"[^.;]{0,60}?\b(?:together with|along with|jointly with|accompanied by|alongside|as (?:did|was|were)) (?P<who>[^,.;\n]+)"
)


def _is_sent_to_supervise(reading: Reading, group: GroupMention) -> bool:
    """Whether a group is one that a superior sends, or of it: 指导组全体成员."""
    return any(o.unit in SENT_UNITS for o in reading.organizations if o.start == group.start or o.end == group.end)


_ENDS_AN_ITEM = re.compile(r"(?:[、，,；;]|和|及|与|\band(?: its)?|\b(?:led|headed) by(?: its)?)\s*$")


def _residue(reading: Reading, clause: Clause) -> list[Span]:
    """What is left of the subject when its names and their titles are taken away; not a word that belongs to a title."""
    spans: list[Span] = []
    position = clause.subject.start
    for person in sorted(clause.people, key=lambda p: p.start):
        if person.start > position and _ENDS_AN_ITEM.search(reading.document.text[position : person.start]):
            spans.append(Span(position, person.start))
        position = max(position, person.end)
    if apposed := _APPOSED.match(reading.document.text, position, clause.subject.end):
        position = apposed.end()
    if where_from := _FROM_WHERE.match(reading.document.text, position, clause.subject.end):
        position = where_from.end()
    return [s for s in [*spans, Span(position, max(position, clause.subject.end))] if s.end > s.start]


# "Peng Zhihao of the Supervision and Administration Commission": whom he comes from does not attend.
_FROM_WHERE = re.compile(r"\s+(?:of|from) [^,;]*")
# 王强、李军等县领导, 王强同志: the words after the name only say who the persons are.
_APPOSED = re.compile("同志|等(?:[省市县区州旗盟镇乡校院局]{0,2}(?:级|主要|有关)?领导(?:同志)?|同志|人)(?=[、，和及与出参列到均也分先]|$)")
