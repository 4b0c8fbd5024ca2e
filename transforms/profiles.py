"""Source profiles: how the files of one site or data set are shaped, declared in TOML, so that a new source needs no code."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from transforms.profile import Format, Profile
from transforms.profile_files import profile_files, read_profile

PROFILE_DIR = Path(__file__).resolve().parents[1] / "seeds" / "profiles"


@lru_cache(maxsize=1)
def shipped_profiles() -> "Profiles":
    """The profiles that come with the project, and no others."""
    return Profiles()


class Profiles:
    """The profiles in force: those of the user's directories first, each directory in the order of its file names, then the shipped ones.

    They remember which of them matched a file and the first keys of what none matched, so that a run can say what a profile missed.
    """

    def __init__(self, *directories: Path) -> None:
        """ProfileError, naming file and key, where a profile cannot be used."""
        self._all = [read_profile(path, is_own=d != PROFILE_DIR) for d in (*directories, PROFILE_DIR) for path in profile_files(d)]
        self._contents = b"".join(Path(profile.source).read_bytes() + b"\0" for profile in self._all)
        self._matched: set[str] = set()
        self._seen: dict[Format, str] = {}

    @property
    def version(self) -> str:
        """First 16 hex digits of the sha256 over all profiles."""
        return hashlib.sha256(self._contents).hexdigest()[:16]

    def candidates(self, file_format: Format, path: str) -> list[Profile]:
        """The profiles that may be for a file of that format and path, in the order in which they are tried."""
        return [profile for profile in self._all if profile.format == file_format and profile.fits_path(path)]

    def note_match(self, profile: Profile) -> None:
        """Remembers that a profile matched."""
        self._matched.add(profile.source)

    def note_unmatched(self, file_format: Format, keys: Sequence[str]) -> None:
        """Remembers the keys of the first file of a format that no profile matched."""
        self._seen.setdefault(file_format, ", ".join(keys))

    def unused(self) -> list[str]:
        """A sentence for each profile of the user that matched nothing, with the first keys that were seen instead."""
        return [self._unused(profile) for profile in self._all if profile.is_own and profile.source not in self._matched]

    def _unused(self, profile: Profile) -> str:
        seen = self._seen.get(profile.format)
        instead = f"the first file that none matched has {seen}" if seen else f"no unmatched {profile.format} file was read"
        wanted = ", ".join(profile.match.keys) or profile.match.path
        return f"profile {profile.name} ({profile.source}) matched nothing: it looks for {wanted}; {instead}"
