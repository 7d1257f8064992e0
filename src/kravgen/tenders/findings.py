"""What a comparison says in sentences: for the page and for the report alike."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.award import wording
from kravgen.award.evaluate import Assessment, counting, worth
from kravgen.award.figures import kronor, percent, plain
from kravgen.award.model import Criterion
from kravgen.award.wording import MODELS, TIES, lack_told
from kravgen.i18n import _
from kravgen.problems import Problem
from kravgen.tenders.comparison import ComparedTenders, LotComparison
from kravgen.tenders.tender import ONLY_MISSING, Tender
from kravgen.textlines import first_of

_MOST_NAMES, _MOST_REMARKS = 12, 3
_NO_PRICE = "KG941"


def model(comparison: ComparedTenders) -> str:
    """How tenders are compared, and by which package."""
    record = comparison.record
    return _("{title}: {model}. By package {fingerprint}, made from library {version}.").format(
        title=record.procurement.title,
        model=_(MODELS[comparison.evaluation.model]),
        fingerprint=record.fingerprint,
        version=record.library.version,
    )


def person() -> str:
    """Who decides."""
    return _(
        "The comparison is a basis. A person decides who is excluded, what may be corrected and who is awarded."
    )


def secrecy() -> str:
    """Who may read it."""
    return _(
        "Internal. Absolute secrecy holds until all tenders are made public, it has been decided which tender is awarded, or"
        " the matter is otherwise closed: what concerns a tender may be given to nobody but the bidder itself (the Public"
        " Access to Information and Secrecy Act, chapter 19 section 3)."
    )


def place(each: Assessment) -> str:
    """Where a tender stands: it has won nothing yet."""
    if each.rank is None:
        return _("not ranked")
    return _("comes first in the comparison") if each.rank == 1 else _("place {rank}").format(rank=each.rank)


def lot_name(lot: LotComparison) -> str:
    """What a lot is called; nothing for a purchase that is not divided."""
    return wording.lot_name(lot.outcome.lot, lot.outcome.name)


def first(lot: LotComparison) -> str:
    """Which tender comes first in the comparison, or why none does."""
    found = [each.bid.name for each in lot.outcome.first]
    if not found:
        return _("No tender is ranked.")
    told = (
        _("{name} comes first in the comparison.").format(name=found[0])
        if len(found) == 1
        else _("{names} are equal in the comparison, and lots must be drawn.").format(
            names=first_of(found, _MOST_NAMES)
        )
    )
    if lot.is_whole:
        return told
    return _("{told} But not every tender is ranked, so the order may change.").format(told=told)


def unranked(comparison: ComparedTenders, lot: LotComparison) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each tender that is not ranked, and what somebody must look into."""
    for waiting in lot.waiting:
        yield waiting.tender.name, tuple(_told(comparison, one) for one in waiting.why)
    tenders = comparison.by_name
    for each in lot.outcome.bids:
        if each.rank is None:
            lacks = (lack_told(one, comparison.evaluation, comparison.prices) for one in each.lacks)
            cells = (
                [one for one in tenders[each.bid.name].told if one.code == _NO_PRICE] if each.lacks else []
            )
            yield each.bid.name, (*lacks, *(_told(comparison, one) for one in cells))


def _told(comparison: ComparedTenders, problem: Problem) -> str:
    """What is told of a file, with the file as it lies in the folder."""
    return f"{problem.file.removeprefix(f'{comparison.folder}/')}: {problem.message} ({problem.code})"


def settled(lot: LotComparison) -> Iterator[str]:
    """What has decided between tenders with equal results."""
    for each in lot.outcome.ranked:
        if each.settled:
            yield f"{each.bid.name}: {_(TIES[each.settled])}."


def low(lot: LotComparison) -> Iterator[str]:
    """Sums that are low beside the others'."""
    for name, share in lot.low:
        yield _(
            "{name}: the comparison sum is {share} percent of the median of the others'. Whether the tender seems abnormally"
            " low is for a person to judge; the bidder is then to be asked to explain the price (LOU chapter 16 section 7,"
            " below the threshold chapter 19 section 18)."
        ).format(name=name, share=percent(share))


def judged(comparison: ComparedTenders, each: Tender, criterion: Criterion) -> tuple[str, str]:
    """The points that a tender has for a criterion, and where they come from."""
    given = each.bid.quality.get(criterion.id)
    points = (
        "\u2013"
        if given is None
        else _("{given} of {full}").format(given=plain(given), full=plain(criterion.full))
    )
    judgement = comparison.judgements.get(each.name, {}).get(criterion.id)
    answer = each.answered.get(criterion.id)
    said = _("The tender answers: {words}.").format(words=answer.words) if answer and answer.words else ""
    if judgement is not None:
        by = _("Given by {role}.").format(role=judgement.by) if judgement.by else _("Given by a person.")
        return points, " ".join(part for part in (by, judgement.because, said) if part)
    if given is None:
        return points, " ".join(part for part in (said, _("Open: nobody has given points.")) if part)
    return points, said


def most(comparison: ComparedTenders, criterion: Criterion) -> str:
    """What a criterion gives at most."""
    value = worth(comparison.evaluation, criterion)
    if value is None:
        return "\u2013"
    if comparison.evaluation.model == "price_deduction":
        return _("{amount} kronor").format(amount=kronor(value))
    return _("{points} points").format(points=plain(value))


def criteria(comparison: ComparedTenders) -> tuple[Criterion, ...]:
    """The criteria that the model has a use for."""
    return counting(comparison.evaluation)


def decisions(comparison: ComparedTenders) -> Iterator[str]:
    """What a person must decide."""
    for lot in comparison.lots:
        about = f"{lot_name(lot)}: " if lot.outcome.lot else ""
        names = list(dict.fromkeys(name for name, _why in unranked(comparison, lot)))
        if names:
            yield _("{about}What is to be done about {names}, whose tenders are not ranked.").format(
                about=about, names=first_of(names, _MOST_NAMES)
            )
        for line in low(lot):
            yield about + line
        if len(lot.outcome.first) > 1:
            yield about + _("How lots are drawn.")
    for each in comparison.tenders:
        yield from _of_tender(each)
    if open_to := [
        criterion.title
        for criterion in criteria(comparison)
        if any(each.bid.quality.get(criterion.id) is None for each in comparison.tenders)
    ]:
        yield _("Points for {names}: those that are open.").format(names=first_of(open_to, _MOST_NAMES))


def _of_tender(each: Tender) -> Iterator[str]:
    if each.refused:
        yield _("{name} answers No to mandatory requirements: {numbers}.").format(
            name=each.name, numbers=first_of(each.refused, _MOST_NAMES)
        )
    if each.reserved:
        yield _("{name} has comments that may be reservations: {numbers}.").format(
            name=each.name, numbers=first_of(each.reserved, _MOST_NAMES)
        )
    # A price that is missing is told where the tender is not ranked.
    told = [one for one in each.told if one.file != each.file or not ONLY_MISSING.match(one.code)]
    for problem in told[:_MOST_REMARKS]:
        yield f"{each.name}: {problem.message} {problem.hint}"
    if len(told) > _MOST_REMARKS:
        yield _("{name}: {count} further remarks about its files. kravgen verify shows them.").format(
            name=each.name, count=len(told) - _MOST_REMARKS
        )
