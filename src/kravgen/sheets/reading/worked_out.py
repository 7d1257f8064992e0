"""Formulas that have come back against those that were sent: whether they work the same out of the same cells."""

from __future__ import annotations

import re

_NAMES = re.compile(r"(?:'[^']*'|[^\W\d]\w*)!|_xlfn\.|\s+", re.IGNORECASE)
"""The names of sheets, and marks for new functions, which some programs put before cells and functions."""
_TEXT = re.compile(r'"[^"]*"')
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*(?::[A-Z]{1,3}[1-9]\d*)?")
_FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SIGN = re.compile(r"[-+*/^&%<>=]+")


def differs(found: str, sent: str) -> bool:
    """Whether a formula has other cells, functions, numbers or signs than the one that was sent.

    Programs write the rest as they like: blanks, parentheses, and dollars before the names of cells.
    """
    return found != sent and _shape(found) != _shape(sent)


def _shape(formula: str) -> tuple[object, ...]:
    told = _NAMES.sub("", formula.removeprefix("=").replace("$", "").replace(";", ",")).upper()
    texts = tuple(_TEXT.findall(told))
    told = _TEXT.sub("", told)
    functions = tuple(_FUNCTION.findall(told))
    cells = tuple(_CELL.findall(_FUNCTION.sub("", told)))
    rest = _CELL.sub("", _FUNCTION.sub("", told))
    return texts, functions, cells, tuple(_NUMBER.findall(rest)), tuple(_SIGN.findall(rest))
