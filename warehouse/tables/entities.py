"""Organizations, persons and meetings: who they are, and the mentions that they were resolved from."""

from warehouse.schema import Table, date, integer, key, report_key, span, text

MEETING_KINDS = ("democratic_life_meeting", "organizational_life_meeting", "theory_study_session", "other")
FORMS = ("annual", "special")
HELD_ON_BASES = ("stated", "published", "meeting_year")
DAY_PARTS = ("morning", "afternoon", "evening")
STATUSES = ("held", "announced", "mentioned")
RELATIONS = ("subject", "announced", "rectification_reported", "prepared_for", "mentioned")
AREA_BASES = ("stated", "context")

ORGANIZATION = Table(
    "organization",
    "entity",
    "One row for each body: the Party groups of two cities' governments are two rows.",
    (
        key("organization_id", "identifier, from kind, area and normalised name"),
        key("name", "name as best known"),
        text("name_zh", "Chinese name"),
        text("name_en", "English name"),
        text("kind", "org_class of seeds/lexicons/org_types.csv"),
        text("area_id", "place of the body", references="area.area_id"),
        text("parent_organization_id", "the body that it is a part of", references="organization.organization_id"),
    ),
    ("organization_id",),
)

PERSON = Table(
    "person",
    "entity",
    "One row for each person, by name and the place where the person serves.",
    (
        key("person_id", "identifier"),
        key("name", "name as best known"),
        text("name_zh", "name in Hanzi"),
        text("name_pinyin", "name in pinyin without tones, family name first: Chen Ailin"),
        text("area_id", "place where the person serves", references="area.area_id"),
    ),
    ("person_id",),
)

MEETING = Table(
    "meeting",
    "entity",
    "One row for each real-world meeting, however many reports speak of it.",
    (
        key("meeting_id", "identifier"),
        key("kind", "kind of meeting", values=MEETING_KINDS),
        text("form", "annual or special; NULL unless a life meeting", values=FORMS),
        text("topic", "topic of a special meeting: subtype of seeds/lexicons/meeting_types.csv"),
        integer("year", "year that the meeting is for, which is not always the year in which it was held"),
        text("host_id", "body whose meeting it is", references="organization.organization_id"),
        text("area_id", "place of the host", references="area.area_id"),
        date("held_on", "day, or first day, on which it was held"),
        text(
            "held_on_basis",
            "how held_on was dated: printed in full, by the publication date, or by the year in the meeting's name",
            values=HELD_ON_BASES,
        ),
        text("day_part", "part of the day", values=DAY_PARTS),
        text("theme", "theme as printed"),
        key("status", "best known status", values=STATUSES),
    ),
    ("meeting_id",),
)

ORGANIZATION_MENTION = Table(
    "organization_mention",
    "observation",
    "A body that a report names, as far as this report alone tells what it is.",
    (
        key("organization_mention_id", "identifier within the report: report_id, ':o' and a number"),
        key("organization_id", "the body that it was resolved to", references="organization.organization_id"),
        report_key(),
        key("label", "as printed"),
        text("org_type_id", "entry of seeds/lexicons/org_types.csv"),
        text("kind", "org_class of that entry"),
        key("name_key", "normalised name without the place, the same for both languages where the lexicon knows the body"),
        text("name_zh", "Chinese name with the place, where known"),
        text("name_en", "English name with the place, where known"),
        text("area_id", "place of the body", references="area.area_id"),
        text("area_basis", "stated with the name, or taken from the report's context", values=AREA_BASES),
        *span("the name"),
    ),
    ("organization_mention_id",),
)

PERSON_MENTION = Table(
    "person_mention",
    "observation",
    "A person that a report names, as far as this report alone tells who it is.",
    (
        key("person_mention_id", "identifier within the report: report_id, ':p' and a number"),
        key("person_id", "the person that it was resolved to", references="person.person_id"),
        report_key(),
        key("label", "name as first printed, padding removed"),
        text("name_zh", "name in Hanzi"),
        key("name_pinyin", "name in pinyin, family name first; for names that are not Han as printed"),
        text("area_id", "place where the person serves, as far as the report tells", references="area.area_id"),
        *span("the first naming"),
    ),
    ("person_mention_id",),
)

MEETING_MENTION = Table(
    "meeting_mention",
    "observation",
    "A meeting that a report speaks of, with what this report states of it.",
    (
        key("meeting_mention_id", "identifier within the report: report_id, ':m' and a number"),
        key("meeting_id", "the meeting that it was resolved to", references="meeting.meeting_id"),
        report_key(),
        key("relation", "what the meeting is to the report", values=RELATIONS),
        key("kind", "kind as this report states it", values=MEETING_KINDS),
        text("form", "form as this report states it", values=FORMS),
        text("topic", "topic as this report states it"),
        integer("year", "year that the meeting is for, as this report states it"),
        date("held_on", "day as this report states it"),
        text("held_on_basis", "how it was dated", values=HELD_ON_BASES),
        text("day_part", "part of the day", values=DAY_PARTS),
        key("status", "status as this report states it", values=STATUSES),
        text("host_id", "the host that this report states", references="organization.organization_id"),
        text("theme", "theme as printed"),
        *span("the naming of the meeting"),
    ),
    ("meeting_mention_id",),
)

MEMBERSHIP = Table(
    "membership",
    "observation",
    "A person holds a post, as a report states it.",
    (
        key("person_id", "who", references="person.person_id"),
        text("organization_id", "body in which the post is held", references="organization.organization_id"),
        text("post_id", "post; NULL where the lexicon has none", references="post.post_id"),
        key("title", "title as printed"),
        date("as_of", "day of the meeting, else of publication"),
        report_key(),
        *span("the title"),
    ),
    ("report_id", "person_id", "start_char", "end_char"),
)

TABLES = (ORGANIZATION, PERSON, MEETING, ORGANIZATION_MENTION, PERSON_MENTION, MEETING_MENTION, MEMBERSHIP)
