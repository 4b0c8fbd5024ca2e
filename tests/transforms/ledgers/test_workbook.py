"""Workbooks: values as they are shown, and files made to do harm."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from transforms.ledgers.ledger import ledger_rows, read_ledger
from transforms.ledgers.workbook import modified_on, read_workbook
from transforms.lexicons import Lexicons
from transforms.readers.limits import MAX_LEDGER_ROWS, MAX_WORKBOOK_BYTES
from transforms.readers.unreadable import Unreadable

LEXICONS = Lexicons()


def saved(fill: Callable[[Workbook], None]) -> bytes:
    workbook = Workbook()
    fill(workbook)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def first_sheet(workbook: Workbook) -> Worksheet:
    """The sheet with cells that a new workbook begins with."""
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    return sheet


def ledger(workbook: Workbook) -> None:
    first_sheet(workbook).append(["存在问题", "整改措施", "整改时限"])
    first_sheet(workbook).append(["学习不系统", "制定计划", "2023年6月底前"])


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            part = source.read(entry)
            target.writestr(entry.filename, change(part) if entry.filename == name else part)
    return out.getvalue()


def test_cells_are_read_as_they_are_shown() -> None:
    def fill(workbook: Workbook) -> None:
        sheet = first_sheet(workbook)
        sheet.append([date(2023, 6, 30), 0.8, 1, 2023.1, True, "a_x000D_\nb", "\u202e倒\u200b置", "_xD800_孤"])
        sheet["B1"].number_format, sheet["D1"].number_format = "0%", "0.00"

    [sheet] = read_workbook(saved(fill))
    assert sheet.rows[0] == ("2023-06-30", "80%", "1", "2023.10", "是", "a\nb", "倒置", "孤")


def test_hidden_and_empty_sheets_are_left_out_and_rows_counted_through() -> None:
    def fill(workbook: Workbook) -> None:
        ledger(workbook)
        workbook.create_sheet("隐藏").append(["x"])
        workbook["隐藏"].sheet_state = "hidden"
        workbook.create_sheet("空")
        workbook.create_sheet("第二").append(["y"])

    sheets = read_workbook(saved(fill))
    assert [(sheet.name, sheet.first_record) for sheet in sheets] == [("Sheet", 0), ("第二", 2)]


def test_day_of_saving_dates_a_version_without_a_date() -> None:
    data = with_part(
        saved(ledger), "docProps/core.xml", lambda part: b'<x><dcterms:modified xsi:type="t">2023-07-04T10:00:00Z</dcterms:modified></x>'
    )
    assert modified_on(data) == date(2023, 7, 4)
    found = read_ledger(with_part(saved(ledger), "docProps/core.xml", _on_fourth_of_july), "l.xlsx", LEXICONS)
    assert found is not None
    [status] = ledger_rows(found, LEXICONS, "f")["ledger_status"]
    assert (status["as_of"], status["as_of_basis"]) == (date(2023, 7, 4), "file")


def _on_fourth_of_july(part: bytes) -> bytes:
    before, _, after = part.partition(b"<dcterms:modified")
    tag, _, rest = after.partition(b">")
    return before + b"<dcterms:modified" + tag + b">2023-07-04T10:00:00Z" + rest[rest.index(b"<") :]


def test_workbook_without_a_ledger_is_refused_with_the_headers_seen() -> None:
    with pytest.raises(Unreadable, match="“姓名”, “职务”, “电话”"):
        read_ledger(saved(lambda workbook: first_sheet(workbook).append(["姓名", "职务", "电话"])), "l.xlsx", LEXICONS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    data = with_part(saved(ledger), "xl/worksheets/sheet1.xml", lambda _: bomb.encode(encoding))
    with pytest.raises(Unreadable, match="unsafe"):
        read_ledger(data, "l.xlsx", LEXICONS)


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = with_part(saved(ledger), "xl/worksheets/sheet1.xml", lambda part: part + b" " * MAX_WORKBOOK_BYTES)
    assert len(data) < MAX_WORKBOOK_BYTES / 100
    with pytest.raises(Unreadable, match="too_long"):
        read_ledger(data, "l.xlsx", LEXICONS)


@pytest.mark.parametrize("range_", ["A1:XFD1048576", "A2:C1048576"])
def test_merged_range_over_the_whole_sheet_takes_no_more_than_its_rows(range_: str) -> None:
    merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{range_}"/></mergeCells>'.encode()
    data = with_part(saved(ledger), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", merged))
    [sheet] = read_workbook(data)
    assert len(sheet.rows) == 2


def test_ranges_that_overlap_without_end_are_refused() -> None:
    ranges = b'<mergeCell ref="A1:CV2"/>' * 1000
    data = with_part(
        saved(ledger),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"),
    )
    with pytest.raises(Unreadable, match="overlap"):
        read_ledger(data, "l.xlsx", LEXICONS)


def test_a_last_row_far_below_is_refused() -> None:
    far = f'<row r="{MAX_LEDGER_ROWS + 2}"><c r="A{MAX_LEDGER_ROWS + 2}"><v>1</v></c></row></sheetData>'.encode()
    data = with_part(saved(ledger), "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", far))
    with pytest.raises(Unreadable, match="too_long"):
        read_ledger(data, "l.xlsx", LEXICONS)


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("broken", [b"", b"<", b"<x/>", b"\xff\xfe<\0"])
def test_damaged_parts_raise_nothing_but_a_refusal(name: str, broken: bytes) -> None:
    with suppress(Unreadable):
        read_ledger(with_part(saved(ledger), name, lambda _: broken), "l.xlsx", LEXICONS)
