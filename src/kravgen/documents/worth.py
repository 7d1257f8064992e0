"""What a requirement that may be met is worth, in words for the bidders."""

from __future__ import annotations

from kravgen.award.model import Criterion, Model
from kravgen.i18n import _, placeholder
from kravgen.library.model import Item
from kravgen.procurement.values import number


def told_worth(item: Item, criterion: Criterion, model: Model | None) -> str:
    """What meeting the item gives when tenders are compared. What nobody has settled is a gap."""
    if model is None:
        return placeholder(_("how the tenders are compared"))
    if criterion.id != item.id:
        return _('The answer is judged in the criterion "{title}".').format(title=criterion.title)
    if model == "price_deduction":
        return _told_deduction(item, criterion)
    weight = placeholder(_("weight of {title}").format(title=item.title))
    if criterion.weight is not None:
        weight = number(float(criterion.weight))
    return _("A requirement that is met gives {weight} percent of all points in the evaluation.").format(
        weight=weight
    )


def _told_deduction(item: Item, criterion: Criterion) -> str:
    parts = criterion.full if item.worth and item.worth.per == "criterion" else 1
    total = criterion.deduction
    amount = placeholder(_gap(item)) if total is None else number(float(total / parts))
    if criterion.levels:
        message = _(
            "Full points give a deduction of {amount} kronor in the evaluation. Fewer points give the same share"
            " of the deduction as they are of full points."
        )
    elif item.worth and item.worth.per == "criterion":
        message = _("Each criterion that is met gives a deduction of {amount} kronor in the evaluation.")
    else:
        message = _("A requirement that is met gives a deduction of {amount} kronor in the evaluation.")
    return message.format(amount=amount)


def _gap(item: Item) -> str:
    """What the gap of an open deduction asks for."""
    parameter = item.parameter(str(item.worth.deduction)) if item.worth else None
    return parameter.label if parameter else _("deduction for {title}").format(title=item.title)
