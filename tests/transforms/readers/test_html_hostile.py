"""Pages made, by accident or intent, to stop whoever reads them."""

import time
from collections.abc import Callable

import pytest

from transforms.readers import Unreadable
from transforms.readers.html import html_record
from transforms.readers.html_lines import parsed
from transforms.readers.limits import MAX_HTML_BYTES, MAX_HTML_TAGS

SENTENCE = "会议强调，要抓好整改落实，确保取得实效。"
P = f"<p>{SENTENCE}</p>"
LONGEST_SECONDS = 10.0


def within_bounds(read_it: Callable[[], str]) -> str:
    """What a reading gives, or the reason for its refusal; processor time, since other work may hold up the clock."""
    begun = time.process_time()
    try:
        result = read_it()
    except Unreadable as refusal:
        result = refusal.reason
    assert time.process_time() - begun < LONGEST_SECONDS
    return result


@pytest.mark.parametrize(
    ("markup", "result"),
    [
        pytest.param("<div>" * 10_000 + P + "</div>" * 10_000, SENTENCE, id="10,000 levels"),
        pytest.param("<b>" * 10_000 + P + "</b>" * 10_000, SENTENCE, id="10,000 levels of formatting"),
        pytest.param("<table><tr><td>" * 3_000 + P, SENTENCE, id="3,000 tables, one in the other"),
        pytest.param("<div>" * 200_000 + P, "too_deep", id="200,000 levels"),
        pytest.param("<i>" * (MAX_HTML_TAGS + 1) + P, "too_many_tags", id="too many tags"),
        pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(300_000))}>{SENTENCE}</p>", SENTENCE, id="300,000 attributes"),
        pytest.param(f"<select>{'<option>' * 200_000}</select>{P}", SENTENCE, id="200,000 options"),
        pytest.param(f"<h1>{'<br>' * 50_000}</h1>{P}", SENTENCE, id="50,000 breaks in a heading"),
        pytest.param(P + "<!--" + P * 10_000, SENTENCE, id="a comment without end"),
        pytest.param("<title>" + P * 10_000, "no_text", id="a title without end"),
        pytest.param(P + "<a " * 100_000, SENTENCE, id="tags without end"),
        pytest.param(P + '<a b="' * 100_000, SENTENCE, id="quotation marks without end"),
        pytest.param(
            "<p>会" + " \n" * 500_000 + "议强调，要抓好整改落实。</p>", "会议强调，要抓好整改落实。", id="a megabyte of white space"
        ),
        pytest.param("<" * 100_000, "no_text", id="nothing but brackets"),
    ],
)
def test_hostile_markup_is_read_or_refused_in_bounded_time(markup: str, result: str) -> None:
    assert within_bounds(lambda: html_record(markup).body) == result


def test_formatting_left_open_is_not_repeated_in_every_paragraph() -> None:
    markup = "<p>" + "".join(f"<b id={n}>" for n in range(2_000)) + "</p>" + P * 2_000
    assert within_bounds(lambda: html_record(markup).body) == "\n".join([SENTENCE] * 2_000)
    assert len(parsed(markup).html or "") < 10 * len(markup)


def test_a_page_of_100_megabytes_is_refused_unread() -> None:
    data = b"<html><body>" + P.encode() * (100_000_000 // len(P.encode()))
    assert within_bounds(lambda: html_record(data).body) == "too_long"
    assert len(data) > MAX_HTML_BYTES


def test_a_picture_written_into_a_page_does_not_hinder_it() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 3_000_000}">'
    assert within_bounds(lambda: html_record(picture + P).body) == SENTENCE
