"""What a template places on one document: ready blocks, gaps with their roles, and the items that it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kravgen.documents import forms, grid, markdown
from kravgen.documents.answer_form import answer_form_table
from kravgen.documents.budget import Budget, TooMuchError
from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.facts import told_fact
from kravgen.documents.gaps import key_of
from kravgen.documents.placing import About, mark
from kravgen.documents.plain import Record
from kravgen.documents.presence import Presence
from kravgen.documents.tree import Block, Table
from kravgen.i18n import _, _n, placeholder, speaking
from kravgen.library import expression
from kravgen.library.literal import guarded, unguarded
from kravgen.procurement.selection import Selection
from kravgen.procurement.values import number
from kravgen.procurement.verdict import value_rows

_VALUE_WIDTHS = (58, 52, 32, 28)
"""How wide the columns of the value table are, in millimetres."""

MAX_PARTIES = 6
"""How many columns for parties a page has room for."""


class Canvas:
    """One document while its template runs. ``entries`` are the items that are in, by id."""

    def __init__(
        self,
        selection: Selection,
        entries: Mapping[str, Entry],
        presence: Presence,
        guidance: bool,
        budget: Budget,
    ) -> None:
        self.presence = presence
        self._selection = selection
        self._entries = entries
        self._guidance = guidance
        self._budget = budget
        self.ready: list[Block | About] = []
        self.shown: list[str] = []
        self.roles = {**selection.library.question_roles}
        """Who can fill each gap."""
        self.forms: list[Table] = []
        self.keys: dict[str, str] = {}
        """What the procurement's file calls each gap, by what the gap asks for."""
        self.fills: dict[str, str] = {}
        """What the gaps ask for that are filled under ``filled``, whether they are or not, by their keys."""
        self.usual: dict[str, str] = {}
        """What is customary and stands where nobody has decided, by what the gap asks for."""

    def table(
        self, make: Callable[[Sequence[Entry], str], Table], records: Sequence[Record], caption: str
    ) -> str:
        """A table of entries, which then count as shown; nothing when there are none."""
        self._budget.rows(len(records))
        entries = [self._entries[str(record["id"])] for record in records]
        for entry in entries:
            self._note(entry)
        return self._place(make(entries, unguarded(caption))) if entries else ""

    def form(self, rows: Sequence[tuple[str, str]], caption: str) -> str:
        """A form with a label and a value in each row."""
        self._budget.rows(len(rows))
        if not rows:
            return ""
        form = forms.form_table([(unguarded(label), value) for label, value in rows], unguarded(caption))
        self.forms.append(form)
        return self._place(form)

    def grid(
        self, columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]], caption: str
    ) -> str:
        """A table of texts; nothing when it has no rows. A row without cells is left out."""
        rows = [row for row in rows if row]
        self._budget.rows(len(rows))
        for row in rows:
            if len(row) != len(columns):
                raise TooMuchError(_n("A row of a table must have as many cells as the table has columns."))
        titled = [grid.GridColumn(unguarded(title), width, written) for title, width, written in columns]
        return self._place(grid.table(titled, rows, unguarded(caption))) if rows and columns else ""

    def value_table(self, caption: str) -> str:
        """What the value of the purchase is made of, with the sum; nothing when the procurement does not say."""
        with speaking(LANGUAGE):
            found = value_rows(self._selection.case)
            titles = (_("What"), _("How it is worked out"), _("Amount in kronor"), _("Section in LOU"))
            rows = [
                (
                    guarded(row.what),
                    guarded(row.how),
                    self.answer(row.amount, row.gap, _("the department")),
                    row.at,
                )
                for row in found
            ]
        columns = [(title, width, "") for title, width in zip(titles, _VALUE_WIDTHS, strict=True)]
        return self.grid(columns, rows, caption)

    def answer_form(self, record: Record) -> str:
        """The table that answers an entry; nothing where none does."""
        entry = self._entries[str(record["id"])]
        if not entry.item.answer.table:
            return ""
        made = answer_form_table(entry)
        self._budget.rows(len(made.rows))
        self._note(entry)
        return self._place(made)

    def signature(self, rows: Sequence[str], parties: Sequence[str], caption: str) -> str:
        """A place for each party to sign."""
        if len(parties) > MAX_PARTIES:
            raise TooMuchError(_n("A signature has room for six parties side by side."))
        self._budget.rows(len(rows) + 1)
        labels, names = [unguarded(label) for label in rows], [unguarded(party) for party in parties]
        return self._place(forms.signature_table(labels, names, unguarded(caption))) if parties else ""

    def show(self, record: Record) -> str:
        """An entry's text under the heading just before; counts the item as shown."""
        self._budget.rows(1)
        entry = self._entries[str(record["id"])]
        self._note(entry)
        # Its blocks are ready, so that its marks meet none of the template's.
        blocks = (self._place(block) for block in markdown.blocks(entry.text))
        return f"{self._place(About(entry.id, entry.guidance))}{''.join(blocks)}"

    def told(self, records: Sequence[Record]) -> str:
        """The texts of entries as running text, each with its number; counts the items as shown."""
        for record in records:
            self._note(self._entries[str(record["id"])])
        return " ".join(f"{record['text']} ({record['number']})" for record in records)

    def note(self, text: str) -> str:
        """A note to the one who writes the document, on the heading or paragraph just before."""
        return self._place(About("", unguarded(text))) if self._guidance else ""

    def fact(self, name: str, buyer: str = "", controller: str = "") -> str:
        """The fact as a reader sees it, or a placeholder for the one who can answer."""
        library = self._selection.library
        told = told_fact(self._selection.case, library, name, buyer, controller)
        self.roles.update(dict.fromkeys(told.gaps, library.questions[name].role))
        label = library.questions[name].label
        for gap in told.gaps:
            # Of several buyers or boards each has a gap: "{label} för {name}".
            party = gap.removeprefix(label).strip().partition(" ")[2]
            self.keys[gap] = f"{name}@{key_of(party, 59 - len(name))}" if party else name
        return guarded(told.text)

    def meaning(self, name: str) -> str:
        """What the level means that the question was answered with; empty when nobody has answered."""
        question = self._selection.library.questions[name]
        return guarded(question.meaning(self._selection.case.facts.get(name)))

    def amount(self, name: str) -> str:
        """The threshold or the authority as it is on the day of the selection, or a placeholder."""
        dated = self._selection.library.dated[name]
        row = dated.on(self._selection.day)
        value = row.value if row else None
        if isinstance(value, int | float):
            return f"{number(value)} {dated.unit}".strip()
        self.keys[dated.label] = name
        return self.answer(value, dated.label, _("procurement officer"))

    def attachment(self, name: str) -> str:
        """What the procurement calls a paper that the buyer attaches, or a placeholder for the one who makes it."""
        paper = self._selection.library.papers[name]
        if name not in self._selection.case.attachments and self._may_be_told(paper.question):
            return self.fact(paper.question)
        what = _("issuer and name of {paper}").format(paper=paper.noun)
        self.keys[what] = f"attachments.{name}"
        return self.answer(self._selection.case.attachments.get(name), what, paper.made_by)

    def _may_be_told(self, question: str) -> bool:
        """Whether the question has answers, or is one that somebody is asked."""
        if not question:
            return False
        case, library = self._selection.case, self._selection.library
        asked_when = library.questions[question].asked_when
        has_answers = not told_fact(case, library, question, "", "").gaps
        return has_answers or expression.settled(asked_when, case.facts, unknown=True)

    def fill(self, what: str, role: str) -> str:
        """What the procurement fills the gap with, or a placeholder that ``role`` fills."""
        key = key_of(what)
        self.fills[key] = what
        value = self._selection.case.filled.get(key)
        return self._gap(what, role) if value is None else _shown(value)

    def customary(self, what: str, custom: str) -> str:
        """What the procurement decides, or what is customary until it does: a gap that somebody has filled beforehand."""
        key = key_of(what)
        self.fills[key] = what
        value = self._selection.case.filled.get(key)
        if value is not None:
            return _shown(value)
        self.usual[what] = custom
        return custom

    def answer(self, value: str | int | float | None, what: str, role: str) -> str:
        """The value, or a placeholder for ``role`` when there is none."""
        if value is None or value == "":
            return self._gap(what, role)
        return _shown(value)

    def _gap(self, what: str, role: str) -> str:
        self.roles[what] = role
        return placeholder(what)

    def _note(self, entry: Entry) -> None:
        self.shown.append(entry.id)
        self.roles.update(entry.roles)

    def _place(self, block: Block | About) -> str:
        self._budget.rows(1)
        self.ready.append(block)
        return mark(len(self.ready) - 1)


def _shown(value: str | int | float) -> str:
    return guarded(value) if isinstance(value, str) else number(value)
