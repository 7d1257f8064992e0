"""What the checks read: the documents and sheets as they are made, and the selection behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kravgen.consistency.said import Sentence
from kravgen.documents.entry import Entry
from kravgen.documents.render import Rendered
from kravgen.i18n import _
from kravgen.problems import Place
from kravgen.procurement.selection import Selection
from kravgen.sheets.build import Built
from kravgen.sheets.catalogue import Sheet


@dataclass(frozen=True)
class Scene:
    """A package before its files are written."""

    selection: Selection
    entries: Sequence[Entry]
    documents: Sequence[Rendered]
    sheets: Sequence[tuple[Sheet, Built]]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The items that are in, by id."""
        return {entry.id: entry for entry in self.entries}

    def told(self, item: str, document: str = "") -> str:
        """What an item is called in a message: its number and id; other text by its document."""
        entry = self.by_id.get(item)
        if entry is None:
            return document or item
        return f"{entry.number} ({item})" if entry.number else item

    def of(self, sentence: Sentence) -> str:
        """Where a sentence stands, in words."""
        if sentence.item in self.by_id:
            return self.told(sentence.item)
        return _("the document {title}").format(title=sentence.document)

    def unsettled(self, *items: str) -> bool:
        """Whether one of the items is in only until a question is answered: it may never stand beside the other."""
        known = (self.by_id[item] for item in items if item in self.by_id)
        return any(entry.decision.reason.kind == "unanswered_in" for entry in known)

    def place(self, *items: str) -> Place:
        """Where the reader can mend it: at the procurement's own item, or else in the procurement."""
        case = self.selection.case
        own = {item.id: item.place for item in case.requirements}
        return next((own[item] for item in items if item in own), case.place)
