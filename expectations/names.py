"""Comparing a name with the words it was read from, in SQL."""

from functools import lru_cache

import duckdb

_HAN_BLOCKS = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000))

# A label has no padding and uniform punctuation; the body has what was printed: 王 强, 买买提·艾山, Nu'erlan.
_BARE_NAME = r"""
CREATE MACRO bare_name(words) AS
    lower(regexp_replace(words, '[\s\p{Z}\p{Cf}·•‧・･.''‘’`´‐‑–—-]', '', 'g'))
"""


def add_name_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives the connection's database `bare_name(words)` and `simplified(words)`: traditional characters made simplified, one for one."""
    connection.execute(_BARE_NAME)
    connection.create_function("simplified", _simplified, ["VARCHAR"], "VARCHAR")


def _simplified(words: str) -> str:
    return words.translate(_simplifications())


@lru_cache(maxsize=1)
def _simplifications() -> dict[int, str]:
    # Character by character, unlike the rules, which convert whole texts: the same on a name and on the sentence around it.
    from opencc import OpenCC

    characters = [chr(code) for block in _HAN_BLOCKS for code in block]
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(old): new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
