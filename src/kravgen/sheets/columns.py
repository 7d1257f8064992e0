"""The columns that a sheet may have, by name: what each shows of a requirement or of a price row.

What the library does not know stays empty: nothing is made up to fill a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kravgen.award.model import Price
from kravgen.award.purchase import Award
from kravgen.documents.answer_form import form_name
from kravgen.documents.entry import Entry
from kravgen.documents.plaintext import plain_text
from kravgen.documents.worth import deduction_gap
from kravgen.i18n import _, _n, placeholder
from kravgen.law.sources import Citation
from kravgen.library.model import Library
from kravgen.library.prices import Group
from kravgen.sheets.names import ANSWER, COMMENT, PRICE
from kravgen.sheets.table import Cell, CellKind, SheetColumn


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A row of the price list: what is priced, and the numbers of the requirements that ask for it."""

    position: int
    price: Price
    wanted_by: tuple[str, ...]

    begins: bool = False
    """Whether a group of rows begins here."""

    @property
    def quantity_gap(self) -> str:
        """What the gap of its quantity asks for."""
        return _("quantity of {name}").format(name=self._name)

    @property
    def rate_gap(self) -> str:
        """What the gap of its rate asks for."""
        return _("kronor per unit consumed of {name}").format(name=self._name)

    @property
    def _name(self) -> str:
        return self.price.name[:1].lower() + self.price.name[1:]


@dataclass(frozen=True, slots=True)
class Context:
    """What a column may look at besides its own row."""

    library: Library
    shown_in: Mapping[str, tuple[str, ...]]
    """The titles of the documents that an item stands in, by id."""
    award: Award
    """What is priced, and how tenders are compared."""

    def first(self, item: str) -> str:
        """The document that an item stands in first; empty when it stands in none."""
        return next(iter(self.shown_in.get(item, ())), "")


@dataclass(frozen=True, slots=True)
class Definition:
    """A column by name. ``header`` is an English source string, except where it is a name that programs read.

    One that is ``needed`` for some prices only is left out when none of them stands in the table, and ``named_after``
    tells the header of one that is called after what is priced.
    """

    header: str
    width: int
    of_entry: Callable[[Entry, Context], Cell] | None = None
    of_price: Callable[[PriceLine, Context], Cell] | None = None
    of_citation: Callable[[Citation, Context], Cell] | None = None
    kind: CellKind = "text"
    choices: tuple[str, ...] = ()
    part: str = ""
    needed: Callable[[Price], bool] | None = None
    named_after: Callable[[Sequence[Price]], str] | None = None

    def column(self, prices: Sequence[Price] = ()) -> SheetColumn:
        """The column as the workbook shows it. ``prices`` are those of the table."""
        header = self.named_after(prices) if self.named_after else _(self.header)
        choices = tuple(_(choice) for choice in self.choices)
        return SheetColumn(header, self.width, self.kind, choices, self.part)


def _answer_kind(entry: Entry, _context: Context) -> str:
    form = entry.item.answer
    asked = (
        _("table")
        if form.table
        else _("number, {unit}").format(unit=form.unit)
        if form.unit
        else _("free text")
    )
    return {"villkor": _("Accepted"), "fråga": asked}.get(entry.item.kind, f"{_('Yes')}/{_('No')}")


def _deduction(entry: Entry, context: Context) -> Cell:
    """The value of a bör in kronor; a placeholder where nobody has set it, empty where another model weighs it."""
    criterion, evaluation = context.award.criteria.get(entry.id), context.award.evaluation
    if criterion is None or evaluation is None or evaluation.model != "price_deduction":
        return ""
    amount = criterion.deduction
    if amount is None:
        return placeholder(deduction_gap(entry.item, entry.item.title))
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _consequence(entry: Entry, _context: Context) -> str:
    return entry.consequence[1] if entry.consequence else ""


def _chapter(entry: Entry, context: Context) -> str:
    block = context.library.blocks.get(entry.item.block)
    return block.title if block else _("Functional requirements")


def _owner(entry: Entry, context: Context) -> str:
    block = context.library.blocks.get(entry.item.block)
    return block.owner if block else ""


def _requirement(entry: Entry, _context: Context) -> str:
    return "\n".join((entry.item.title, plain_text(entry.text), *_wanted_answer(entry)))


def _wanted_answer(entry: Entry) -> Iterator[str]:
    """Where and how a question is answered, when it is not in words beside it."""
    form = entry.item.answer
    if form.table and entry.item.kind == "fråga":
        yield _("Answer in the table {table}.").format(table=form_name(entry))
    if form.unit:
        yield _("Answer with a number: {unit}.").format(unit=form.unit)


def _priced(line: PriceLine, _context: Context) -> Cell:
    """What is priced, and when it may be left out."""
    if not line.price.only_with:
        return line.price.name
    return _("{name} (only if {numbers} is met)").format(
        name=line.price.name, numbers=_(" or ").join(line.wanted_by)
    )


def _quantity(line: PriceLine, context: Context) -> Cell:
    quantity = line.price.quantity
    if quantity is not None:
        return _number(quantity)
    waits = [context.library.questions[name].label for name in line.price.waits_for]
    return " ".join(map(placeholder, waits or (line.quantity_gap,)))


def _rate(line: PriceLine, _context: Context) -> Cell:
    if line.price.measure != "consumption":
        return ""
    return placeholder(line.rate_gap) if line.price.rate is None else _number(line.price.rate)


def _number(value: Decimal) -> int | float:
    whole = int(value)
    return whole if whole == value else float(value)


def _group(line: PriceLine, _context: Context) -> str:
    return _(GROUPS[line.price.group])


def _given_in(line: PriceLine, _context: Context) -> str:
    told = {"price": _("kronor"), "discount": _("percent"), "consumption": _("consumption")}
    return told[line.price.measure]


def _given(prices: Sequence[Price]) -> str:
    """The header of the column that the bidder fills in: what is given, for one measure with what it is given in."""
    measures = {price.measure for price in prices}
    if measures == {"discount"}:
        return _("Discount, percent")
    if measures <= {"price"}:
        return _("Price per unit, kronor")
    names = {"price": _("Price per unit"), "discount": _("discount"), "consumption": _("consumption")}
    told = [name for measure, name in names.items() if measure in measures]
    words = " ".join((", ".join(told[:-1]), _("or"), told[-1])) if len(told) > 1 else told[0]
    return words[:1].upper() + words[1:]


GROUPS: Mapping[Group, str] = {
    "introduction": _n("Introduction"),
    "running": _n("Running"),
    "hours": _n("Prices per hour"),
    "goods": _n("Equipment"),
    "options": _n("Options to buy"),
    "exit": _n("Exit"),
    "other": _n("Other"),
}
"""What the groups of prices are called."""


DEFINITIONS: Mapping[str, Definition] = {
    # What programs read: the headers are names, the same in every language.
    "krav_nr": Definition("krav_nr", 9, lambda e, c: e.number),
    "krav_id": Definition("krav_id", 14, lambda e, c: e.id),
    "version": Definition("version", 10, lambda e, c: c.library.version),
    "dokument": Definition("dokument", 20, lambda e, c: c.first(e.id)),
    "kapitel": Definition("kapitel", 24, _chapter),
    "rubrik": Definition("rubrik", 30, lambda e, c: e.item.title),
    "kravtext": Definition("kravtext", 60, lambda e, c: plain_text(e.text)),
    "typ": Definition("typ", 10, lambda e, c: e.item.kind.upper()),
    "fas": Definition("fas", 12, lambda e, c: e.item.phase),
    "motiv": Definition("motiv", 50, lambda e, c: plain_text(e.motive)),
    "bevis": Definition("bevis", 50, lambda e, c: plain_text(e.evidence)),
    "svarstyp": Definition("svarstyp", 12, _answer_kind),
    "mervarde_kr": Definition("mervarde_kr", 14, _deduction),
    "poang": Definition("poang", 8, lambda e, c: ""),
    "testmetod": Definition("testmetod", 16, lambda e, c: e.item.method),
    "acceptanskriterium": Definition("acceptanskriterium", 50, lambda e, c: plain_text(e.accept)),
    "lagrum": Definition("lagrum", 40, lambda e, c: e.sources),
    "ansvarig_roll": Definition("ansvarig_roll", 24, _owner),
    "vite": Definition("vite", 24, _consequence),
    "taggar": Definition("taggar", 20, lambda e, c: ", ".join(e.item.tags)),
    # A requirement that bidders may read is not secret; what is secret is never written in one.
    "sekretess": Definition("sekretess", 10, lambda e, c: "N"),
    # What must be true only in the tender does not follow into the contract.
    "i_avtal": Definition("i_avtal", 9, lambda e, c: "N" if e.item.phase == "anbud" else "J"),
    # What people read.
    "nr": Definition(_n("No."), 8, lambda e, c: e.number),
    "id": Definition("Id", 13, lambda e, c: e.id),
    "krav": Definition(_n("Requirement"), 70, _requirement),
    "varde": Definition(_n("Added value"), 28, lambda e, c: plain_text(e.value)),
    "svar_ja_nej": Definition(_n("Answer"), 12, kind="input", choices=(_n("Yes"), _n("No")), part=ANSWER),
    "svar_godtas": Definition(_n("Answer"), 12, kind="input", choices=(_n("Accepted"),), part=ANSWER),
    "svar_fritext": Definition(_n("Answer"), 70, kind="input", part=ANSWER),
    "kommentar": Definition(_n("Comment or reference to evidence"), 40, kind="input", part=COMMENT),
    # From the law to the test.
    "kalla": Definition(_n("Source"), 30, of_citation=lambda s, c: c.library.sources[s.source].name),
    "plats": Definition(_n("Place"), 30, of_citation=lambda s, c: s.at),
    "titel": Definition(_n("Title"), 44, lambda e, c: e.item.title),
    "star_i": Definition(_n("Stands in"), 40, lambda e, c: ", ".join(c.shown_in.get(e.id, ()))),
    "nar": Definition(_n("Phase"), 18, lambda e, c: e.item.phase),
    "prov": Definition(_n("Test"), 16, lambda e, c: e.item.method),
    "ansvar": Definition(_n("Responsible"), 28, lambda e, c: e.item.role or _owner(e, c)),
    # Prices.
    "rad": Definition(_n("Row"), 6, of_price=lambda p, c: p.position),
    "kravreferens": Definition(_n("Requirement"), 11, of_price=lambda p, c: ", ".join(p.wanted_by)),
    "benamning": Definition(_n("What is priced"), 38, of_price=_priced),
    "grupp": Definition(_n("Group"), 12, of_price=_group),
    "hallbart": Definition(
        _n("Sustainable alternative"),
        11,
        of_price=lambda p, c: _("Yes") if p.price.sustainable else "",
        needed=lambda p: p.sustainable,
    ),
    "option": Definition(
        _n("Option"),
        8,
        of_price=lambda p, c: _("Yes") if p.price.option else "",
        needed=lambda p: p.option,
    ),
    "prisandring": Definition(
        _n("Price over time"),
        11,
        of_price=lambda p, c: _("Adjusted") if p.price.adjusted else _("Fixed"),
        needed=lambda p: p.adjusted,
    ),
    "raknas_som": Definition(
        _n("Counted as"),
        11,
        of_price=lambda p, c: _("Income") if p.price.sign == "income" else _("Cost"),
        needed=lambda p: p.sign == "income",
    ),
    "enhet": Definition(_n("Unit"), 17, of_price=lambda p, c: p.price.unit),
    "antal": Definition(_n("Quantity"), 15, of_price=_quantity, kind="quantity"),
    "varderas_med": Definition(
        _n("Kronor per unit consumed"),
        15,
        of_price=_rate,
        kind="rate",
        needed=lambda p: p.measure == "consumption",
    ),
    "anges_i": Definition(_n("Given in"), 12, of_price=_given_in, needed=lambda p: p.measure != "price"),
    "a_pris": Definition(_n("Price per unit, kronor"), 16, kind="price", part=PRICE, named_after=_given),
    "summa": Definition(_n("Sum, kronor"), 16, kind="sum"),
}
"""Every column by the name that a sheet definition uses."""
