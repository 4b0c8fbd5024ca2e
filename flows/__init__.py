"""Orchestration: the Prefect flow, its artifacts and the command line. No parsing, no SQL, no rules."""
