"""How far a problem is, by what a ledger writes in its columns on state and progress."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from transforms.ledgers.dates import read_day
from transforms.ledgers.sheets import fold, holds
from transforms.lexicons import Lexicons

Status = Literal["open", "in_progress", "done", "overdue"]

_STATUSES: dict[str, Status] = {"open": "open", "in_progress": "in_progress", "done": "done", "overdue": "overdue"}
_ANSWERS: dict[str, Status] = {"yes": "done", "no": "open"}
_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)\s*%")


def read_status(settled: Sequence[str], states: Sequence[str], progress: Sequence[str], is_dated: bool, lexicons: Lexicons) -> Status:
    """The status of a row by its columns of each kind, left to right; of several of one kind the last that is filled counts.

    Whether a problem is signed off (是否销号) decides. What is reported as done but not signed off is in progress. `is_dated`: a day of
    settlement is given. `open` where nothing is understood.
    """
    signed, state, told = (_last(texts, lexicons) for texts in (settled, states, progress))
    if signed is None and any(read_day(text) for text in settled):
        signed = "done"
    if signed == "open":
        other = state or told or "open"
        return "in_progress" if other == "done" else other
    return signed or state or ("done" if is_dated else told) or "open"


def status_of(text: str, lexicons: Lexicons) -> Status | None:
    """What one cell says; None where no word of the lexicon stands in it. A part done and a part not is in progress."""
    folded = fold(text)
    words = _words(lexicons)
    answer = _ANSWERS.get(words.get(folded, ""))
    if answer:
        return answer
    found = _meanings(folded, words) | _share(text)
    if "overdue" in found:
        return "overdue"
    return found.pop() if len(found) == 1 else "in_progress" if found else None


def _last(texts: Sequence[str], lexicons: Lexicons) -> Status | None:
    filled = [text for text in texts if text]
    return status_of(filled[-1], lexicons) if filled else None


def _meanings(folded: str, words: dict[str, str]) -> set[Status]:
    """The statuses whose words stand in a text; of words inside one another the longest counts: 未完成 holds no 完成."""
    found: set[Status] = set()
    for phrase, meaning in words.items():
        if meaning in _STATUSES and holds(folded, phrase):
            found.add(_STATUSES[meaning])
            folded = folded.replace(phrase, "\n")
    return found


def _share(text: str) -> set[Status]:
    shares = [float(share) for share in _SHARE.findall(text)]
    if not shares:
        return set()
    return {"done"} if shares[-1] >= 100 else {"in_progress"} if shares[-1] > 0 else {"open"}


@lru_cache(maxsize=4)
def _words(lexicons: Lexicons) -> dict[str, str]:
    """Meaning by folded phrase, longest first; the first owner of a phrase keeps it."""
    owners: dict[str, str] = {}
    for entry in lexicons["ledger_statuses"]:
        for phrase in (*entry.phrases("zh"), *entry.phrases("en")):
            owners.setdefault(fold(phrase), entry["meaning"])
    return dict(sorted(owners.items(), key=lambda owner: -len(owner[0])))
