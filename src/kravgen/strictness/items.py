"""Two versions of an item → what has changed about it, and whether that asks for more or for less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from kravgen.library.model import Item, Parameter, Value
from kravgen.strictness.directions import directions
from kravgen.strictness.reach import reach
from kravgen.strictness.wording import Direction, judged, turned

Cause = Literal[
    "words",
    "kind",
    "condition",
    "default",
    "range",
    "light",
    "consequence",
    "rewritten",
    "beside",
    "new",
    "gone",
]
"""What tells the direction: ``rewritten`` is what only a reader can judge, ``beside`` what asks for nothing itself."""

Verdict = Literal["stricter", "weaker", "unknown", "same"]


@dataclass(frozen=True, slots=True)
class Shift:
    """One thing that has changed. ``part`` is the item's field; ``before`` and ``after`` are as a reader sees them."""

    part: str
    cause: Cause
    direction: Direction
    before: str = ""
    after: str = ""
    name: str = ""
    """The parameter that it is about."""


def verdict(shifts: Iterable[Shift]) -> Verdict:
    """What the shifts come to. One that nobody can tell, or two that go either way, and the whole is unknown."""
    ways = {shift.direction for shift in shifts} - {"same"}
    return "unknown" if len(ways) > 1 or "unknown" in ways else next(iter(ways), "same")


def compared(before: Item | None, after: Item | None) -> tuple[Shift, ...]:
    """All that differs between two versions of an item; one that is None is not there.

    Raises:
        ValueError: both are None.
    """
    if before and after:
        return tuple(_changes(before, after))
    if item := after or before:
        # Only what binds a supplier makes it stricter that there is one more.
        binds = item.sort in ("requirement", "clause") and item.kind in ("ska", "villkor")
        way: Direction = ("stricter" if after else "weaker") if binds else "unknown"
        return (Shift("item", "new" if after else "gone", way),)
    raise ValueError


def _changes(old: Item, new: Item) -> Iterator[Shift]:
    if old.kind != new.kind:
        yield Shift("kind", "kind", _kinds(old.kind, new.kind), old.kind, new.kind)
    if old.text != new.text:
        yield from _text(old, new)
    yield from _parameters(old, new)
    if old.when != new.when:
        way: Direction = {"wider": "stricter", "narrower": "weaker", "same": "same", "unknown": "unknown"}[
            reach(old.when, new.when)
        ]  # type: ignore[assignment]
        yield Shift("when", "condition", way, old.when, new.when)
    if old.accept != new.accept:
        words = judged(
            _with_values(old.accept, old), _with_values(new.accept, _old_values(old, new)), demands=False
        )
        yield from _words("accept", words)
    if old.light != new.light:
        yield Shift("light", "light", "stricter" if new.light else "weaker")
    if old.consequence != new.consequence:
        known = bool(old.consequence) != bool(new.consequence)
        way = ("stricter" if new.consequence else "weaker") if known else "unknown"
        yield Shift("consequence", "consequence", way, old.consequence, new.consequence)
    yield from _others(old, new)


def _kinds(old: str, new: str) -> Direction:
    order = directions().kinds
    if old not in order or new not in order:
        return "unknown"
    return "stricter" if order.index(new) > order.index(old) else "weaker"


def _text(old: Item, new: Item) -> Iterator[Shift]:
    """What the words say otherwise, when each parameter has the value that it had."""
    words = judged(_with_values(old.text, old), _with_values(new.text, _old_values(old, new)), demands=True)
    # A check binds nobody but the buyer.
    ours = old.sort == "check" or new.sort == "check"
    yield from _words("text", words, judge=not ours)


def _words(part: str, changes: Iterable[Any], judge: bool = True) -> Iterator[Shift]:
    for change in changes:
        way: Direction = change.direction if judge else "unknown"
        cause: Cause = "rewritten" if way == "unknown" else "words"
        yield Shift(part, cause, way, change.before, change.after)


def _parameters(old: Item, new: Item) -> Iterator[Shift]:
    """Values and ranges that have moved, judged by where the parameter stands in the text."""
    for parameter in new.parameters:
        before = old.parameter(parameter.name)
        if before is None or before == parameter:
            continue
        if before.default != parameter.default:
            way = _moved(new, parameter.name, before.default, parameter.default)
            yield Shift(
                "parameters",
                "default",
                way,
                shown(before.default, before.unit),
                shown(parameter.default, parameter.unit),
                parameter.label,
            )
        yield from _range(new, before, parameter)
        if (before.label, before.unit, before.value_of, before.type) != (
            *(parameter.label, parameter.unit, parameter.value_of, parameter.type),
        ):
            same = (before.unit, before.value_of) == (parameter.unit, parameter.value_of)
            was, now = (" ".join(filter(None, (p.label, p.unit, p.value_of))) for p in (before, parameter))
            cause: Cause = "beside" if same else "rewritten"
            yield Shift("parameters", cause, "same" if same else "unknown", was, now, parameter.label)


def _range(new: Item, before: Parameter, after: Parameter) -> Iterator[Shift]:
    """What a procurement may choose: where less is stricter, a higher highest value lets it ask for less."""
    more = _moved(new, after.name, 1, 2)
    for bound, old, now in (
        ("minimum", before.minimum, after.minimum),
        ("maximum", before.maximum, after.maximum),
    ):
        if old == now:
            continue
        way: Direction = "unknown"
        if more in ("stricter", "weaker") and old is not None and now is not None:
            outer = bound == ("minimum" if more == "stricter" else "maximum")
            way = (more if now > old else turned(more)) if outer else "same"
        label = "≥" if bound == "minimum" else "≤"
        was, is_now = (
            f"{label} {shown(value, after.unit)}" if value is not None else "" for value in (old, now)
        )
        yield Shift("parameters", "range", way, was, is_now, after.label)


def _moved(item: Item, name: str, old: Value, new: Value) -> Direction:
    """Which way it goes when a parameter of the item has another value."""
    if old is None or new is None or isinstance(old, str) or isinstance(new, str):
        return "unknown"
    values = {p.name: p.default for p in item.parameters}
    ways = {
        change.direction
        for text, demands in ((item.text, True), (item.accept, False))
        for change in judged(
            _filled(text, {**values, name: old}), _filled(text, {**values, name: new}), demands=demands
        )
    } - {"same"}
    return next(iter(ways)) if len(ways) == 1 else "unknown"


def _old_values(old: Item, new: Item) -> dict[str, Value]:
    return {p.name: getattr(old.parameter(p.name), "default", p.default) for p in new.parameters}


def _with_values(text: str, values: Item | dict[str, Value]) -> str:
    if isinstance(values, Item):
        values = {p.name: p.default for p in values.parameters}
    return _filled(text, values)


_PARAMETER = re.compile(r"\{\{ *([A-Za-z_][A-Za-z0-9_]*) *\}\}")


def _filled(text: str, values: dict[str, Value]) -> str:
    """The text with the values that are known; a parameter without one stands as it is written."""

    def value(found: re.Match[str]) -> str:
        known = values.get(found[1])
        return found[0] if known is None else shown(known)

    return _PARAMETER.sub(value, text)


def filled(item: Item) -> str:
    """The item's text on one line, with the values that its parameters have when nobody gives others."""
    return " ".join(_with_values(item.text, item).split())


def filled_with(text: str, values: dict[str, Value]) -> str:
    """A text on one line with some values; a parameter without one stands as it is written."""
    return " ".join(_filled(text, values).split())


def shown(value: Value, unit: str = "") -> str:
    """A value as it is written in Swedish, with its unit; empty for none."""
    if value is None:
        return ""
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    return f"{text} {unit}".strip()


_JUDGED = ("kind", "text", "parameters", "when", "accept", "light", "consequence")
_BESIDE = (
    *("title", "motive", "lawyer_note", "tags", "sources", "role", "because", "group_title", "confidential"),
    "label",
)
"""What tells about an item and asks for nothing."""
_PASSED = ("later", "id", "sort", "place", "substance", "meets", "local", *_JUDGED)


def _wordings(item: Item) -> str:
    """How the item reads from later days on."""
    told = (f"{w.period.since}: {', '.join(_plain(said) for said in w.changes.values())}" for w in item.later)
    return "; ".join(told)


def _others(old: Item, new: Item) -> Iterator[Shift]:
    if (before := _wordings(old)) != (after := _wordings(new)):
        yield Shift("later", "rewritten", "unknown", before, after)
    for part in fields(Item):
        if part.name in _PASSED:
            continue
        before, after = getattr(old, part.name), getattr(new, part.name)
        if before != after:
            beside = part.name in _BESIDE
            yield Shift(
                part.name,
                "beside" if beside else "rewritten",
                "same" if beside else "unknown",
                *(_plain(value) for value in (before, after)),
            )


def _plain(value: Any) -> str:
    """A field as words: a list as its parts, a place in a source as the two."""
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if hasattr(value, "source"):
        return f"{value.source} {value.at}".strip()
    if isinstance(value, str):
        return " ".join(value.split())
    return "" if value in (None, False) else str(value)
