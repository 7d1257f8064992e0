"""Whether what a procurement says of its prices fits what is bought: volumes, lots and what criteria judge."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.award.purchase import Award
from kravgen.i18n import _
from kravgen.problems import Problem, did_you_mean
from kravgen.procurement.selection import Selection


def misfits(award: Award, selection: Selection) -> Iterator[Problem]:
    """Volumes of rows that are not in the price sheet, lots of rows that do not exist, and criteria that judge nothing.

    What may be meant for another answer to a question is a warning; what nothing can make right is an error.
    """
    yield from _volumes(award, selection)
    yield from _lots(award, selection)
    yield from _criteria(selection)


def _volumes(award: Award, selection: Selection) -> Iterator[Problem]:
    keys = {price.key.rpartition("/")[2] for price in award.prices}
    for key, volume in selection.case.pricing.volumes.items():
        if key not in keys and key not in selection.case.pricing.own:
            yield volume.place.problem(
                "KG318",
                _('The price sheet has no row with the key "{key}".').format(key=key),
                did_you_mean(key, keys),
                "warning",
            )


def _lots(award: Award, selection: Selection) -> Iterator[Problem]:
    pricing = selection.case.pricing
    keys = {price.key.rpartition("/")[2] for price in award.prices}
    known = keys | {key.split(".")[0] for key in keys}
    for number, lot in enumerate(pricing.lots):
        for at, name in enumerate(lot.prices):
            if name not in known and pricing.file is not None:
                yield pricing.file.value_place(["lots", number, "prices", at]).problem(
                    "KG318",
                    _('The price sheet has no row with the key "{key}".').format(key=name),
                    did_you_mean(name, known),
                )


def _criteria(selection: Selection) -> Iterator[Problem]:
    pricing = selection.case.pricing
    taken = {decision.item.id for decision in selection.taken()}
    for number, criterion in enumerate(pricing.evaluation.get("criteria", ())):
        for at, name in enumerate(criterion.get("items", ())):
            if name in taken or pricing.file is None:
                continue
            place = pricing.file.value_place(["evaluation", "criteria", number, "items", at])
            if name in selection.decisions:
                yield place.problem(
                    "KG318",
                    _("{item} is not in, so the criterion cannot judge it.").format(item=name),
                    _("Take it out of the criterion, or take the item in with a decision."),
                    "warning",
                )
            else:
                yield place.problem(
                    "KG307",
                    _('Unknown item "{name}".').format(name=name),
                    did_you_mean(name, selection.decisions),
                )
