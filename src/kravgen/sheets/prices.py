"""The price sheet: one table of price rows, or one for each lot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kravgen.award.model import Price
from kravgen.documents.entry import Entry
from kravgen.i18n import _
from kravgen.procurement.case import Case
from kravgen.sheets.catalogue import TableOf
from kravgen.sheets.columns import DEFINITIONS, Context, PriceLine
from kravgen.sheets.formulas import LEAST_DISCOUNT, WHOLE
from kravgen.sheets.names import price_key, tabs
from kravgen.sheets.table import Cell, SheetRow, SheetTable

_LONGEST_LETTER = 3
"""An id of a lot that is no longer stands in the name of its sheet: "Del A"."""


def price_tables(
    table: TableOf, entries: Sequence[Entry], context: Context, case: Case, title: str
) -> Iterator[tuple[SheetTable, list[Entry]]]:
    """The table, once for each lot when there are lots, with the items that ask for its rows.

    ``title`` is that of the workbook.
    """
    called = _called(case)
    names = tabs(called)
    for lot, lines in price_lines(entries, context).items():
        prices = [line.price for line in lines]
        definitions = [
            definition
            for definition in map(DEFINITIONS.__getitem__, table.columns)
            if definition.needed is None or any(map(definition.needed, prices))
        ]
        rows = tuple(
            _row(line, tuple(d.of_price(line, context) if d.of_price else "" for d in definitions))
            for line in lines
        )
        asked = {item for price in prices for item in price.items}
        columns = tuple(definition.column(prices) for definition in definitions)
        heading = f"{title} – {called[lot]}" if lot else ""
        made = SheetTable(names.get(lot, table.name), columns, rows, lot, heading)
        yield made, [entry for entry in entries if entry.id in asked]


def price_lines(entries: Sequence[Entry], context: Context) -> Mapping[str, Sequence[PriceLine]]:
    """The price rows by lot, in the order of the sheet, with the numbers of the requirements that ask for each."""
    numbers = {entry.id: entry.number for entry in entries}
    found: dict[str, list[PriceLine]] = {}
    for price in context.award.prices:
        before = found.setdefault(price.lot, [])
        begins = bool(before) and before[-1].price.group != price.group
        asking = tuple(numbers[item] for item in price.items if item in numbers)
        before.append(PriceLine(len(before) + 1, price, asking, begins))
    return found


def open_volumes(entries: Sequence[Entry], context: Context) -> Iterator[tuple[str, str, str]]:
    """Each number of a price row that is open: what its gap asks for, who can answer, and its key.

    A quantity that is worked out from questions has their gaps: their answers are asked for, and not their product.
    """
    for lines in price_lines(entries, context).values():
        for line in lines:
            # What is said of a row stands under its own key, for one lot or for all.
            key = line.price.key.removeprefix(f"{line.price.lot}/")
            waits = [context.library.questions[name] for name in line.price.waits_for]
            yield from ((question.label, question.role, question.id) for question in waits)
            if line.price.quantity is None and not waits:
                yield line.quantity_gap, line.price.role, f"prices.{key}.quantity"
            if line.price.measure == "consumption" and line.price.rate is None:
                yield line.rate_gap, line.price.role, f"prices.{key}.rate"


def _called(case: Case) -> Mapping[str, str]:
    """What each lot is called, by its id: "Del A Servrar"."""
    return {
        lot.id: lot.name
        if lot.name.lower().startswith((letter := _("Part {letter}").format(letter=lot.id.upper())).lower())
        or len(lot.id) > _LONGEST_LETTER
        else f"{letter} {lot.name}"
        for lot in case.pricing.lots
    }


def _row(line: PriceLine, cells: tuple[Cell, ...]) -> SheetRow:
    price = line.price
    return SheetRow(
        cells,
        price_key(price.key),
        label=price.name,
        price=price,
        prompt=_prompt(price),
        refusal=_refusal(price),
        begins=line.begins,
    )


def _prompt(price: Price) -> str:
    if price.measure == "discount":
        return _(
            "Discount in percent: write 15 for 15 percent. 0 means no discount, otherwise between {least} and {most},"
            " with two decimals at most."
        ).format(least=LEAST_DISCOUNT, most=WHOLE)
    if price.measure == "consumption":
        return _("Consumption per {unit}: a number without its unit.").format(unit=price.unit)
    if price.sign == "income":
        return _("What you pay, in kronor per {unit} without VAT, with two decimals at most.").format(
            unit=price.unit
        )
    return _(
        "Kronor per {unit} without VAT, with two decimals at most. Write 0 only for what costs nothing."
    ).format(unit=price.unit)


def _refusal(price: Price) -> str:
    if price.measure == "discount":
        return _(
            "Write the discount as a number of percent, 0 or between {least} and {most}, with two decimals at most."
        ).format(least=LEAST_DISCOUNT, most=WHOLE)
    if price.measure == "consumption":
        return _("Write the consumption as a number, 0 or more.")
    return _("Write kronor as a number, 0 or more, with two decimals at most.")
