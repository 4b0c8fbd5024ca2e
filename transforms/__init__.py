"""Bytes to text, text to facts, facts to Arrow.

Pure functions, which know no Prefect, no DuckDB, no clock and no file system but the lexicons.
"""
