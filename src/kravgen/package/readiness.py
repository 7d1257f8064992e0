"""What is left to do before documents are sent, and by whom. What a bidder fills in does not count."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from kravgen.award.figures import plain
from kravgen.award.model import Price
from kravgen.award.purchase import Suggestion, suggestions
from kravgen.documents.gaps import Gap, key_of
from kravgen.documents.render import Rendered
from kravgen.i18n import _
from kravgen.law.in_force import not_in_force
from kravgen.library.model import Question
from kravgen.package.scaffold import scaffold
from kravgen.problems import Problem, close_to
from kravgen.procurement.case import Case
from kravgen.procurement.gates import Standing
from kravgen.procurement.reason import Reason
from kravgen.procurement.selection import Selection
from kravgen.procurement.values import number
from kravgen.sheets.build import Built
from kravgen.sheets.catalogue import Sheet

Documents = Collection[tuple[Rendered, Reason]]
Sheets = Collection[tuple[Sheet, Built, Reason]]
_TOGETHER = 8
"""How many things one message tells."""
_ALIKE = 0.85
"""So much of two keys is the same when one is an earlier wording of the other."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is the buyer's to do, and the role that can."""

    role: str
    what: str


def left(chosen: Selection, documents: Documents, sheets: Sheets) -> tuple[Left, ...]:
    """What is left before the documents can be sent, each thing once.

    An internal document is filled in on the way, and its gaps hinder nobody.
    """
    return tuple(dict.fromkeys(_left(chosen, documents, sheets)))


def _left(chosen: Selection, documents: Documents, sheets: Sheets) -> Iterator[Left]:
    yield from _gaps(scaffold(chosen.case))
    yield from (_gate(standing, chosen) for standing in chosen.gates if standing.open)
    asked = [
        *chosen.open_questions,
        *(fact for *_made, reason in documents if reason.kind == "unanswered_in" for fact in reason.facts),
        *(fact for *_made, reason in sheets if reason.kind == "unanswered_in" for fact in reason.facts),
    ]
    for name in asked:
        yield _question(name, chosen)
    for rendered, _reason in documents:
        if rendered.template.audience != "internal":
            yield from _gaps(rendered.gaps)
    for sheet, built, _reason in sheets:
        if sheet.audience != "internal":
            yield from _gaps(built.gaps)


def _gate(standing: Standing, chosen: Selection) -> Left:
    gate = standing.gate
    if standing.state == "asked" and not standing.unverified:
        return _question(standing.facts[0], chosen)
    roles = _(" or ").join(gate.lifted_by)
    return Left(roles, _("lift {gate} ({title})").format(gate=gate.id, title=gate.title))


def _question(name: str, chosen: Selection) -> Left:
    question = chosen.library.questions[name]
    return Left(question.role, question.label)


def _gaps(gaps: Iterable[Gap]) -> Iterator[Left]:
    return (Left(gap.role, gap.what) for gap in gaps if gap.of_buyer)


def told(case: Case, what: Iterable[Left]) -> Iterator[Problem]:
    """What is left, by role: so many things in each problem that all of them can be read."""
    by_role: dict[str, list[str]] = {}
    for each in what:
        by_role.setdefault(each.role, []).append(each.what)
    parts = [
        (role, by_role[role][start : start + _TOGETHER])
        for role in sorted(by_role)
        for start in range(0, len(by_role[role]), _TOGETHER)
    ]
    for role, some in parts:
        yield case.status_place.problem(
            "KG521",
            _("The documents are not ready. Left for {role}: {what}.").format(
                role=role, what="; ".join(some)
            ),
            # A draft is one already: it is asked for all the same when it is to be sent.
            _("Answer in the procurement's file, or write status: utkast.")
            if case.status == "ready"
            else _("Answer in the procurement's file."),
        )


def hindrances(
    chosen: Selection, what: Iterable[Left], faults: Iterable[Problem], day: str
) -> Iterator[Problem]:
    """All that keeps the documents from being sent on a day (ISO 8601): what is left, wrong, or repealed by then."""
    case = chosen.case
    if case.status != "ready":
        yield case.status_place.problem(
            "KG522",
            _("The documents are not marked as ready to be sent."),
            _("Write status: klar in the file when nothing is left to do."),
        )
    yield from told(case, what)
    yield from faults
    yield from not_in_force((decision.item for decision in chosen.taken()), chosen.library.sources, day)


def suggested(prices: Iterable[Price], chosen: Selection) -> Iterator[Problem]:
    """A warning about the volumes of the price sheet that nobody has chosen: they decide which tender wins."""
    case = chosen.case
    volumes = [_volume(each) for each in suggestions(prices, case, chosen.library)]
    if volumes:
        yield case.place.problem(
            "KG557",
            _("Nobody has chosen these volumes in the price sheet, and kravgen suggests: {volumes}.").format(
                volumes=", ".join(volumes)
            ),
            _("Set those that you know better under prices, as key: {quantity: number}."),
            "warning",
        )


def _volume(suggestion: Suggestion) -> str:
    """The row and its volume. What is rounded up is told, since many rows may come to far more than what was answered."""
    told = f"{suggestion.row} {plain(suggestion.each)}"
    if not suggestion.rounded:
        return told
    if suggestion.rows == 1:
        return _("{row} (rounded up from {whole})").format(row=told, whole=number(suggestion.whole))
    return _("{row} ({count} rows share {whole})").format(
        row=told, count=suggestion.rows, whole=number(suggestion.whole)
    )


def customary(chosen: Selection, documents: Documents) -> Iterator[Problem]:
    """A warning about what is customary and stands in documents for bidders, since nobody has decided anything else."""
    told = {
        what: custom
        for rendered, _reason in documents
        if rendered.template.audience != "internal"
        for what, custom in rendered.customary.items()
    }
    lines = [f'{what} ({key_of(what)}): "{custom}"' for what, custom in told.items()]
    for start in range(0, len(lines), _TOGETHER):
        yield chosen.case.place.problem(
            "KG557",
            _("Nobody has decided this, and the documents say what is customary: {customs}.").format(
                customs="; ".join(lines[start : start + _TOGETHER])
            ),
            _("Write what is to stand there instead under filled, by the key in brackets."),
            "warning",
        )


def unknown(chosen: Selection, documents: Documents, sheets: Sheets) -> Iterator[Problem]:
    """Warnings about what the procurement fills in and no document asks for."""
    case = chosen.case
    known = {key: what for rendered, _reason in documents for key, what in rendered.fills.items()}
    others = {gap.key: gap.what for rendered, _reason in documents for gap in rendered.gaps} | {
        gap.key: gap.what for _sheet, built, _reason in sheets for gap in built.gaps
    }
    for key, place in case.filled_places.items():
        if key not in known:
            yield place.problem(
                "KG316",
                _('No document has a gap with the key "{key}".').format(key=key),
                _where(key, chosen, known, others),
                "warning",
            )


def _where(key: str, chosen: Selection, known: Mapping[str, str], others: Mapping[str, str]) -> str:
    """What to write instead: the key of the words, or where a question, a parameter or a price is answered."""
    meant = key_of(key)
    if meant in known:
        return _("Write its key instead: {key}.").format(key=meant)
    by_words = {key_of(what): other for other, what in others.items()}
    other = key if key in others else by_words.get(meant, "")
    for question in chosen.library.questions.values():
        # What each buyer answers was once filled in with the buyer's name after it.
        label = key_of(question.label)
        if (
            other == question.id
            or meant == label
            or (
                question.per_buyer
                and meant.startswith(label)
                and any(meant.endswith(key_of(buyer.name)) for buyer in chosen.case.buyers)
            )
        ):
            return _answered(question)
    for decision in chosen.taken():
        for parameter in decision.item.parameters:
            if other == f"{decision.item.id}.{parameter.name}" or meant == key_of(parameter.label):
                return _("Set it under parameters: {item}: {name}.").format(
                    item=decision.item.id, name=parameter.name
                )
    if other.startswith("prices."):
        row, _dot, number = other.removeprefix("prices.").rpartition(".")
        return _("Set it under prices: {where}.").format(where=f"{row}: {number}")
    labels = {key_of(question.label): question for question in chosen.library.questions.values()}
    # The words of a question change a little from one version of the library to the next.
    if like := get_close_matches(meant, labels, 1, _ALIKE):
        return _answered(labels[like[0]])
    return close_to(key, known) or _("kravgen gaps lists the keys.")


def _answered(question: Question) -> str:
    if question.only_told:
        return _("Tell it under {key} in the file.").format(key=question.told_by)
    return _("Answer it under facts: {name}.").format(name=question.id)
