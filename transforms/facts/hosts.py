"""Whose meeting it is: the body that holds it, and the place of that body as far as the report tells."""

import re

from transforms.cues import Cue
from transforms.document import Span
from transforms.organizations import OrganizationMention
from transforms.reading import Reading

HOSTING_UNITS = frozenset(
    "party_group standing_committee leadership_team study_group party_committee party_branch general_branch organ_party_committee "
    "work_committee politburo central_committee democratic_party".split()
)


def find_host(reading: Reading, sentence: Span, naming: Span, verb: Cue) -> OrganizationMention | None:
    """The body that a sentence says held a meeting: before the verb, else within the naming, else in the headline."""
    inside = [o for o in reading.organizations if sentence.start <= o.start and o.end <= sentence.end]
    in_titles = {t.organization for p in reading.people for t in p.titles}
    hosting = [o for o in inside if o.unit in HOSTING_UNITS and o not in in_titles]
    before = [o for o in hosting if o.end <= verb.start]
    if before:
        return before[-1]
    within_naming = [o for o in hosting if naming.start <= o.start <= naming.end + 80]
    if within_naming:
        return within_naming[0]
    headline = [o for o in reading.organizations if reading.in_headline(o.start) and o.unit in HOSTING_UNITS]
    return headline[0] if headline else (hosting[-1] if hosting else None)


_JOINT = re.compile(r"[、和及与]|, (?:and )?(?:the )?| and (?:the )?")


def joint_hosts(reading: Reading, last: OrganizationMention) -> list[OrganizationMention]:
    """The bodies of a list that ends with `last`: several that held their meetings, told in one sentence."""
    hosts = [last]
    for organization in reversed([o for o in reading.organizations if o.end <= last.start]):
        if not _JOINT.fullmatch(reading.document.text, organization.end, hosts[0].start):
            break
        hosts.insert(0, organization)
    return hosts
