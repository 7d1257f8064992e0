"""The passages of a template that stand only beside an item, as far as the names in them go."""

from __future__ import annotations

import re

NAME = re.compile(r"[a-z][a-z0-9_]+")
"""What may be the name of a fact."""
_BRANCH = re.compile(r"\{%[-+]?\s*(if|elif|else|endif)\b([^{}]*?)[-+]?%\}")
_BESIDE = re.compile(r"[\"']([^\"']+)[\"'] in items")


def passages(text: str) -> dict[tuple[str, ...], set[str]]:
    """The names in a template, by the items without which the passage that they stand in is left out."""
    found: dict[tuple[str, ...], set[str]] = {}
    around: list[str] = []
    start = 0
    for mark in _BRANCH.finditer(text):
        found.setdefault(tuple(filter(None, around)), set()).update(NAME.findall(text, start, mark.start()))
        start = mark.start()
        if mark[1] != "if" and around:
            around.pop()
        if mark[1] != "endif":
            beside = _BESIDE.fullmatch(mark[2].strip())
            around.append(beside[1] if beside else "")
    found.setdefault(tuple(filter(None, around)), set()).update(NAME.findall(text, start))
    return found
