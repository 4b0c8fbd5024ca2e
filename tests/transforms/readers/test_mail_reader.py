"""Mails: the message, its sender and day, and what is attached."""

from datetime import date
from email.message import EmailMessage

import pytest

from tests.transforms.readers import made_files as made
from tests.transforms.readers.records import records_of
from tests.transforms.readers.test_every_format import BODY, PARAGRAPHS, TITLE
from transforms.document import Record
from transforms.readers import Refused, Unreadable, limits, read
from transforms.readers.nesting import Item


def items(message: EmailMessage | bytes) -> list[Item]:
    return list(read(message if isinstance(message, bytes) else message.as_bytes(), "x.eml"))


def message(**headers: str) -> EmailMessage:
    made_message = EmailMessage()
    usual = {"From": "a@b.example", "To": "c@d.example", "Subject": TITLE, "Date": "Thu, 9 Feb 2023 23:30:00 +0800"}
    for name, value in (usual | headers).items():
        made_message[name] = value
    return made_message


def test_a_mail_gives_subject_sender_and_day() -> None:
    [record] = items(made.mail(TITLE, PARAGRAPHS))
    assert isinstance(record, Record)
    assert (record.title, record.byline) == (TITLE, "市委办公室")
    assert (record.published_on, record.published_on_basis) == (date(2023, 2, 9), "file")


def test_a_mail_in_html_is_read_as_a_page() -> None:
    mail = message()
    mail.set_content(made.html(TITLE, PARAGRAPHS).decode(), subtype="html", charset="gb18030")
    assert [item.body for item in records_of(items(mail))] == [BODY]


def test_plain_text_is_preferred_and_pictures_and_signatures_are_no_files() -> None:
    mail = message()
    mail.set_content("\n".join(PARAGRAPHS))
    mail.add_alternative("<p>HTML</p>", subtype="html")
    _, page = mail.iter_parts()
    page.add_related(b"\x89PNG", "image", "png", cid="<1>")
    assert [item.body for item in records_of(items(mail))] == [BODY]


def test_attachments_are_read_in_order_and_a_scan_is_refused_by_its_name() -> None:
    mail = message()
    mail.set_content("请查收。")
    mail.add_attachment(b"\xff\xd8\xff\xe0", "image", "jpeg", filename="扫描件.jpg")
    mail.add_attachment(BODY, filename="报道.txt")
    inner = message(Subject="转发的报道")
    inner.set_content("\n".join(PARAGRAPHS))
    mail.add_attachment(inner)
    own, scan, report, forwarded = items(mail)
    assert isinstance(own, Record)
    assert isinstance(scan, Refused)
    assert "扫描件.jpg" in scan.detail
    assert isinstance(report, Record)
    assert report.body == BODY
    assert isinstance(forwarded, Record)
    assert forwarded.title == "转发的报道"


def test_a_mail_without_words_gives_only_its_attachments() -> None:
    mail = message()
    mail.set_content("")
    mail.add_attachment(BODY, filename="报道.txt")
    assert [item.body for item in records_of(items(mail))] == [BODY]


@pytest.mark.parametrize(
    "headers", [b"Date: yesterday\n", b"Date: Thu, 99 Feb 2023 00:00:00 +9999\n", b"Subject: =?x?q?=\nDate:\n", b"Subject: \xb1\xea\n"]
)
def test_broken_headers_cost_their_value_and_nothing_else(headers: bytes) -> None:
    [record] = items(b"From: a@b\nTo: c@d\nMIME-Version: 1.0\n" + headers + b"\n" + BODY.encode())
    assert isinstance(record, Record)
    assert record.published_on is None
    assert record.body.endswith(BODY)


@pytest.mark.parametrize(
    "parts",
    [
        b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 5000,
        b"--x\nContent-Type: text/plain\n\na\n" * (limits.MAX_MAIL_PARTS + 1),
    ],
    ids=["one in the other", "one after the other"],
)
def test_a_mail_of_endless_parts_is_refused(parts: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        items(b"From: a@b\nTo: c@d\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n" + parts)
    assert refusal.value.reason == "too_many_parts"
