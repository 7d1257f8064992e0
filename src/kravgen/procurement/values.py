"""Facts and parameter values, as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kravgen.i18n import _
from kravgen.library.model import Answer, Question, Value

_SINGULAR = {
    "minuter": "minut",
    "minuters": "minuts",
    "timmar": "timme",
    "timmars": "timmes",
    "dagar": "dag",
    "dagars": "dags",
    "arbetsdagar": "arbetsdag",
    "arbetsdagars": "arbetsdags",
    "veckor": "vecka",
    "veckors": "veckas",
    "månader": "månad",
    "månaders": "månads",
    "kronor": "krona",
    "gånger": "gång",
    "sekunder": "sekund",
    "sidor": "sida",
    "enheter": "enhet",
    "mallar": "mall",
    "knapptryckningar": "knapptryckning",
    "funktionsklasser": "funktionsklass",
}
_ONE = re.compile(rf"(?<![\d.,\u00a0])1 ({'|'.join(_SINGULAR)})\b")

Parameters = Mapping[str, Mapping[str, Value]]
"""Parameter values by item id and parameter name."""


def shown(question: Question, value: Answer) -> str:
    """The answer as a reader sees it."""
    if isinstance(value, tuple):
        return _listed([words for choice, words in question.choices.items() if choice in value]) or _(
            "none of them"
        )
    if question.type == "boolean":
        return _("yes") if value else _("no")
    if question.type == "choice":
        return question.choices.get(str(value), str(value))
    text = number(value) if isinstance(value, int | float) else str(value)
    return one_of(f"{text} {question.unit}") if question.unit else text


def _listed(words: Sequence[str]) -> str:
    """Words as a list in running text: "skrivare, datorer och bildskärmar"."""
    return _(" and ").join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def one_of(text: str) -> str:
    """The text with "1 dagar" as "1 dag": the value of a parameter is not known when its unit is written."""
    return _ONE.sub(lambda found: f"1 {_SINGULAR[found[1]]}", text)


def number(value: int | float | Decimal) -> str:
    """A number as it is written in Swedish: a decimal comma and thin groups of three."""
    # A small number would be written with an exponent; its shortest digits are those that somebody wrote.
    exact = value.normalize() if isinstance(value, Decimal) else Decimal(repr(value))
    text = f"{exact:,f}".replace(",", "\u00a0").replace(".", ",")
    # Four digits are written together.
    return text.replace("\u00a0", "") if abs(exact) < 10000 else text
