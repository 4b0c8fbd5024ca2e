"""Asking before something is done that was shown."""

import sys

import click


def is_wanted(question: str, is_decided: bool) -> bool:
    """Whether to go on: because it was decided beforehand, or a person at a terminal says so."""
    return is_decided or (sys.stdin.isatty() and click.confirm(question))
