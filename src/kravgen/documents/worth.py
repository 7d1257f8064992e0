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
    return _told_deduction(item, criterion) if model == "price_deduction" else _told_weight(item, criterion)


def _told_deduction(item: Item, criterion: Criterion) -> str:
    parts = item.worth.parts if item.worth else 1
    total = criterion.deduction
    gap = placeholder(deduction_gap(item, item.title))
    amount = gap if total is None else number(total / parts)
    if criterion.levels:
        message = _(
            "Full points give a deduction of {amount} kronor in the evaluation. Fewer points give the same share"
            " of the deduction as they are of full points."
        )
    elif parts > 1:
        message = _(
            "The requirement has {parts} parts. Each that is met gives a deduction of {amount} kronor in the"
            " evaluation."
        )
    else:
        message = _("A requirement that is met gives a deduction of {amount} kronor in the evaluation.")
    return message.format(amount=amount, parts=parts)


def _told_weight(item: Item, criterion: Criterion) -> str:
    gap = placeholder(weight_gap(item.title))
    weight = gap if criterion.weight is None else number(criterion.weight)
    if criterion.levels:
        message = _("Full points give {weight} percent of all points in the evaluation.")
    else:
        message = _("A requirement that is met gives {weight} percent of all points in the evaluation.")
    return message.format(weight=weight)


def deduction_gap(item: Item | None, title: str) -> str:
    """What the gap of an open deduction asks for; ``item`` is the requirement whose own worth it is."""
    worth = item.worth if item else None
    parameter = item.parameter(str(worth.deduction)) if item and worth else None
    return parameter.label if parameter else _("deduction for {title}").format(title=title)


def weight_gap(title: str) -> str:
    """What the gap of an open weight asks for."""
    return _("weight of {title}").format(title=title)
