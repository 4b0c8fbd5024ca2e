"""The names under which crawlers, news sites and people put title, text, day, author and address of a report, and what stands there."""

import re
from collections.abc import Sequence

from transforms.readers.html_lines import fragment_text

BODY = (
    *("body", "content", "text", "maintext", "article", "full_text"),
    *("正文", "内容", "全文", "正文内容", "文章内容", "新闻内容", "报道内容"),
)
TITLE = ("title", "headline", "video_title", "标题", "题目", "新闻标题", "文章标题", "报道标题")
PUBLISHED = (
    *("published_on", "publish_time", "published_at", "date_publish", "pub_date", "pubdate", "publish_date", "date_published", "published"),
    *("date", "time", "发布时间", "发布日期", "发表时间", "发表日期", "刊发日期", "报道日期", "日期", "时间"),
)
BYLINE = ("byline", "author", "authors", "reporter", "reporters", "作者", "记者")
URL = ("url", "source_url", "link", "video_url", "permalink", "网址", "链接", "原文链接", "地址", "来源网址", "网页地址")

_MARKUP = re.compile(r"<(?:/p|/div|/span|br ?/?|p|p [^<>]{0,200})>", re.I)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(value: object) -> str | None:
    """The text of a field, several joined by "; ", with `\\n` for line ends, without NUL and half surrogate pairs; None for no text."""
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        value = "; ".join(value)
    if not isinstance(value, str):
        return None
    text = _LONE_SURROGATE.sub("\ufffd", value).replace("\0", "")
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def shown(text: str) -> str:
    """The text of a field that may hold HTML: what a person sees of it."""
    return fragment_text(text) if _MARKUP.search(text) else text


def with_title(title: str | None, content: str) -> str:
    """The body that begins with the title, as a reader of the page sees it."""
    return content if title is None or content.startswith(title) else f"{title}\n{content}".strip()


def is_named(written: str, names: Sequence[str]) -> bool:
    """Whether a header or key is one of the names."""
    return written.strip().lower().replace(" ", "_") in names
