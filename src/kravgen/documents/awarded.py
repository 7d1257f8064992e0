"""How tenders are compared, as templates see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from kravgen.award.example import example, worked
from kravgen.award.model import Criterion, Evaluation, Price, Tie
from kravgen.award.purchase import Award
from kravgen.award.wording import lot_name
from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.kinds import NUMBER, TEXT, listed, maybe, record
from kravgen.documents.plain import RecordField, made
from kravgen.documents.worth import deduction_gap, weight_gap
from kravgen.i18n import _, _n, placeholder, speaking
from kravgen.library.literal import guarded
from kravgen.procurement.values import number


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """A criterion of quality: the numbers of what is judged, its levels as rows, and what it is worth in words."""

    title: str
    numbers: str
    full: int | float
    worth: str
    levels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ShownEvaluation:
    """How tenders are compared. ``model`` is empty when the procurement does not say."""

    model: str
    price_weight: int | float | None
    fixed_price: int | float | None
    ties: str
    """What decides between equal tenders, in sentences."""
    criteria: tuple[ShownCriterion, ...]
    lots: tuple[str, ...]
    example: tuple[tuple[str, str], ...] = ()
    """Made-up tenders for the first lot as rows: the tender with its place, and its calculation as a list in Markdown."""
    left_out: tuple[str, ...] = ()
    """What is not settled and therefore not in the example."""


def shown_evaluation(award: Award, entries: Sequence[Entry]) -> ShownEvaluation:
    """The evaluation of a purchase in words; ``entries`` are the items that the document may show."""
    evaluation = award.evaluation
    if evaluation is None:
        return ShownEvaluation("", None, None, "", (), ())
    of = {entry.id: entry for entry in entries}
    with speaking(LANGUAGE):
        return ShownEvaluation(
            evaluation.model,
            _plain(evaluation.price_weight),
            _plain(evaluation.fixed_price),
            _ties(evaluation),
            tuple(_criteria(evaluation, of)),
            tuple(lot_name(lot, name) for lot, name in evaluation.lots.items()),
            *_example(evaluation, award.prices),
        )


def _example(
    evaluation: Evaluation, prices: Sequence[Price]
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The worked example in its first lot, and what is left out of it; nothing while too much is open."""
    found = example(evaluation, prices)
    if found is None:
        return (), ()
    shown = worked(found)
    rows = tuple(
        (
            _("{tender}, place {rank}").format(tender=each.name, rank=each.rank),
            "\n".join(f"- {guarded(step)}" for step in each.steps),
        )
        for each in shown
        if each.lot == shown[0].lot
    )
    return rows, found.left_out


def _criteria(evaluation: Evaluation, of: Mapping[str, Entry]) -> Iterator[ShownCriterion]:
    for criterion in evaluation.criteria:
        judged = [of[item] for item in criterion.items if item in of]
        yield ShownCriterion(
            criterion.title,
            ", ".join(entry.number for entry in judged),
            _plain(criterion.full) or 0,
            _worth(evaluation, criterion, judged),
            tuple((number(level.points), level.means) for level in criterion.levels),
        )


def _worth(evaluation: Evaluation, criterion: Criterion, judged: Sequence[Entry]) -> str:
    """What full points are worth; a gap where nobody has settled it."""
    own = next((entry.item for entry in judged if entry.id == criterion.id), None)
    if evaluation.model == "price_deduction":
        if criterion.deduction is None:
            return placeholder(deduction_gap(own, criterion.title))
        return _("{amount} kronor").format(amount=number(criterion.deduction))
    if criterion.weight is None:
        return placeholder(weight_gap(criterion.title))
    return _("{weight} percent").format(weight=number(criterion.weight))


def _ties(evaluation: Evaluation) -> str:
    """What decides between equal tenders, one sentence each."""
    what: Mapping[Tie, str] = {
        "lowest_sum": _("the lowest comparison sum"),
        "most_quality": _("the largest deductions for quality")
        if evaluation.model == "price_deduction"
        else _("the most points for quality"),
    }
    told: list[str] = []
    for tie in evaluation.ties:
        if tie == "draw":
            told.append(
                _("If that is equal too, lots are drawn.")
                if told
                else _("Between equal tenders lots are drawn.")
            )
        elif told:
            told.append(_("If that is equal too, the one with {what} goes first.").format(what=what[tie]))
        else:
            told.append(_("Of equal tenders the one with {what} goes first.").format(what=what[tie]))
    return " ".join(told)


def _plain(value: Decimal | None) -> int | float | None:
    """The number as templates hold it: a whole one has no decimals to show."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _said(meaning: str, example: str, name: str) -> RecordField:
    return RecordField(TEXT, meaning, example, attrgetter(name))


CRITERION: Mapping[str, RecordField] = {
    "title": _said(_n("What is judged."), "{{ criterion.title }}", "title"),
    "numbers": _said(
        _n("The numbers of the requirements whose answers are judged; may be empty."),
        "{{ criterion.numbers }}",
        "numbers",
    ),
    "full": RecordField(
        NUMBER,
        _n("The most points; 1 for what is met or not."),
        "{{ number(criterion.full) }}",
        attrgetter("full"),
    ),
    "worth": _said(
        _n("What full points are worth, in kronor or percent; a visible gap when nobody has said."),
        "{{ criterion.worth }}",
        "worth",
    ),
    "levels": RecordField(
        listed(listed(TEXT)),
        _n(
            "The levels of what people judge: points, and what a tender must show. Empty for what is met or not."
        ),
        '{{ table([("Poäng", 20, ""), ("Anbudet visar", 150, "")], criterion.levels, "Poäng") }}',
        lambda criterion: tuple((points, guarded(means)) for points, means in criterion.levels),
    ),
}
EVALUATION: Mapping[str, RecordField] = {
    "model": _said(
        _n("How tenders are compared, as the procurement's file says it; empty when it does not."),
        '{% if evaluation.model == "lowest_price" %}…{% endif %}',
        "model",
    ),
    "price_weight": RecordField(
        maybe(NUMBER),
        _n("Percent of all points that the price gives; none in other models."),
        "{% if evaluation.price_weight is not none %}{{ number(evaluation.price_weight) }}{% endif %}",
        attrgetter("price_weight"),
    ),
    "fixed_price": RecordField(
        maybe(NUMBER),
        _n("The price in kronor that the buyer has set; none in other models."),
        "{% if evaluation.fixed_price is not none %}{{ number(evaluation.fixed_price) }}{% endif %}",
        attrgetter("fixed_price"),
    ),
    "ties": _said(
        _n(
            "What decides between equal tenders, in sentences; empty when the procurement does not say how"
            " they are compared."
        ),
        "{{ evaluation.ties }}",
        "ties",
    ),
    "criteria": RecordField(
        listed(record("award_criterion")),
        _n("The criteria of quality."),
        "{% for criterion in evaluation.criteria %}\n- {{ criterion.title }}\n{% endfor %}",
        lambda evaluation: tuple(made(CRITERION, criterion) for criterion in evaluation.criteria),
    ),
    "lots": RecordField(
        listed(TEXT),
        _n("The lots that are compared one by one; empty when the purchase is not divided."),
        '{{ evaluation.lots | join(", ") }}',
        attrgetter("lots"),
    ),
    "example": RecordField(
        listed(listed(TEXT)),
        _n(
            "A worked example with made-up tenders, in the first lot: each tender with its place, and its calculation step"
            " by step. Empty while too much is open."
        ),
        '{{ table([("Anbud", 40, ""), ("Uträkning", 130, "")], evaluation.example, "Räkneexempel") }}',
        attrgetter("example"),
    ),
    "left_out": RecordField(
        listed(TEXT),
        _n("The names of rows and criteria that are not settled and are not in the example."),
        '{{ evaluation.left_out | join("; ") }}',
        lambda evaluation: tuple(map(guarded, evaluation.left_out)),
    ),
}
