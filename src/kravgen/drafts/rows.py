"""What the columns of a table of requirements say of its rows: what each is called, and whether it must be met."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kravgen.drafts.piece import Role

_KINDS = {
    "ska": re.compile(r"(?:ska(?:ll)?(?:[- ]?krav)?|s|obligatorisk\w*|krav|o)\.?", re.IGNORECASE),
    "bör": re.compile(r"(?:bör(?:[- ]?krav)?|b|önskvärt|mervärde\w*|utvärder\w+)\.?", re.IGNORECASE),
}
_TELLING = re.compile(r"\b(?:typ|ska\s*/\s*bör|kravtyp|kategori|nivå|s/b|art)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b(?:så (?:visas|prövas|används|kontrolleras)|bevis|verifi\w+|prövning|källa|källor|lagstöd|motiv\w*|syfte|skäl"
    r"|anmärkning\w*|förklaring\w*|fylls i av)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(r"\b(?:krav|kravtext|kravställning|beskrivning)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[A-ZÅÄÖ]{1,6}[- ]?)?\d[\w.:-]{0,10}", re.IGNORECASE)


def kind(names: Sequence[str], texts: Sequence[str]) -> str:
    """Whether the row says of itself that it is a ska or a bör; empty when it does not.

    One letter counts only under a name that says what it is about.
    """
    for column, text in enumerate(texts):
        told = " ".join(text.split())
        name = names[column] if column < len(names) else ""
        for found, pattern in _KINDS.items():
            if pattern.fullmatch(told) and (len(told) > 1 or _TELLING.search(name)):
                return found
    return ""


def role(name: str, is_label: bool) -> Role:
    """What a cell is, by its column's name."""
    if is_label:
        return "label"
    return "beside" if _BESIDE.search(name) and not _DEMAND.search(name) else "cell"


def number(texts: Sequence[str]) -> str:
    """What the row calls itself, in its first cell that holds anything; empty when that is no number."""
    first = next((text.strip() for text in texts if text.strip()), "")
    return first if _NUMBER.fullmatch(first) else ""


def names(texts: Sequence[str]) -> list[str]:
    """The columns' names, when the first row looks as if it held them; else nothing.

    Names are short and say no sentence.
    """
    cells = [" ".join(text.split()) for text in texts]
    told = [cell for cell in cells if cell]
    fits = len(told) > 1 and all(len(cell) <= _LONGEST and not cell.endswith((".", ":")) for cell in told)
    return cells if fits and not any(_NUMBER.fullmatch(cell) for cell in told[:1]) else []


_LONGEST = 45
