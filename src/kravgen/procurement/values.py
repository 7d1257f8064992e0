"""Facts and parameter values, as profiles and procurements give them, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kravgen.i18n import _
from kravgen.library.check import answer_advice, value_advice, wrong_answer, wrong_value
from kravgen.library.model import Answer, Item, Library, Question, Value
from kravgen.problems import Problem, did_you_mean
from kravgen.yamlfile import Key, YamlFile

_SINGULAR = {
    "minuter": "minut",
    "minuters": "minuts",
    "timmar": "timme",
    "timmars": "timmes",
    "dagar": "dag",
    "dagars": "dags",
    "arbetsdagar": "arbetsdag",
    "arbetsdagars": "arbetsdags",
    "veckor": "vecka",
    "veckors": "veckas",
    "månader": "månad",
    "månaders": "månads",
    "kronor": "krona",
    "gånger": "gång",
    "sekunder": "sekund",
    "sidor": "sida",
    "enheter": "enhet",
    "mallar": "mall",
    "knapptryckningar": "knapptryckning",
    "funktionsklasser": "funktionsklass",
}
_ONE = re.compile(rf"(?<![\d.,\u00a0])1 ({'|'.join(_SINGULAR)})\b")

Parameters = Mapping[str, Mapping[str, Value]]
"""Parameter values by item id and parameter name."""


def check_facts(file: YamlFile, library: Library, path: Sequence[Key] = ("facts",)) -> Iterator[Problem]:
    """What is wrong with the ``facts`` of a profile or a procurement, or with those that stand at ``path``."""
    facts: Any = file.data
    for key in path:
        facts = (facts or {}).get(key) if isinstance(key, str) else facts[key]
    for name, value in (facts or {}).items():
        question = library.questions.get(name)
        if question is None:
            yield file.key_place([*path, name]).problem(
                "KG302", _('Unknown fact "{name}".').format(name=name), did_you_mean(name, library.questions)
            )
        elif question.only_told:
            yield file.key_place([*path, name]).problem(
                "KG402",
                _('"{label}" ({name}) is told in another place of the file.').format(
                    label=question.label, name=name
                ),
                _("Write it under {key}.").format(key=question.told_by),
            )
        elif value is not None and (wrong := wrong_answer(question, value)):
            yield file.value_place([*path, name]).problem(
                "KG402", wrong, f"{question.text} {answer_advice(question)}"
            )


def check_parameters(file: YamlFile, items: Mapping[str, Item]) -> Iterator[Problem]:
    """What is wrong with the ``parameters`` of a profile or a procurement."""
    for item_id, values in (file.data.get("parameters") or {}).items():
        item = items.get(item_id)
        if item is None:
            yield file.key_place(["parameters", item_id]).problem(
                "KG307", _('Unknown item "{name}".').format(name=item_id), did_you_mean(item_id, items)
            )
            continue
        for name, value in values.items():
            parameter = item.parameter(name)
            if parameter is None:
                yield file.key_place(["parameters", item_id, name]).problem(
                    "KG304",
                    _('{item} has no parameter "{name}".').format(item=item_id, name=name),
                    did_you_mean(name, [p.name for p in item.parameters]),
                )
            elif value is not None and (wrong := wrong_value(parameter, value)):
                yield file.value_place(["parameters", item_id, name]).problem(
                    "KG403", wrong, value_advice(parameter)
                )


def shown(question: Question, value: Answer) -> str:
    """The answer as a reader sees it."""
    if isinstance(value, tuple):
        return _listed([words for choice, words in question.choices.items() if choice in value]) or _(
            "none of them"
        )
    if question.type == "boolean":
        return _("yes") if value else _("no")
    if question.type == "choice":
        return question.choices.get(str(value), str(value))
    text = number(value) if isinstance(value, int | float) else str(value)
    return one_of(f"{text} {question.unit}") if question.unit else text


def _listed(words: Sequence[str]) -> str:
    """Words as a list in running text: "skrivare, datorer och bildskärmar"."""
    return _(" and ").join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def one_of(text: str) -> str:
    """The text with "1 dagar" as "1 dag": the value of a parameter is not known when its unit is written."""
    return _ONE.sub(lambda found: f"1 {_SINGULAR[found[1]]}", text)


def number(value: int | float | Decimal) -> str:
    """A number as it is written in Swedish: a decimal comma and thin groups of three."""
    # A small number would be written with an exponent; its shortest digits are those that somebody wrote.
    exact = value.normalize() if isinstance(value, Decimal) else Decimal(repr(value))
    text = f"{exact:,f}".replace(",", "\u00a0").replace(".", ",")
    # Four digits are written together.
    return text.replace("\u00a0", "") if abs(exact) < 10000 else text
