"""Rectification ledgers (整改台账, 问题清单): spreadsheets in, problems and their states out."""

from transforms.ledgers.ledger import Ledger, ledger_rows, read_ledger

__all__ = ["Ledger", "ledger_rows", "read_ledger"]
