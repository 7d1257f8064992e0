"""What a price sheet says, row by row: cells that stand alone tell nobody what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.award.model import Price
from kravgen.documents.wording import SentSheet
from kravgen.i18n import _
from kravgen.procurement.values import number
from kravgen.record.model import KeptDocument, Record

_LABELS = 2
"""How many words stand below the rows: at the sum, and at the rows that are not in it."""


def paragraphs(document: KeptDocument, record: Record) -> tuple[str, ...]:
    """What a document says besides its items, one price a paragraph where it is a price sheet."""
    wording = document.wording
    if wording is None:
        return ()
    priced = [sheet for sheet in wording.sheets if sheet.factors]
    if not priced or len(priced) != len(wording.sheets):
        return wording.rest
    return (*_beside(wording.rest, priced), *(_row(price) for price in record.prices))


def _beside(rest: Sequence[str], sheets: Sequence[SentSheet]) -> Iterator[str]:
    """The words that are in no row. Each sheet begins with as many as the first: its name, its title, the instruction."""
    headers = [[header for header in sheet.headers if header] for sheet in sheets]
    first = _found(rest, headers[0], 0)
    begins = 0
    for at, wanted in enumerate(headers):
        head = _found(rest, wanted, begins)
        rows = head + len(wanted)
        after = _found(rest, headers[at + 1], rows) - first if at + 1 < len(headers) else len(rest)
        yield from rest[begins:rows]
        yield from rest[max(after - _LABELS, rows) : after]
        begins = after


def _found(rest: Sequence[str], wanted: Sequence[str], start: int) -> int:
    """Where the words stand together; the end when they do not."""
    size = len(wanted)
    return next((at for at in range(start, len(rest)) if [*rest[at : at + size]] == [*wanted]), len(rest))


def _row(price: Price) -> str:
    quantity = "\u2013" if price.quantity is None else number(price.quantity)
    told = [_("{name}: {quantity} {unit}").format(name=price.name, quantity=quantity, unit=price.unit)]
    if price.measure == "consumption":
        rate = "\u2013" if price.rate is None else number(price.rate)
        told.append(_("{rate} kronor for each").format(rate=rate))
    if price.sign == "income":
        told.append(_("paid to the buyer"))
    if price.option:
        told.append(_("option"))
    if price.adjusted:
        told.append(_("may change"))
    lot = _("lot {id}").format(id=price.lot.upper()) + ", " if price.lot else ""
    return lot + ", ".join(told)
