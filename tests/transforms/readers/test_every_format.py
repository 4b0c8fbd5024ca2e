"""Every format in every encoding that it may have gives the same text."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.transforms.readers import made_files as made
from tests.transforms.readers.records import records_of
from transforms.readers import format_of, read

TITLE = "市委常委会召开2022年度民主生活会"
PARAGRAPHS = [
    "2月3日，市委常委会召开2022年度民主生活会，市委书记主持会议并作总结讲话，省委督导组到会指导。",
    "会议通报了上年度民主生活会整改措施落实情况和这次民主生活会征求意见情况，常委同志逐一作对照检查。",
    "会议强调，要把会上查摆的问题列成整改清单，逐条明确责任人和完成时限，做好民主生活会“后半篇文章”。",
]
BODY = "\n".join((TITLE, *PARAGRAPHS))
TRADITIONAL_TITLE = "市委常委會召開2022年度民主生活會"
TRADITIONAL = [
    "2月3日，市委常委會召開2022年度民主生活會，市委書記主持會議並作總結講話。",
    "會議強調，要把會上查擺的問題列成整改清單，逐條明確責任人。",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
MAKERS = {"md": made.markdown, "json": made.json_document, "jsonl": made.json_lines, "csv": made.table, "html": made.html}


def bodies(data: bytes) -> list[str]:
    items = records_of(read(data, "delivery"))
    assert [item.record for item in items] == list(range(len(items)))
    return [item.body for item in items]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", MAKERS)
def test_a_text_format_reads_the_same_in_every_encoding(name: str, encoding: str) -> None:
    data = MAKERS[name](TITLE, PARAGRAPHS, encoding)
    assert format_of(data) == name
    assert set(bodies(data)) == {BODY}


@pytest.mark.parametrize("name", MAKERS)
def test_a_text_format_reads_big5(name: str) -> None:
    more = {"names": "title date content link"} if name == "csv" else {}
    data = MAKERS[name](TRADITIONAL_TITLE, TRADITIONAL, "big5hkscs", **more)
    assert format_of(data) == name
    assert set(bodies(data)) == {"\n".join((TRADITIONAL_TITLE, *TRADITIONAL))}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312"])
def test_a_mail_reads_the_same_in_every_encoding(encoding: str) -> None:
    data = made.mail(TITLE, PARAGRAPHS, encoding)
    assert format_of(data) == "eml"
    assert bodies(data) == [BODY]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table_reads_with_every_delimiter(delimiter: str) -> None:
    assert bodies(made.table(TITLE, PARAGRAPHS, "utf-8", delimiter)) == [BODY]


CONTAINERS: dict[str, Callable[[made.Files], bytes]] = {
    "zip": made.zipped,
    "tar": made.tarred,
    "tar.gz": lambda files: gzip.compress(made.tarred(files)),
    "zip in tar": lambda files: made.tarred({"inner.zip": made.zipped(files)}),
    "tar.gz in zip": lambda files: made.zipped({"inner.tar.gz": gzip.compress(made.tarred(files))}),
    "mail": lambda files: made.mail("附件是各地的报道", ["请查收。"], attachments=files),
}
MEMBERS = {
    "report.txt": BODY.encode(),
    "report.html": made.html(TITLE, PARAGRAPHS, "gb18030"),
    "report.md": made.markdown(TITLE, PARAGRAPHS),
    "report.json": made.json_document(TITLE, PARAGRAPHS),
    "reports.jsonl": made.json_lines(TITLE, PARAGRAPHS, count=3),
    "reports.csv": made.table(TITLE, PARAGRAPHS, "gb18030"),
    "report.docx": made.word(TITLE, PARAGRAPHS),
    "report.eml": made.mail(TITLE, PARAGRAPHS),
    "reports.jsonl.gz": gzip.compress(made.json_lines(TITLE, PARAGRAPHS)),
    "crawl.warc": made.warc_record("https://a.example/1", made.html(TITLE, PARAGRAPHS)),
    "crawl.wacz": made.wacz(made.warc_record("https://a.example/1", made.html(TITLE, PARAGRAPHS))),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_a_container_reads_every_format_in_it_in_order(container: str) -> None:
    found = bodies(CONTAINERS[container](MEMBERS))
    own = found[:1] if container == "mail" else []
    assert found == [*own, *[BODY] * 14]


def test_a_gzip_is_told_by_what_it_holds() -> None:
    assert format_of(gzip.compress(made.tarred(MEMBERS))) == "tar"
    assert format_of(gzip.compress(made.json_lines(TITLE, PARAGRAPHS))) == "jsonl"
    assert format_of(made.wacz()) == "wacz"


def test_a_file_object_is_read_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "delivery"
    path.write_bytes(made.zipped(MEMBERS))
    with path.open("rb") as file:
        assert format_of(file) == "zip"
        assert [item.body for item in records_of(read(file, "delivery"))] == bodies(path.read_bytes())
