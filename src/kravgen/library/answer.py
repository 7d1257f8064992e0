"""What a requirement wants for an answer besides yes or no and running text: a table to fill in, or a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kravgen.i18n import _

EMPTY = 3
"""How many empty rows a table has when nothing else is said."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """A ``table`` by its name, with columns to fill in and rows that are named beforehand or empty; or a number.

    ``unit`` tells what the number counts; then there is no table.
    """

    table: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    empty: int = 0
    unit: str = ""


NO_FORM = AnswerForm()
"""What an item has that is answered in the usual way."""


def answer_form(data: Mapping[str, Any] | None) -> AnswerForm:
    """What an item says under ``answer``."""
    if not data:
        return NO_FORM
    rows = tuple(data.get("rows", ()))
    empty = data.get("empty", 0 if rows else EMPTY) if "table" in data else 0
    return AnswerForm(
        data.get("table", ""), tuple(data.get("columns", ())), rows, empty, data.get("unit", "")
    )


def limits(least: float | None, greatest: float | None) -> str:
    """The limits of a number as ``1–90``, of which one may be missing; empty when both are."""
    if least is not None and greatest is not None:
        return f"{_figure(least)}–{_figure(greatest)}"
    if least is not None:
        return _("at least {limit}").format(limit=_figure(least))
    return _("at most {limit}").format(limit=_figure(greatest)) if greatest is not None else ""


def _figure(limit: float) -> str:
    return str(int(limit)) if limit == int(limit) else str(limit).replace(".", ",")
