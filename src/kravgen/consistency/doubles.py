"""Nothing is asked for twice, and no two sentences contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.consistency.likeness import alike
from kravgen.consistency.said import Said, Sentence
from kravgen.consistency.scene import Scene
from kravgen.i18n import _
from kravgen.lint import places
from kravgen.problems import Problem

_FEWEST = 3
_FEWEST_NEARLY = 5
"""In short sentences one word makes all the difference."""
_ALIKE = 0.8
_BINDING = ("requirement", "clause")


def doubled(scene: Scene, said: Said) -> Iterator[Problem]:
    """Items that demand the same: in the same words, or nearly so."""
    for first, second in _pairs(scene, said):
        sorts = {scene.by_id[sentence.item].item.sort for sentence in (first, second)}
        # Two clauses may be two papers that different people sign.
        if "requirement" not in sorts or first.negated != second.negated or _values(first) != _values(second):
            continue
        message = (
            _('{first} and {second} demand the same: "{text}"')
            if first.text.lower() == second.text.lower()
            else _('{first} and {second} demand nearly the same: "{text}"')
        )
        yield scene.place(second.item, first.item).problem(
            "KG533",
            message.format(first=scene.of(first), second=scene.of(second), text=second.text),
            _("Take one of them out with a decision and a reason, or tell what is different."),
            "error" if first.text.lower() == second.text.lower() else "warning",
        )


def contradicting(scene: Scene, said: Said) -> Iterator[Problem]:
    """Items of which one says what the other denies, and places that one allows and another forbids."""
    for first, second in _pairs(scene, said):
        if first.negated != second.negated:
            sure = first.stems == second.stems
            yield _against(scene, first, second, sure=sure)
    limits = [(s, limit) for s in said.sentences if (limit := places.limit(s.text))]
    for allowing in said.sentences if limits else ():
        for beyond in places.allowed(allowing.text):
            for limited, limit in limits:
                both = limited.item, allowing.item
                if limit == beyond and limited.item != allowing.item and not scene.unsettled(*both):
                    yield _against(scene, limited, allowing, sure=False)


def _against(scene: Scene, first: Sentence, second: Sentence, *, sure: bool) -> Problem:
    message = (
        _('{first} and {second} contradict each other: "{one}" "{other}"')
        if sure
        else _('{first} and {second} may contradict each other: "{one}" "{other}"')
    )
    return scene.place(second.item, first.item).problem(
        "KG534",
        message.format(first=scene.of(first), second=scene.of(second), one=first.text, other=second.text),
        _("Make them agree, or take one of them out with a decision and a reason."),
        "error" if sure else "warning",
    )


def _pairs(scene: Scene, said: Said) -> Iterator[tuple[Sentence, Sentence]]:
    """Sentences of two binding items that are nearly the same."""
    binding = [
        s
        for s in said.sentences
        if s.binds and s.item in scene.by_id and scene.by_id[s.item].item.sort in _BINDING
    ]
    for first, second in alike(binding, _ALIKE, _FEWEST):
        long = min(len(first.stems), len(second.stems)) >= _FEWEST_NEARLY
        apart = first.item != second.item and not scene.unsettled(first.item, second.item)
        if apart and (long or first.stems == second.stems):
            yield first, second


def _values(sentence: Sentence) -> list[float | str]:
    return [amount.value for amount in sentence.amounts]
