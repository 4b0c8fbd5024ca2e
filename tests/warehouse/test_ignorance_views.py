"""What extraction did not read is a list: sentences without a fact, and words that no lexicon knows."""

import pytest

from tests.warehouse.builders import Report, ask, publish_all, write
from transforms.document import Record, report_id
from transforms.extract import extract
from transforms.lexicons import Lexicons
from warehouse.store import Store

READ = "2月3日，荆门市委常委会召开2022年度民主生活会，市委书记秦阳主持会议。"
UNREAD = "天气晴好。"
SPOKEN = "秦阳强调，要保护好“漳河水脉”。"
BODY = READ + UNREAD + SPOKEN


@pytest.fixture
def published(store: Store) -> Store:
    """The report, a reprint of it, and a text that reports no meeting."""
    reports = []
    for number, body in enumerate([BODY, BODY + "（完）", "天气晴好。今天没有会议。"]):
        report = Report(report_id(body), "delivery", number)
        report.rows = extract(Record(number, body), Lexicons())
        reports.append(report)
    write(store, "b1", reports)
    publish_all(store)
    return store


def test_a_sentence_without_a_fact_is_unclaimed(published: Store) -> None:
    assert ask(published, "SELECT count(*) FROM reprint") == [(1,)]
    original = ask(published, "SELECT report_id FROM report_once WHERE reprints = 1")
    assert ask(published, "SELECT report_id FROM unclaimed") == original
    assert ask(published, "SELECT position, sentence, start_char, end_char FROM unclaimed") == [(2, UNREAD, len(READ), len(READ + UNREAD))]


def test_every_sentence_is_whole_and_in_order(published: Store) -> None:
    quoted = "substr(body, start_char + 1, end_char - start_char)"
    sentences = f"SELECT string_agg({quoted}, '' ORDER BY position) FROM sentence JOIN report USING (report_id) WHERE body = '{BODY}'"
    assert ask(published, sentences) == [(BODY,)]


def test_candidates_come_with_the_sentence_that_prints_them_and_without_reprints(published: Store) -> None:
    found = ask(published, "SELECT kind, text, language, mentions, reports, example FROM candidates WHERE kind = 'phrase'")
    assert found == [("phrase", "漳河水脉", "zh", 1, 1, SPOKEN)]


def test_titles_and_bodies_that_no_lexicon_knows_are_candidates(store: Store) -> None:
    for name in ("r1", "r2"):
        report = Report(name)
        person = report.person(area_id=None)
        report.fact("membership", person_id=person, title="Keeper of Seals" if name == "r1" else "keeper of seals")
        report.organization("ccdi", None, org_type_id="ccdi", kind="discipline", label="CCDI")
        report.organization("water_works", None, kind="enterprise", label="Water Works")
        report.organization("guild", kind=None, label="Guild")
        write(store, name, [report])
    publish_all(store)
    found = ask(store, "SELECT kind, text, mentions, reports, report_id, example FROM candidates ORDER BY kind")
    assert found == [
        ("organization_of_unknown_kind", "Guild", 2, 2, "r1", None),
        ("title", "Keeper of Seals", 2, 2, "r1", None),
        ("unplaced_organization", "Water Works", 2, 2, "r1", None),
        ("unplaced_person", "Chen Ailin", 2, 2, "r1", None),
    ]
