"""Reports that nobody wrote, of sentences that somebody did: dropped, mixed, moved and torn. What cannot be is read from none of them."""

import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.loading import load
from tests.project import PROJECT, SEEDS, asked

SAMPLES = PROJECT / "tests" / "gold" / "samples"
REPORTS = 240
_SENTENCE = {"zh": re.compile("(?<=[。！？\n])"), "en": re.compile(r"(?<=[.!?\n]) ?")}

Sentences = list[str]


def dropped(one: Sentences, _other: Sentences, chance: random.Random) -> Sentences:
    return [sentence for sentence in one if chance.random() > 0.2]


def continued(one: Sentences, other: Sentences, chance: random.Random) -> Sentences:
    return one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]


def shuffled(one: Sentences, _other: Sentences, chance: random.Random) -> Sentences:
    return one[:2] + chance.sample(one[2:], len(one[2:]))


def mixed(one: Sentences, other: Sentences, chance: random.Random) -> Sentences:
    return [part for sentence in one for part in ([sentence, chance.choice(other)] if chance.random() < 0.15 else [sentence])]


def torn(one: Sentences, _other: Sentences, chance: random.Random) -> Sentences:
    """Without some characters here and there, as broken translations and copies are."""
    return [sentence[: (at := chance.randrange(len(sentence) + 1))] + sentence[at + chance.randrange(4) :] for sentence in one]


WAYS: Sequence[Callable[[Sentences, Sentences, random.Random], Sentences]] = (dropped, continued, shuffled, mixed, torn)


def recombined(texts: dict[str, list[str]], chance: random.Random) -> str:
    language = chance.choice(sorted(texts))
    one, other = (_SENTENCE[language].split(text) for text in chance.sample(texts[language], 2))
    return ("" if language == "zh" else " ").join(chance.choice(WAYS)(one, other, chance))


def test_no_report_is_read_as_saying_what_cannot_be(tmp_path: Path) -> None:
    texts = {"zh": [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*_zh.txt"))]}
    texts["en"] = [path.read_text("utf-8") for path in sorted([*SAMPLES.glob("*_en.txt"), *SEEDS.glob("*.txt")])]
    chance = random.Random(1)
    lines = [json.dumps({"title": "", "content": f"{recombined(texts, chance)} {number}"}) for number in range(REPORTS)]
    (tmp_path / "recombined.jsonl").write_text("\n".join(lines), "utf-8")
    load(tmp_path / "data", tmp_path / "recombined.jsonl")
    assert asked(tmp_path / "data", "SELECT reason, record, detail FROM quarantine") == []
    assert asked(tmp_path / "data", "SELECT count(*) AS n FROM report") == [{"n": REPORTS}]
