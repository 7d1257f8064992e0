"""What the parts of a workbook are called: the writer gives the names, the reader looks for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

ANSWER, COMMENT, PRICE, TOTAL = "svar", "kommentar", "a_pris", "summa"
FIRST, OTHER = "tabell", "uppgift"
"""Which answer a field holds, as :class:`kravgen.documents.wording.SentField` tells it in ``part``. ``FIRST`` is the first
column of a table that answers a requirement, and ``OTHER`` each of the others."""

KEY_HEADER = "kravgen"
"""The header of the hidden column with keys. No language has another."""

_LONGEST_MARK = 32
"""The most characters that the title of a list may have in the file format."""


RESERVED = "history"
"""What Excel calls the sheet that it keeps about changes."""
LONGEST_NAME = 31
"""The most characters that the name of a sheet may have in the file format."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_OF_PRICE = "pris-"
_LOT = re.compile(rf"{_OF_PRICE}([^/]+)/|{TOTAL}-(.+)")


def price_key(key: str) -> str:
    """What a row of the price sheet is called, for the key of its price."""
    return f"{_OF_PRICE}{key}"


def lot_of(key: str) -> str:
    """The lot that a price or a sum belongs to, by what it is called; empty when there are none."""
    found = _LOT.match(key)
    return found[1] or found[2] if found else ""


def total_key(lot: str) -> str:
    """What the sum of the prices of a lot is called."""
    return f"{TOTAL}-{lot}" if lot else TOTAL


def mark(key: str) -> str:
    """What the list of a cell in the row is called."""
    return key[:_LONGEST_MARK]


def sheet_name(text: str) -> str:
    """The text as the name of a sheet: what the format does not take is left out, and words that are too many."""
    told = " ".join(_NOT_IN_NAMES.sub(" ", text).split())
    kept = _beginning(told, LONGEST_NAME)
    if kept == told or told[len(kept)] == " ":
        return kept
    return kept.rpartition(" ")[0] or kept


def _beginning(text: str, most: int) -> str:
    """As much of the text as the format counts as ``most`` characters: a sign outside the usual ones is two."""
    while len(text.encode("utf-16-le")) > 2 * most:
        text = text[:-1]
    return text.rstrip()


def tabs(called: Mapping[str, str]) -> Mapping[str, str]:
    """A name for each sheet, by what the sheet is for. No two are alike, whatever their letters, small or large."""
    found: dict[str, str] = {}
    taken = {RESERVED}
    for key, words in called.items():
        name = first = sheet_name(words) or sheet_name(key)
        count = 1
        while name.lower() in taken:
            count += 1
            name = f"{_beginning(first, LONGEST_NAME - 3)} {count}"
        taken.add(name.lower())
        found[key] = name
    return found
