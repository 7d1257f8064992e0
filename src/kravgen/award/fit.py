"""Whether what a procurement says of its prices fits what is bought: volumes, lots and what criteria judge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kravgen.award.check import check
from kravgen.award.flaw import Path
from kravgen.award.purchase import Award
from kravgen.i18n import _
from kravgen.problems import Place, Problem, did_you_mean
from kravgen.procurement.case import Case
from kravgen.procurement.pricing import may_stand, row_meant
from kravgen.procurement.selection import Selection

_MOST_ROWS = 5000
"""Ten times as many as anybody can price: with more, the sheet takes minutes to make and to read."""


def misfits(award: Award, selection: Selection) -> Iterator[Problem]:
    """Volumes of rows that are not in the price sheet, lots of rows that do not exist, and criteria that judge nothing.

    What may be meant for another answer to a question is a warning; what nothing can make right is an error.
    """
    if len(award.prices) > _MOST_ROWS:
        yield selection.case.place.problem(
            "KG318",
            _(
                "The price sheet would have {count} rows, and at most {most} can be priced and compared."
            ).format(count=len(award.prices), most=_MOST_ROWS),
            _("Choose fewer classes, or divide the purchase in fewer lots."),
        )
    yield from _volumes(award, selection)
    yield from _lots(award, selection)
    yield from _criteria(selection)
    yield from flaws(award, selection.case)


def flaws(award: Award, case: Case) -> Iterator[Problem]:
    """What is wrong with how tenders are compared, where the file says it. What is only open is a gap, and told as one."""
    if award.evaluation is not None:
        found = (
            flaw.problem(_place(flaw.path, award, case))
            for flaw in check(award.evaluation, award.prices)
            if flaw.level == "error"
        )
        # A row stands once in each lot, and is told of once.
        for told in dict.fromkeys(found):
            # Where nothing is priced, as when the market is only asked, nothing is compared either.
            yield told if award.prices else replace(told, level="warning")


def _place(path: Path, award: Award, case: Case) -> Place:
    """The nearest place in the file to what the path stands for."""
    file = case.pricing.file
    if file is None:
        return case.place
    if path[0] == "prices" and len(path) > 1:
        path = ("prices", award.prices[int(path[1])].key.rpartition("/")[2], *path[2:])
    elif path[:2] == ("evaluation", "lots"):
        path = ("lots", [lot.id for lot in case.pricing.lots].index(str(path[2])), "id")
    steps: list[str | int] = ["steps" if step == "levels" else step for step in path]
    while steps and not _is_there(file.data, steps):
        steps.pop()
    return file.value_place(steps or ["evaluation"])


def _is_there(data: Any, steps: Sequence[str | int]) -> bool:
    """Whether the data has something where the steps lead."""
    for step in steps:
        there = range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        if step not in there:
            return False
        data = data[step]
    return True


def _keys(award: Award) -> Mapping[str, None]:
    """The keys of the rows as the procurement writes them, in the order of the price sheet."""
    keys = dict.fromkeys(price.key.rpartition("/")[2] for price in award.prices)
    # What a row stands for each of may be unanswered; nobody writes such a key.
    return {key: None for key in keys if not key.endswith(".")}


def _volumes(award: Award, selection: Selection) -> Iterator[Problem]:
    keys, pricing = _keys(award), selection.case.pricing
    for key, volume in pricing.volumes.items():
        if pricing.file is None or key in keys or key in pricing.own or volume.nothing:
            continue
        each = selection.library.prices[key.split(".")[0]].each
        # The id alone of a row that stands once for each of something is the key of none.
        left_out = may_stand(key, pricing.file, selection.library) and ("." in key or not each)
        yield volume.place.problem(
            "KG318",
            _('The price sheet has no row with the key "{key}".').format(key=key),
            _("An answer leaves the row out. Change the answer, or take the line away.")
            if left_out
            else row_meant(key, keys),
            "warning",
        )


def _lots(award: Award, selection: Selection) -> Iterator[Problem]:
    pricing = selection.case.pricing
    keys = _keys(award)
    known = keys.keys() | {price.key.rpartition("/")[2].split(".")[0] for price in award.prices}
    for number, lot in enumerate(pricing.lots):
        for at, name in enumerate(lot.prices):
            if name not in known and pricing.file is not None:
                yield pricing.file.value_place(["lots", number, "prices", at]).problem(
                    "KG318",
                    _('The price sheet has no row with the key "{key}".').format(key=name),
                    _(
                        "Take it out of the lot, or change what leaves the row out: an answer, or its quantity 0."
                    ),
                    "warning",
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
