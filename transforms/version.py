"""The version of the extractor: a hash of everything that decides what is read from a text, and its parts apart."""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version as installed_version
from pathlib import Path

from transforms.lexicons import Lexicons
from transforms.profiles import Profiles, shipped_profiles
from warehouse.registry import of_layer

# What reads bytes, or holds knowledge of its own that ends in a fact; another release may read otherwise.
_PACKAGES = ("charset-normalizer", "opencc", "openpyxl", "pypdfium2", "pypinyin", "python-docx", "rensa", "selectolax")


@dataclass(frozen=True)
class Version:
    """The rules with the columns that they fill, the lexicons and the source profiles: each as 16 hex digits of a sha256."""

    code_version: str
    lexicon_version: str
    profile_version: str

    @property
    def extractor_version(self) -> str:
        """One hash of all three."""
        return _digest(self.code_version, self.lexicon_version, self.profile_version)


def version_of(lexicons: Lexicons, profiles: Profiles | None = None) -> Version:
    """The version that reads with these lexicons and profiles, else the shipped ones."""
    return Version(_code_version(), lexicons.version, (profiles or shipped_profiles()).version)


@lru_cache(maxsize=8)
def extractor_version(lexicons: Lexicons, profiles: Profiles | None = None) -> str:
    """First 16 hex digits of the sha256 over all that decides what is read."""
    return version_of(lexicons, profiles).extractor_version


@cache
def _code_version() -> str:
    root = Path(__file__).parent
    sources = [f"{path.relative_to(root).as_posix()}\n{path.read_text(encoding='utf-8')}" for path in sorted(root.rglob("*.py"))]
    packages = [f"{name} {installed_version(name)}" for name in _PACKAGES]
    columns = [f"{table.name}\n{table.arrow_schema}" for layer in ("observation", "ledger") for table in of_layer(layer)]
    return _digest(*sources, *packages, *columns)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
