"""Tracked changes: what has come or gone since an earlier version, for the reader to accept or reject."""

from __future__ import annotations

from kravgen.documents.tree import Change
from kravgen.word.writing.ledger import Ledger

_NAMES = {"inserted": "ins", "deleted": "del"}


def tracked(runs: str, change: Change, ledger: Ledger) -> str:
    """The runs, tracked as inserted or deleted. A link stands around what is tracked, never inside it."""
    if not change:
        return runs
    if change == "deleted":
        # Markup characters in a text are escaped, so what looks like a tag is one.
        runs = runs.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    name = _NAMES[change]
    return f"<w:{name} {ledger.revision()}>{runs}</w:{name}>"


def mark(change: Change, ledger: Ledger) -> str:
    """What the properties of a paragraph end with when the paragraph itself has come or gone."""
    return f"<w:rPr>{stamp(change, ledger)}</w:rPr>" if change else ""


def stamp(change: Change, ledger: Ledger) -> str:
    """The mark of a whole row that has come or gone: its properties end with it."""
    return f"<w:{_NAMES[change]} {ledger.revision()}/>" if change else ""
