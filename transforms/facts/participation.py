"""Who takes part in a meeting, and in which role: what each clause says that its subject does."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transforms.facts.clauses import Clause, clauses_of, is_aside, narrative, resolve_pronouns
from transforms.facts.group_roles import GroupRole, find_group_roles
from transforms.facts.people import name_key
from transforms.facts.statements import StatementMention
from transforms.names import NameMention
from transforms.reading import Reading
from transforms.titled_names import TitledName
from transforms.titles import SENT_UNITS


@dataclass(frozen=True)
class PersonRole:
    """A person in a role, as one clause states it, from the name that its subject stands for to the clause's end.

    `position` is the 1-based place in the printed list, None for a single name.
    """

    name: NameMention
    role: str
    mode: str
    position: int | None
    start: int
    end: int

    def __post_init__(self) -> None:
        """A clause whose subject is "he" is evidence of who he is only together with the name."""
        object.__setattr__(self, "start", min(self.start, self.name.start))
        object.__setattr__(self, "end", max(self.end, self.name.end))


@dataclass(frozen=True)
class Attendance:
    """All that a report says on who took part; `absent` holds the labels of those reported absent."""

    people: tuple[PersonRole, ...]
    groups: tuple[GroupRole, ...]
    absent: frozenset[str]


def find_participation(reading: Reading, statements: Sequence[StatementMention], is_life_meeting: bool = True) -> Attendance:
    """The participants of the report's subject meeting, each with every role that the text states.

    Whoever only gives notice of something (通报) attends a life meeting, but speaks at any other.
    """
    notifier = "attendee" if is_life_meeting else "speaker"
    clauses = clauses_of(reading, narrative(reading, statements))
    resolve_pronouns(reading, clauses)
    absent = frozenset(p.name.label for c in clauses if "absent" in c.ids for p in c.people)
    stated = [r for c in clauses if "absent" not in c.ids for r in _person_roles(c, notifier) if r.name.label not in absent]
    stated += _only_heard(reading, stated, statements, absent)
    people = _settled([*stated, *_only_named(reading, stated, statements, absent)], statements)
    groups = find_group_roles(reading, clauses, any(p.position for p in people))
    return Attendance(tuple(people), tuple(groups), absent)


def _only_heard(
    reading: Reading, stated: Sequence[PersonRole], statements: Sequence[StatementMention], absent: frozenset[str]
) -> Iterable[PersonRole]:
    """Those who take part only by what they say there, with a title somewhere that tells why they do, or as delegates (教师代表)."""
    known = {r.name.label for r in stated} | absent
    introduced = {p.name.label for p in reading.people if p.titles}
    titled = {p.name.start: p for p in reading.people}
    for statement in statements:
        person = titled.get(statement.speaker.start) if statement.speaker else None
        if person is None or person.name.label in known or is_aside(reading, person):
            continue
        if person.name.label in introduced or reading.document.text.endswith(("代表", "党员"), 0, person.name.start):
            role = "supervisor" if _supervises(person) else "speaker"
            yield PersonRole(person.name, role, "in_person", None, statement.start, statement.end)


def _only_named(
    reading: Reading, stated: Sequence[PersonRole], statements: Sequence[StatementMention], absent: frozenset[str]
) -> Iterable[PersonRole]:
    """Those of whom the course of the meeting tells something that no cue knows, by name and title: they took part all the same."""
    if reading.document.language != "en" or not any(r.role == "presider" for r in stated):
        return
    known = {name_key(label) for label in (*(r.name.label for r in stated), *absent)}
    for sentence in narrative(reading, statements):
        for person in reading.people:
            acts = sentence.start <= person.name.start < sentence.end and person.titles and not is_aside(reading, person)
            if acts and name_key(person.name.label) not in known and not _IS_MENTIONED.search(reading.document.lower, *sentence):
                role = "supervisor" if _supervises(person) else "speaker"
                yield PersonRole(person.name, role, "in_person", None, person.start, sentence.end)


_IS_MENTIONED = re.compile(r"\b(?:not|unable|absent|leave|sick|ill|case|lesson|former|late|instructions?)\b")


# --- roles ----------------------------------------------------------------------------------------------------------------


def _person_roles(clause: Clause, notifier: str) -> Iterable[PersonRole]:
    listed = len(clause.people) > 1
    mode = "video" if "video" in clause.ids else "in_person"
    for place, person in enumerate(clause.people, 1):
        for role in _roles(clause.ids, listed, notifier):
            fitting = "supervisor" if _supervises(person) and not _concludes(role, clause.ids) else role
            yield PersonRole(person.name, fitting, mode, place if listed else None, clause.start, clause.end)


def _concludes(role: str, ids: set[str]) -> bool:
    """Whether a role is one that nobody has who is only sent to supervise."""
    return role in ("presider", "group_reporter", "observer") or (role == "concluding_speaker" and "concluding_speech" in ids)


def _supervises(person: TitledName) -> bool:
    """Whether a person's title is one of a body that is sent to supervise."""
    return any(t.body is not None and t.body.unit in SENT_UNITS for t in person.titles)


def _roles(ids: set[str], listed: bool, notifier: str) -> list[str]:
    """The roles that a set of cues gives to their subject; `notifier` is that of whoever only gives notice."""
    if ids & {"preside", "preside_by"}:
        return ["presider", *(["concluding_speaker"] if ids & {"concluding_speech", "speech"} else []), *_reporter(ids, listed)]
    supervises = ids & {"supervise", "supervise_by"}
    if ids & {"observe", "observe_by"} and not supervises and "comment" not in ids:
        return ["observer"]
    if supervises or ("comment" in ids and not (listed and ids & {"speak", "inspection"})):
        return ["supervisor"]
    roles = _reporter(ids, listed)
    if (ids & {"concluding_speech", "pledge_speech"} or {"attend", "speech"} <= ids) and not listed:
        return [*roles, "concluding_speaker"]
    if roles:
        return roles
    if ids & {"speak", "inspection", "pledge_speech", "self_criticism"}:
        return ["speaker"]
    if "notify" in ids:
        return [notifier]
    return ["attendee"] if ids & {"attend", "attend_by", "video"} else []


def _reporter(ids: set[str], listed: bool) -> list[str]:
    reports = "team_inspection" in ids or ("on_behalf" in ids and ids & {"inspection", "check", "examine", "self_criticism"})
    return ["group_reporter"] if reports and not listed else []


def _settled(stated: Sequence[PersonRole], statements: Sequence[StatementMention]) -> list[PersonRole]:
    """One row for a person and role. A presider whose demands are reported concludes; `attendee` is for those with no other role."""
    roles: dict[str, dict[str, PersonRole]] = {}
    for row in stated:
        roles.setdefault(name_key(row.name.label), {}).setdefault(row.role, row)
    video = {name_key(row.name.label) for row in stated if row.mode == "video"}
    speakers = {name_key(s.speaker.label): s for s in statements if s.speaker is not None}
    settled: list[PersonRole] = []
    for label, own in roles.items():
        if "presider" in own:
            own = {r: row for r, row in own.items() if r not in ("speaker", "attendee", "supervisor", "observer")}
            if label in speakers and "concluding_speaker" not in own:
                own["concluding_speaker"] = _concluding(own["presider"], speakers[label])
        elif list(own) == ["attendee"] and label in speakers:
            own = {"speaker": _in_role(own["attendee"], "speaker")}
        elif len(own) > 1:
            own = {r: row for r, row in own.items() if r != "attendee"}
            if "observer" in own or "supervisor" in own:
                own = {r: row for r, row in own.items() if r not in ("speaker", "concluding_speaker")}
            if "observer" in own:
                own.pop("supervisor", None)
        settled += [_with_mode(row, label in video) for row in own.values()]
    return settled


def _concluding(presider: PersonRole, statement: StatementMention) -> PersonRole:
    return PersonRole(statement.speaker or presider.name, "concluding_speaker", presider.mode, None, statement.start, statement.end)


def _in_role(row: PersonRole, role: str) -> PersonRole:
    return PersonRole(row.name, role, row.mode, row.position, row.start, row.end)


def _with_mode(row: PersonRole, video: bool) -> PersonRole:
    return PersonRole(row.name, row.role, "video" if video else "in_person", row.position, row.start, row.end)
