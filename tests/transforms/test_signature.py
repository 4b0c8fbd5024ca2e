"""Signatures tell how much of their texts two reports have in common."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.document import Record, make_document
from transforms.signature import PLACES, signature_of

SEED = (Path(__file__).parents[2] / "seeds" / "reports" / "001_b8ac175d91083a77.txt").read_text(encoding="utf-8")
CHINESE = "1月15日，永州市政府党组召开2022年度民主生活会。市委副书记、市长陈爱林主持会议并代表市政府党组作对照检查。"
WORDS = [f"word{n}" for n in range(400)]


def signature(body: str) -> str:
    found = signature_of(make_document(Record(0, body)))
    assert found is not None
    return found


def likeness(left: str, right: str) -> float:
    """The share of shingles in common, as the warehouse estimates it: six bits agree by chance in one place of 64."""
    differing = sum(a != b for a, b in zip(signature(left), signature(right), strict=True))
    return 1 - differing / PLACES * 64 / 63


@pytest.mark.parametrize(
    ("body", "again"),
    [
        (SEED, "\n\n".join(SEED.upper().split())),
        (CHINESE, CHINESE.replace("，", ", ")),
        (CHINESE, "1月15日，永州市政府黨組召開2022年度民主生活會。市委副書記、市長陳愛林主持會議並代表市政府黨組作對照檢查。"),
        ("Held.", " held "),
    ],
    ids=["layout and letter case", "punctuation", "traditional characters", "one word"],
)
def test_what_is_printed_otherwise_is_the_same_text(body: str, again: str) -> None:
    assert signature(body) == signature(again)


def test_a_text_without_words_has_none() -> None:
    assert signature_of(make_document(Record(0, "… —— !"))) is None


@given(st.integers(0, 400))
def test_likeness_is_the_share_of_shingles_in_common(kept: int) -> None:
    other = WORDS[:kept] + [f"other{n}" for n in range(400 - kept)]
    in_common = max(kept - 2, 0)
    expected = in_common / (2 * 398 - in_common)
    assert abs(likeness(" ".join(WORDS), " ".join(other)) - expected) < 0.16  # five standard deviations


def test_signatures_are_those_of_batches_that_exist() -> None:
    """A change here, of ours or of the library, calls for a reprocess of every batch: signatures old and new do not compare."""
    digest = hashlib.sha256(signature(SEED).encode() + signature(CHINESE).encode()).hexdigest()
    assert digest[:16] == "c47ca3a986f5eaf9"
