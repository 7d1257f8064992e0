"""A comparison as the evaluation report in Word: every step, what has been checked, and what a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kravgen.award.model import Model
from kravgen.award.wording import MODELS, lack_told, steps
from kravgen.documents.entry import LANGUAGE
from kravgen.documents.forms import signature_table
from kravgen.documents.labels import audience_of, footer_of, labels
from kravgen.documents.tree import (
    Block,
    Column,
    Cover,
    Document,
    Fact,
    Field,
    Heading,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)
from kravgen.i18n import _, _n, ngettext, speaking
from kravgen.tenders import findings
from kravgen.tenders.comparison import ComparedTenders, LotComparison
from kravgen.tenders.page import ranking
from kravgen.textlines import first_of

ID = "utvarderingsprotokoll"
_MOST_NAMES, _MOST_ROWS = 20, 400
_WIDTH = 170
_FORMULAS: Mapping[Model, str] = {
    "lowest_price": _n("Result = comparison sum. The lowest result comes first."),
    "life_cycle_cost": _n("Result = life-cycle cost. The lowest result comes first."),
    "price_deduction": _n(
        "Result = comparison sum − deductions for quality, and never below zero. A deduction is the criterion's deduction ×"
        " the points ÷ the most points. The lowest result comes first."
    ),
    "weighted_points": _n(
        "Result = points for the price + points for quality. Points for the price = the weight of the price × the lowest"
        " comparison sum ÷ the tender's comparison sum. Points for a criterion = its weight × the points ÷ the most points."
        " The highest result comes first."
    ),
    "fixed_price": _n(
        "Result = points for quality at the fixed price. Points for a criterion = its weight × the points ÷ the most points."
        " The highest result comes first."
    ),
}


def protocol(comparison: ComparedTenders, day: str) -> Document:
    """The document, in the language of all documents. ``day`` (ISO 8601) is when it is made."""
    with speaking(LANGUAGE):
        return _document(comparison, day)


def _document(comparison: ComparedTenders, day: str) -> Document:
    record, procurement = comparison.record, comparison.record.procurement
    kind = _("Evaluation report")
    buyers = ", ".join(buyer.name for buyer in procurement.buyers)
    facts = (
        (_("Reference number"), procurement.reference_number or "\u2013"),
        (_("Compared on"), day),
        (_("Package"), record.fingerprint),
        (_("Tenders"), str(len(comparison.tenders))),
        (_("Audience"), audience_of("internal")),
    )
    return Document(
        id=ID,
        cover=Cover(
            buyer=buyers,
            title=procurement.title,
            kind=kind,
            instruction=(Text(_("Read the comparison, decide what is open, and sign.")),),
            facts=tuple(Fact(label, (Text(value),)) for label, value in facts),
            notice=_("Basis for a decision, no decision"),
        ),
        blocks=(
            *_basis(comparison),
            *(block for lot in comparison.lots for block in _lot(comparison, lot)),
            *_criteria(comparison),
            *_checks(comparison),
            *_decisions(comparison),
            *_heading(_("Signatures")),
            signature_table(
                (_("Role"), _("Name in print"), _("Date")),
                (_("Has evaluated"), _("Has checked")),
                _("Signatures"),
            ),
        ),
        labels=labels(),
        language="sv-SE",
        header=(f"{kind} – {procurement.title}", procurement.reference_number),
        footer=footer_of(buyers, "ready", record.library.version),
        subject=kind,
        keywords=procurement.reference_number,
        date=day,
        properties=(("kravgen", record.kravgen), ("kravgen-package", record.fingerprint)),
    )


def _basis(comparison: ComparedTenders) -> Iterator[Block]:
    yield from _heading(_("What this is"))
    yield from _paragraphs(
        findings.person(),
        findings.secrecy(),
        _(
            "The tenders are compared by the rows, the volumes and the evaluation that the package was made with. Every"
            " figure stands with its file, sheet and cell in the workbook that goes with this report."
        ),
    )
    yield from _heading(_("How tenders are compared"))
    told = _("Model: {model}.").format(model=_(MODELS[comparison.evaluation.model]))
    yield from _paragraphs(told, _(_FORMULAS[comparison.evaluation.model]))


def _lot(comparison: ComparedTenders, lot: LotComparison) -> Iterator[Block]:
    yield from _heading(findings.lot_name(lot) or _("Comparison"))
    yield from _paragraphs(findings.first(lot))
    shown = [each for each in lot.outcome.bids if each.total is not None]
    if shown:
        headers, rows = ranking(comparison, shown)
        # A sum is never broken, so its column has room for billions with öre.
        rest = headers[3:]
        widths = (14, 48, 36, *(72 / len(rest) for _header in rest))
        columns = [
            Column(header.replace("-\n", "").replace("\n", " "), width)
            for header, width in zip(headers, widths, strict=True)
        ]
        yield _table(columns, rows, _("Places"), _("Each tender with its sum, its result and its place."))
    yield from _paragraphs(*findings.settled(lot))
    yield from _unranked(comparison, lot)
    for each in lot.outcome.ranked:
        yield from _heading(_("How {name} is worked out").format(name=each.bid.name), 2)
        yield _list(steps(comparison.evaluation, comparison.prices, lot.outcome, each))


def _unranked(comparison: ComparedTenders, lot: LotComparison) -> Iterator[Block]:
    if lot.outcome.lacks:
        yield from _paragraphs(_("Nothing can be ranked: the package does not settle this."))
        yield _list(lack_told(lack, comparison.evaluation, comparison.prices) for lack in lot.outcome.lacks)
    found = list(findings.unranked(comparison, lot))
    if found:
        yield _table(
            (Column(_("Bidder"), 45), Column(_("Why"), 125)),
            [(name, reason) for name, reasons in found for reason in reasons][:_MOST_ROWS],
            _("Tenders that are not ranked"),
            _("Each tender and what somebody must look into."),
        )
    if lot.outcome.absent:
        told = _("Without a tender for this lot: {names}.")
        yield from _paragraphs(told.format(names=first_of(lot.outcome.absent, _MOST_NAMES)))


def _criteria(comparison: ComparedTenders) -> Iterator[Block]:
    asked = findings.criteria(comparison)
    if not asked or not comparison.tenders:
        return
    yield from _heading(_("Criteria and points"))
    for criterion in asked:
        caption = _("{title}, at most {worth}").format(
            title=criterion.title, worth=findings.most(comparison, criterion)
        )
        rows = [(each.name, *findings.judged(comparison, each, criterion)) for each in comparison.tenders]
        columns = (Column(_("Bidder"), 45), Column(_("Points"), 25), Column(_("Reasons"), 100))
        description = _("The points of each tender and where they come from.")
        yield _table(columns, rows, caption, description, named=True)


def _checks(comparison: ComparedTenders) -> Iterator[Block]:
    yield from _heading(_("What has been checked"))
    yield from _paragraphs(
        _(
            "Each tender has been checked for this. What did not hold is told above, and that tender is not ranked."
        )
    )
    yield _list(
        (
            _(
                "That every price sheet belongs to the package, and that its rows, texts and formulas are as they were sent."
            ),
            _(
                "That every row has a price that can be read as it stands. None has been counted as 0 or filled in."
            ),
            _(
                "That the comparison sum is the same in two ways: by the volumes of the package, and by the cells of the"
                " bidder's own sheet in fractions and whole öre."
            ),
            _("That no document has come twice with different answers."),
        )
    )
    notes = [f"{each.name}: {note}" for each in comparison.tenders for note in each.notes]
    if notes:
        yield from _paragraphs(_("Noted on the way, without any effect on the sums:"))
        yield _list(notes[:_MOST_ROWS])


def _decisions(comparison: ComparedTenders) -> Iterator[Block]:
    yield from _heading(_("For a person to decide"))
    found = list(findings.decisions(comparison))
    if not found:
        yield from _paragraphs(_("Nothing is open. The award is decided by a person."))
    questions = [*found, _("The award: which tender, and why.")]
    rows = [
        Row(
            (
                _paragraph(question),
                (Field("text", _("Decision {number}").format(number=number), f"beslut-{number}"),),
            )
        )
        for number, question in enumerate(questions, 1)
    ]
    columns = (Column(_("Question"), 100), Column(_("Decision and reasons"), 70))
    told = ngettext("{count} question to decide.", "{count} questions to decide.", len(rows))
    yield Table(columns, tuple(rows), _("For a person to decide"), told.format(count=len(rows)))


def _heading(text: str, level: int = 1) -> tuple[Block, ...]:
    return (Heading(level, (Text(text),)),)


def _paragraph(text: str) -> tuple[Block, ...]:
    return (Paragraph((Text(text),)),)


def _paragraphs(*texts: str) -> Iterator[Block]:
    for text in texts:
        yield from _paragraph(text)


def _list(texts: Iterable[str]) -> ListBlock:
    return ListBlock(False, tuple(_paragraph(text) for text in texts))


def _table(
    columns: Sequence[Column],
    rows: Iterable[Sequence[str]],
    caption: str,
    description: str,
    named: bool = False,
) -> Table:
    made = tuple(Row(tuple(map(_paragraph, cells))) for cells in rows)
    return Table(tuple(columns), made, caption, description, named=named)
