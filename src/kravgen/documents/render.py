"""Templates and a selection → document trees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy as copy_of
from dataclasses import dataclass, replace

from kravgen import textfile
from kravgen.award.purchase import Award
from kravgen.documents import evaluation, markdown
from kravgen.documents.budget import Budget
from kravgen.documents.canvas import Canvas
from kravgen.documents.catalogue import Template
from kravgen.documents.copies import Copy
from kravgen.documents.data import names, words_of
from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.evaluation import StoppedError
from kravgen.documents.fill_rate import FillRate, fill_rate
from kravgen.documents.front import SUFFIX
from kravgen.documents.gaps import FoundGap, Gap, gaps, key_of
from kravgen.documents.labels import audience_of, footer_of, labels, notice_of
from kravgen.documents.placing import placed_blocks, without_empty_chapters
from kravgen.documents.plain import made
from kravgen.documents.presence import Presence
from kravgen.documents.records import RECORDS
from kravgen.documents.tree import (
    Block,
    Cover,
    Document,
    Fact,
    Heading,
    Paragraph,
    Table,
)
from kravgen.documents.wording import Wording, wording
from kravgen.i18n import _, placeholder, speaking
from kravgen.problems import KravgenError, Problem
from kravgen.procurement.selection import Selection


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document with what it shows: the items in it and the gaps."""

    template: Template
    id: str
    title: str
    document: Document
    items: tuple[str, ...]
    gaps: tuple[Gap, ...]
    notes: int
    """How many notes to the one who writes it holds."""
    wording: Wording
    """What it says, word by word."""
    fills: Mapping[str, str]
    """What its gaps ask for that are filled under ``filled``, by their keys."""
    customary: Mapping[str, str]
    """What is customary and stands in it, since the procurement has decided nothing else: by what may be filled in."""
    fill_rate: FillRate | None = None
    """How much of its forms is filled in, where that is told."""


class Renderer:
    """Renders the documents of one selection.

    ``entries`` are the items that are in, ``fingerprint`` tells this package from others. A note to the one who
    writes stands in the first document that shows its item; without ``guidance`` templates give no notes.
    """

    def __init__(
        self,
        selection: Selection,
        entries: Sequence[Entry],
        presence: Presence,
        award: Award,
        as_of: str,
        fingerprint: str,
        guidance: bool = True,
    ) -> None:
        self._selection = selection
        self._entries = {entry.id: entry for entry in entries}
        self._budget = Budget([entry.text for entry in entries])
        self._presence = presence
        self._names = names(selection, entries, presence, award, as_of)
        open_to_all = [entry for entry in entries if not entry.item.confidential]
        self._public_names = (
            names(selection, open_to_all, presence, award, as_of)
            if len(open_to_all) < len(entries)
            else self._names
        )
        self._shared_keys = {q.label: q.id for q in selection.library.questions.values()}
        self._said: list[str] = []
        self._as_of = as_of
        self._fingerprint = fingerprint
        self._guidance = guidance
        self._guided: dict[str, str] = {}
        """The document that has the note about an item, by item."""

    @property
    def date(self) -> str:
        """The date of the documents (ISO 8601): the procurement's own, or the day that the law is judged on."""
        return self._selection.case.date or self._as_of

    def render(self, template: Template, copy: Copy) -> Rendered:
        """The document tree of one template, or of one of those that it makes.

        Raises:
            KravgenError: the template fails, with its line.
        """
        budget = copy_of(self._budget)
        canvas = Canvas(self._selection, self._entries, self._presence, self._guidance, budget)
        text = self._run(template, copy, canvas, budget)
        noted: set[str] = set()
        with speaking(LANGUAGE):
            blocks = [
                self._guided_once(copy.id, block, noted)
                for block in placed_blocks(markdown.template_blocks(text), canvas.ready)
            ]
            if not template.numbered:
                blocks = [replace(b, numbered=False) if isinstance(b, Heading) else b for b in blocks]
            document = self._document(template, copy, tuple(without_empty_chapters(blocks)))
            roles = canvas.roles | {gap.what: gap.role for gap in self._presence.missing.values()}
            lacks = [
                Gap(
                    found.what,
                    roles.get(found.what, _("procurement officer")),
                    self._key(found, canvas),
                    found.heading,
                )
                for found in gaps(document)
            ]
        words = wording(document)
        if template.audience == "public":
            self._said += (*words.items.values(), *words.rest)
        _check_characters(template, words)
        notes = sum(_notes(block) for block in document.blocks)
        return Rendered(
            template,
            copy.id,
            document.cover.kind,
            document,
            items=tuple(dict.fromkeys(canvas.shown)),
            gaps=tuple(lacks),
            notes=notes,
            wording=words,
            fills=canvas.fills,
            customary=canvas.usual,
            fill_rate=fill_rate(canvas.forms, canvas.roles) if template.measured else None,
        )

    def _key(self, gap: FoundGap, canvas: Canvas) -> str:
        """What the procurement's file calls a gap: that of the item's own text before that of the document."""
        if own := own_key(self._entries.get(gap.item), gap.what):
            return own
        if known := canvas.keys.get(gap.what) or self._shared_keys.get(gap.what):
            return known
        shown = (own_key(self._entries[item], gap.what) for item in canvas.shown)
        paper = next((name for name, lack in self._presence.missing.items() if lack.what == gap.what), "")
        return next(filter(None, shown), "") or (f"attachments.{paper}" if paper else key_of(gap.what))

    def _guided_once(self, document: str, block: Block, noted: set[str]) -> Block:
        if isinstance(block, Heading) and block.anchor and block.guidance:
            return replace(block, guidance=self._guide(document, block.anchor, block.guidance, noted))
        if isinstance(block, Table) and any(row.guidance for row in block.rows):
            rows = (
                replace(row, guidance=self._guide(document, row.anchor, row.guidance, noted))
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))
        return block

    def _guide(self, document: str, item: str, guidance: str, noted: set[str]) -> str:
        """The note, if this document is the one that has it; ``noted`` are the items that it has told of."""
        if item in noted or self._guided.setdefault(item, document) != document:
            return ""
        noted.add(item)
        return guidance

    def _run(self, template: Template, copy: Copy, canvas: Canvas, budget: Budget) -> str:
        data = self._public_names if template.audience == "public" else self._names
        if "glossary" in template.source.text:
            data = {**data, "glossary": words_of(self._selection.library, self._said)}
        if copy.controller:
            data = {**data, "controller": made(RECORDS["controller"], copy.controller)}
        data = {**data, **self._presence.asked}
        try:
            with speaking(LANGUAGE):
                return evaluation.run(template.source, data, canvas, budget)
        except StoppedError as error:
            raise KravgenError(_failed(template, error)) from error

    def _document(self, template: Template, copy: Copy, blocks: tuple[Block, ...]) -> Document:
        case = self._selection.case
        library = self._selection.library
        reference = case.reference_number or placeholder(_("reference number"))
        version = case.version or placeholder(_("version"))
        source = f"kravgen {library.version} ({library.fingerprint})"
        facts = [
            (_("Reference number"), reference),
            (_("Date"), self.date),
            (_("Version"), version),
            (_("Audience"), audience_of(template.audience)),
            (_("Requirements library"), source),
        ]
        if not template.contents:
            # A short document has a short cover: the same facts on two lines.
            facts = [
                (_("Reference number"), f"{reference} · {self.date} · {_('Version').lower()} {version}"),
                (
                    _("Audience"),
                    f"{audience_of(template.audience)} · {_('Requirements library').lower()} {source}",
                ),
            ]
        buyers = ", ".join(buyer.name for buyer in case.buyers)
        if copy.controller:
            buyers = copy.controller.buyer.name
        title = f"{template.title}, {copy.label}" if copy.label else template.title
        return Document(
            id=copy.id,
            cover=Cover(
                buyer=buyers,
                title=case.title,
                kind=title,
                instruction=markdown.inlines(self._presence.plain(template.instruction)),
                facts=tuple(Fact(label, markdown.inlines(value)) for label, value in facts),
                notice=notice_of(case.status),
            ),
            blocks=blocks,
            labels=labels(),
            language="sv-SE",
            header=(f"{title} – {case.title}", case.reference_number),
            footer=footer_of(buyers, case.status, library.version),
            subject=title,
            keywords=case.reference_number,
            date=self.date,
            form=template.form,
            contents=template.contents,
            properties=(
                ("kravgen", library.version),
                ("kravgen-library", library.fingerprint),
                ("kravgen-package", self._fingerprint),
                ("kravgen-document", copy.id),
            ),
        )


def own_key(entry: Entry | None, what: str) -> str:
    """The key of a gap that a parameter of the item fills; empty when none does."""
    parameters = entry.item.parameters if entry else ()
    found = (f"{entry.id}.{each.name}" for each in parameters if entry and each.label == what)
    return next(found, "")


def _failed(template: Template, error: StoppedError) -> Problem:
    return error.place.problem(
        "KG405",
        _("The template {name} fails: {reason}").format(name=template.id + SUFFIX, reason=_(error.reason)),
        _("Mend the line, or take the template out of the workspace."),
    )


def _check_characters(template: Template, words: Wording) -> None:
    """Refuse what Markdown can make of harmless signs, such as a form feed of its number.

    Raises:
        KravgenError: the document says something that no document can hold.
    """
    for item, said in (*words.items.items(), *(("", paragraph) for paragraph in words.rest)):
        try:
            textfile.check_characters(said, template.place.file)
        except KravgenError as error:
            place = replace(template.place, line=0, column=0)
            message = f"{item}: {error.problems[0].message}" if item else error.problems[0].message
            raise KravgenError(place.problem("KG405", message, error.problems[0].hint)) from error


def _notes(block: Block) -> int:
    if isinstance(block, Table):
        return sum(bool(row.guidance) for row in block.rows)
    return int(isinstance(block, Heading | Paragraph) and bool(block.guidance))
