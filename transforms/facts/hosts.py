"""Whose meeting it is: the body that holds it, and the place of that body as far as the report tells."""

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.cues import Cue
from transforms.document import Span
from transforms.organizations import OrganizationMention
from transforms.reading import Reading

HOSTING_UNITS = frozenset(
    "party_group standing_committee leadership_team study_group party_committee party_branch general_branch organ_party_committee "
    "work_committee politburo central_committee democratic_party".split()
)


VISITS = frozenset({"attend", "supervise", "observe"})
"""The cues that tell who came to a meeting."""


def find_host(reading: Reading, sentence: Span, naming: Span, verb: Cue) -> OrganizationMention | None:
    """The body that a sentence says held a meeting: before the verb, else within the naming, else in the headline.

    Of those who came to a meeting the verb tells nothing but that they did: whose it was stands behind it.
    """
    inside = [o for o in reading.organizations if sentence.start <= o.start and o.end <= sentence.end]
    in_titles = {t.organization for p in reading.people for t in p.titles}
    subject = _subject(reading, inside, verb) or _topic(reading, inside, verb)
    if subject is not None and (team := _team_within(reading, inside, subject)) is not None:
        return _owned_by(team, subject)
    hosting = [o for o in inside if o.unit in HOSTING_UNITS and o not in in_titles]
    if verb.ids & VISITS:
        hosting = [o for o in hosting if o.start >= verb.end]
    before = [o for o in hosting if o.end <= verb.start and not _only_asks_for_it(reading, o)]
    visited = [] if verb.ids & _HOLDING else [o for o in hosting if verb.end <= o.start and o.end <= naming.end]
    if visited:
        return visited[-1]
    if before and subject is None:
        standing = (o for o in hosting if verb.end <= o.start and o.end <= naming.end and o.unit == "standing_committee")
        return _owned_by(next(standing, before[-1]), before[-1])
    within_naming = [o for o in hosting if naming.start <= o.start <= naming.end + 80 and not _only_asks_for_it(reading, o)]
    if within_naming:
        titled = [o for o in inside if o in in_titles and o.end <= verb.start and o.unit == within_naming[0].unit]
        in_front = [o for o in inside if _OF_A_YEAR.fullmatch(reading.document.text, o.end, within_naming[0].start)]
        owners = [o for o in (subject, *titled[-1:], *in_front) if o is not None]
        return _owned_by(within_naming[0], owners[0] if owners else None)
    if subject is not None:
        return subject
    headline = [o for o in reading.organizations if reading.in_headline(o.start) and o.unit in HOSTING_UNITS]
    return headline[0] if headline else (hosting[-1] if hosting else None)


_OF_A_YEAR = re.compile("的?(?:20[0-9]{2}年度?)?")  # 张家港市人民检察院2017年度|党组民主生活会
_HOLDING = frozenset({"hold", "hold_study", "held_passive"})
_ADVERBS = re.compile(r"(?: ?(?:also|recently|successfully|solemnly|collectively|has|have|组织|近日|日前|隆重|集中))* ?")


def _subject(reading: Reading, inside: Sequence[OrganizationMention], verb: Cue) -> OrganizationMention | None:
    """The body or list right before the verb, where it does not end with one that holds such meetings: a hospital, a bureau, a court."""
    last = next((o for o in reversed(inside) if o.end <= verb.start), None)
    if last is None or last.level == "township" or not _ADVERBS.fullmatch(reading.document.text, last.end, verb.start):
        return None
    hosting = [o for o in joint_hosts(reading, last) if o.unit in HOSTING_UNITS]
    return None if last in hosting else (hosting or [last])[-1]


def _topic(reading: Reading, inside: Sequence[OrganizationMention], verb: Cue) -> OrganizationMention | None:
    """The body that opens a Chinese clause whose verb stands clauses later: 县法院通过…，经县委同意，于1月19日召开…."""
    text = reading.document.text
    before = (o for o in reversed(inside) if o.end <= verb.start and o.level != "township")
    return next((o for o in before if _OPENS.search(text, max(0, o.start - 16), o.start) and _GOES_ON.match(text, o.end, verb.start)), None)


_OPENS = re.compile(r"(?:\A|[，。；：:\n》])(?:[^，。；：]{1,8}[日月年天午晨晚]|近日|日前)?[，]?\Z")
_GOES_ON = re.compile("(?:在|于|通过|经|按照|根据|紧扣|围绕|结合|聚焦|认真|精心|高度|严格|积极|坚持|及时|采取|以|如期|利用|克服)")


def _team_within(reading: Reading, inside: Sequence[OrganizationMention], body: OrganizationMention) -> OrganizationMention | None:
    """The branch of a part of a body that no lexicon knows: the party branch of the senior grade of Dali City No. 4 Middle School."""
    team = next((o for o in reversed(inside) if o.end <= body.start and o.unit in HOSTING_UNITS), None)
    return team if team is not None and _OF_A_PART.fullmatch(reading.document.text, team.end, body.start) else None


_OF_A_PART = re.compile(r"(?: [\w'-]+){0,6} of (?:the )?")


def _only_asks_for_it(reading: Reading, organization: OrganizationMention) -> bool:
    """Whether a Chinese phrase names a body as the one that asks for the meeting or agrees to it, 按照县委部署, or what it is about."""
    text = reading.document.text
    if text.endswith(_ABOUT, 0, organization.start):
        return True
    return text.endswith(_BY_ORDER, 0, organization.start) and _ORDER.match(text, organization.end) is not None


_ABOUT = tuple("围绕 针对 对照 结合 聚焦 紧扣".split())
_BY_ORDER = tuple("经 征得 按 根据 依据 受 在 照 、".split())
_ORDER = re.compile("[^，。；：]{0,20}?(?:同意|审核|审批|批准|部署|要求|安排|统筹|通知|精神|指导下|领导下)")


def _owned_by(team: OrganizationMention, owner: OrganizationMention | None) -> OrganizationMention:
    """The hospital holds the meeting "of the leadership team": the team is the hospital's."""
    if owner is None or owner == team or len(team.units) > 1 or team.place is not None:
        return team
    return replace(team, units=(*team.units, *owner.units), level=owner.level, place=owner.place, proper=owner.proper)


_JOINT = re.compile(r"[、和及与]|, (?:and )?(?:the )?| and (?:the )?")
_LAST_JOINT = re.compile(r"[、和及与]|,? and (?:the )?")  # after a comma alone another clause may begin


def joint_hosts(reading: Reading, last: OrganizationMention) -> list[OrganizationMention]:
    """The bodies of a list that ends with `last`: several that held their meetings, told in one sentence.

    A place printed with the last is that of the others of its level: the Party committee and the labour union of Lishui City.
    """
    hosts = [last]
    for organization in reversed([o for o in reading.organizations if o.end <= last.start]):
        joint = _LAST_JOINT if len(hosts) == 1 else _JOINT
        if not joint.fullmatch(reading.document.text, organization.end, hosts[0].start):
            break
        hosts.insert(0, _placed(organization, last))
    return hosts


def _placed(organization: OrganizationMention, last: OrganizationMention) -> OrganizationMention:
    if organization.place is not None or last.place is None or organization.level not in (None, last.level):
        return organization
    return replace(organization, place=last.place, level=last.level)
