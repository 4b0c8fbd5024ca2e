"""Reading by a source profile: JSON, JSON Lines, CSV and web pages whose fields a TOML file names."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from transforms.document import Record
from transforms.profile import Format, Profile
from transforms.profiles import Profiles
from transforms.readers.fields import clean, shown, with_title
from transforms.readers.html_head import day_of
from transforms.readers.json_records import first_keys
from transforms.readers.limits import MAX_BODY_CHARACTERS
from transforms.readers.text import too_long
from transforms.readers.unreadable import Refused, Unreadable

_NUMERIC_FORMATS = {"epoch": 1.0, "epoch_ms": 1000.0}


def profile_for_mapping(profiles: Profiles, file_format: Format, path: str, document: object) -> Profile | None:
    """The profile that a JSON document or a row of CSV is read by, None where none fits.

    Unreadable where a profile is for files of that name, and this one lacks its keys.
    """
    for profile in profiles.candidates(file_format, path):
        lacking = [key for key in profile.match.keys if not any(True for _ in values_at(document, key))]
        if not lacking:
            profiles.note_match(profile)
            return profile
        if profile.match.path is not None:
            raise mismatch(profile, lacking, first_keys(document))
    profiles.note_unmatched(file_format, first_keys(document))
    return None


def mismatch(profile: Profile, lacking: Iterable[str], seen: Iterable[str]) -> Unreadable:
    """The refusal of a file whose name a profile claims and whose shape is another."""
    detail = f"is named as profile {profile.name} says, but lacks {', '.join(lacking)}; the first keys are {', '.join(seen) or 'none'}"
    return Unreadable("profile_mismatch", f"{detail}: correct match in {profile.source}")


def profiled_items(profile: Profile, document: object) -> Iterator[Record | Refused]:
    """One item for each report that a profile finds in a JSON document; Unreadable, naming the first keys, where it finds none."""
    found = values_at(document, profile.records.list) if profile.records.list else iter([document])
    objects = (item for value in found for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))
    count = 0
    for count, item in enumerate(objects, 1):
        try:
            yield profiled_record(profile, item, count - 1)
        except Unreadable as refusal:
            yield Refused(count - 1, refusal.reason, f"record {count - 1}: {refusal.detail}")
    if not count:
        seen = ", ".join(first_keys(document)) or "none"
        detail = f"profile {profile.name} finds no object under {profile.records.list or 'the document'}; the first keys are {seen}"
        raise Unreadable("no_report", f"{detail}: correct records.list in {profile.source}")


def profiled_record(profile: Profile, item: Mapping[str, Any], position: int) -> Record:
    """The record of one object or row; Unreadable, naming its keys, where it holds no text under the profile's path."""
    return make_record(profile, position, partial(_first_text, item), list(item))


def make_record(profile: Profile, position: int, text_at: Callable[[str], str | None], seen: Iterable[str]) -> Record:
    """The record of what `text_at` finds for each of the profile's paths."""
    records = profile.records
    content = shown(text_at(records.body) or "")
    if not content:
        keys = ", ".join(list(seen)[:20]) or "none"
        raise Unreadable("no_text", f"profile {profile.name} finds no text under {records.body}; the first keys are {keys}")
    title = _title(profile, text_at(records.title) if records.title else None)
    body = with_title(title, content)
    if len(body) > MAX_BODY_CHARACTERS:
        raise too_long(f"{len(body):,} characters")
    day = day_at(profile, text_at(records.date) if records.date else None)
    return Record(
        position,
        body,
        title=title,
        published_on=day,
        published_on_basis="profile" if day else None,
        byline=text_at(records.byline) if records.byline else None,
        source_url=text_at(records.url) if records.url else None,
        language=profile.defaults.language,
        area_id=profile.defaults.area_id,
    )


def values_at(value: object, path: str) -> Iterator[object]:
    """The values under a path of keys joined by full stops, in every item of the lists on the way; the alternatives of `|` in turn."""
    for alternative in path.split("|"):
        yield from _values(value, alternative.strip())


def _values(value: object, path: str) -> Iterator[object]:
    if isinstance(value, list):
        for item in value:
            yield from _values(item, path)
        return
    if not isinstance(value, dict):
        return
    if path in value:  # a key may hold a full stop itself
        yield value[path]
        return
    key, _, rest = path.partition(".")
    if rest and key in value:
        yield from _values(value[key], rest)


def _first_text(item: Mapping[str, Any], path: str) -> str | None:
    """The first text under a path; the texts of a list are joined."""
    for alternative in path.split("|"):
        found = [str(v) if isinstance(v, int | float) and not isinstance(v, bool) else v for v in _values(item, alternative.strip())]
        text = clean(found[0] if len(found) == 1 else found)
        if text:
            return text
    return None


def _title(profile: Profile, written: str | None) -> str | None:
    if written is None or not profile.records.title_drop:
        return written and shown(written)
    return re.sub(rf"^\s*(?:{profile.records.title_drop})\s*", "", written) or None


def day_at(profile: Profile, written: str | None) -> date | None:
    """The day of a date as the profile says it is written, in its time zone; None where it is written otherwise."""
    if not written:
        return None
    zone = ZoneInfo(profile.defaults.time_zone)
    try:
        return _day(written.strip(), profile.records.date_format, zone)
    except (ValueError, OverflowError, OSError):
        return None


def _day(written: str, date_format: str | None, zone: ZoneInfo) -> date | None:
    if date_format in _NUMERIC_FORMATS:
        return datetime.fromtimestamp(float(written) / _NUMERIC_FORMATS[date_format], UTC).astimezone(zone).date()
    if date_format is not None:
        return _in_zone(datetime.strptime(written, date_format), zone)  # noqa: DTZ007 - a time without its zone is the source's own
    try:
        return _in_zone(datetime.fromisoformat(written), zone)
    except ValueError:
        return day_of(written)


def _in_zone(moment: datetime, zone: ZoneInfo) -> date:
    return moment.date() if moment.tzinfo is None else moment.astimezone(zone).date()
