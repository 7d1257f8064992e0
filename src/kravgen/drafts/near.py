"""Texts of a draft that are nearly what an item of the library says, and what the item says more exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kravgen.consistency.likeness import between
from kravgen.consistency.measures import Amount
from kravgen.consistency.said import Sentence, parts, sentence
from kravgen.drafts.judge import DraftRemark, as_remark
from kravgen.drafts.piece import DraftText
from kravgen.i18n import _
from kravgen.lint.passage import Written
from kravgen.problems import Place

SHARE = 0.5
"""The share of common words from which a text is told to be like an item's."""
LEAST = 5
"""So many different words must a sentence have to be compared."""
_SORTS = ("requirement", "criterion", "clause", "variant")
_PARAMETER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_MENTION = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
_UPPER = re.compile(r"\b(?:inom|senast|högst|längst|maximalt)\b")
_LOWER = re.compile(r"\b(?:minst|lägst|åtminstone)\b")


class LibrarySentences:
    """The sentences of the library's items, with every parameter at its usual value."""

    def __init__(self, items: Iterable[Written]) -> None:
        self.sentences = tuple(
            found
            for item in items
            if item.sort in _SORTS
            for text in parts(_filled(str(item.data.get("text", "")), item.parameters))
            if (found := sentence(text, "", item.id)) is not None
        )


def likenesses(draft: DraftText, library: LibrarySentences) -> Iterator[DraftRemark]:
    """For each piece of the draft the item that says most nearly the same, where it is no copy of it."""
    own: list[Sentence] = []
    places: dict[Sentence, tuple[int, int]] = {}
    for number, piece in enumerate(draft.pieces):
        offset = 0
        for text in parts(" ".join(piece.text.split())) if piece.role not in ("heading", "label") else ():
            found = sentence(text, str(number), "")
            if found is not None:
                own.append(found)
                places.setdefault(found, (number, max(piece.text.find(text[:_SOUGHT], offset), 0)))
    best: dict[int, tuple[float, Sentence, Sentence]] = {}
    for item, mine in between(library.sentences, own, SHARE, LEAST):
        number = int(mine.document)
        share = len(item.stems & mine.stems) / len(item.stems | mine.stems)
        if share > best.get(number, (0.0,))[0]:
            best[number] = (share, item, mine)
    for _share, item, mine in best.values():
        if mine.mask == item.mask and mine.amounts == item.amounts:
            continue
        told = _sharper(item, mine)
        message = (
            _("Like {item}, whose requirement is sharper: {what}.").format(item=item.item, what=told)
            if told
            else _("Like {item} of the library.").format(item=item.item)
        )
        problem = Place(draft.name).problem(
            "KL626", message, _("The library says: “{text}”").format(text=item.text), "warning"
        )
        yield as_remark(draft, problem, *places[mine])


def _sharper(item: Sentence, mine: Sentence) -> str:
    """What the item says more exactly, or asks more of, where that can be shown; empty where it cannot."""
    for amount in item.amounts:
        same = [own for own in mine.amounts if own.sort == amount.sort]
        if not same:
            if not mine.amounts and amount.sort != "date":
                return _("“{words}”, where the draft gives no figure").format(words=_limited(item, amount))
        elif len(same) == 1 and _is_stricter(item, amount, mine, same[0]):
            return _("“{words}” and not “{others}”").format(
                words=_limited(item, amount), others=_limited(mine, same[0])
            )
    return ""


def _is_stricter(item: Sentence, amount: Amount, mine: Sentence, own: Amount) -> bool:
    if isinstance(amount.value, str) or isinstance(own.value, str):
        return False
    upper, lower = (_bound(item, amount) & _bound(mine, own)), (amount.value > own.value)
    return (upper == 1 and amount.value < own.value) or (upper == _AT_LEAST and lower)


_AT_MOST, _AT_LEAST = 1, 2


def _bound(said: Sentence, amount: Amount) -> int:
    """Which way the word right before an amount limits it; 0 when none does."""
    text = said.text.lower().replace("\u00a0", " ")
    before = text[: max(text.find(amount.text), 0)][-_NEAR:]
    return (_AT_MOST if _UPPER.search(before) else 0) | (_AT_LEAST if _LOWER.search(before) else 0)


def _limited(said: Sentence, amount: Amount) -> str:
    """An amount with the word that limits it."""
    text = said.text.lower().replace("\u00a0", " ")
    before = text[: max(text.find(amount.text), 0)][-_NEAR:]
    found = [*_UPPER.finditer(before), *_LOWER.finditer(before)]
    word = max(found, key=lambda one: one.start())[0] if found else ""
    return f"{word} {amount.text}".strip()


def _filled(text: str, parameters: Mapping[str, Mapping[str, Any]]) -> str:
    def value(found: re.Match[str]) -> str:
        told = parameters.get(found[1], {}).get("default")
        return "…" if told is None else str(told).replace(".", ",")

    text = _STATEMENT.sub("", _PARAMETER.sub(value, text))
    return " ".join(_MENTION.sub(r"\1", text).replace("**", "").split())


_NEAR, _SOUGHT = 14, 30
