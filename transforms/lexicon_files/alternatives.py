"""Families of wordings in one cell: `{comparison,contrast} {check,inspection}` stands for four phrases."""

import re
from itertools import product

_CHOICE = re.compile(r"\{([^{},]*,[^{}]*)\}")


def alternatives(wording: str) -> list[str]:
    """Every phrase that a wording stands for, in order; `{,un}` is a choice that may be left out. A wording without braces is itself."""
    if "{" not in wording:
        return [wording]
    pieces = _CHOICE.split(wording)  # fixed text and the inside of braces in turn
    choices = [piece.split(",") if place % 2 else [piece] for place, piece in enumerate(pieces)]
    return list(dict.fromkeys(" ".join("".join(chosen).split()) for chosen in product(*choices)))
