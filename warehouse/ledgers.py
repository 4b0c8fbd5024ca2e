"""Rectification ledgers: the rows of all versions become items with a history, tied to the organizations and meetings of the warehouse.

Ledgers are few and small beside reports, so all of them are read anew each time.
"""

import duckdb

from warehouse import registry, standing
from warehouse.bookkeeping import ROWS_WITH_BATCH
from warehouse.scripts import run_script
from warehouse.store import Store


def gather_ledgers(connection: duckdb.DuckDBPyConnection, store: Store) -> None:
    """Reads the ledger rows of all standing batches, and adds the organizations that they name to those that reports mention.

    Call it once the mentions of reports are gathered and before organizations are resolved.
    """
    batches = standing.standing(store.batches())
    for table in registry.of_layer("ledger"):
        listed = table.name.replace("ledger", "listed")
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {listed} AS SELECT *, ''::VARCHAR AS batch_id FROM {table.name} WHERE false")
        if files := store.table_files(batches, table.name):
            connection.execute(f"INSERT INTO {listed} BY NAME {ROWS_WITH_BATCH}", [files])
    run_script(connection, "sql/listed.sql")


def load_ledgers(connection: duckdb.DuckDBPyConnection) -> None:
    """Replaces the ledger tables by what was gathered; organizations and meetings must be resolved."""
    run_script(connection, "resolve/ledger.sql")
