"""What differs between two packages, item by item and document by document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kravgen.comparison.prices import paragraphs
from kravgen.comparison.side import Side
from kravgen.documents import markdown
from kravgen.documents.alignment import paired
from kravgen.documents.revision import Flow, flow
from kravgen.documents.tree import Paragraph, Text
from kravgen.documents.wording import one_line
from kravgen.library.model import Sort
from kravgen.procurement.reason import Reason
from kravgen.record.model import KeptDocument, KeptItem

Kind = Literal["new", "gone", "changed"]
FieldName = Literal["number", "title", "kind", "text", "value", "evidence", "accept"]

FIELDS: tuple[FieldName, ...] = ("number", "title", "kind", "text", "value", "evidence", "accept")
"""What can change about an item, in the order it is told."""

_MOST_TOLD = 5_000_000
"""So many characters of changed texts are told, both versions together: more than a thousand pages."""
_EACH, _WORD = 300, 6
"""What a change takes besides its texts, and the least that a word takes, in characters."""
_LONGEST_MARKDOWN, _MOST_MARKS = 8_000, 500
_PLAIN = ("number", "title", "kind")
_NUMBERS = re.compile("([0-9]+)")


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that has come, gone or changed. The side where it is not in is None."""

    kind: Kind
    before: KeptItem | None
    after: KeptItem | None
    reason: Reason | None
    """Why it is in or not in now; None when the library or the procurement does not have it any more."""
    fields: tuple[FieldName, ...] = ()
    """What has changed about it."""
    reason_changed: bool = True

    @property
    def item(self) -> KeptItem:
        """The item as it is now, or as it was when it has gone."""
        item = self.after or self.before
        assert item is not None
        return item


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A document that has come or gone."""

    kind: Kind
    paper: KeptDocument


@dataclass(frozen=True, slots=True)
class PassageChange:
    """A paragraph that is about no item and has come, gone or changed, with the documents it stands in."""

    before: str
    after: str
    papers: tuple[KeptDocument, ...]

    @property
    def kind(self) -> Kind:
        """Whether it has come, gone or changed."""
        if not self.before:
            return "new"
        return "changed" if self.after else "gone"


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs. ``other_reasons`` are items that say the same and are in for another reason."""

    before: Side
    after: Side
    items: tuple[ItemChange, ...]
    papers: tuple[PaperChange, ...]
    passages: tuple[PassageChange, ...]
    other_reasons: tuple[str, ...]
    untold: int = 0
    """How many more differ: of two packages that have next to nothing in common, all of it would be no answer."""

    @property
    def compared(self) -> tuple[KeptDocument, ...]:
        """The documents that both packages have and tell the paragraphs of, as they are now."""
        before = self.before.papers
        return tuple(p for name, p in self.after.papers.items() if _rest(p) and name in before)

    def of(self, sort: Sort) -> tuple[ItemChange, ...]:
        """The changed items of one sort."""
        return tuple(change for change in self.items if change.item.sort == sort)

    def counts(self, sort: Sort) -> Counter[Kind]:
        """How many items of one sort have come, gone and changed."""
        return Counter(change.kind for change in self.of(sort))


def compare(before: Side, after: Side) -> Difference:
    """What differs from ``before`` to ``after``, by number."""
    room = _Room()
    changes = sorted(_items(before, after, room), key=lambda change: _order(change.item))
    changed = {change.item.id for change in changes} | room.passed
    passages = tuple(p for p in _passages(before, after) if room.holds(p.before, p.after))
    return Difference(
        before,
        after,
        tuple(changes),
        tuple(_papers(before, after)),
        passages,
        tuple(
            item.id
            for item in after.items.values()
            if item.taken
            and item.id not in changed
            and _differ(item.reason, before.items[item.id].reason, before, after)
        ),
        room.untold,
    )


class _Room:
    """What is left of what can be told. To compare word by word takes its time, and somebody is to read it."""

    def __init__(self) -> None:
        self._left = _MOST_TOLD
        self.untold = 0
        self.passed: set[str] = set()
        """The items that are not told."""

    def holds(self, *texts: str) -> bool:
        """Whether a change with these texts can be told; otherwise it is counted."""
        self._left -= _EACH + sum(max(len(text), _WORD * len(text.split())) for text in texts)
        self.untold += self._left < 0
        return self._left >= 0


def flowed(text: str) -> tuple[Flow, ...]:
    """A Markdown text as it is compared. One that is too long, or has too many marks, is taken as it stands."""
    if len(text) > _LONGEST_MARKDOWN or sum(map(text.count, "[*_`<")) > _MOST_MARKS:
        return (Paragraph((Text(one_line(text)),)),)
    return flow(markdown.blocks(text))


def _items(before: Side, after: Side, room: _Room) -> Iterator[ItemChange]:
    for name in {**before.items, **after.items}:
        old, new = before.items.get(name), after.items.get(name)
        was, now = _taken(old), _taken(new)
        reason = new.reason if new else None
        if _texts(was) != _texts(now) and not room.holds(*_texts(was), *_texts(now)):
            room.passed.add(name)
            continue
        if was and now:
            fields = tuple(field for field in FIELDS if _differs(field, was, now))
            if fields:
                told = _differ(was.reason, now.reason, before, after)
                yield ItemChange("changed", was, now, reason, fields, told)
        elif now:
            yield ItemChange("new", None, now, reason)
        elif was:
            yield ItemChange("gone", was, None, reason)


def _differ(old: Reason, new: Reason, before: Side, after: Side) -> bool:
    """Whether the reasons differ. The same question may have got another answer."""
    answers = [[side.record.facts.get(name) for name in old.facts] for side in (before, after)]
    return old != new or answers[0] != answers[1]


def _rest(document: KeptDocument) -> tuple[str, ...]:
    return document.wording.rest if document.wording else ()


def _taken(item: KeptItem | None) -> KeptItem | None:
    return item if item and item.taken else None


def _differs(field: FieldName, old: KeptItem, new: KeptItem) -> bool:
    before, after = getattr(old, field), getattr(new, field)
    if before == after or field in _PLAIN:
        return bool(before != after)
    # Two ways to write the same thing in Markdown are no difference to a reader.
    return flowed(before) != flowed(after)


def _texts(item: KeptItem | None) -> tuple[str, ...]:
    return tuple(getattr(item, field) for field in FIELDS) if item else ()


def _papers(before: Side, after: Side) -> Iterator[PaperChange]:
    for name, paper in {**before.papers, **after.papers}.items():
        if name not in before.papers:
            yield PaperChange("new", paper)
        elif name not in after.papers:
            yield PaperChange("gone", paper)


def _passages(before: Side, after: Side) -> Iterator[PassageChange]:
    """What documents in both packages say otherwise; what several say is told once."""
    found: dict[tuple[str, str], dict[str, KeptDocument]] = {}
    for name, paper in after.papers.items():
        if name in before.papers:
            said = paragraphs(before.papers[name], before.record), paragraphs(paper, after.record)
            for pair in paired(*said):
                found.setdefault(pair, {})[paper.id] = paper
    return (PassageChange(old, new, tuple(papers.values())) for (old, new), papers in found.items())


def _order(item: KeptItem) -> list[tuple[int, str]]:
    """K2 before K10."""
    pieces = _NUMBERS.split(item.number)
    return [(int(piece[:18]), "") if piece.isdecimal() else (-1, piece) for piece in pieces] + [(0, item.id)]
