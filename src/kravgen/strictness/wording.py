"""Two versions of a text → what has become stricter, what weaker, and what nobody but a reader can tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from kravgen.strictness.directions import Directions, Phrase, at, directions
from kravgen.strictness.quantity import Quantity, quantities, tokens

Direction = Literal["stricter", "weaker", "unknown", "same"]
_MOST_WORDS = 4000
"""A longer text is read by somebody who sees what it does."""
_FEW = 6
_TURNED: dict[Direction, Direction] = {"stricter": "weaker", "weaker": "stricter"}


def turned(direction: Direction) -> Direction:
    """What the same change is the other way round."""
    return _TURNED.get(direction, direction)


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that have been exchanged, and which way that goes. ``before`` or ``after`` is empty where nothing stood."""

    direction: Direction
    before: str
    after: str


def judged(before: str, after: str, *, demands: bool) -> tuple[WordChange, ...]:
    """What differs between two versions of a text, in order; nothing when only layout does.

    ``demands`` tells that only sentences that bind the supplier say what is asked for. In a test every sentence does.
    """
    table = directions()
    old, new = _Text(before, table, demands), _Text(after, table, demands)
    if old.words == new.words:
        return ()
    if len(old.words) + len(new.words) > _MOST_WORDS:
        return (WordChange("unknown", "", ""),)
    return tuple(
        WordChange(_direction(old, new, change, table), old.shown(*change[:2]), new.shown(*change[2:]))
        for change in _changes(old, new)
    )


_Change = tuple[int, int, int, int]
"""From and up to which word, before and after."""


class _Text:
    """A text as words in small letters, with its quantities and sentences."""

    def __init__(self, text: str, table: Directions, demands: bool) -> None:
        self._tokens = tokens(text)
        self.words = tuple(word.lower() for word in self._tokens)
        self.quantities = tuple(quantities(self.words, table))
        self._table, self._demands = table, demands

    def shown(self, start: int, end: int) -> str:
        """The words as they stand."""
        text = " ".join(self._tokens[start:end])
        for sign in (".", ",", ";", ":", ")"):
            text = text.replace(f" {sign}", sign)
        return text.replace("( ", "(")

    def quantity(self, start: int, end: int) -> Quantity | None:
        """The quantity that is these words and no others."""
        return next((q for q in self.quantities if (q.start, q.end) == (start, end)), None)

    def sentence(self, at_word: int) -> tuple[int, int]:
        """From and up to which word the sentence around a word goes."""
        ends = [number for number, word in enumerate(self.words) if word in (".", "!", "?")]
        start = max((end + 1 for end in ends if end < at_word), default=0)
        return start, next((end for end in ends if end >= at_word), len(self.words))

    def says_what_is_asked(self, start: int, end: int) -> bool:
        """Whether words are a demand of the supplier, said straight: no condition, no exception, no right of theirs."""
        table = self._table
        first, last = self.sentence(start)
        said = self.words[first:last]
        if any(at(said, number, table.unsure) for number in range(len(said))):
            return False
        outside = [
            word
            for number, word in enumerate(self.words[first:last], start=first)
            if not any(q.start <= number < q.end for q in self.quantities)
        ]
        if not table.negations.isdisjoint(outside):
            return False
        modal = next((number for number in range(first, last) if self._binds(number)), None)
        if modal is None:
            return not self._demands and not self._conditional(first, start)
        around = self.words[max(first, modal - 1) : modal + 2]
        if not table.buyers.isdisjoint(around):
            return False
        # Before what binds a demand stands first in the sentence: "Senast 24 timmar efter upptäckt ska …".
        if start < modal:
            return start == first and not self._conditional(start, modal)
        return not self._conditional(modal, start)

    def _binds(self, number: int) -> bool:
        return bool(at(self.words, number, self._table.bindings))

    def _conditional(self, start: int, end: int) -> bool:
        return not self._table.conditional.isdisjoint(self.words[start:end])


def _changes(old: _Text, new: _Text) -> Iterator[_Change]:
    """What differs, each change widened to whole quantities and phrases on both sides."""
    codes = SequenceMatcher(None, old.words, new.words, autojunk=False).get_opcodes()
    spans: list[_Change] = []
    for number, (tag, *change) in enumerate(codes):
        if tag == "equal":
            continue
        left = codes[number - 1][2] - codes[number - 1][1] if number else 0
        right = codes[number + 1][2] - codes[number + 1][1] if number + 1 < len(codes) else 0
        spans.append(_widened(old, new, (change[0], change[1], change[2], change[3]), left, right))
    last: _Change | None = None
    for span in spans:
        if last and (span[0] <= last[1] or span[2] <= last[3]):
            last = (
                min(last[0], span[0]),
                max(last[1], span[1]),
                min(last[2], span[2]),
                max(last[3], span[3]),
            )
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _widened(old: _Text, new: _Text, change: _Change, left: int, right: int) -> _Change:
    """The change with the equal words around it that belong to a quantity it cuts: ``left`` and ``right`` are equal."""
    cut = [
        (q.start - start, q.end - end)
        for text, start, end in ((old, *change[:2]), (new, *change[2:]))
        for q in text.quantities
        # What comes or goes just beside a quantity does not cut it.
        if q.start < max(end, start) and q.end > start
    ]
    more_left = min(left, max((-first for first, _last in cut), default=0))
    more_right = min(right, max((last for _first, last in cut), default=0))
    more_left, more_right = max(0, more_left), max(0, more_right)
    return change[0] - more_left, change[1] + more_right, change[2] - more_left, change[3] + more_right


def _direction(old: _Text, new: _Text, change: _Change, table: Directions) -> Direction:
    gone, come = old.words[slice(*change[:2])], new.words[slice(*change[2:])]
    if not (_asked(old, change[0], change[1]) and _asked(new, change[2], change[3])):
        return "unknown"
    if gone in table.bindings and come in table.bindings:
        (sort, weak), (other, strong) = table.bindings[gone], table.bindings[come]
        if sort != other:
            return "unknown"
        return "same" if weak == strong else "stricter" if strong > weak else "weaker"
    for before, after, direction in ((gone, come, "stricter"), (come, gone, "weaker")):
        text, start = (new, change[2]) if direction == "stricter" else (old, change[0])
        if before in table.vague_times and _is_fixed(text, start, after, table):
            return "stricter" if direction == "stricter" else "weaker"
    if added := _added(gone, come, table):
        return added
    was, now = old.quantity(*change[:2]), new.quantity(*change[2:])
    return _compared(old, was, new, now, table) if was and now else "unknown"


def _asked(text: _Text, start: int, end: int) -> bool:
    return text.says_what_is_asked(min(start, max(len(text.words) - 1, 0)), end)


def _is_fixed(text: _Text, start: int, words: tuple[str, ...], table: Directions) -> bool:
    """Whether the words are a deadline in a unit of time, and what it is counted from."""
    quantity = next((q for q in text.quantities if q.start == start), None)
    if (
        quantity is None
        or quantity.bound != "deadline"
        or not _is_time(quantity)
        or _is_before(text, quantity, table)
    ):
        return False
    rest = words[quantity.end - start :]
    return not rest or (bool(at(rest, 0, table.counted_from)) and len(rest) <= _FEW)


def _is_time(quantity: Quantity) -> bool:
    return quantity.unit in ("minutes", "arbetsdag", "arbetstimme", "månad", "år", "millisekund")


def _added(gone: Phrase, come: Phrase, table: Directions) -> Direction | None:
    """Which way it goes when a phrase of the table comes or goes; None when it is none."""
    plain_gone, plain_come = (tuple(word for word in words if word != ",") for words in (gone, come))
    if plain_gone and plain_come:
        return None
    phrase = plain_gone or plain_come
    if phrase in table.softening:
        return "weaker" if plain_come else "stricter"
    if phrase in table.tightening:
        return "stricter" if plain_come else "weaker"
    return None


def _compared(old: _Text, was: Quantity, new: _Text, now: Quantity, table: Directions) -> Direction:
    if was.unit != now.unit:
        return "unknown"
    bounds = {_as_bound(old, was, table), _as_bound(new, now, table)}
    if len(bounds) != 1 or was.value == now.value:
        return "same" if len(bounds) == 1 and "" not in bounds else "unknown"
    match bounds.pop():
        case "floor":
            return "stricter" if now.value > was.value else "weaker"
        case "ceiling":
            return "stricter" if now.value < was.value else "weaker"
        case _:
            return "unknown"


def _as_bound(text: _Text, quantity: Quantity, table: Directions) -> str:
    """Whether the number is a floor or a ceiling of what is asked for; empty when that cannot be told."""
    before = _is_before(text, quantity, table)
    following = text.words[quantity.end] if quantity.end < len(text.words) else "."
    if quantity.bound == "floor":
        return "floor"
    if quantity.bound == "deadline":
        is_late = text.words[quantity.start] != "inom"
        return ("floor" if is_late else "") if before else "ceiling" if _is_time(quantity) else ""
    if quantity.bound == "ceiling":
        in_time = _is_time(quantity) and following in table.after_ceilings
        return "ceiling" if not before and (in_time or quantity.unit in ("procent",)) else ""
    return "floor" if quantity.unit in ("a year", "level") else ""


def _is_before(text: _Text, quantity: Quantity, table: Directions) -> bool:
    following = text.words[quantity.end : quantity.end + 2]
    return not table.before.isdisjoint(following)
