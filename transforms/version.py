"""The version of the extractor: a hash of everything that decides what is read from a text."""

import hashlib
from functools import lru_cache
from pathlib import Path

from transforms.lexicons import Lexicons


@lru_cache(maxsize=8)
def extractor_version(lexicons: Lexicons) -> str:
    """First 16 hex digits of the sha256 over the lexicons' version and the sources of this package."""
    digest = hashlib.sha256(lexicons.version.encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
