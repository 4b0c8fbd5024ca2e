import pytest

from transforms.document import Record, make_document
from transforms.facts.formula_candidates import find_formula_candidates
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("大力实施“三湖联动”战略，做到“两个维护”。", ["三湖联动"]),
        ("围绕七带十廊目标，逐项落实。", ["七带十廊"]),
        ("整改一件销一件，到会人数达到三分之二以上，一心一意抓发展。", []),
        ("他说：“我们要把会议精神落到每一个科室，让群众看病更方便。”", []),
        ("重温《论“三农”工作》。", []),
        ('implement the "Seven Lakes" plan and the "two maintenances"', ["Seven Lakes"]),
        ("promote the three lakes and four rivers across the city", ["three lakes and four rivers across"]),
        ('"I will do it as soon as I can, whatever you or the other members may think," he said', []),
    ],
)
def test_quoted_and_numeral_phrases_that_no_lexicon_knows(text: str, candidates: list[str]) -> None:
    assert [c.text for c in find_formula_candidates(make_document(Record(0, text)), LEXICONS)] == candidates
