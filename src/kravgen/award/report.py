"""A simulation as a page of text for the one who is about to publish the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kravgen.award.evaluate import LotOutcome, in_kronor
from kravgen.award.figures import kronor, percent, span
from kravgen.award.simulate import LotSimulation, Simulation
from kravgen.award.tricks import TrickKind
from kravgen.award.wording import GROUPS, MODELS, TIES, lack_told, lot_name, steps
from kravgen.i18n import _, _n
from kravgen.problems import shortened
from kravgen.textlines import WIDTH, first_of, item, paragraph
from kravgen.texttable import table

_MOST_ROWS = 10
_MOST_NAMES = 4
_LONGEST_NAME, _LONGEST_ROW = 26, 44
_NONE = "\u2013"

_TRICKS: Mapping[TrickKind, str] = {
    "zero": _n("nothing for a row whose volume is a guess"),
    "hours": _n("1 krona an hour"),
    "consumption": _n("no consumption"),
    "discount": _n("100 percent discount"),
    "buyback": _n("ten times the highest price for what is bought back"),
}


def report(simulation: Simulation) -> str:
    """The page, in the language in use."""
    heading = _("Simulation of the evaluation: {model}.").format(model=_(MODELS[simulation.evaluation.model]))
    parts = ["\n".join(paragraph(heading, 0))]
    if simulation.made_up:
        told = _(
            "The tenders are made up: A is cheap and has no quality, B is in between, and C is dear and has all"
            " quality. They say how the model works, and nothing of what the market asks."
        )
        parts.append("\n".join(paragraph(told, 0)))
    if simulation.left_out:
        parts.append("\n".join(_left_out(simulation.left_out)))
    for lot in simulation.lots:
        parts += ["\n".join(lines) for lines in _lot(simulation, lot) if lines]
    return "\n\n".join(parts) + "\n"


def _lot(simulation: Simulation, lot: LotSimulation) -> Iterator[list[str]]:
    outcome = lot.outcome
    if outcome.lot:
        name = lot_name(outcome.lot, outcome.name)
        yield [name, "═" * min(len(name), WIDTH)]
    yield [*_ranking(simulation, outcome)]
    yield [*_unranked(simulation, outcome)]
    yield [*_calculation(simulation, outcome)]
    yield [*_criteria(simulation, lot)]
    yield [*_rows(lot)]
    yield [*_sensitivity(lot)]
    yield [*_tricks(lot)]
    yield [*_cautions(lot)]


def _left_out(names: Sequence[str]) -> Iterator[str]:
    yield _("Not settled, and left out here")
    for name in names:
        yield from item(f"- {name}", 2)


def _ranking(simulation: Simulation, outcome: LotOutcome) -> Iterator[str]:
    if not outcome.ranked:
        return
    yield _("Ranking")
    kronor_off = simulation.evaluation.model == "price_deduction"
    weighted = simulation.evaluation.model == "weighted_points"
    headers = [_("Place"), _("Tender"), _("Comparison\nsum")]
    if kronor_off:
        headers.append(_("Deduction"))
    elif weighted:
        headers += [_("Points,\nprice"), _("Points,\nquality")]
    headers.append(_("Result,\nkronor") if in_kronor(simulation.evaluation) else _("Result,\npoints"))
    rows = []
    for each in outcome.ranked:
        cells = [str(each.rank), _short(each.bid.name), _kronor(each.total)]
        if kronor_off:
            cells.append(kronor(each.quality))
        elif weighted:
            cells += [_kronor(each.price_points), kronor(each.quality)]
        rows.append([*cells, _kronor(each.result)])
    yield table(headers, rows, [0, *range(2, len(headers))])
    for each in outcome.ranked:
        if each.settled:
            yield from paragraph(f"{each.bid.name}: {_(TIES[each.settled])}.", 0)


def _unranked(simulation: Simulation, outcome: LotOutcome) -> Iterator[str]:
    rest = [each for each in outcome.bids if each.rank is None]
    if outcome.lacks:
        yield _("Nothing can be ranked")
        for lack in outcome.lacks:
            yield from item(f"- {lack_told(lack, simulation.evaluation, simulation.prices)}", 2)
    elif rest:
        yield _("Not ranked")
        for each in rest:
            told = " ".join(lack_told(one, simulation.evaluation, simulation.prices) for one in each.lacks)
            yield from item(f"- {each.bid.name}: {told}", 2)
    if outcome.absent:
        told = _("Without a tender for this lot: {names}.")
        yield from paragraph(told.format(names=first_of(outcome.absent, _MOST_NAMES)), 0)


def _calculation(simulation: Simulation, outcome: LotOutcome) -> Iterator[str]:
    for each in outcome.first[:1]:
        yield _("How {name} is worked out").format(name=each.bid.name)
        for step in steps(simulation.evaluation, simulation.prices, outcome, each):
            yield from item(step, 2)


def _criteria(simulation: Simulation, lot: LotSimulation) -> Iterator[str]:
    if not lot.criteria:
        return
    yield _("What the criteria weigh")
    prices = simulation.evaluation.model != "fixed_price"
    headers = [_("Criterion"), _("At most")]
    if prices:
        headers += [_("Worth in\nkronor"), _("Part of\nspread\nof sums")]
    headers += [_("Part of what\ntells tenders\napart"), _("Without it\nwins")]
    rows = []
    for each in lot.criteria:
        cells = [_short(each.title), kronor(each.worth)]
        if prices:
            cells += [_kronor(each.kronor), _percent(each.of_sums)]
        without = _short(first_of(each.without, 2)) if each.decides else _("the same")
        rows.append([*cells, _percent(each.share), without])
    yield table(headers, rows, range(1, len(headers) - 1))
    if simulation.evaluation.model == "weighted_points":
        told = _(
            "Worth in kronor is how much the lowest sum could rise before it has lost as many points for the price as"
            " the criterion gives at most. A dash: no price outweighs it."
        )
        yield from paragraph(told, 0)


def _rows(lot: LotSimulation) -> Iterator[str]:
    if not lot.rows:
        return
    shown = lot.rows[:_MOST_ROWS]
    if len(shown) < len(lot.rows):
        yield _("What the rows weigh, the {count} heaviest of {all}").format(
            count=len(shown), all=len(lot.rows)
        )
    else:
        yield _("What the rows weigh")
    headers = (_("Row"), _("Part of\nthe tenders"), _("Part of what\ntells tenders\napart"))
    yield table(
        headers,
        [
            [shortened(each.name, _LONGEST_ROW), f"{span(each.least, each.most)} %", _percent(each.share)]
            for each in shown
        ],
        (1, 2),
    )


def _sensitivity(lot: LotSimulation) -> Iterator[str]:
    lines = [*_margin(lot), *_groups(lot), *_reversals(lot)]
    if lines:
        yield _("How little it takes")
        for line in lines:
            yield from item(f"- {line}", 2)


def _margin(lot: LotSimulation) -> Iterator[str]:
    margin = lot.margin
    if margin is None:
        return
    if margin.kronor is None:
        yield _("{name} comes second and wins at no price.").format(name=margin.second)
    else:
        told = _("{name} comes second and wins if its comparison sum is {kronor} kronor lower.")
        if margin.share is not None:
            told = _(
                "{name} comes second and wins if its comparison sum is {kronor} kronor ({percent} percent) lower."
            )
        yield told.format(
            name=margin.second,
            kronor=kronor(margin.kronor),
            percent=percent(margin.share or Decimal(0)),
        )


def _groups(lot: LotSimulation) -> Iterator[str]:
    changing = [each for each in lot.groups if each.changes]
    if lot.groups and not changing:
        yield _(
            "The same tender wins if any one part of the price sheet comes to 10 percent more or less for all."
        )
    for each in changing:
        told = _("If {group} comes to 10 percent more for all, {more} wins; 10 percent less, {less}.")
        yield told.format(
            group=_(GROUPS[each.group]),
            more=first_of(each.more, _MOST_NAMES) or _NONE,
            less=first_of(each.less, _MOST_NAMES) or _NONE,
        )


def _reversals(lot: LotSimulation) -> Iterator[str]:
    for each in lot.reversals[:_MOST_NAMES]:
        yield _("Without {without}, {behind} goes before {ahead}.").format(
            without=each.without, behind=each.behind, ahead=each.ahead
        )


def _tricks(lot: LotSimulation) -> Iterator[str]:
    if not lot.tricks:
        return
    yield _("Tricks that have been tried by a tender like {name}").format(name=lot.tricks[0].like)
    for each in lot.tricks:
        verdict = _("wins") if each.wins else _("does not win")
        rows = first_of([row.name for row in each.rows], _MOST_NAMES)
        yield from item(f"- {_(_TRICKS[each.kind])} ({rows}): {verdict}", 2)


def _cautions(lot: LotSimulation) -> Iterator[str]:
    if not lot.outcome.ranked:
        if not lot.outcome.lacks:
            yield _("No tender can be ranked.")
    elif not lot.cautions:
        yield _("Nothing to warn of.")
    else:
        yield _("To think of before the documents are published")
        for number, each in enumerate(lot.cautions, 1):
            yield from item(f"{number}. {each.message} {each.hint}", 2)


def _kronor(amount: Decimal | None) -> str:
    return _NONE if amount is None else kronor(amount)


def _percent(share: Decimal | None) -> str:
    return _NONE if share is None else f"{percent(share)} %"


def _short(text: str) -> str:
    return shortened(text, _LONGEST_NAME)
