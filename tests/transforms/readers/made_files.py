"""Small files of every delivery format, made of one report."""

import csv
import gzip
import io
import json
import tarfile
import zipfile
from email.message import EmailMessage

import docx

Files = dict[str, bytes]


def html(title: str, paragraphs: list[str], encoding: str = "utf-8") -> bytes:
    text = "".join(f"<p>{p}</p>\n" for p in paragraphs)
    head = f'<meta charset="{encoding}"><title>{title}</title>'
    page = f"<!DOCTYPE html><html><head>{head}</head><body><h1>{title}</h1><div class='content'>{text}</div></body></html>"
    return page.encode(encoding)


def markdown(title: str, paragraphs: list[str], encoding: str = "utf-8") -> bytes:
    return ("---\ntitle: " + title + "\ndate: 2023-02-09\n---\n\n" + "\n\n".join(paragraphs) + "\n").encode(encoding)


def json_document(title: str, paragraphs: list[str], encoding: str = "utf-8") -> bytes:
    return json.dumps([{"title": title, "content": "\n".join(paragraphs)}], ensure_ascii=False).encode(encoding)


def json_lines(title: str, paragraphs: list[str], encoding: str = "utf-8", count: int = 2) -> bytes:
    line = json.dumps({"title": title, "content": "\n".join(paragraphs)}, ensure_ascii=False)
    return "".join(line + "\n" for _ in range(count)).encode(encoding)


def table(
    title: str, paragraphs: list[str], encoding: str = "utf-8", delimiter: str = ",", names: str = "标题 发布时间 正文 网址"
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(names.split())
    writer.writerow([title, "2023-02-09 10:00", "\n".join(paragraphs), "https://a.example/1"])
    return out.getvalue().encode(encoding)


def mail(title: str, paragraphs: list[str], encoding: str = "utf-8", attachments: Files | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "市委办公室 <office@a.example>"
    message["To"] = "desk@b.example"
    message["Date"] = "Thu, 09 Feb 2023 10:00:00 +0800"
    message["Subject"] = title
    message.set_content("\n".join(paragraphs), charset=encoding, cte="base64")
    for name, content in (attachments or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def word(title: str, paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for paragraph in (title, *paragraphs):
        document.add_paragraph(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(files: Files, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    return out.getvalue()


def tarred(files: Files) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


def warc_record(address: str, body: bytes, *headers: str, status: str = "HTTP/1.1 200 OK", kind: str = "response") -> bytes:
    names = headers or ("Content-Type: text/html",)
    block = "\r\n".join((status, *names, "", "")).encode() + body
    top = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
    return (top + f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n").encode() + block + b"\r\n\r\n"


def wacz(*records: bytes) -> bytes:
    crawl = b"".join(gzip.compress(record, mtime=0) for record in records)
    return zipped(
        {"datapackage.json": b"{}", "archive/data.warc.gz": crawl, "indexes/index.cdx": b"x", "pages/pages.jsonl": b'{"id": "x"}\n'}
    )
