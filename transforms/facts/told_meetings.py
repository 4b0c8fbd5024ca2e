"""A meeting that a report tells without saying, in words that the lexicons know, that it was held: its course shows that it was."""

from collections.abc import Sequence

from transforms.cues import within
from transforms.facts.meeting_mention import LIFE_MEETINGS
from transforms.facts.namings import Naming, identity
from transforms.facts.steps import find_steps
from transforms.reading import Reading

_COURSE = frozenset(
    "s10_notify_prior s11_notify_opinions s12_team_inspection s13_leader_self s14_member_self s15_mutual_criticism "
    "s16_party_spirit_analysis s17_explain_matters s19_superior_comment s20_concluding".split()
)
_ENOUGH = 3
"""Different steps of the course: what a speech, an essay or a notice says of such meetings names fewer as done."""


def told_by_their_course(reading: Reading, namings: Sequence[Naming]) -> list[Naming]:
    """The namings of the meetings whose course a report tells: the first, and each later one that has a day of its own.

    That of the headline, where the text after it speaks of "the meeting" alone. None where what is told may be of a meeting to come.
    """
    life = [n for n in namings if n.kind in LIFE_MEETINGS and not n.anaphoric and not _is_to_come(reading, n)]
    life = [n for n in life if not _is_of_another_year(reading, n, life)]
    own = [n for n in life if not reading.in_headline(n.start) and _is_identified(reading, n)] or life[:1]
    if not own or not _tells_a_course(reading):
        return []
    return [own[0], *(n for n in own[1:] if any(n.sentence.start <= d.start < n.sentence.end for d in reading.dates))]


def names_a_body(reading: Reading, naming: Naming) -> bool:
    """Whether the sentence of a naming, or a headline, names a body and tells it from others of its kind: no essay's "bureau"."""
    said = (o for o in reading.organizations if naming.sentence.start <= o.start < naming.sentence.end or reading.in_headline(o.start))
    return any(o.place is not None or o.proper for o in said)


def _is_identified(reading: Reading, naming: Naming) -> bool:
    """Whether a naming or its sentence tells of which year, on which day or whose the meeting is."""
    starts = [d.start for d in reading.dates] + [o.start for o in reading.organizations]
    return naming.year is not None or any(naming.sentence.start <= start < naming.sentence.end for start in starts)


def _is_of_another_year(reading: Reading, naming: Naming, namings: Sequence[Naming]) -> bool:
    """Whether the headline names the meeting of one year and a naming that of another: the rectification of last year's is notified."""
    years = {identity(n).year for n in namings if reading.in_headline(n.start)} - {None}
    return bool(years) and identity(naming).year not in (None, *years)


def _is_to_come(reading: Reading, naming: Naming) -> bool:
    return any("future_hold" in c.ids for c in within(reading.cues, *naming.sentence))


def _tells_a_course(reading: Reading) -> bool:
    steps = find_steps(reading.document, reading.lexicons)
    return len({s.step_id for s in steps if s.modality == "reported"} & _COURSE) >= _ENOUGH
