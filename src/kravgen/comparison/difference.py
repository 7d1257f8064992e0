"""What differs between two packages, item by item and document by document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kravgen.comparison.side import Side
from kravgen.documents import markdown
from kravgen.documents.alignment import paired
from kravgen.documents.revision import flow
from kravgen.library.model import Sort
from kravgen.procurement.reason import Reason
from kravgen.record.model import KeptDocument, KeptItem

Kind = Literal["new", "gone", "changed"]
FieldName = Literal["number", "title", "kind", "text", "value", "evidence", "accept"]

FIELDS: tuple[FieldName, ...] = ("number", "title", "kind", "text", "value", "evidence", "accept")
"""What can change about an item, in the order it is told."""

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
    changes = sorted(_items(before, after), key=lambda change: _order(change.item))
    changed = {change.item.id for change in changes}
    return Difference(
        before,
        after,
        tuple(changes),
        tuple(_papers(before, after)),
        tuple(_passages(before, after)),
        tuple(
            item.id
            for item in after.items.values()
            if item.taken
            and item.id not in changed
            and _differ(item.reason, before.items[item.id].reason, before, after)
        ),
    )


def _items(before: Side, after: Side) -> Iterator[ItemChange]:
    for name in {**before.items, **after.items}:
        old, new = before.items.get(name), after.items.get(name)
        was, now = _taken(old), _taken(new)
        reason = new.reason if new else None
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
    return flow(markdown.blocks(before)) != flow(markdown.blocks(after))


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
            for pair in paired(_rest(before.papers[name]), _rest(paper)):
                found.setdefault(pair, {})[paper.id] = paper
    return (PassageChange(old, new, tuple(papers.values())) for (old, new), papers in found.items())


def _order(item: KeptItem) -> list[tuple[int, str]]:
    """K2 before K10."""
    pieces = _NUMBERS.split(item.number)
    return [(int(piece[:18]), "") if piece.isdecimal() else (-1, piece) for piece in pieces] + [(0, item.id)]
