"""Word documents: paragraphs, tables and automatic numbers as they are seen on paper."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.document import Record
from transforms.readers import Unreadable, format_of, read
from transforms.readers.docx_figures import figure
from transforms.readers.limits import MAX_DOCX_PARTS, MAX_DOCX_XML_BYTES

GOLD = Path("tests/gold/samples")
SAMPLE = (GOLD / "107_zh.docx").read_bytes()
SENTENCE = "会议强调，要抓好整改落实，确保取得实效。"


def record_of(data: bytes) -> Record:
    (record,) = read(data, "inbox/report.docx")
    assert isinstance(record, Record)
    return record


def written(*body: str, change: Callable[[Any], None] | None = None) -> bytes:
    """A document with the elements of WordprocessingML in its body."""
    document = docx.Document()
    for element in body:
        document.element.body.insert_element_before(parse_xml(element.replace(" XMLNS", f" {nsdecls('w')}", 1)), "w:sectPr")
    if change is not None:
        change(document)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p XMLNS><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with each part as `change` gives it back."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
        for name in package.namelist():
            target.writestr(name, change(name, package.read(name)))
    return saved.getvalue()


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        list(read(data, "inbox/report.docx"))
    return refused.value


def test_the_sample_holds_all_that_its_annotation_quotes() -> None:
    record = record_of(SAMPLE)
    annotation = json.loads((GOLD / "107.json").read_text(encoding="utf-8"))
    quoted = [item[end] for item in (*annotation["statements"], *annotation["requirements"]) for end in ("start", "end")]
    quoted += [*annotation["byline"], *(group["label"] for group in annotation["groups"])]
    assert [words for words in quoted if words not in record.body] == []
    assert record.title == record.body.split("\n")[0] == "集团党委召开主题教育专题民主生活会"
    assert record.body.endswith("\n撰写：梁小满　摄影：党群工作部　审核：史书勤　送审日期：8月26日")


INSERTED = f"<w:ins w:id='1' w:author='a'>{run('补充')}</w:ins>"
DELETED = "<w:del w:id='2' w:author='a'><w:r><w:delText>删去</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (run("王") + run("䶮主持。"), "王䶮主持。"),
        ("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>", "第一行\n第二行"),
        ("<w:r><w:t>来源</w:t><w:tab/><w:t>县委办</w:t></w:r>", "来源 县委办"),
        (
            INSERTED + DELETED,
            "补充",
        ),
        (f"<w:smartTag>{run('一月')}</w:smartTag><w:fldSimple w:instr='PAGE'>{run('二日')}</w:fldSimple>", "一月二日"),
        (f"{run('可见')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>", "可见"),
        ("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>DATE</w:instrText></w:r>" + run("三月"), "三月"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件内')}</w:sdtContent></w:sdt>", "控件内"),
    ],
    ids=["runs", "break", "tab", "tracked changes", "fields", "hidden", "field code", "control"],
)
def test_a_paragraph_reads_as_printed(inside: str, text: str) -> None:
    assert record_of(written(paragraph(run("开头。")), paragraph(inside))).body == f"开头。\n{text}"


def test_text_boxes_are_read_once_though_drawings_are_stored_twice() -> None:
    box = f"<w:txbxContent>{paragraph(run('中共某某县委文件')).replace(' XMLNS', '')}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>'
    )
    assert record_of(written(paragraph(drawing + run("正文。")))).body == "正文。\n中共某某县委文件"


def test_tables_read_row_by_row_in_their_place_and_merged_cells_once() -> None:
    def add_table(document: Any) -> None:
        table = document.add_table(3, 3)
        for row, texts in zip(table.rows, (["问题", "措施", "责任人"], ["学习不够", "每周学习", "尹朗"], ["", "", "江川"]), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(1, 1).merge(table.cell(2, 1))
        document.add_paragraph("表后。")

    assert (
        record_of(written(paragraph(run("表前。")), change=add_table)).body
        == "表前。\n问题　措施　责任人\n学习不够　每周学习　尹朗\n江川\n表后。"
    )


def test_a_cell_across_columns_is_read_once() -> None:
    def add_table(document: Any) -> None:
        table = document.add_table(1, 3)
        merged = table.cell(0, 0).merge(table.cell(0, 1))
        merged.text = "附注"
        table.cell(0, 2).text = "见后"

    assert record_of(written(change=add_table)).body == "附注　见后"


NUMBERING = """<w:numbering XMLNS>
<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="91"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl></w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="91"/></w:num>
<w:num w:numId="92"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    def number(document: Any) -> None:
        root = document.part.numbering_part.element
        given_lists = parse_xml(NUMBERING.replace(" XMLNS", f" {nsdecls('w')}", 1))
        for position, kind in enumerate(given_lists.findall(docx.oxml.ns.qn("w:abstractNum"))):
            root.insert(position, kind)
        root.extend(given_lists.findall(docx.oxml.ns.qn("w:num")))

    def item(text: str, list_id: int, level: int = 0) -> str:
        return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')

    body = [item("学习", 90), item("读书", 90, 1), item("讨论", 90, 1), item("整改", 90), item("台账", 90, 1)]
    body += [item("圆点", 91), item("另起", 92), item("无号", 0), item("没有这个表", 77)]
    assert record_of(written(*body, change=number)).body.split("\n") == [
        *("一、学习", "1. 读书", "2. 讨论", "二、整改", "1. 台账"),
        *("圆点", "三、另起", "无号", "没有这个表"),
    ]


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        (
            "chineseCountingThousand",
            {1: "一", 10: "十", 12: "十二", 20: "二十", 105: "一百零五", 110: "一百一十", 1001: "一千零一", 0: "零"},
        ),
        ("ideographDigital", {7: "七", 10: "一〇", 21: "二一"}),
        ("upperRoman", {4: "IV", 9: "IX", 1994: "MCMXCIV"}),
        ("lowerRoman", {3: "iii"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("hebrew1", {5: "5"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(kind: str, numbers: dict[int, str]) -> None:
    assert {number: figure(kind, number) for number in numbers} == numbers


def saved_at(stamp: str) -> bytes:
    """The sample with its last saving at a time."""
    stamped = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    return repacked(SAMPLE, lambda _, part: stamped.sub(lambda found: found[1] + stamp.encode(), part))


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("2023-08-28T09:00:00Z", date(2023, 8, 28)),
        ("2023-08-28T17:00:00Z", date(2023, 8, 29)),
        ("2013-12-23T23:15:00Z", None),
        ("1601-01-01T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_the_day_of_the_last_saving_is_the_files_own_date_but_not_that_of_a_template(stamp: str, day: date | None) -> None:
    record = record_of(saved_at(stamp))
    assert (record.published_on, record.published_on_basis) == (day, "file" if day else None)


def test_a_document_without_properties_has_no_date() -> None:
    relation = re.compile(rb"<Relationship [^>]*core-properties[^>]*/>")
    assert relation.search(zipfile.ZipFile(io.BytesIO(SAMPLE)).read("_rels/.rels"))
    bare = repacked(SAMPLE, lambda name, part: relation.sub(b"", part) if name == "_rels/.rels" else part)
    assert record_of(bare).published_on is None


def test_pictures_are_not_unpacked() -> None:
    """A package that names its pictures as parts of any size is read for its text alone."""

    def with_picture(name: str, part: bytes) -> bytes:
        return b"\0" * (MAX_DOCX_XML_BYTES + 1) if name == "docProps/thumbnail.jpeg" else part

    assert record_of(repacked(SAMPLE, with_picture)).body == record_of(SAMPLE).body


def test_a_zip_bomb_is_refused_unpacked() -> None:
    bomb = repacked(SAMPLE, lambda name, part: part + b" " * (MAX_DOCX_XML_BYTES + 1) if name == "word/document.xml" else part)
    assert (len(bomb) < 200_000, refusal(bomb).reason) == (True, "too_long")


def test_too_many_parts_are_refused() -> None:
    saved = io.BytesIO(SAMPLE)
    with zipfile.ZipFile(saved, "a") as package:
        for number in range(MAX_DOCX_PARTS):
            package.writestr(f"word/media/{number}.png", b"")
    assert refusal(saved.getvalue()).reason == "too_long"


@pytest.mark.parametrize("depth", [1, 11], ids=["one", "a billion"])
def test_entities_are_refused_unexpanded(depth: int) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    declared = f'<!DOCTYPE w:document [<!ENTITY e0 "会议">{entities}]>'.encode()

    def laughs(name: str, part: bytes) -> bytes:
        if name != "word/document.xml":
            return part
        part = part.replace("秦陇新材集团新闻中心".encode(), f"&e{depth};".encode(), 1)
        return re.sub(rb"(<\?xml[^>]*\?>)", lambda found: found[1] + declared, part, count=1)

    assert refusal(repacked(SAMPLE, laughs)).reason == "broken_docx"


def test_a_document_without_text_is_refused() -> None:
    refused = refusal(written())
    assert (refused.reason, "run OCR" in refused.detail, refused.detail.startswith("inbox/report.docx: ")) == ("no_text", True, True)


@pytest.mark.parametrize("missing", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_a_damaged_part_is_a_damaged_document_or_is_not_needed(missing: str) -> None:
    damaged = repacked(SAMPLE, lambda name, part: b"<" if name == missing else part)
    assert refusal(damaged).reason == "broken_docx"


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_any_damage_to_a_document_gives_a_record_or_is_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml", "[Content_Types].xml"]))
    with zipfile.ZipFile(io.BytesIO(SAMPLE)) as package:
        part = bytearray(package.read(name))
    for position in data.draw(st.lists(st.integers(0, len(part) - 1), min_size=1, max_size=6)):
        part[position] = data.draw(st.sampled_from(b'<>/"&=0a \0'))
    whole = bytearray(repacked(SAMPLE, lambda other, old: bytes(part) if other == name else old))
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=3)):
        whole[position] = data.draw(st.integers(0, 255))
    if format_of(bytes(whole)) != "docx":
        return
    with suppress(Unreadable):
        assert record_of(bytes(whole)).body
