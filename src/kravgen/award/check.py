"""What is wrong with a model before anybody has submitted a tender.

Each flaw tells by a path what it is about, such as ``("evaluation", "criteria", 0, "weight")`` or
``("prices", 3, "quantity")``: the places in a file are known to whoever has read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import get_args

from kravgen.award.alike import alike
from kravgen.award.evaluate import NOTHING, counting, in_kronor, lots_of, rows_of, worth
from kravgen.award.figures import kronor, plain
from kravgen.award.flaw import Flaw, Path
from kravgen.award.model import Criterion, Evaluation, Price, Tie
from kravgen.award.wording import MODELS
from kravgen.i18n import _
from kravgen.problems import did_you_mean
from kravgen.textlines import first_of

_HUNDRED = Decimal(100)
_MOST_NAMES = 6


def check(evaluation: Evaluation, prices: Sequence[Price]) -> Iterator[Flaw]:
    """Everything that is wrong. What is only not settled yet is a warning: a gap is filled in before anything is sent."""
    yield from alike(evaluation, prices)
    for at, price in enumerate(prices):
        yield from _price(price, ("prices", at))
    yield from _lots(evaluation, prices)
    yield from _use(evaluation)
    for at, criterion in enumerate(evaluation.criteria):
        yield from _criterion(evaluation, criterion, ("evaluation", "criteria", at))
    yield from _weights(evaluation)
    yield from _fixed_price(evaluation)
    yield from _ties(evaluation)
    yield from _bounds(evaluation, prices)


def _price(price: Price, path: Path) -> Iterator[Flaw]:
    if price.quantity is None:
        told = {
            "discount": _("The discount on {name} has no volume in kronor to be counted from."),
            "consumption": _("The consumption of {name} has no volume."),
            "price": _("The row {name} has no evaluated volume."),
        }[price.measure]
        yield Flaw(
            (*path, "quantity"),
            "KG001",
            told.format(name=price.name),
            _("Write the volume that is evaluated. Without it no tender can be compared."),
            "warning",
        )
    elif price.quantity <= 0:
        yield Flaw(
            (*path, "quantity"),
            "KG002",
            _(
                "The row {name} has the volume {volume}, so its price does nothing to the comparison sum."
            ).format(name=price.name, volume=plain(price.quantity)),
            _("Write a volume above zero, or take the row away."),
        )
    if price.measure == "consumption" and price.rate is None:
        yield Flaw(
            (*path, "rate"),
            "KG001",
            _("What {name} uses has no price.").format(name=price.name),
            _("Write what one unit costs the buyer, such as kronor for a kilowatt hour."),
            "warning",
        )
    elif price.measure == "consumption" and price.rate is not None and price.rate <= 0:
        yield Flaw(
            (*path, "rate"),
            "KG002",
            _("What {name} uses costs nothing, so it does nothing to the comparison sum.").format(
                name=price.name
            ),
            _("Write what one unit costs the buyer, or take the row away."),
        )
    if price.measure == "discount" and price.sign == "income":
        yield Flaw(
            (*path, "sign"),
            "KG002",
            _("{name} is a discount and cannot be an income too.").format(name=price.name),
            _("A discount lowers a cost; what the buyer is paid is a price."),
        )


def _lots(evaluation: Evaluation, prices: Sequence[Price]) -> Iterator[Flaw]:
    for at, price in enumerate(prices):
        if price.lot and price.lot not in evaluation.lots:
            yield Flaw(
                ("prices", at, "lot"),
                "KG003",
                _('The row {name} belongs to the lot "{lot}", which is not there.').format(
                    name=price.name, lot=price.lot
                ),
                did_you_mean(price.lot, evaluation.lots)
                if evaluation.lots
                else _("Describe the lots, or let the row belong to none."),
            )
    if evaluation.model == "fixed_price":
        return
    for lot, name in lots_of(evaluation, prices).items():
        rows = rows_of(prices, lot)
        if not any(row.sign == "cost" for row in rows):
            about = _("the lot {name}").format(name=name) if lot else _("the purchase")
            yield Flaw(
                ("evaluation", "lots", lot) if lot else ("prices",),
                "KG003",
                _("There is no price to compare in {what}.").format(what=about),
                _("Add a row for what is bought, or choose the model with a fixed price."),
            )


def _use(evaluation: Evaluation) -> Iterator[Flaw]:
    """What stands in the evaluation and does nothing in its model."""
    model = _(MODELS[evaluation.model])
    told = _("In the model {model} it does nothing.").format(model=model)
    hint = _("Take it away, or choose a model that uses it.")
    if evaluation.criteria and not counting(evaluation):
        yield Flaw(
            ("evaluation", "criteria"),
            "KG004",
            _("There are criteria for quality. {told}").format(told=told),
            _(
                "Take them away, or choose a model that uses them: price with deductions, points or a fixed price."
            ),
        )
    for at, criterion in enumerate(counting(evaluation)):
        key = "weight" if evaluation.model == "price_deduction" else "deduction"
        # A requirement brings the deduction of the library along; with a weight too it is the buyer's own.
        if criterion.weight is not None and (key == "weight" or criterion.deduction is not None):
            word = _("a weight") if key == "weight" else _("a deduction")
            yield Flaw(
                ("evaluation", "criteria", at, key),
                "KG004",
                _("{title} has {word}. {told}").format(title=criterion.title, word=word, told=told),
                hint,
            )
    if evaluation.price_weight is not None and evaluation.model != "weighted_points":
        yield Flaw(
            ("evaluation", "price_weight"),
            "KG004",
            _("The price has a weight. {told}").format(told=told),
            hint,
        )
    if evaluation.fixed_price is not None and evaluation.model != "fixed_price":
        yield Flaw(
            ("evaluation", "fixed_price"),
            "KG004",
            _("There is a fixed price. {told}").format(told=told),
            hint,
        )


def _criterion(evaluation: Evaluation, criterion: Criterion, path: Path) -> Iterator[Flaw]:
    yield from _scale(criterion, path)
    if criterion not in counting(evaluation):
        return
    key = "deduction" if evaluation.model == "price_deduction" else "weight"
    value = worth(evaluation, criterion)
    if value is None:
        yield Flaw(
            (*path, key),
            "KG005",
            _("{title} has no value in the evaluation.").format(title=criterion.title),
            _("Write the deduction in kronor.") if key == "deduction" else _("Write its weight in percent."),
            "warning",
        )
    elif value <= 0:
        yield Flaw(
            (*path, key),
            "KG005",
            _("{title} has the value {value} and can never change the result.").format(
                title=criterion.title, value=plain(value)
            ),
            _("Write a value above zero, or take the criterion away."),
        )


def _scale(criterion: Criterion, path: Path) -> Iterator[Flaw]:
    """What is wrong with the levels, or with the number of parts of a criterion that has none."""
    full, levels = criterion.full, criterion.levels
    if full <= 0 or (not levels and full != full.to_integral_value()):
        yield Flaw(
            (*path, "full"),
            "KG006",
            _("{title} gives at most {full}.").format(title=criterion.title, full=plain(full)),
            _("Write how many points or parts there are: a whole number above zero."),
        )
        return
    if not levels:
        if not criterion.items:
            yield Flaw(
                (*path, "levels"),
                "KG006",
                _("{title} has neither described levels nor a requirement to meet.").format(
                    title=criterion.title
                ),
                _("Describe what a tender must show for each level of points, from 0 to {full}.").format(
                    full=plain(full)
                ),
            )
        return
    points = [level.points for level in levels]
    if points != sorted(set(points)) or points[0] != 0 or points[-1] != full:
        yield Flaw(
            (*path, "levels"),
            "KG006",
            _("The levels of {title} are {levels}.").format(
                title=criterion.title, levels=", ".join(map(plain, points))
            ),
            _("They must rise from 0 to {full}, each higher than the one before.").format(full=plain(full)),
        )
    for at, level in enumerate(levels):
        if not level.means.strip():
            yield Flaw(
                (*path, "levels", at),
                "KG006",
                _("{title} does not say what gives {points} points.").format(
                    title=criterion.title, points=plain(level.points)
                ),
                _("Describe what a tender must show, so that two people would judge alike."),
            )


def _weights(evaluation: Evaluation) -> Iterator[Flaw]:
    if in_kronor(evaluation):
        return
    if evaluation.model == "fixed_price" and not evaluation.criteria:
        yield Flaw(
            ("evaluation", "criteria"),
            "KG003",
            _("The price is fixed and there is no criterion, so all tenders are equal."),
            _("Add criteria for quality with levels and weights."),
        )
        return
    weights = [criterion.weight for criterion in evaluation.criteria]
    if evaluation.model == "weighted_points":
        if evaluation.price_weight is None:
            yield Flaw(
                ("evaluation", "price_weight"),
                "KG005",
                _("The price has no weight."),
                _("Write its weight in percent."),
                "warning",
            )
        elif evaluation.price_weight <= 0:
            yield Flaw(
                ("evaluation", "price_weight"),
                "KG005",
                _("The price has the weight {weight} and can never change the result.").format(
                    weight=plain(evaluation.price_weight)
                ),
                _("Give it a weight above zero, or choose the model with a fixed price."),
            )
        weights.append(evaluation.price_weight)
    known = [weight for weight in weights if weight is not None]
    together = sum(known, Decimal(0))
    told = _("The weights are {sum} percent together.").format(sum=plain(together))
    if len(known) == len(weights) and together != _HUNDRED:
        yield Flaw(("evaluation", "criteria"), "KG007", told, _("Change them so that they are 100 percent."))
    # While a weight is open the sum says only what is left for it.
    elif len(known) < len(weights) and together >= _HUNDRED:
        open_ = [each.title for each in evaluation.criteria if each.weight is None]
        yield Flaw(
            ("evaluation", "criteria"),
            "KG007",
            told,
            _(
                "Nothing is left for {names}. Lower the others, or let a criterion judge what has no weight."
            ).format(names=first_of(open_, _MOST_NAMES) or _("the price")),
        )


def _fixed_price(evaluation: Evaluation) -> Iterator[Flaw]:
    if evaluation.model != "fixed_price":
        return
    if evaluation.fixed_price is None:
        yield Flaw(
            ("evaluation", "fixed_price"),
            "KG005",
            _("The fixed price is not settled."),
            _("Write the price in kronor that all tenders have."),
            "warning",
        )
    elif evaluation.fixed_price <= 0:
        yield Flaw(
            ("evaluation", "fixed_price"),
            "KG005",
            _("The fixed price is {price} kronor.").format(price=kronor(evaluation.fixed_price)),
            _("Write the price in kronor that all tenders have."),
        )


def _ties(evaluation: Evaluation) -> Iterator[Flaw]:
    known = get_args(Tie)
    path: Path = ("evaluation", "ties")
    for at, tie in enumerate(evaluation.ties):
        if tie not in known:
            yield Flaw(
                (*path, at),
                "KG008",
                _('"{tie}" is no way to tell equal tenders apart.').format(tie=tie),
                did_you_mean(tie, known),
            )
        elif tie in evaluation.ties[:at]:
            yield Flaw(
                (*path, at), "KG008", _('"{tie}" stands twice.').format(tie=tie), _("Keep one of them.")
            )
        elif tie in _idle_ties(evaluation):
            yield Flaw(
                (*path, at),
                "KG008",
                _('"{tie}" tells no equal tenders apart in the model {model}.').format(
                    tie=tie, model=_(MODELS[evaluation.model])
                ),
                _("Take it away."),
            )
    if evaluation.ties[-1:] != ("draw",) or "draw" in evaluation.ties[:-1]:
        yield Flaw(
            path,
            "KG008",
            _("What decides between equal tenders does not end with drawing lots."),
            _("Let draw stand last: two tenders can be equal in all else."),
        )


def _idle_ties(evaluation: Evaluation) -> Iterable[str]:
    """What is always equal when the results are."""
    compares_both = evaluation.model in ("price_deduction", "weighted_points") and evaluation.criteria
    return () if compares_both else ("lowest_sum", "most_quality")


def _bounds(evaluation: Evaluation, prices: Sequence[Price]) -> Iterator[Flaw]:
    """Deductions that are more than any sum can be: known where all costs are discounts, counted from volumes in kronor."""
    if evaluation.model != "price_deduction":
        return
    together = sum((criterion.deduction or NOTHING for criterion in evaluation.criteria), NOTHING)
    for lot in lots_of(evaluation, prices):
        costs = [row for row in rows_of(prices, lot) if row.sign == "cost"]
        volumes = [row.quantity for row in costs if row.measure == "discount" and row.quantity is not None]
        highest = sum(volumes, NOTHING)
        if costs and len(volumes) == len(costs) and together >= highest:
            yield Flaw(
                ("evaluation", "criteria"),
                "KG009",
                _(
                    "The deductions are {together} kronor together, and no comparison sum can be above {highest}: with full"
                    " quality the result is always zero, whatever the price."
                ).format(together=kronor(together), highest=kronor(highest)),
                _("Lower the deductions."),
            )
