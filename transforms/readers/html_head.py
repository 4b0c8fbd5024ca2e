"""What a page says of itself beside its text: title, day of publication, author, address."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from transforms.cleaning import HAN
from transforms.lexicons import Lexicons
from transforms.readers.html_containers import meta_names

_LONGEST_TITLE = 500
_CHINA = timezone(timedelta(hours=8))
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/.年](\d{1,2})[-/.月](\d{1,2})|(\d\d)(\d\d)(?!\d)|(\d\d)(\d\d)(?=\d{6}(?!\d)))")
_UNIVERSAL_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?=\s*(?:Z|[+-]00:?00)$)")


@dataclass(frozen=True)
class Head:
    """The facts of a page's head. `titles`: the page's title in all versions given, the most trustworthy first, names of sites included."""

    titles: Sequence[str]
    published_on: date | None
    byline: str | None
    address: str | None


def head_of(tree: LexborHTMLParser, found_at: str | None) -> Head:
    """The head of a parsed page; `found_at` is the address that it was fetched from, if known."""
    metas = _metas(tree)
    title = tree.css_first("title")
    titles = [*_contents(metas, "title"), (title.text() if title is not None else "")]
    days = [day for content in _contents(metas, "published_on") if (day := day_of(content)) is not None]
    bylines = [names for content in _contents(metas, "byline") if (names := persons_of(content)) is not None]
    return Head(
        titles=tuple(clean for t in titles if (clean := " ".join(t.split())) and len(clean) <= _LONGEST_TITLE),
        published_on=days[0] if days else None,
        byline=bylines[0] if bylines else None,
        address=_address(tree, metas, found_at),
    )


def day_of(stamp: str) -> date | None:
    """The day of a time stamp; a time in UTC is a machine's, and the day is that on which it was read in China."""
    found = _UNIVERSAL_TIME.match(stamp.strip())
    try:
        if found:
            return datetime.fromisoformat(found[0] + "+00:00").astimezone(_CHINA).date()
        day = _DAY.search(stamp)
        return date(*(int(figure) for figure in day.groups() if figure)) if day else None
    except (ValueError, OverflowError):
        return None


_PERSON_HAN = re.compile(f"[{HAN}]{{2,4}}|[{HAN}]{{1,8}}(?:[·•][{HAN}]{{1,8}})+")
_PERSON_LATIN = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]*\.?){1,2}")
_NO_PERSON = re.compile(
    "编辑|管理|信息|新闻|记者|作者|通讯|中心|公司|政府|来源|匿名|未知|佚名|[部局院办委厅处科室组队网台社报站厂区县市省镇乡村员]$"
    r"|\b(?:Admin|Office|News|Daily|Agency|Editor|Staff|Reporter|Department|Bureau|Center|Network|Online|Government|China|Unknown)\b"
)
_BETWEEN_NAMES = re.compile(r"[、，,;；/|&]|\band\b|[\s　]{2,}")


def persons_of(content: str) -> str | None:
    """The names in an author tag, joined by "; "; None unless all of it is names of persons: most such tags name an office or a program."""
    names = [_padded_joined(part.strip()) for part in _BETWEEN_NAMES.split(_label().sub("", content)) if part.strip()]
    return "; ".join(names) if names and all(map(_is_person, names)) else None


def _padded_joined(name: str) -> str:
    return re.sub(r"\s", "", name) if re.fullmatch(rf"[{HAN}]\s+[{HAN}]", name) else name


def _is_person(name: str) -> bool:
    if _NO_PERSON.search(name):
        return False
    if _PERSON_LATIN.fullmatch(name):
        return True
    return _PERSON_HAN.fullmatch(name) is not None and (not name.isalpha() or name.startswith(_surnames()))


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    return tuple(entry.id for entry in Lexicons()["surnames"])


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    """记者 or 本网通讯员： before a name."""
    labels = [p for e in Lexicons()["credits"] if e["is_byline"] == "true" for p in (*e.phrases("zh"), *e.phrases("en")) if len(p) > 1]
    choice = "|".join(re.escape(p) for p in sorted(labels, key=len, reverse=True))
    return re.compile(rf"^\s*(?:(?:本[报网台刊]|全媒体)\s*)?(?:{choice})(?:\s*[:：]|(?=[\s　{HAN}]))\s*", re.I)


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content], time[datetime], [itemprop]"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop")
        content = attributes.get("content") or attributes.get("datetime")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _contents(metas: Mapping[str, str], part: str) -> list[str]:
    return [metas[name] for name in meta_names(part) if name in metas]


def _address(tree: LexborHTMLParser, metas: Mapping[str, str], found_at: str | None) -> str | None:
    """The canonical address; one without a host is completed by where the page was found, and worthless without."""
    canonical = tree.css_first('link[rel="canonical" i]')
    named = (canonical.attributes.get("href") if canonical is not None else None) or next(iter(_contents(metas, "address")), None)
    try:
        address = urljoin(found_at or "", (named or "").strip()) or found_at
        return address if address and urlsplit(address).scheme in ("http", "https") and urlsplit(address).hostname else found_at
    except ValueError:
        return found_at
