"""The version of the extractor: a hash of everything that decides what is read from a text."""

import hashlib
from functools import lru_cache
from pathlib import Path

from transforms.lexicons import Lexicons
from transforms.profiles import Profiles, shipped_profiles


@lru_cache(maxsize=8)
def extractor_version(lexicons: Lexicons, profiles: Profiles | None = None) -> str:
    """First 16 hex digits of the sha256 over the versions of lexicons and profiles, else the shipped ones, and this package's sources."""
    digest = hashlib.sha256(f"{lexicons.version} {(profiles or shipped_profiles()).version}".encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
