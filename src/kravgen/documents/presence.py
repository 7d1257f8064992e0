"""What is in a package, and what a reference in one of its texts says because of that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from kravgen.documents.gaps import Gap
from kravgen.documents.syntax import TemplateText
from kravgen.i18n import _, placeholder
from kravgen.library.model import Item, Library
from kravgen.library.references import REFERENCE, Mention, Targets, check, reference, unknown
from kravgen.problems import Place, Problem


class Presence:
    """What one package holds.

    ``numbers`` are those of the items that are in, by id. ``made`` are the documents and sheets, and their parts, with a
    full stop between; ``attachments`` are the papers that the procurement names, by id.
    """

    def __init__(
        self,
        library: Library,
        numbers: Mapping[str, str],
        made: Iterable[str] = (),
        attachments: Collection[str] = (),
        own: Iterable[Item] = (),
    ) -> None:
        self._library = library
        self.numbers = numbers
        self._own = {item.id: item for item in own}
        self._attached = frozenset(attachments)
        groups = (name for name, items in library.groups.items() if any(item.id in numbers for item in items))
        self.items = (*numbers, *groups)
        """The items that are in, and the clauses that one variant of is in."""
        self._instead = {
            name: item for item in library.items.values() if item.id in numbers for name in item.replaces
        }
        self.missing: dict[str, Gap] = {}
        """What has been referred to and is not in the package, by id, as the gap that stands in its place."""
        self._hold(made)

    def leave(self, gone: Iterable[str], told: Iterable[str]) -> None:
        """Take out documents that nothing came of, and forget that what was ``told`` has been missed."""
        for name in told:
            self.missing.pop(name, None)
        self._hold(self._made.difference(gone))

    def _hold(self, made: Iterable[str]) -> None:
        self._made = frozenset(made)
        papers = self._library.papers.values()
        self.documents = (
            *(paper.id for paper in papers if paper.made and paper.id in self._made),
            *(
                paper.id
                for paper in papers
                if not paper.made
                and (not paper.attached or paper.id in self._attached)
                and (not paper.asked_by or paper.asked_by in self.numbers)
            ),
        )
        """The papers that are in the package, attached to it, or made by somebody else."""
        self._there = frozenset(self.documents)
        self.asked = {"items": self.items, "documents": self.documents}
        """What a text asks about, by name."""

    def taken(self, name: str) -> Item | None:
        """The item, that variant of the clause, or what replaces it, which is in the package."""
        variants = self._library.groups.get(name) or (self._item(name),)
        here = (item for item in variants if item and item.id in self.numbers)
        return next(here, self._instead.get(name))

    def shown(self, text: str) -> str:
        """A text with its references told, as Markdown: the number of an item is a link to it."""
        return (
            REFERENCE.sub(lambda found: self._told(reference(found), link=True), text)
            if "[[" in text
            else text
        )

    def plain(self, text: str) -> str:
        """A text with its references told, for what has no links."""
        return (
            REFERENCE.sub(lambda found: self._told(reference(found), link=False), text)
            if "[[" in text
            else text
        )

    def _told(self, found: Mention, *, link: bool) -> str:
        if found.of_item:
            item = self.taken(found.target)
            if item is None:
                return self._gap(found, self._title(found.target), self._owner(found.target))
            table = _('the table "{name}"').format(name=item.answer.table) if found.part else ""
            words = found.words or table or self.numbers[item.id]
            return f"[{words}](#{item.id})" if link else words
        paper = self._library.papers[found.target]
        noun = paper.parts[found.part].noun if found.part else paper.noun
        if found.target not in self._there or (found.part and paper.made and found.name not in self._made):
            return self._gap(found, found.words or noun, self._owner(paper.asked_by) or paper.made_by)
        words = found.words or noun
        return words[:1].upper() + words[1:] if found.capital else words

    def _gap(self, found: Mention, what: str, role: str) -> str:
        told = _("{what}, which is not in the package").format(what=what)
        self.missing[found.name] = Gap(told, role or _("procurement officer"))
        return placeholder(told)

    def _item(self, name: str) -> Item | None:
        return self._library.items.get(name) or self._own.get(name)

    def _title(self, name: str) -> str:
        variants = self._library.groups.get(name)
        item = self._item(name)
        title = variants[0].group_title if variants else item.title if item else ""
        return f"{title} ({name})"

    def _owner(self, name: str) -> str:
        variants = self._library.groups.get(name)
        item = variants[0] if variants else self._item(name)
        block = self._library.blocks.get(item.block) if item else None
        return block.owner if block else ""


def check_references(source: TemplateText, known: Targets) -> Iterator[Problem]:
    """What is wrong with the references in a template, and with what it asks about the package."""
    for file in source.files:
        for text in dict.fromkeys(file.texts):
            if "[[" in text:
                yield from check(text, known, _place_in(file, text))
        for line, name, among in file.asked:
            if name not in (known.items if among == "items" else known.papers):
                yield file.place(line, name).problem("KG320", *unknown(name, among == "items", known))


def _place_in(source: TemplateText, text: str) -> Callable[[int], Place]:
    """Where an offset of a text stands: the tree knows no columns, so the text itself is looked for."""
    start = source.text.find(text)

    def place(offset: int) -> Place:
        if start < 0:
            return source.place(1)
        before = source.text[: start + offset]
        return Place(source.file, source.first_line + before.count("\n"), len(before) - before.rfind("\n"))

    return place
