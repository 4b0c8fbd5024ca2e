"""Structured logs: what a line of the log belongs to, and lines of JSON for those who collect them."""
