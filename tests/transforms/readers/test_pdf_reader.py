"""PDF: paragraphs as they were before the margin broke them, no page furniture, and bounds on what a file may cost."""

from datetime import date
from pathlib import Path

import pytest

from transforms.document import Record
from transforms.readers import Refused, Unreadable, pdf, read

FILES = Path("tests/transforms/readers/files")
GOLD = Path("tests/gold/samples")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(("name", "gold"), [("report_zh.pdf", "101_zh.txt"), ("report_en.pdf", "117_en.txt")])
def test_a_pdf_has_the_paragraphs_of_the_text_that_it_was_made_of(name: str, gold: str) -> None:
    [record] = read((FILES / name).read_bytes(), name)
    assert isinstance(record, Record)
    assert lines(record.body) == lines((GOLD / gold).read_text(encoding="utf-8"))
    assert record.title == lines(record.body)[0].replace("&nbsp;", "").strip()
    assert (record.published_on, record.published_on_basis) == (date(2000, 1, 1), "file")


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as refused:
        list(read(data, "x.pdf"))
    return refused.value


def test_a_scan_asks_for_ocr() -> None:
    refused = refusal((FILES / "scan.pdf").read_bytes())
    assert (refused.reason, refused.detail) == ("no_text_layer", "x.pdf: no text layer: run OCR first")


def test_a_locked_pdf_asks_for_the_unlocked_one() -> None:
    assert refusal((FILES / "locked.pdf").read_bytes()).reason == "encrypted"


def test_a_damaged_pdf_is_refused() -> None:
    assert refusal(b"%PDF-1.7\n" + b"\xff" * 5000).reason == "damaged"


def test_a_pdf_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PDF_SECONDS", 0.01)
    assert refusal((FILES / "report_zh.pdf").read_bytes()).reason == "too_costly"


def test_a_pdf_that_takes_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PDF_MEMORY_BYTES", 10_000_000)
    assert refusal((FILES / "report_zh.pdf").read_bytes()).reason in ("too_costly", "damaged")


def test_a_pdf_of_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PDF_PAGES", 1)
    assert refusal((FILES / "report_zh.pdf").read_bytes()).reason == "too_long"


def page_tree_that_loops() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>endobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
        b"trailer<</Root 1 0 R/Size 3/Prev 120>>\nstartxref\n120\n%%EOF"
    )


def test_a_pdf_whose_pages_lead_to_themselves_is_refused() -> None:
    assert refusal(page_tree_that_loops()).reason in ("damaged", "too_long", "too_costly", "no_text_layer")


def test_pages_that_are_pictures_among_pages_with_text_are_named() -> None:
    record, refused = read((FILES / "mixed.pdf").read_bytes(), "x.pdf")
    assert isinstance(record, Record)
    assert isinstance(refused, Refused)
    assert refused.record == 1
    assert "pages 2 are pictures" in refused.detail
