"""A source profile: where in a JSON object, a row of CSV or a web page the title, text, day, author and address of a report stand."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal

Format = Literal["json", "csv", "html"]
"""What a profile is written for; `json` is for JSON Lines, too."""


@dataclass(frozen=True)
class Match:
    """Which files a profile is for: those whose name or address fits `path` and that hold every one of `keys`."""

    path: str | None = None
    """Shell pattern for the name of the file, or for the address of a page in a crawl."""
    keys: tuple[str, ...] = ()
    """Paths, column names or selectors that must lead to something."""


@dataclass(frozen=True)
class Records:
    """Where the reports stand. Paths are keys joined by full stops; several joined by `|` are tried in turn."""

    body: str
    list: str | None = None
    """Path or selector of the reports; without it the file, line or row is one report."""
    title: str | None = None
    date: str | None = None
    byline: str | None = None
    url: str | None = None
    """For web pages a selector may end in @ and the name of an attribute."""
    date_format: str | None = None
    """As for `strptime`, or `epoch`, or `epoch_ms`; without it the first day written in full is taken."""
    title_drop: str | None = None
    """What the source puts before every title, such as a label."""


@dataclass(frozen=True)
class Defaults:
    """What holds for every report of the source unless its text says more."""

    language: Literal["en", "zh"] | None = None
    area_id: str | None = None
    """Code of the place that the source serves; a body printed without its place is taken to be there."""
    time_zone: str = "Asia/Shanghai"
    """In which an instant given in another zone is turned into a day."""


@dataclass(frozen=True)
class Profile:
    """One profile. `source` is its file, for messages; `is_own` where a user named its directory."""

    name: str
    format: Format
    match: Match
    records: Records
    defaults: Defaults
    source: str
    is_own: bool = False

    def fits_path(self, path: str) -> bool:
        """Whether a file of that path may be of this source; a crawl's page goes by its address, a member of an archive by its name."""
        if self.match.path is None:
            return True
        last = path.rpartition(" > ")[2]
        return any(fnmatchcase(name, self.match.path) for name in (last, last.rpartition("/")[2]))
