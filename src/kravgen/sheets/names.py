"""What the parts of a workbook are called: the writer gives the names, the reader looks for them."""

from __future__ import annotations

ANSWER, COMMENT, PRICE, TOTAL = "svar", "kommentar", "a_pris", "summa"
FIRST, OTHER = "tabell", "uppgift"
"""Which answer a field holds, as :class:`kravgen.documents.wording.SentField` tells it in ``part``. ``FIRST`` is the first
column of a table that answers a requirement, and ``OTHER`` each of the others."""

KEY_HEADER = "kravgen"
"""The header of the hidden column with keys. No language has another."""

_LONGEST_MARK = 32
"""The most characters that the title of a list may have in the file format."""


def price_key(key: str) -> str:
    """What a row of the price sheet is called, for the key of its price."""
    return f"pris-{key}"


def mark(key: str) -> str:
    """What the list of a cell in the row is called."""
    return key[:_LONGEST_MARK]
