"""Texts of a draft that are nearly what an item of the library says, and what the item says more exactly."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from kravgen.consistency.likeness import between
from kravgen.consistency.measures import Amount
from kravgen.consistency.said import Sentence, parts, sentence
from kravgen.drafts.judge import DraftRemark, as_remark
from kravgen.drafts.piece import DraftText
from kravgen.i18n import _
from kravgen.lint.passage import Written
from kravgen.problems import Place
from kravgen.procurement import values

SHARE = 0.5
"""The share of common words from which a text is told to be like an item's."""
LEAST = 5
"""So many different words must a sentence have to be compared."""
_SORTS = ("requirement", "criterion", "clause", "variant")
_SLOT = "\0"
"""Stands for what differs from draft to draft in an item's text: its values and how other papers are called."""
_VALUE = re.compile(r"\{\{.*?\}\}(?: [a-zåäö]+)?")
_POINT = re.compile(r"(?:\A|\n)\s*(?:\d{1,2}\.|[a-zåäö]\)|[-*•])\s+|\n\s*\n")
_PARAMETER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_STATEMENT = re.compile(r"\{%-?\s*(if|elif|else|endif)\b.*?%\}", re.DOTALL)
_MENTION = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
_MOST_READINGS = 16
_UPPER = re.compile(r"\b(?:inom|senast|högst|längst|maximalt)\b")
_LOWER = re.compile(r"\b(?:minst|lägst|åtminstone)\b")


class LibrarySentences:
    """The sentences of the library's items, with every parameter at its usual value."""

    def __init__(self, items: Iterable[Written]) -> None:
        chosen = [item for item in items if item.sort in _SORTS]
        self._items = {item.id: item for item in chosen}
        self._pieces: dict[str, list[list[str]]] = {}
        self.sentences = tuple(
            found
            for item in chosen
            for text in dict.fromkeys(_sentences(item, partial(_filled, item)))
            if (found := sentence(text, "", item.id)) is not None
        )
        self.said = frozenset((one.mask, one.amounts) for one in self.sentences)
        """Every sentence with its usual values, by what is compared."""

    def is_said(self, item: str, text: str) -> bool:
        """Whether a sentence is the item's own with whatever values."""
        if item not in self._pieces:
            made = dict.fromkeys(_sentences(self._items[item], _with_slots))
            self._pieces[item] = [part.split(_SLOT) for part in made]
        return any(_is_made_of(pieces, text) for pieces in self._pieces[item])


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
        if (mine.mask, mine.amounts) in library.said:
            continue
        number = int(mine.document)
        share = len(item.stems & mine.stems) / len(item.stems | mine.stems)
        if share > best.get(number, (0.0,))[0]:
            best[number] = (share, item, mine)
    for _share, item, mine in best.values():
        told = _sharper(item, mine)
        if not told and library.is_said(item.item, mine.text):
            continue
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


def _readings(item: Written) -> list[str]:
    """The item's text with each choice that it leaves to a procurement made, one way after another."""
    text, found = str(item.data.get("text", "")), [""]
    if "{%" not in text:
        return [text]
    pieces = _STATEMENT.split(text)
    # What stands before the choice that is being read, and what each of its branches adds.
    open_: list[tuple[list[str], list[str]]] = []
    found = [pieces[0]]
    for word, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if word == "if":
            open_.append((found, []))
        elif open_:
            before, done = open_[-1]
            done += found
            if word == "endif":
                open_.pop()
                # Without another branch there may be nothing.
                found = done if len(done) > len(before) else [*done, *before]
                found = [told + after for told in found[:_MOST_READINGS]]
                continue
            found = before
        found = [told + after for told in found]
    return found


def _sentences(item: Written, made: Callable[[str], str]) -> Iterator[str]:
    """The sentences of the item in every reading, each paragraph and point made anew and without its mark."""
    for told in _readings(item):
        for line in _POINT.split(told):
            yield from parts(" ".join(made(line).replace("**", "").split()))


def _with_slots(text: str) -> str:
    # After a value the unit may be another: 1 arbetsdag, 2 arbetsdagar.
    return _VALUE.sub(_SLOT, _MENTION.sub(_SLOT, text))


def _filled(item: Written, text: str) -> str:
    def value(found: re.Match[str]) -> str:
        told = item.parameters.get(found[1], {}).get("default")
        if told is None:
            return "…"
        return (
            values.number(told) if isinstance(told, int | float) and not isinstance(told, bool) else str(told)
        )

    def called(found: re.Match[str]) -> str:
        # An item is called by its id; a paper has a name of its own in each procurement.
        name = found[1].partition(".")[0]
        return name if name.isupper() else _("the appendix")

    return values.one_of(_MENTION.sub(called, _PARAMETER.sub(value, text)))


def _is_made_of(pieces: Sequence[str], text: str) -> bool:
    """Whether a text is the pieces in order, with anything between two of them."""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return text == first
    at, end = len(first), len(text) - len(last)
    if not (text.startswith(first) and text.endswith(last)):
        return False
    for piece in pieces[1:-1]:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return at <= end


_NEAR, _SOUGHT = 14, 30
