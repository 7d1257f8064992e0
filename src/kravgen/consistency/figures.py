"""One thing has one number: in sentences, in rows that give a name a value, and in parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.consistency.likeness import within
from kravgen.consistency.measures import Amount, amounts
from kravgen.consistency.said import Pair, Said, Sentence
from kravgen.consistency.scene import Scene
from kravgen.documents.entry import Entry
from kravgen.i18n import _
from kravgen.library.model import Parameter
from kravgen.problems import Problem
from kravgen.procurement.values import number

_FEWEST_SHARED = 3
_FEWEST = 4
"""Shorter sentences, such as "Högst 5 dagar.", are equal without being about one thing."""
_WITHIN = 0.75
_LEADING = re.compile(r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?(?!\S)")


def sentences(scene: Scene, said: Said) -> Iterator[Problem]:
    """Sentences that say the same but for an amount."""
    first: dict[str, Sentence] = {}
    for sentence in said.sentences:
        if not sentence.amounts or len(sentence.stems) < _FEWEST:
            continue
        before = first.setdefault(sentence.mask, sentence)
        # An item may say one thing of several levels; two places that say it are about one thing.
        apart = before.item != sentence.item or (not sentence.item and before.document != sentence.document)
        if not apart or scene.unsettled(before.item, sentence.item):
            continue
        differ = _differing(before, sentence)
        if differ and not _named_apart(scene, (before, differ[0]), (sentence, differ[1])):
            yield scene.place(sentence.item, before.item).problem(
                "KG530",
                _("One sentence has two numbers: {one} in {first} and {other} in {second}.").format(
                    one=differ[0].text,
                    first=scene.of(before),
                    other=differ[1].text,
                    second=scene.of(sentence),
                ),
                _("Let the number stand in one place, or write the same in both."),
            )


def _named_apart(scene: Scene, first: tuple[Sentence, Amount], second: tuple[Sentence, Amount]) -> bool:
    """Whether the library calls the amounts by two names: the penalty for this and the penalty for that."""
    one, other = (_labels(scene, sentence.item, amount) for sentence, amount in (first, second))
    return bool(one and other) and one.isdisjoint(other)


def _labels(scene: Scene, item: str, amount: Amount) -> set[str]:
    """What the item's parameters with that value are called."""
    entry = scene.by_id.get(item)
    if entry is None:
        return set()
    return {
        parameter.label.lower()
        for parameter in entry.item.parameters
        if _figure(_shown(entry, parameter)) == (amount.sort, amount.value)
    }


def _differing(first: Sentence, second: Sentence) -> tuple[Amount, Amount] | None:
    both = zip(first.amounts, second.amounts, strict=True)
    return next((pair for pair in both if pair[0].value != pair[1].value), None)


def named(scene: Scene, said: Said) -> Iterator[Problem]:
    """Names that have one number in one place and another in another, or in the procurement's file."""
    known = dict(_known(scene))
    first: dict[str, Pair] = {}
    for pair in said.pairs:
        label, value = pair.label.lower(), _figure(pair.value)
        if value is None:
            continue
        if label in known:
            right = known[label]
            if _figure(right) not in (None, value):
                yield _two(scene, pair.label, right, _("the procurement's file"), pair)
            continue
        before = first.setdefault(label, pair)
        if before.document != pair.document and _figure(before.value) != value:
            where = _("the document {title}").format(title=before.document)
            yield _two(scene, pair.label, _said(before.value), where, pair)


def _two(scene: Scene, label: str, right: str, where: str, pair: Pair) -> Problem:
    return scene.place().problem(
        "KG530",
        _('"{label}" is {one} in {first} and {other} in {second}.').format(
            label=label,
            one=right,
            first=where,
            other=_said(pair.value),
            second=_("the document {title}").format(title=pair.document),
        ),
        _("Let the number stand in one place, or write the same in both."),
    )


def _known(scene: Scene) -> Iterator[tuple[str, str]]:
    """The numbers that the procurement has given a name: its facts and the parameters of its items."""
    case, library = scene.selection.case, scene.selection.library
    for name, question in library.questions.items():
        answer = case.facts.get(name)
        if question.type == "integer" and isinstance(answer, int):
            yield question.label.lower(), f"{number(answer)} {question.unit}".strip()
    if case.term_years:
        yield from ((label, f"{number(case.term_years)} år") for label in ("avtalstid", "avtalstiden"))
    for entry in scene.entries:
        for parameter in entry.item.parameters:
            if entry.decision.values[parameter.name] is not None:
                yield parameter.label.lower(), _shown(entry, parameter)


def _shown(entry: Entry, parameter: Parameter) -> str:
    """The value of an item's parameter with its unit; empty when nobody has given one."""
    value = entry.decision.values[parameter.name]
    if value is None:
        return ""
    return f"{number(value) if isinstance(value, int | float) else value} {parameter.unit}".strip()


def _said(value: str) -> str:
    """The amount in a value as it stands; the whole value when it has none."""
    found = amounts(value.lower().replace("\u00a0", " "))
    return found[0][0].text if found else value


def _figure(text: str) -> tuple[str, float | str] | None:
    """What a value says in figures: its first amount, or the number that it begins with."""
    text = text.lower().replace("\u00a0", " ")
    if found := amounts(text):
        return found[0][0].sort, found[0][0].value
    if leading := _LEADING.match(text):
        return "", float(leading[0].replace(" ", "").replace(",", "."))
    return None


def parameters(scene: Scene, said: Said) -> Iterator[Problem]:
    """Parameters with one name that have several values."""
    first: dict[tuple[str, str], tuple[str, object, str]] = {}
    for entry in scene.entries:
        for parameter in entry.item.parameters:
            value = entry.decision.values[parameter.name]
            if value is None:
                continue
            shown = _shown(entry, parameter)
            item, before, told = first.setdefault(
                (parameter.label.lower(), parameter.unit), (entry.id, value, shown)
            )
            if before != value and not scene.unsettled(entry.id, item):
                yield scene.place(entry.id, item).problem(
                    "KG531",
                    _('"{label}" is {one} in {first} and {other} in {second}.').format(
                        label=parameter.label,
                        one=told,
                        first=scene.told(item),
                        other=shown,
                        second=scene.told(entry.id),
                    ),
                    _("Set the same value in both, or drop one of the requirements."),
                )


def _sets(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence sets what holds: a clause does, and what says that somebody shall."""
    entry = scene.by_id.get(sentence.item)
    if entry is None:
        return not sentence.item
    return entry.item.sort == "clause" or (entry.item.sort == "requirement" and sentence.binds)


def deadlines(scene: Scene, said: Said) -> Iterator[Problem]:
    """Sentences about nearly the same thing that give it other times."""
    timed = [s for s in said.sentences if _sets(scene, s) and any(a.sort == "time" for a in s.amounts)]
    for first, second in within(timed, _WITHIN, _FEWEST_SHARED):
        one, other = ({a.value: a for a in s.amounts if a.sort == "time"} for s in (first, second))
        if (
            first.item == second.item
            or scene.unsettled(first.item, second.item)
            or first.mask == second.mask
            or not one.keys().isdisjoint(other)
        ):
            continue
        yield scene.place(second.item, first.item).problem(
            "KG532",
            _('{first} and {second} may set two times for one thing: "{one}" "{other}"').format(
                first=scene.of(first), second=scene.of(second), one=first.text, other=second.text
            ),
            _("Set the same time, or tell what is different."),
            "warning",
        )
