"""The gold annotations: one JSON file for each text, as tests/gold/GUIDELINES.md describes them."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

Gold = dict[str, Any]


class GoldError(Exception):
    """A gold file that cannot be read; the message names it and says what to do."""


def read_gold(directories: Iterable[Path]) -> list[Gold]:
    """Every annotation of every `.json` file of the directories, by file name. GoldError where there is none."""
    paths = [path for directory in directories for path in sorted(directory.glob("*.json"))]
    if not paths:
        raise GoldError("the directories hold no .json file; name one that holds gold annotations, such as tests/gold/seeds")
    return [entry for path in paths for entry in _read(path)]


@lru_cache(maxsize=1)
def scored_ids() -> dict[str, set[str]]:
    """Lexicon ids that the gold was annotated with, by field: lexicons grow, and only these can be right or wrong."""
    path = Path(__file__).with_name("scored_ids.json")
    return {field: set(ids) for field, ids in json.loads(path.read_text(encoding="utf-8")).items()}


def _read(path: Path) -> list[Gold]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: expected a JSON annotation ({error}); correct it or take it away") from error
    return content if isinstance(content, list) else [content]
