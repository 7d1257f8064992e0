"""Templates and a selection → document trees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kravgen.documents import elements, markdown
from kravgen.documents.catalogue import SUFFIX, Template
from kravgen.documents.entry import LANGUAGE, Entry, placeholder
from kravgen.documents.facts import told_fact
from kravgen.documents.labels import audience_of, draft, labels
from kravgen.documents.placing import About, mark, placed_blocks, without_empty_chapters
from kravgen.documents.tree import (
    Block,
    Cover,
    Document,
    Fact,
    Field,
    Heading,
    ListBlock,
    Paragraph,
    Placeholder,
    Table,
)
from kravgen.i18n import _, speaking
from kravgen.library.model import Item
from kravgen.problems import KravgenError, Place, did_you_mean
from kravgen.procurement.selection import Selection
from kravgen.procurement.values import number
from kravgen.world import World


@dataclass(frozen=True, slots=True)
class Gap:
    """A placeholder in a document, and the role that can fill it."""

    what: str
    role: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document with what it shows: the items in it and the gaps."""

    template: Template
    document: Document
    items: tuple[str, ...]
    gaps: tuple[Gap, ...]
    notes: int
    """How many notes to the one who writes it holds."""


class Renderer:
    """Renders the documents of one selection.

    ``entries`` are the items that are in, ``fingerprint`` tells this package from others. A note to the one who
    writes stands in the first document that shows its item; without ``guidance`` templates give no notes.
    """

    def __init__(
        self,
        world: World,
        selection: Selection,
        entries: Sequence[Entry],
        as_of: str,
        fingerprint: str,
        guidance: bool = True,
    ) -> None:
        self._selection = selection
        self._entries = entries
        self._as_of = as_of
        self._fingerprint = fingerprint
        self._guidance = guidance
        self._guided: set[str] = set()
        self._environment = _environment(world)

    @property
    def date(self) -> str:
        """The date of the documents (ISO 8601): the procurement's own, or the day that the law is judged on."""
        return self._selection.case.date or self._as_of

    def render(self, template: Template) -> Rendered:
        """The document tree of one template.

        Raises:
            KravgenError: the template fails, with its line.
        """
        page = _Page(self._selection, self._entries, self._as_of, self._guidance)
        text = self._run(template, page)
        with speaking(LANGUAGE):
            blocks = [self._guided_once(block) for block in placed_blocks(markdown.blocks(text), page.ready)]
            document = self._document(template, tuple(without_empty_chapters(blocks)))
            gaps = [Gap(what, page.roles.get(what, _("procurement officer"))) for what in _gaps(document)]
        notes = sum(_notes(block) for block in document.blocks)
        return Rendered(template, document, tuple(dict.fromkeys(page.shown)), tuple(gaps), notes)

    def _guided_once(self, block: Block) -> Block:
        if isinstance(block, Heading) and block.anchor and block.guidance:
            return replace(block, guidance=self._guide(block.anchor, block.guidance))
        if isinstance(block, Table) and any(row.guidance for row in block.rows):
            rows = (replace(row, guidance=self._guide(row.anchor, row.guidance)) for row in block.rows)
            return replace(block, rows=tuple(rows))
        return block

    def _guide(self, item: str, guidance: str) -> str:
        if item in self._guided:
            return ""
        self._guided.add(item)
        return guidance

    def _run(self, template: Template, page: _Page) -> str:
        from jinja2 import TemplateError, TemplateSyntaxError

        try:
            with speaking(LANGUAGE):
                return str(self._environment.from_string(template.body).render(page.names()))
        except TemplateSyntaxError as error:
            line = template.first_line + error.lineno - 1
            raise KravgenError(_failed(template, line, str(error.message))) from error
        except (SyntaxError, RecursionError) as error:
            raise KravgenError(_failed(template, template.first_line, _("It is nested too deep."))) from error
        except (TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError) as error:
            raise KravgenError(_failed(template, _failing_line(error, template), str(error))) from error

    def _document(self, template: Template, blocks: tuple[Block, ...]) -> Document:
        case = self._selection.case
        library = self._selection.library
        reference = case.reference_number or placeholder(_("reference number"))
        status = draft()
        facts = [
            (_("Reference number"), reference),
            (_("Date"), self.date),
            (_("Version"), case.version or placeholder(_("version"))),
            (_("Audience"), audience_of(template.audience)),
            (_("Requirements library"), f"kravgen {library.version} ({library.fingerprint})"),
        ]
        buyers = ", ".join(buyer.name for buyer in case.buyers)
        return Document(
            id=template.id,
            cover=Cover(
                buyer=buyers,
                title=case.title,
                kind=template.title,
                instruction=template.instruction,
                facts=tuple(Fact(label, markdown.inlines(value)) for label, value in facts),
                notice=status,
            ),
            blocks=blocks,
            labels=labels(),
            language="sv-SE",
            header=(f"{template.title} – {case.title}", case.reference_number),
            footer=_("{buyer} · {status} · library {version}").format(
                buyer=buyers, status=status.lower(), version=library.version
            ),
            subject=template.title,
            keywords=case.reference_number,
            date=self.date,
            form=template.form,
            contents=template.contents,
            properties=(
                ("kravgen", library.version),
                ("kravgen-library", library.fingerprint),
                ("kravgen-package", self._fingerprint),
                ("kravgen-document", template.id),
            ),
        )


class _Page:
    """What a template may use while one document is rendered."""

    def __init__(self, selection: Selection, entries: Sequence[Entry], as_of: str, guidance: bool) -> None:
        self._selection = selection
        self._as_of = as_of
        self._all = entries
        self._guidance = guidance
        self.ready: list[Block | About] = []
        self.shown: list[str] = []
        self.roles: dict[str, str] = {}

    def names(self) -> dict[str, Any]:
        """The names that templates know."""
        case = self._selection.case
        return {
            "case": case,
            "as_of": self._as_of,
            "facts": case.facts,
            "fact": self._fact,
            "fill": self._fill,
            "answer": self._answer,
            "number": number,
            "requirements": self._of("requirement"),
            "clauses": self._of("clause"),
            "checks": self._of("check"),
            "chapters": self._chapters(),
            "criteria": self._of("criterion"),
            "requirement_table": self._table(elements.requirement_table),
            "short_requirement_table": self._table(elements.short_requirement_table),
            "answer_table": self._table(elements.answer_table),
            "question_table": self._table(elements.question_table),
            "criteria_table": self._table(elements.criteria_table),
            "test_table": self._table(elements.test_table),
            "checklist": self._table(elements.checklist_table),
            "form": lambda rows, caption: self._place(elements.form_table(rows, caption)),
            "signature": lambda rows, parties, caption: self._place(
                elements.signature_table(rows, parties, caption)
            ),
            "show": self._show,
            "guidance": self._note_to_writer,
        }

    def _of(self, sort: str) -> list[Entry]:
        return [entry for entry in self._all if entry.item.sort == sort]

    def _chapters(self) -> list[dict[str, Any]]:
        """The requirements block by block; the procurement's own come first, without a block."""
        found: dict[str, list[Entry]] = {}
        for entry in self._of("requirement"):
            found.setdefault(entry.item.block, []).append(entry)
        blocks = self._selection.library.blocks
        return [
            {"block": blocks.get(block), "title": blocks[block].title if block else "", "entries": entries}
            for block, entries in found.items()
        ]

    def _table(self, make: Callable[[Sequence[Entry], str], Table]) -> Callable[[Sequence[Entry], str], str]:
        def placed(entries: Sequence[Entry], caption: str) -> str:
            entries = list(entries)
            for entry in entries:
                self._note(entry)
            return self._place(make(entries, caption)) if entries else ""

        return placed

    def _note(self, entry: Entry) -> None:
        self.shown.append(entry.id)
        self.roles.update(entry.roles)

    def _place(self, block: Block | About) -> str:
        self.ready.append(block)
        return mark(len(self.ready) - 1)

    def _show(self, entry: Entry) -> str:
        """An entry's text under the heading just before; counts the item as shown."""
        self._note(entry)
        return f"{self._place(About(entry.id, entry.guidance))}{entry.text}"

    def _note_to_writer(self, text: str) -> str:
        """A note to the one who writes the document, on the heading or paragraph just before."""
        return self._place(About("", text)) if self._guidance else ""

    def _fact(self, name: str, buyer: str = "", controller: str = "") -> str:
        question = self._selection.library.questions.get(name)
        if question is None:
            known = self._selection.library.questions
            message = _('Unknown fact "{name}".').format(name=name)
            raise LookupError(f"{message} {did_you_mean(name, known)}".strip())
        told = told_fact(self._selection.case, self._selection.library, name, buyer, controller)
        self.roles.update(dict.fromkeys(told.gaps, question.role))
        return told.text

    def _fill(self, what: str, role: str) -> str:
        self.roles[what] = role
        return placeholder(what)

    def _answer(self, value: object, what: str, role: str) -> str:
        """The value, or a placeholder for ``role`` when there is none."""
        if value is None or value == "" or value == ():
            return self._fill(what, role)
        return number(value) if isinstance(value, int | float) else str(value)


def _environment(world: World) -> Any:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        """Templates of a workspace are not trusted: no powers and no products, which can fill the memory."""

        intercepted_binops = frozenset(("**", "*"))

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            raise SecurityError(_("The operator {operator} is not allowed.").format(operator=operator))

    folders = world.folder("templates/documents")
    environment = Environment(
        loader=FileSystemLoader(folders), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["where"] = _where
    return environment


def _where(entries: Iterable[Entry], name: str, *values: object) -> list[Entry]:
    """The entries whose item has one of the values under ``name``; without values, those that have any."""
    if name not in Item.__slots__:
        raise LookupError(f"{name} {did_you_mean(name, Item.__slots__)}".strip())
    found = ((entry, getattr(entry.item, name)) for entry in entries)
    return [entry for entry, value in found if (value in values if values else value)]


def _failed(template: Template, line: int, reason: str) -> Any:
    place = Place(template.place.file, line, 1 if line else 0)
    return place.problem(
        "KG405",
        _("The template {name} fails: {reason}").format(
            name=template.id + SUFFIX, reason=reason.rstrip(".") + "."
        ),
        _("Mend the line, or take the template out of the workspace."),
    )


def _failing_line(error: BaseException, template: Template) -> int:
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno + template.first_line - 1
        trace = trace.tb_next
    return line


def _notes(block: Block) -> int:
    if isinstance(block, Table):
        return sum(bool(row.guidance) for row in block.rows)
    return int(isinstance(block, Heading | Paragraph) and bool(block.guidance))


def _gaps(document: Document) -> Iterator[str]:
    for fact in document.cover.facts:
        yield from (inline.what for inline in fact.value if isinstance(inline, Placeholder))
    for block in document.blocks:
        yield from _gaps_in(block)


def _gaps_in(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading):
        yield from (inline.what for inline in block.inlines if isinstance(inline, Placeholder))
    elif isinstance(block, Field):
        if block.missing:
            yield block.missing
    elif isinstance(block, ListBlock):
        for item in block.items:
            for child in item:
                yield from _gaps_in(child)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                for child in cell:
                    yield from _gaps_in(child)
