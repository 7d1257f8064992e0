"""One bidder's tender, as far as it can be read: prices by key with their cells, answers, and what is told of its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kravgen.award.model import Bid
from kravgen.documents.wording import SentField
from kravgen.i18n import _
from kravgen.problems import Place, Problem
from kravgen.record.model import KeptDocument
from kravgen.returned.bidders import Group, repeats
from kravgen.returned.outcome import Verified
from kravgen.returned.rows import AnswerRow
from kravgen.returned.sent import Sent
from kravgen.returned.summary import summary
from kravgen.sheets.names import TOTAL, lot_of, price_key
from kravgen.sheets.reading.priced import PricedRow, once
from kravgen.tenders.quality import Answered, answered
from kravgen.tenders.recount import recounted

ONLY_MISSING = re.compile(r"KG904|KG925|KG941|KG942")
"""What is told of prices that are missing or do not count. They are missing in their lot, and it is the lot that waits."""
_NOT_COME = re.compile(r"KG92[0134]")
"""What is told of files that have not come, or not so that they can be compared."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is given for a price, and the cell that it was read in."""

    given: Decimal
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Tender:
    """A tender. Only numbers, places and what is told of them are kept of its files."""

    bid: Bid
    place: str
    """The folder, or the file, that it is read from."""
    file: str
    """The price sheet; empty when none can be read."""
    figures: Mapping[str, Figure]
    """What counts as given, by the key of its price."""
    rows: Mapping[str, PricedRow]
    """The rows of the price sheet as their cells hold them."""
    cents: Mapping[str, int | None]
    """What each price comes to in öre out of those cells; None where they do not tell."""
    tried: frozenset[str]
    """The lots that something is written for, whether it counts or not."""
    answered: Mapping[str, Answered]
    """What the tender itself says of each criterion that is a requirement to meet, by id."""
    hindrances: tuple[Problem, ...]
    """What somebody must look into before the tender can be ranked."""
    told: tuple[Problem, ...]
    """What else is told of its files."""
    notes: tuple[str, ...]
    refused: tuple[str, ...]
    """The mandatory requirements that are answered with a No, by number."""
    reserved: tuple[str, ...]
    """The requirements and terms with a comment that may be a reservation, by number."""

    @property
    def name(self) -> str:
        """The bidder's name."""
        return self.bid.name


def tender(sent: Sent, group: Group) -> Tender:
    """The tender in the files of one bidder."""
    sheets = _price_sheets(group.files)
    sheet = sheets[0] if sheets else None
    forms = [summary(sent, file) for file in _forms(group.files)]
    says = answered(sent, [row for form in forms for row in form.rows])
    given = _given(sent, sheet) if sheet else {}
    rows = once(sheet.priced) if sheet else {}
    figures = {
        key: Figure(value, rows[key].sheet if key in rows else "", rows[key].cell if key in rows else "")
        for key, value in given.items()
    }
    hindrances, told = _sorted(group, sheets)
    quality = {criterion: answer.points for criterion, answer in says.items()}
    return Tender(
        Bid(group.name, dict(given), quality),
        group.place,
        sheet.file if sheet else "",
        figures,
        rows,
        recounted(sent.record.prices, rows),
        frozenset(lot_of(price_key(row.key)) for row in rows.values() if row.given),
        says,
        tuple(hindrances),
        tuple(told),
        sheet.notes if sheet else (),
        _numbers(row for form in forms for row in form.refused),
        _numbers(row for form in forms for row in form.comments[: form.reservations]),
    )


def _prices(kept: KeptDocument | None) -> bool:
    return bool(kept and kept.wording and any(sheet.factors for sheet in kept.wording.sheets))


def _price_sheets(files: Sequence[Verified]) -> list[Verified]:
    """The price sheets that have come, each but once; one that nobody has written in counts when it is alone."""
    same = repeats(files)
    found = [
        file
        for file in files
        if _prices(file.document) and file.outcome in ("compared", "untouched") and file.file not in same
    ]
    return [file for file in found if file.outcome == "compared"] or found[:1]


def _forms(files: Sequence[Verified]) -> Iterator[Verified]:
    """The answer forms: of those that say the same one is enough."""
    same = repeats(files)
    yield from (
        file
        for file in files
        if file.judged and not file.internal and file.outcome == "compared" and file.file not in same
    )


def _given(sent: Sent, sheet: Verified) -> Mapping[str, Decimal]:
    """What counts as given, by the key of its price."""
    found: dict[str, Decimal] = {}
    fields: Mapping[str, SentField] = {field.name: field for field in sheet.fields}
    for answer in sheet.answers:
        price = sent.prices.get(answer.name)
        if price is not None and fields[answer.name].part != TOTAL and answer.value:
            found[price.key] = Decimal(str(answer.value).replace(",", "."))
    return found


def _sorted(group: Group, sheets: Sequence[Verified]) -> tuple[list[Problem], list[Problem]]:
    """What keeps the tender from being ranked, and what else is told."""
    hindrances: list[Problem] = []
    told: list[Problem] = []
    of_sheets = {file.file for file in group.files if _prices(file.document)}
    for file in group.files:
        for problem in file.problems:
            stops = file.file in of_sheets and not ONLY_MISSING.match(problem.code)
            (hindrances if stops else told).append(problem)
    for problem in group.problems:
        stops = bool(_NOT_COME.match(problem.code))
        (hindrances if stops else told).append(problem)
    if len(sheets) > 1:
        hindrances.append(
            Place(sheets[1].file).problem(
                "KG922",
                _("Two price sheets have come with different prices: {first} and {other}.").format(
                    first=sheets[0].below(group.place), other=sheets[1].below(group.place)
                ),
                _("A person decides which of them holds."),
            )
        )
    return hindrances, told


def _numbers(rows: Iterator[AnswerRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.number or row.item for row in rows))
