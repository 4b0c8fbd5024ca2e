"""What holds for the rows of any text: they fit the registry, quote the body, refer to rows that exist, and never change."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.readings import HELD, LEXICONS, rows_of
from transforms.arrow import to_tables
from transforms.cleaning import Cleaned, Language
from transforms.document import Record
from transforms.extract import ExtractionError, extract
from transforms.facts.people import name_key
from transforms.rows import Observations, Row
from warehouse.registry import TABLES, of_layer

ENGLISH = (
    "On January 12 |On the morning of the 9th, |On February 29, 2024, |Recently, |This afternoon, |"
    "the Party group of the Tonglu County People's Government |"
    "the Standing Committee of the Lishui Municipal Party Committee |held |will hold |"
    "the 2023 annual democratic life meeting|a special democratic life meeting on Party history study and education|"
    "last year's democratic life meeting|. |, | and |: |; |Ruan Qiming |Ouyang Xiu-lan|Ge Tian'en's |Lu Hai Feng|Lü Wenbo|"
    "Abudu Rexiti|RUAN QIMING |, deputy secretary of the county party committee and county magistrate, |Secretary |"
    "vice mayors |members of the party group |presided over the meeting |presided over by |attended the meeting |"
    "sat in on the meeting |supervised the meeting |on behalf of the party group |made a comparative inspection |"
    "delivered a concluding speech |was absent |via video |The meeting pointed out that |emphasized that |First, |Second, |"
    "we must uphold |the Two Upholds |informed of the rectification of |the Political Bureau of the CPC Central Committee |"
    '"|(|)|with "|" as the theme |Hong Kong |Xi Jinping |Xi Jinping Thought |(Reporter Di Jianguo) |heads of |'
    "leader of the county steering group |&quot;|â€œ|İstanbul |2023 |12 |XX |Article 1 |One is |of the |the "
)
CHINESE = (
    "1月12日上午，|2月29日，|近日，|今天|14日下午，|桐庐县政府党组|丽水市委常委会|县财政局|县委|召开|将召开|"
    "2023年度民主生活会|党史学习教育专题民主生活会|上年度民主生活会|组织生活会|会议|。|，|、|；|：|！|阮启明|阮 亮|"
    "欧阳秀兰|白音宝力格|阿不都·热西提|司徒·|黎　明|县委副书记、县长|党组书记|副县长|市委常委|主持会议|主持会议并讲话|"
    "会议由|由|出席会议|出席会议的有|列席会议|到会指导|督导组组长|代表党组|作对照检查|逐一发言|总结讲话|指出，|强调，|"
    "要求，|一要|二是|“|”|（|）|《|》|因公请假|以视频方式|通报了|整改落实情况|中央政治局|为主题|围绕|习近平总书记|"
    "习近平新时代中国特色社会主义思想|同志|等党组成员|等|记者|香港|相互|党支部|校长信箱|吕|和|第一，|班子成员|兼|"
    "坚决拥护“两个确立”|𠮷|・|＊月＊日|第二条"
)
NOISE = "\n|\r\n|\u2028| |\u3000|\u200b|\x00|😀|é|…|—|　　|￼|ﷺ|\ufeff"


def _texts_of(language: Language, fragments: str) -> st.SearchStrategy[str]:
    """A sentence that makes the text a report, among fragments in any order."""
    pieces = st.lists(st.sampled_from([*fragments.split("|"), *NOISE.split("|")]), max_size=25).map("".join)
    return st.tuples(pieces, st.sampled_from(["", HELD[language]]), pieces).map("".join)


REPORTS = _texts_of("en", ENGLISH) | _texts_of("zh", CHINESE) | _texts_of("zh", f"{CHINESE}|{ENGLISH}") | st.text()
DAYS = st.none() | st.dates()
KEYS = {
    "organization_id": "organization_mention",
    "host_id": "organization_mention",
    "person_id": "person_mention",
    "speaker_id": "person_mention",
    "meeting_id": "meeting_mention",
    "statement_id": "statement",
    "report_id": "report",
}


def assert_spans_lie_inside(body: str, rows: Observations) -> None:
    for table, found in rows.items():
        for row in (r for r in found if "start_char" in r):
            assert 0 <= _offset(row, "start_char") < _offset(row, "end_char") <= len(body), (table, row)


def assert_evidence_names_the_person(body: str, rows: Observations) -> None:
    language: Language = "zh" if rows["report"][0]["language"] == "zh" else "en"
    for row in rows["participation"]:
        quoted = body[_offset(row, "start_char") : _offset(row, "end_char")]
        if row["participant_kind"] == "person":
            assert _plain(str(row["label"]), language) in _plain(quoted, language), (row, quoted)


def assert_ids_exist(rows: Observations) -> None:
    for column, owner in KEYS.items():
        own = "report_id" if owner == "report" else f"{owner.removesuffix('_mention')}_id"
        known = {row[own] for row in rows[owner]} | {None}
        for table, found in rows.items():
            assert {row.get(column) for row in found} <= known, (table, column)


def assert_fits_the_registry(rows: Observations) -> None:
    to_tables(rows)
    for table in (TABLES[name] for name in rows):
        keys = [tuple(row.get(column) for column in table.primary_key) for row in rows[table.name]]
        assert not table.primary_key or len(set(keys)) == len(keys), (table.name, keys)
        for column in table.columns:
            values = {row.get(column.name) for row in rows[table.name]}
            assert "" not in values, (table.name, column.name)
            assert not column.values or values <= {*column.values, None}, (table.name, column.name)


def _offset(row: Row, column: str) -> int:
    offset = row[column]
    assert isinstance(offset, int)
    return offset


def _plain(text: str, language: Language) -> str:
    """Letters alone, so that padding, layout, case and another glyph of the same name do not count."""
    return name_key(Cleaned(text, language).lower).replace("·", "").replace("lv", "lu").replace("nv", "nu")


@settings(max_examples=200, deadline=None)
@given(REPORTS, DAYS)
def test_whatever_the_text_its_rows_quote_it_and_fit_the_registry(body: str, published_on: date | None) -> None:
    try:
        rows = rows_of(body, published_on)
    except ExtractionError:
        assert not body.strip()
        return
    assert_spans_lie_inside(body, rows)
    assert_evidence_names_the_person(body, rows)
    assert_ids_exist(rows)
    assert_fits_the_registry(rows)


@settings(max_examples=60, deadline=None)
@given(REPORTS, DAYS)
def test_the_same_record_gives_the_same_rows(body: str, published_on: date | None) -> None:
    record = Record(0, body or "空", published_on=published_on)
    if record.body.strip():
        assert extract(record, LEXICONS) == extract(record, LEXICONS)


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_a_report_of_no_meeting_states_nothing_of_one(body: str) -> None:
    if not body.strip():
        return
    rows = rows_of(body)
    assert rows["report"][0]["is_report"] is bool(rows["meeting_mention"])
    if not rows["meeting_mention"]:
        assert not [t for t in ("participation", "membership", "statement", "requirement", "step_mention") if rows[t]]


@pytest.mark.parametrize("body", ["", " \n\t", "\u3000\u2028"], ids=["empty", "white space", "wide spaces"])
def test_a_record_without_text_is_refused_with_a_sentence(body: str) -> None:
    with pytest.raises(ExtractionError, match="record 7 holds no text; look whether") as refused:
        extract(Record(7, body), LEXICONS)
    assert refused.value.reason == "no_text"


def test_every_observation_table_is_there_even_where_nothing_is_observed() -> None:
    rows = rows_of("今天天气很好。")
    assert set(rows) == {t.name for t in of_layer("observation")}
    assert [(name, len(found)) for name, found in rows.items() if found] == [("report", 1), ("sentence", 1), ("report_signature", 1)]


def test_where_a_record_comes_from_changes_no_row() -> None:
    one, other = (extract(Record(n, HELD["zh"], source_url=url), LEXICONS) for n, url in ((0, None), (5, "https://example.org/5")))
    assert one == other
