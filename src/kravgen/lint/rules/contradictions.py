"""Items that can stand in one package and cannot both be true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from kravgen.i18n import _, _n
from kravgen.library import expression
from kravgen.library.model import Answer, Question, Value
from kravgen.lint import places, swedish
from kravgen.lint.collection import BINDING, Collection, Purchase
from kravgen.lint.passage import Finding, Written
from kravgen.lint.rule import Rule
from kravgen.lint.rules.duplicates import on_one_ladder

MAX_ANSWERS = 4000
"""With more combinations of answers than this, two conditions are taken to be able to meet."""

Parameter = tuple[Written, str, Mapping[str, object]]


def _excluding(all_: Collection) -> Iterator[Finding]:
    for first, second in _same_measure(all_):
        low, high = (
            max(_bound(first, "minimum"), _bound(second, "minimum")),
            min(_bound(first, "maximum", 1e99), _bound(second, "maximum", 1e99)),
        )
        if low > high and can_meet(first[0].when, second[0].when, all_.questions):
            yield _told(first, second, _('No value of "{label}" fits both this item and {item}.'))


def _differing(all_: Collection) -> Iterator[Finding]:
    for first, second in _same_measure(all_):
        one, other = first[2].get("default"), second[2].get("default")
        differ = one is not None and other is not None and one != other
        if differ and can_meet(first[0].when, second[0].when, all_.questions):
            yield _told(
                first,
                second,
                _('"{label}" has another default value in {item}. Both can stand in one package.'),
            )


def _place(all_: Collection) -> Iterator[Finding]:
    bound: list[tuple[Written, str]] = []
    free: list[tuple[Written, str, str]] = []
    # What a draft only tells of may still be where data lie.
    for entry in all_.of(*BINDING, "note"):
        text = str(entry.data.get("text", ""))
        if limit := places.limit(text):
            bound.append((entry, limit))
        free.extend((entry, against, words) for against, words in places.allowed(text).items())
    yield from _place_in_itself(bound)
    told = set()
    for (strict, limit), (loose, against, found) in product(bound, free):
        if limit != against or strict is loose or (strict.id, loose.id) in told:
            continue
        if can_meet(strict.when, loose.when, all_.questions):
            told.add((strict.id, loose.id))
            yield (loose if loose.shown else strict).at(
                _('One of {first} and {second} forbids the place that the other allows ("{words}").').format(
                    first=strict.id, second=loose.id, words=" ".join(found.split())[:70]
                ),
                _("Make them agree, or say in each when it holds."),
                ("text",),
            )


def _place_in_itself(bound: Iterable[tuple[Written, str]]) -> Iterator[Finding]:
    """Texts that bind data to a place and say in another sentence that they lie elsewhere."""
    for entry, limit in bound:
        text = str(entry.data["text"])
        for start, end in swedish.sentences(text):
            words = places.located(text[start:end]).get(limit)
            if words and not places.limit(text[start:end]):
                yield entry.at(
                    _('The text binds data to one place and puts it in another ("{words}").').format(
                        words=" ".join(words.split())[:70]
                    ),
                    _("Say where the data may lie, once."),
                    ("text",),
                )
                break


def _differing_in_purchase(all_: Collection) -> Iterator[Finding]:
    labels = {
        (entry.id, name): (str(parameter["label"]).lower(), parameter.get("unit", ""))
        for entry in all_.items
        for name, parameter in entry.parameters.items()
    }
    for purchase in all_.purchases:
        yield from _differing_values(purchase, labels)


def _differing_values(
    purchase: Purchase, labels: Mapping[tuple[str, str], tuple[str, object]]
) -> Iterator[Finding]:
    seen: dict[tuple[str, object], tuple[str, Value]] = {}
    own = purchase.entry.data.get("parameters") or {}
    for item, values in purchase.values.items():
        for name, value in values.items():
            label = labels.get((item, name))
            if label is None or value is None:
                continue
            other, before = seen.setdefault(label, (item, value))
            if before != value:
                mine = next((i for i in (item, other) if i in own), "")
                yield purchase.entry.at(
                    _('"{label}" is {value} in {item} and {other_value} in {other}.').format(
                        label=label[0], value=value, item=item, other_value=before, other=other
                    ),
                    _("Set the same value in both, or drop one of the requirements."),
                    ("parameters", mine) if mine else (),
                )


def can_meet(first: str, second: str, questions: Mapping[str, Question]) -> bool:
    """Whether both conditions hold for some answers to the questions they ask. Empty conditions always hold."""
    if not first or not second or first == second:
        return True
    names = dict.fromkeys((*expression.names(first), *expression.names(second)))
    answers = [_answers(questions[name], f"{first} {second}") for name in names if name in questions]
    count = 1
    for options in answers:
        count *= len(options)
    if len(answers) < len(names) or count > MAX_ANSWERS:
        return True
    return any(
        expression.holds(first, facts) and expression.holds(second, facts)
        for facts in (dict(zip(names, values, strict=True)) for values in product(*answers))
    )


def _answers(question: Question, conditions: str) -> list[Answer]:
    if question.type == "boolean":
        return [True, False]
    if question.type == "choice":
        return list(question.choices)
    if question.type == "choices":
        asked = [word for word in question.choices if f'"{word}"' in conditions]
        return [chosen for count in range(len(asked) + 1) for chosen in combinations(asked, count)]
    if question.type == "integer":
        near = {int(number) + step for number in re.findall(r"\b\d+\b", conditions) for step in (-1, 0, 1)}
        return [*sorted(near)] or [0]
    return ["", "x", *re.findall(r'"([^"]*)"', conditions)]


def _same_measure(all_: Collection) -> Iterator[tuple[Parameter, Parameter]]:
    """Pairs of parameters with the same label and unit, of entries that are not one clause's variants."""
    by_label: dict[tuple[str, object], list[Parameter]] = defaultdict(list)
    for entry in all_.items:
        if entry.above is None:
            for name, parameter in entry.parameters.items():
                by_label[str(parameter["label"]).lower(), parameter.get("unit")].append(
                    (entry, name, parameter)
                )
    for found in by_label.values():
        yield from (pair for pair in combinations(found, 2) if not on_one_ladder(pair[0][0], pair[1][0]))


def _bound(parameter: Parameter, key: str, without: float = -1e99) -> float:
    value = parameter[2].get(key)
    return float(value) if isinstance(value, int | float) else without


def _told(first: Parameter, second: Parameter, message: str) -> Finding:
    """The finding at the second, unless only the first is the reader's own."""
    told, other = (first, second) if first[0].shown and not second[0].shown else (second, first)
    return told[0].at(
        message.format(label=told[2]["label"], item=other[0].id),
        _("Make them agree, or give the parameter a label that tells what is different."),
        ("parameters", told[1]),
    )


RULES = (
    Rule(
        "KL603",
        "oförenliga-gränser",
        "error",
        _n(
            "Two items that can stand in one package have the same parameter with limits that exclude each other."
        ),
        _excluding,
        bad=(
            "requirements: [{id: A-1, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, maximum: 10}}},"
            " {id: A-2, title: Intyg, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, minimum: 30}}}]"
        ),
        good=(
            "requirements: [{id: A-1, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, maximum: 60}}},"
            " {id: A-2, title: Intyg, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, minimum: 30}}}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL604",
        "olika-värden",
        "warning",
        _n("Two items that can stand in one package have the same parameter with different default values."),
        _differing,
        bad=(
            "requirements: [{id: A-1, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 10}}},"
            " {id: A-2, title: Intyg, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 30}}}]"
        ),
        good=(
            "requirements: [{id: A-1, when: goods_included, parameters: {d: {type: integer, label: tid för intyg,"
            " unit: dagar, default: 10}}}, {id: A-2, title: Intyg, when: not goods_included, parameters: {d: {type: integer,"
            " label: tid för intyg, unit: dagar, default: 30}}}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL605",
        "oförenliga-platser",
        "error",
        _n("Two items that can stand in one package allow and forbid the same place for data."),
        _place,
        bad=(
            "requirements: [{id: A-1, text: Leverantören ska lagra Beställarens uppgifter enbart i Sverige.},"
            " {id: A-2, title: Support, kind: villkor, text: Leverantören får behandla Beställarens uppgifter i USA vid"
            " support.}]"
        ),
        good=(
            "requirements: [{id: A-1, text: Leverantören ska lagra Beställarens uppgifter enbart inom EU/EES.},"
            " {id: A-2, title: Support, kind: villkor, text: Leverantören får inte behandla Beställarens uppgifter i USA.}]"
        ),
    ),
    Rule(
        "KL702",
        "olika-värden-i-köpet",
        "warning",
        _n("A procurement has set the same parameter differently in two items."),
        _differing_in_purchase,
        bad=(
            "parameters: {A-1: {d: 60}}\n"
            "requirements: [{id: A-1, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 30}}},"
            " {id: A-2, title: Intyg, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 30}}}]"
        ),
        good=(
            "parameters: {A-1: {d: 60}, A-2: {d: 60}}\n"
            "requirements: [{id: A-1, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 30}}},"
            " {id: A-2, title: Intyg, parameters: {d: {type: integer, label: tid för intyg, unit: dagar, default: 30}}}]"
        ),
        drafts=False,
    ),
)
