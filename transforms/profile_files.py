"""Reading a profile from its TOML file, strictly: what is not understood is an error, not a field that is silently missing."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

from transforms.profile import Defaults, Format, Match, Profile, Records

_Section = TypeVar("_Section", Match, Records, Defaults)
_FORMATS: dict[str, Format] = {name: name for name in get_args(Format)}
_AREA_ID = re.compile(r"\d{6}")


class ProfileError(ValueError):
    """A profile that cannot be used; the message names the file, what was expected and what to do."""


def profile_files(directory: Path) -> list[Path]:
    """The profiles of a directory, by name; ProfileError where it is none."""
    if not directory.is_dir():
        raise ProfileError(f"{directory} is no directory; name the one that holds the profiles (*.toml)")
    return sorted(directory.glob("*.toml"))


def read_profile(path: Path, *, is_own: bool) -> Profile:
    """The profile that a file declares; ProfileError where it cannot be used."""
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path} is no TOML ({error}); correct it") from None
    file_format = _FORMATS.get(str(written.get("format")))
    if file_format is None:
        raise ProfileError(f"{path}: format is {written.get('format')!r}; write one of {', '.join(_FORMATS)}")
    _refuse_unknown(path, "", written, ("name", "description", "format", "match", "records", "defaults"))
    profile = Profile(
        name=str(written.get("name", path.stem)),
        format=file_format,
        match=_section(path, "match", Match, written),
        records=_section(path, "records", Records, written),
        defaults=_section(path, "defaults", Defaults, written),
        source=str(path),
        is_own=is_own,
    )
    _check(path, profile)
    return profile


def _section(path: Path, name: str, kind: type[_Section], written: Mapping[str, Any]) -> _Section:
    values = written.get(name, {})
    if not isinstance(values, dict):
        raise ProfileError(f"{path}: {name} must be a table; write [{name}]")
    _refuse_unknown(path, f"{name}.", values, [f.name for f in fields(kind)])
    for key, value in values.items():
        if not (isinstance(value, str) or (key == "keys" and isinstance(value, list) and all(isinstance(v, str) for v in value))):
            expected = "a list of texts" if key == "keys" else "text"
            raise ProfileError(f"{path}: {name}.{key} must be {expected}; put each text in quotation marks")
    try:
        make: Callable[..., _Section] = kind
        return make(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
    except TypeError:
        raise ProfileError(f"{path}: [{name}] lacks body; say where the text of a report stands") from None


def _refuse_unknown(path: Path, where: str, written: Mapping[str, Any], known: Collection[str]) -> None:
    unknown = sorted(written.keys() - set(known))
    if unknown:
        raise ProfileError(f"{path}: {where}{unknown[0]} is not known; write one of {', '.join(known)}")


def _check(path: Path, profile: Profile) -> None:
    """ProfileError for what only the values show: nothing to match by, an unknown zone, language or place, a broken pattern."""
    defaults = profile.defaults
    if profile.match.path is None and not profile.match.keys:
        raise ProfileError(f"{path}: nothing says which files it is for; write match.path, match.keys or both")
    if defaults.language not in (None, "en", "zh"):
        raise ProfileError(f"{path}: defaults.language is {defaults.language!r}; write en or zh")
    if defaults.area_id is not None and not _AREA_ID.fullmatch(defaults.area_id):
        raise ProfileError(f"{path}: defaults.area_id is {defaults.area_id!r}; write a code of six digits from areas.csv")
    try:
        ZoneInfo(defaults.time_zone)
        re.compile(profile.records.title_drop or "")
    except (OSError, ValueError, re.error) as error:  # an unknown zone is a KeyError with a path in it, or one of these
        raise ProfileError(f"{path}: {error}; correct time_zone or title_drop") from None
    except KeyError:
        raise ProfileError(f"{path}: defaults.time_zone is {defaults.time_zone!r}; write a name such as Asia/Shanghai") from None
