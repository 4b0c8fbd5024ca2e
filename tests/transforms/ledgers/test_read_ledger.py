"""Which files are ledgers, and which rows of them are problems."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.ledgers.ledger import ledger_rows, read_ledger
from transforms.lexicons import Lexicons
from transforms.readers.unreadable import Unreadable

LEXICONS = Lexicons()
SEEDS = Path(__file__).parents[3] / "seeds" / "reports"
HEADER = ["序号", "存在问题", "整改措施", "责任单位", "整改时限", "是否销号"]


def table(*rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def items_of(data: bytes) -> list[dict[str, object]]:
    ledger = read_ledger(data, "l.csv", LEXICONS)
    assert ledger is not None
    return ledger_rows(ledger, LEXICONS, "f")["ledger_item"]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.stem[:3])
def test_report_is_no_ledger(path: Path) -> None:
    assert read_ledger(path.read_bytes(), path.name, LEXICONS) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        b"Problems, measures and deadlines were discussed, and a list was made.\nThe meeting, which was long, ended at noon, it is said.",
        "问题，措施，时限".encode(),
        table(["title", "body", "date"], ["a", "b", "2023-01-01"]),
    ],
)
def test_other_files_are_no_ledgers(data: bytes) -> None:
    assert read_ledger(data, "x", LEXICONS) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_ledger_is_known_in_every_encoding_and_with_every_delimiter(encoding: str, delimiter: str) -> None:
    row = ["1", "理论学习不够深入，联系实际不够紧密。", "制定学习计划，每月集中学习一次。", "办公室", "2023年6月底前", "是"]
    items = items_of(table(HEADER, row, encoding=encoding, delimiter=delimiter))
    assert [item["problem"] for item in items] == ["理论学习不够深入，联系实际不够紧密。"]


def test_table_without_a_problem_column_is_refused_with_the_headers_seen() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_ledger(table(["编码", "整改措施", "责任单位", "整改时限"], ["1", "a", "b", "2023年"]), "in/l.csv", LEXICONS)
    assert refusal.value.reason == "no_problem_column"
    assert "“编码”, “整改措施”, “责任单位”, “整改时限”" in refusal.value.detail
    assert "in/l.csv" in refusal.value.detail


def test_ledger_without_a_row_is_refused() -> None:
    with pytest.raises(Unreadable, match="no_item"):
        read_ledger(table(["整改台账", "", "", "", "", ""], HEADER, [""] * 6), "l.csv", LEXICONS)


def test_rows_that_are_no_problems_are_left_out_and_headings_become_categories() -> None:
    items = items_of(
        table(
            ["光山县人民政府党组2022年度民主生活会整改台账", "", "", "", "", ""],
            HEADER,
            ["一、理论学习方面", "", "", "", "", ""],
            ["1", "学习不系统", "制定计划", "办公室", "2023年6月底前", "否"],
            HEADER,
            ["二、工作作风方面", "", "", "", "", ""],
            ["2", "调研不深入", "每季度调研", "办公室", "长期坚持", "否"],
            ["3", "无", "/", "", "", ""],
            ["合计", "2", "", "", "", ""],
            ["填报人：李某", "", "审核人：王某", "", "", "填报日期：2023年3月1日"],
        )
    )
    assert [(item["category"], item["problem"]) for item in items] == [
        ("一、理论学习方面", "学习不系统"),
        ("二、工作作风方面", "调研不深入"),
    ]


def test_a_row_that_leaves_the_problem_open_is_a_further_measure_for_the_one_above() -> None:
    items = items_of(
        table(HEADER, ["1", "学习不系统", "制定计划", "办公室", "2023年6月底前", "是"], ["", "", "每月研学", "", "2023年9月底前", "否"])
    )
    assert [(item["problem"], item["measure"], item["responsible"]) for item in items] == [
        ("学习不系统", "制定计划", "办公室"),
        ("学习不系统", "每月研学", "办公室"),
    ]


def test_header_of_two_lines_without_merged_cells_is_joined() -> None:
    top = ["序号", "问题", "", "整改", "", "责任", ""]
    sub = ["", "类别", "具体表现", "措施", "时限", "领导", "单位"]
    [item] = items_of(table(top, sub, ["1", "学习", "不系统", "制定计划", "2023年6月", "县长", "办公室"]))
    assert (item["category"], item["problem"], item["measure"], item["deadline"], item["responsible"]) == (
        *("学习", "不系统", "制定计划", "2023年6月"),
        "县长; 办公室",
    )


def test_rows_may_name_body_and_meeting_themselves() -> None:
    header = ["单位", "会议", "存在问题", "整改措施"]
    first, second, third = items_of(
        table(
            ["信阳市2022年度民主生活会整改台账汇总", "", "", ""],
            header,
            ["光山县人民政府党组", "2022年度民主生活会", "学习不系统", "制定计划"],
            ["光山县委常委班子", "主题教育专题民主生活会", "学习不系统", "制定计划"],
            ["县驻村工作服务队", "", "学习不系统", "制定计划"],
        )
    )
    assert (first["organization_key"], first["area_id"], first["meeting_year"]) == ("party_group.government", "411522", 2022)
    assert (second["organization_key"], second["meeting_topic"]) == ("standing_committee.party_committee", "special_theme_education")
    assert (third["organization_label"], third["organization_key"], third["meeting_year"]) == ("县驻村工作服务队", None, 2022)
    assert len({item["ledger_id"] for item in (first, second, third)}) == 3


def test_unplaced_ledgers_of_one_name_share_problems_only_where_they_share_measures() -> None:
    def problem_of(measure: str) -> str:
        [item] = items_of(
            table(["局党组2022年度民主生活会整改台账", "", ""], ["存在问题", "整改措施", "责任人"], ["学习不系统", measure, "甲"])
        )
        return "/".join(str(item["item_id"]).split("/")[:2])

    assert problem_of("制定计划") == problem_of("制定计划。")
    assert problem_of("制定计划") != problem_of("每月研学")


def test_numbering_and_punctuation_do_not_make_another_problem() -> None:
    def problem_of(problem: str) -> str:
        [item] = items_of(table(["光山县委2022年度民主生活会整改台账", "", ""], ["存在问题", "整改措施", "责任人"], [problem, "a", "b"]))
        return "/".join(str(item["item_id"]).split("/")[:2])

    assert len({problem_of(p) for p in ("学习不系统", "1.学习不系统。", "（二）学习不系统；", "3、學習不系統", " 学习 不系统")}) == 1
    assert problem_of("三会一课不落实") != problem_of("会一课不落实")


@given(st.lists(st.lists(st.text(max_size=12), min_size=6, max_size=6), max_size=8))
def test_any_cells_below_a_header_are_read_or_refused(rows: list[list[str]]) -> None:
    data = table(HEADER, *rows, ["1", "学习不系统", "a", "b", "2023年", "是"])
    try:
        ledger = read_ledger(data, "l.csv", LEXICONS)
    except Unreadable:
        return
    # Cells full of control characters make a file binary, which is for the other readers to say.
    assert ledger is None or all(item["problem"] for item in ledger_rows(ledger, LEXICONS, "f")["ledger_item"])
