import pytest

from transforms.document import Record, make_document
from transforms.facts.citations import find_citations
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("学习党的二十大报告和党章。", ["party_congress_20_report", "party_constitution"]),
        ("全面贯彻党的二十大和二十届二中、三中全会精神。", ["party_congress_20", "plenum_20_2", "plenum_20_3"]),
        (
            "学习《关于新形势下党内政治生活的若干准则》《中国共产党党内监督条例》",
            ["political_life_norms_2016", "inner_supervision_2016"],
        ),
        ("the report of the 20th National Congress", ["party_congress_20_report"]),
        ("the spirit of the Third Plenary Session of the 20th Central Committee", ["plenum_20_3"]),
        ("will hold a congress of workers", []),
    ],
)
def test_documents_are_cited_by_their_longest_name(text: str, documents: list[str]) -> None:
    assert [c.document_id for c in find_citations(make_document(Record(0, text)), LEXICONS)] == documents


def test_the_span_is_the_name_as_printed() -> None:
    document = make_document(Record(0, "The Eight Rules, and  the Party\u00a0Constitution."))
    assert [document.printed(c.start, c.end) for c in find_citations(document, LEXICONS)] == ["Eight Rules", "Party\u00a0Constitution"]
