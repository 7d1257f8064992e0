"""Tenders that have come back, compared lot by lot. It presents; a person decides.

A tender that somebody must look into first is not ranked, and changes nothing for the others. Each comparison sum is worked
out twice, and a tender whose sums differ is not ranked either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from statistics import median

from kravgen import system
from kravgen.award.evaluate import (
    Assessment,
    LotOutcome,
    counting,
    evaluate,
    lots_of,
    offered,
    priced,
    rows_of,
)
from kravgen.award.figures import kronor, plain
from kravgen.award.model import Evaluation, Price
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.record.model import Record
from kravgen.returned.files import contents
from kravgen.returned.sent import Sent
from kravgen.tenders.judged import Judgements, PointsFile
from kravgen.tenders.reading import read
from kravgen.tenders.tender import Tender
from kravgen.textlines import first_of

_MOST_CELLS = 5
LOW = Decimal("0.6")
"""A sum below this part of what the others' lie around is shown as one to look at. It is no rule of any law."""
_LEAST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """A tender that is not ranked in a lot, and what somebody must look into."""

    tender: Tender
    why: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class LotComparison:
    """How the tenders stand in a lot. Those of ``outcome`` have sums that both ways agree about."""

    outcome: LotOutcome
    waiting: tuple[Waiting, ...]
    low: tuple[tuple[str, Decimal], ...]
    """The tenders with a low sum, and the part it is of what the others' lie around."""

    @property
    def is_whole(self) -> bool:
        """Whether every tender for the lot is ranked."""
        return not self.waiting and len(self.outcome.ranked) == len(self.outcome.bids)


@dataclass(frozen=True, slots=True)
class ComparedTenders:
    """All tenders of a folder, compared by what the package says."""

    record: Record
    folder: str
    evaluation: Evaluation
    prices: tuple[Price, ...]
    tenders: tuple[Tender, ...]
    """By name."""
    judgements: Judgements
    lots: tuple[LotComparison, ...]
    problems: tuple[Problem, ...]
    """What is told of no tender: files that belong to nobody, and points for somebody who has not come."""

    @property
    def by_name(self) -> Mapping[str, Tender]:
        """The tenders by the bidder's name."""
        return {each.name: each for each in self.tenders}

    @property
    def is_whole(self) -> bool:
        """Whether there is something to rank, every tender is, and nothing else is told."""
        told = self.problems or any(each.told for each in self.tenders)
        return bool(self.tenders) and not told and all(lot.is_whole for lot in self.lots)


def compare(package: Path, folder: Path, quality: Path | None) -> ComparedTenders:
    """Compare the tenders in a folder by a package's own record.

    Raises:
        KravgenError: the package, the folder or the file with points cannot be used.
    """
    sent = Sent(package)
    evaluation = sent.record.evaluation
    if evaluation is None:
        raise KravgenError(
            Place(shown_path(package)).problem(
                "KG011",
                _("The package does not say how tenders are compared."),
                _("Write evaluation: in the procurement and make the package again."),
            )
        )
    if not system.is_folder(folder):
        raise KravgenError(
            Place(shown_path(folder)).problem(
                "KG101",
                _("It is no folder with tenders."),
                _("Name the folder that has a folder for each bidder."),
            ),
            unreadable=True,
        )
    judged = PointsFile(quality, evaluation) if quality else None
    lies = contents(folder)
    found, told = read(sent, folder, lies)
    problems = [*lies.problems, *told]
    problems += judged.unknown([each.name for each in found]) if judged else ()
    if not found:
        problems.append(
            Place(shown_path(folder)).problem(
                "KG924",
                _("The folder has no tender to compare."),
                _("Name the folder that has a folder for each bidder."),
            )
        )
    judgements = judged.of if judged else {}
    tenders = tuple(
        sorted(_with_points(_told_apart(found), evaluation, judgements), key=lambda each: each.name)
    )
    prices = sent.record.prices
    lots = tuple(
        _lot(replace(evaluation, lots={lot: name} if lot else {}), lot, rows_of(prices, lot), tenders)
        for lot, name in lots_of(evaluation, prices).items()
    )
    return ComparedTenders(
        sent.record,
        shown_path(folder),
        evaluation,
        prices,
        tenders,
        judgements,
        lots,
        tuple(problems),
    )


def _told_apart(found: Sequence[Tender]) -> Iterator[Tender]:
    """The tenders; of two with one name nobody knows whose files are whose."""
    count = Counter(each.name for each in found)
    for each in found:
        if count[each.name] == 1:
            yield each
            continue
        twice = Place(each.place).problem(
            "KG922",
            _('Two bidders are called "{name}": a folder and a file beside it.').format(name=each.name),
            _("Lay the files of each bidder in a folder of its own."),
        )
        yield replace(each, hindrances=(*each.hindrances, twice))


def _with_points(found: Iterable[Tender], evaluation: Evaluation, judgements: Judgements) -> Iterator[Tender]:
    """The tenders with the points that people have given: they go before what the tender says itself."""
    for each in found:
        given = {key: judgement.points for key, judgement in judgements.get(each.name, {}).items()}
        points = {
            criterion.id: given.get(criterion.id, each.bid.quality.get(criterion.id))
            for criterion in counting(evaluation)
        }
        yield replace(each, bid=replace(each.bid, quality=points))


def _lot(evaluation: Evaluation, lot: str, rows: Sequence[Price], tenders: Sequence[Tender]) -> LotComparison:
    waiting: list[Waiting] = []
    sound: list[Tender] = []
    for each in tenders:
        why = [*each.hindrances, *_not_counted(each, lot, rows), *_differences(evaluation, each, rows)]
        if why:
            waiting.append(Waiting(each, tuple(why)))
        else:
            sound.append(each)
    (outcome,) = evaluate(evaluation, rows, [each.bid for each in sound]).lots
    return LotComparison(outcome, tuple(waiting), tuple(_low(outcome)))


def _not_counted(each: Tender, lot: str, rows: Sequence[Price]) -> Iterator[Problem]:
    """A lot that the tender is for, though nothing of what is given for it counts."""
    own = [row.key for row in rows if row.lot]
    if lot in each.tried and own and not any(key in each.figures for key in own):
        yield Place(each.file).problem(
            "KG941",
            _("Prices are given for the lot, and none of them can be read as it stands."),
            _("Look at each cell, and ask the bidder what applies if the rules allow it."),
        )


def _differences(evaluation: Evaluation, each: Tender, rows: Sequence[Price]) -> Iterator[Problem]:
    """The comparison sum worked out in the other way, when it is another."""
    first = priced(evaluation, rows, each.bid)
    if first.total is None or not first.amounts:
        return
    rows = [row for row in rows if offered(evaluation, row, each.bid)]
    cents = [each.cents.get(row.key) for row in rows]
    second = sum(known for known in cents if known is not None)
    if None not in cents and second == int(first.total * 100):
        return
    apart = [
        _apart(each, row, first.amounts[row.key], again)
        for row, again in zip(rows, cents, strict=True)
        if again is None or again != int(first.amounts[row.key] * 100)
    ]
    if None in cents:
        message = _(
            "The comparison sum is {sum} kronor by the volumes of the package, and cannot be worked out of the"
            " cells of the sheet: {cells}."
        )
    else:
        message = _(
            "The comparison sum is {sum} kronor by the volumes of the package, and {other} kronor by the cells of"
            " the sheet: {cells}."
        )
    told = message.format(
        sum=kronor(first.total),
        other=kronor(Decimal(second) / 100),
        cells=first_of(apart, _MOST_CELLS),
    )
    hint = _("The tender is not ranked. Find out why they differ before anything is decided.")
    yield Place(each.file).problem("KG946", told, hint)


def _apart(each: Tender, row: Price, amount: Decimal, cents: int | None) -> str:
    """A row that the two ways disagree about, with its cells."""
    cells = each.rows.get(row.key)
    if cells is None:
        return _("{row} has no row with its key").format(row=row.name)
    quantity = "\u2013" if row.quantity is None else plain(row.quantity)
    return _("{row} ({sheet} {cell}, volume {other} in {place}, {quantity} in the package)").format(
        row=row.name,
        sheet=cells.sheet,
        cell=cells.cell or "\u2013",
        other=cells.quantity.replace(".", ",") or "\u2013",
        place=cells.quantity_cell or "\u2013",
        quantity=quantity,
    )


def _low(outcome: LotOutcome) -> Iterator[tuple[str, Decimal]]:
    """The sums that are low beside the others'."""
    if not any(each.amounts for each in outcome.bids):
        return
    for each in outcome.bids:
        others = [other.total for other in outcome.bids if other is not each and other.total is not None]
        if each.total is None or len(others) < _LEAST_OTHERS:
            continue
        around = median(others)
        if around > 0 and each.total < LOW * around:
            yield each.bid.name, each.total / around


def standing(lot: LotComparison, name: str) -> Assessment | None:
    """What a tender comes to in a lot; None when it is not compared there."""
    return next((each for each in lot.outcome.bids if each.bid.name == name), None)
