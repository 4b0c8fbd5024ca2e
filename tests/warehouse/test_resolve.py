"""Which mentions are one organization, one person, one meeting."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from tests.warehouse.builders import Report, ask, publish_all, write
from warehouse.store import Store

HOST = "municipal_party_committee@431100"
LIFE = "democratic_life_meeting"


def resolved(store: Store, reports: Sequence[Report], mention_table: str) -> dict[str, str]:
    """Entity id by mention key, after the reports are published."""
    write(store, "b1", reports)
    publish_all(store)
    entity = mention_table.removesuffix("_mention")
    return {str(key): str(value) for key, value in ask(store, f"SELECT {mention_table}_id, {entity}_id FROM {mention_table}")}


def organizations(store: Store, *mentions: Mapping[str, object]) -> list[str]:
    reports = [Report(f"r{n}") for n in range(len(mentions))]
    for report, mention in zip(reports, mentions, strict=True):
        report.organization(**mention)
    ids = resolved(store, reports, "organization_mention")
    return [ids[f"{report.report_id}:o1"] for report in reports]


def persons(store: Store, *mentions: tuple[str, str | None, str | None]) -> list[str]:
    reports = [Report(f"r{n}") for n in range(len(mentions))]
    for report, (pinyin, name_zh, area_id) in zip(reports, mentions, strict=True):
        report.person(pinyin, name_zh, area_id)
    ids = resolved(store, reports, "person_mention")
    return [ids[f"{report.report_id}:p1"] for report in reports]


def meetings(store: Store, *mentions: Mapping[str, object], host: bool = True) -> list[str]:
    """The meeting of each mention, each in a report of its own and, unless said otherwise, of one host."""
    reports = [Report(f"r{n}") for n in range(len(mentions))]
    for report, mention in zip(reports, mentions, strict=True):
        report.meeting(report.organization() if host else None, **mention)
    ids = resolved(store, reports, "meeting_mention")
    return [ids[f"{report.report_id}:m1"] for report in reports]


def test_an_organization_is_its_name_and_place(store: Store) -> None:
    ids = organizations(store, {}, {}, {"area_id": "430000"}, {"name_key": "municipal_discipline"})
    assert ids == [HOST, HOST, "municipal_party_committee@430000", "municipal_discipline@431100"]


def test_organizations_of_unknown_place_are_kept_to_their_reports(store: Store) -> None:
    ids = organizations(store, {"area_id": None}, {"area_id": None})
    assert ids == ["municipal_party_committee@r0:o1", "municipal_party_committee@r1:o1"]


def test_a_central_body_is_one_body_wherever_it_is_named(store: Store) -> None:
    central = {"name_key": "ccdi", "org_type_id": "ccdi"}
    assert organizations(store, central | {"area_id": None}, central | {"area_id": "431100"}) == ["ccdi@central"] * 2
    assert ask(store, "SELECT area_id FROM organization") == [(None,)]


def test_central_enterprises_are_a_class_and_not_one_body(store: Store) -> None:
    enterprise: dict[str, object] = {"name_key": "power_company", "org_type_id": "soe_central", "area_id": None}
    assert len(set(organizations(store, enterprise, enterprise))) == 2


def test_the_best_name_was_stated_with_its_place_and_most_often(store: Store) -> None:
    organizations(
        store,
        {"name_zh": "永州市委", "area_basis": "context"},
        {"name_zh": "中共永州市委", "area_basis": "stated"},
        {"name_zh": "永州市委", "area_basis": "context"},
        {"name_en": "Yongzhou Municipal Party Committee", "area_basis": "stated"},
    )
    assert ask(store, "SELECT name, name_zh, name_en FROM organization") == [
        ("中共永州市委", "中共永州市委", "Yongzhou Municipal Party Committee")
    ]


def test_a_person_is_one_in_both_languages_and_another_elsewhere(store: Store) -> None:
    ids = persons(store, ("Chen Ailin", None, "431100"), ("Chen Ailin", "陈爱林", "431100"), ("Chen Ailin", None, "430100"))
    assert ids == ["chen-ailin@431100", "chen-ailin@431100", "chen-ailin@430100"]
    assert ask(store, "SELECT name, name_zh, name_pinyin FROM person WHERE area_id = '431100'") == [("陈爱林", "陈爱林", "Chen Ailin")]


def test_two_names_in_hanzi_that_share_pinyin_are_two_persons_and_pinyin_alone_is_neither(store: Store) -> None:
    ids = persons(store, ("Li Wei", "李伟", "431100"), ("Li Wei", "李维", "431100"), ("Li Wei", None, "431100"))
    assert ids == ["li-wei-李伟@431100", "li-wei-李维@431100", "li-wei@r2:p1"]


def test_persons_of_unknown_place_are_kept_to_their_reports(store: Store) -> None:
    assert persons(store, ("Li Wei", "李伟", None), ("Li Wei", "李伟", None)) == ["li-wei@r0:p1", "li-wei@r1:p1"]


def test_names_that_are_not_han_have_an_id_too(store: Store) -> None:
    assert persons(store, ("Losang Jamcan", None, "540000"), ("…", None, "540000")) == ["losang-jamcan@540000", "…@540000"]


@pytest.mark.parametrize(
    ("areas", "expected"),
    [
        (("500000", "500101"), ["500101", "500101"]),
        (("500000", "500101", "500102"), ["500000", "500101", "500102"]),
        (("500101", "500102"), ["500101", "500102"]),
        (("430000", "431100"), ["430000", "431100"]),
    ],
    ids=["municipality and its district", "two districts", "districts alone", "province and prefecture"],
)
def test_a_municipality_and_one_of_its_districts_are_one_place(store: Store, areas: tuple[str, ...], expected: list[str]) -> None:
    assert persons(store, *(("Li Wei", None, area) for area in areas)) == [f"li-wei@{area}" for area in expected]


def test_an_annual_meeting_is_its_host_and_year_however_it_is_mentioned(store: Store) -> None:
    referred = {"relation": "rectification_reported", "status": "mentioned"}
    ids = meetings(store, {}, referred, {"year": 2023}, {"kind": "organizational_life_meeting"})
    assert ids == [f"{LIFE}:2022:annual:{HOST}"] * 2 + [f"{LIFE}:2023:annual:{HOST}", f"organizational_life_meeting:2022:annual:{HOST}"]


def special(topic: str | None = "party_history", **columns: object) -> dict[str, object]:
    return {"form": "special", "topic": topic, "year": 2021} | columns


def test_a_special_meeting_is_its_host_topic_and_year(store: Store) -> None:
    ids = meetings(store, special(), special(relation="mentioned"), special("inspection"), special(year=2020))
    assert ids == [
        f"{LIFE}:2021:party_history:{HOST}", f"{LIFE}:2021:party_history:{HOST}",
        f"{LIFE}:2021:inspection:{HOST}", f"{LIFE}:2020:party_history:{HOST}",
    ]  # fmt: skip


def test_special_meetings_on_days_more_than_three_apart_are_several(store: Store) -> None:
    days = [date(2021, 8, 1), date(2021, 8, 3), date(2021, 8, 20)]
    ids = meetings(store, *(special(held_on=day, held_on_basis="stated") for day in days), special(relation="mentioned"))
    first, second = f"{LIFE}:2021-08-01:party_history:{HOST}", f"{LIFE}:2021-08-20:party_history:{HOST}"
    assert ids == [first, first, second, f"{LIFE}:2021:party_history:r3:m1"]


def test_who_speaks_of_the_special_meeting_means_the_annual_one_on_its_topic(store: Store) -> None:
    ids = meetings(store, {"topic": "party_history", "year": 2021}, special(relation="rectification_reported"))
    assert ids == [f"{LIFE}:2021:annual:{HOST}"] * 2
    assert ask(store, "SELECT form, topic FROM meeting") == [("annual", "party_history")]


@pytest.mark.parametrize(("day", "count"), [(date(2022, 1, 12), 1), (date(2021, 8, 20), 2)])
def test_a_special_meeting_with_a_report_of_its_own_joins_the_annual_one_only_if_held_with_it(store: Store, day: date, count: int) -> None:
    annual = {"topic": "party_history", "year": 2021, "held_on": date(2022, 1, 10), "held_on_basis": "stated"}
    ids = meetings(store, annual, special(held_on=day, held_on_basis="stated"))
    assert len(set(ids)) == count


def test_a_meeting_without_a_year_is_the_only_known_one_of_its_host_and_form(store: Store) -> None:
    ids = meetings(store, {}, {"year": None, "relation": "mentioned"}, special("inspection", year=None, relation="mentioned"))
    assert ids == [f"{LIFE}:2022:annual:{HOST}"] * 2 + [f"{LIFE}:?:inspection:r2:m1"]


def test_a_meeting_without_a_year_is_nobody_elses_where_several_are_known(store: Store) -> None:
    ids = meetings(store, {}, {"year": 2023}, {"year": None, "relation": "mentioned"})
    assert ids[2] == f"{LIFE}:?:annual:r2:m1"


def test_a_second_mention_in_one_report_is_of_another_meeting(store: Store) -> None:
    report = Report("r1")
    host = report.organization()
    report.meeting(host)
    report.meeting(host, "announced", year=None, status="announced")
    assert resolved(store, [report], "meeting_mention") == {"r1:m1": f"{LIFE}:2022:annual:{HOST}", "r1:m2": f"{LIFE}:?:annual:r1:m2"}


@pytest.mark.parametrize(("day", "is_one"), [(date(2023, 2, 2), True), (date(2023, 2, 20), False)])
def test_a_meeting_of_unstated_form_is_the_one_held_on_its_day(store: Store, day: date, is_one: bool) -> None:
    dated: dict[str, object] = {"held_on": date(2023, 2, 1), "held_on_basis": "stated"}
    ids = meetings(store, dated, dated | {"form": None, "year": None, "held_on": day})
    assert ids[1] == (ids[0] if is_one else f"{LIFE}:2023-02-20:-:{HOST}")


def test_study_sessions_are_told_apart_by_their_day(store: Store) -> None:
    session: dict[str, object] = {"kind": "theory_study_session", "form": None, "year": 2023}
    days = (date(2023, 2, 1), date(2023, 2, 1), date(2023, 2, 2))
    ids = meetings(store, *(session | {"held_on": day, "held_on_basis": "stated"} for day in days), session)
    assert ids == [
        f"theory_study_session:2023-02-01:-:{HOST}", f"theory_study_session:2023-02-01:-:{HOST}",
        f"theory_study_session:2023-02-02:-:{HOST}", "theory_study_session:2023:-:r3:m1",
    ]  # fmt: skip


def test_meetings_of_unknown_hosts_are_strangers_to_each_other(store: Store) -> None:
    assert meetings(store, {}, {}, host=False) == [f"{LIFE}:2022:annual:r0:m1", f"{LIFE}:2022:annual:r1:m1"]


def test_meetings_of_hosts_of_unknown_place_are_strangers_to_each_other(store: Store) -> None:
    reports = [Report("r0"), Report("r1")]
    for report in reports:
        report.meeting(report.organization(area_id=None))
    assert len(set(resolved(store, reports, "meeting_mention").values())) == 2


def test_a_meeting_is_what_its_own_report_says_before_what_others_say(store: Store) -> None:
    meetings(
        store,
        {"relation": "mentioned", "held_on": date(2023, 2, 9), "held_on_basis": "stated", "theme": "hearsay", "status": "mentioned"},
        {"held_on": date(2023, 2, 3), "held_on_basis": "published", "day_part": "morning"},
        {"held_on": date(2023, 2, 1), "held_on_basis": "stated", "theme": "own"},
    )
    assert ask(store, "SELECT held_on, held_on_basis, day_part, theme, status, host_id, area_id FROM meeting") == [
        (date(2023, 2, 1), "stated", "morning", "own", "held", HOST, "431100")
    ]
