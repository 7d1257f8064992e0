"""A comparison as a page of text for the procurement officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kravgen.award.evaluate import Assessment, in_kronor
from kravgen.award.figures import kronor
from kravgen.award.wording import lack_told, steps
from kravgen.i18n import _
from kravgen.problems import shortened
from kravgen.tenders import findings
from kravgen.tenders.comparison import ComparedTenders, LotComparison
from kravgen.textlines import WIDTH, bounded, first_of, item, paragraph
from kravgen.texttable import table

_LONGEST_NAME = 26
_MOST_REASONS, _MOST_NAMES = 8, 6
_NONE = "\u2013"


def page(comparison: ComparedTenders) -> str:
    """The page, in the language in use."""
    parts: list[list[str]] = [
        [_("Comparison of tenders"), *paragraph(findings.model(comparison), 0)],
        paragraph(findings.secrecy(), 0),
        paragraph(findings.person(), 0),
    ]
    for lot in comparison.lots:
        parts += [lines for lines in _lot(comparison, lot) if lines]
    parts += [list(_criteria(comparison)), list(_decisions(comparison)), list(_others(comparison))]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _lot(comparison: ComparedTenders, lot: LotComparison) -> Iterator[list[str]]:
    if name := findings.lot_name(lot):
        yield [name, "═" * min(len(name), WIDTH)]
    yield paragraph(findings.first(lot), 0)
    yield list(_ranking(comparison, lot))
    yield list(_unranked(comparison, lot))
    for each in lot.outcome.ranked:
        heading = _("How {name} is worked out").format(name=each.bid.name)
        told = steps(comparison.evaluation, comparison.prices, lot.outcome, each)
        yield [heading, *(line for step in told for line in item(step, 2))]


def _ranking(comparison: ComparedTenders, lot: LotComparison) -> Iterator[str]:
    shown = [each for each in lot.outcome.bids if each.total is not None]
    if not shown:
        return
    headers, rows = ranking(comparison, shown)
    yield table(
        headers, [[cells[0], shortened(cells[1], _LONGEST_NAME), *cells[2:]] for cells in rows], range(2, 6)
    )
    for told in findings.settled(lot):
        yield from paragraph(told, 0)


def ranking(comparison: ComparedTenders, shown: Sequence[Assessment]) -> tuple[list[str], list[list[str]]]:
    """The headers and the rows of the table of places."""
    model = comparison.evaluation.model
    headers = [_("Place"), _("Bidder"), _("Comparison\nsum")]
    if model == "price_deduction":
        headers.append(_("Deduction"))
    elif model == "weighted_points":
        headers += [_("Points,\nprice"), _("Points,\nquality")]
    headers.append(_("Result,\nkronor") if in_kronor(comparison.evaluation) else _("Result,\npoints"))
    rows = []
    for each in shown:
        known = each.rank is not None
        cells = [
            str(each.rank or _NONE),
            each.bid.name,
            kronor(each.total) if each.total is not None else _NONE,
        ]
        if model == "price_deduction":
            cells.append(kronor(each.quality) if known else _NONE)
        elif model == "weighted_points":
            cells += [kronor(each.price_points) if each.price_points is not None else _NONE]
            cells += [kronor(each.quality) if known else _NONE]
        rows.append([*cells, kronor(each.result) if each.result is not None else _NONE])
    return headers, rows


def _unranked(comparison: ComparedTenders, lot: LotComparison) -> Iterator[str]:
    if lot.outcome.lacks:
        yield _("Nothing can be ranked: the package does not settle this.")
        for lack in lot.outcome.lacks:
            yield from item(f"- {lack_told(lack, comparison.evaluation, comparison.prices)}", 2)
    found = list(findings.unranked(comparison, lot))
    if found and not lot.outcome.lacks:
        yield _("Not ranked. A person decides what is to be done")
        for name, reasons in found:
            yield f"  {name}"
            yield from bounded(reasons, _MOST_REASONS, lambda reason: item(f"- {reason}", 4))
    if lot.outcome.absent:
        told = _("Without a tender for this lot: {names}.")
        yield from paragraph(told.format(names=first_of(lot.outcome.absent, _MOST_NAMES)), 0)


def _criteria(comparison: ComparedTenders) -> Iterator[str]:
    asked = findings.criteria(comparison)
    if asked and comparison.tenders:
        yield _("Criteria")
    for criterion in asked if comparison.tenders else ():
        yield from item(f"{criterion.title}, {_('at most')} {findings.most(comparison, criterion)}", 2)
        for each in comparison.tenders:
            points, why = findings.judged(comparison, each, criterion)
            yield from item(f"- {each.name}: {points}. {why}".rstrip(), 4)


def _decisions(comparison: ComparedTenders) -> Iterator[str]:
    found = list(findings.decisions(comparison))
    if found:
        yield _("For a person to decide")
        for line in found:
            yield from item(f"- {line}", 2)


def _others(comparison: ComparedTenders) -> Iterator[str]:
    if comparison.problems:
        yield _("Other remarks")
        for problem in comparison.problems:
            yield from item(f"- {problem.file} {problem.code} {problem.message} {problem.hint}", 2)
