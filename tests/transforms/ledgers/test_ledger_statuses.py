"""How far a problem is, by the words of a ledger."""

import pytest

from transforms.ledgers.statuses import read_status, status_of
from transforms.lexicons import Lexicons

LEXICONS = Lexicons()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("是", "done"), ("√", "done"), ("Yes", "done"), ("否", "open"), ("×", "open"), ("已销号", "done"), ("未销号", "open"),
        ("已完成，长期坚持", "done"), ("未完成", "open"), ("尚未完成", "open"), ("正在推进", "in_progress"), ("基本完成", "in_progress"),
        ("已完成3项，其余2项正在推进", "in_progress"), ("逾期未完成", "overdue"), ("未按期完成", "overdue"), ("100%", "done"),
        ("80%", "in_progress"), ("0%", "open"), ("Completed", "done"),
        ("Not completed", "open"), ("Not started", "open"), ("Past due", "overdue"),
        ("印发文件3份", None), ("不是问题", None), ("to be confirmed", None),
    ],
)  # fmt: skip
def test_words_of_a_cell(text: str, status: str | None) -> None:
    assert status_of(text, LEXICONS) == status


@pytest.mark.parametrize(
    ("settled", "states", "progress", "is_dated", "status"),
    [
        (["是"], [], ["正在推进"], False, "done"),
        (["否"], [], ["正在推进"], False, "in_progress"),
        (["否"], [], ["已完成"], False, "in_progress"),
        (["否"], [], ["逾期"], False, "overdue"),
        (["否"], [], [], False, "open"),
        (["2023年6月28日"], [], [], False, "done"),
        ([], ["整改中"], ["已完成"], False, "in_progress"),
        ([], [], ["已启动", "已完成"], False, "done"),
        ([], [], ["印发文件3份"], True, "done"),
        ([], [], ["印发文件3份"], False, "open"),
        ([], [], [], False, "open"),
    ],
)
def test_columns_of_a_row(settled: list[str], states: list[str], progress: list[str], is_dated: bool, status: str) -> None:
    assert read_status(settled, states, progress, is_dated, LEXICONS) == status
