"""Sheet definitions and a selection → workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kravgen.documents.entry import LANGUAGE, Entry
from kravgen.documents.gaps import Gap, key_of
from kravgen.documents.plain_lines import PLACEHOLDER
from kravgen.documents.presence import Presence
from kravgen.documents.render import own_key
from kravgen.documents.wording import Wording
from kravgen.i18n import _, placeholder, speaking
from kravgen.law.sources import Citation
from kravgen.library.model import Item
from kravgen.procurement.case import Case
from kravgen.sheets.answer_sheet import answer_sheet
from kravgen.sheets.catalogue import Sheet, TableOf
from kravgen.sheets.columns import DEFINITIONS, Context, Definition
from kravgen.sheets.prices import open_volumes, price_tables
from kravgen.sheets.table import Cell, SheetLabels, SheetRow, SheetTable, Workbook
from kravgen.sheets.wording import wording

_Made = tuple[SheetTable, list[Entry]]
"""A table, and the items that it shows."""

_SORTS = {"requirements": "requirement", "clauses": "clause", "checks": "check"}


@dataclass(frozen=True, slots=True)
class Built:
    """A workbook with what it shows: the items in it and the gaps.

    ``wording`` is what a form says; None for a workbook that nobody is to fill in.
    """

    workbook: Workbook
    items: tuple[str, ...]
    gaps: tuple[Gap, ...]
    wording: Wording | None


def build(
    sheet: Sheet,
    entries: Sequence[Entry],
    presence: Presence,
    context: Context,
    case: Case,
    day: str,
    fingerprint: str,
) -> Built:
    """The workbook of a sheet for a procurement. Tables without rows are left out.

    ``fingerprint`` is that of the package.
    """
    items: dict[str, None] = {}
    gaps: dict[str, str] = {}
    with speaking(LANGUAGE):
        priced = any(table.rows == "prices" for table in sheet.tables)
        unset = list(open_volumes(entries, context)) if priced else []
        roles = {what: role for what, role, _key in unset}
        tables = []
        for made, shown in _tables(sheet, entries, context, case):
            if made.rows:
                tables.append(made)
                items.update(dict.fromkeys(entry.id for entry in shown))
                gaps.update(_gaps(made, shown, presence, roles))
        reference = case.reference_number or placeholder(_("reference number"))
        if not case.reference_number:
            gaps[_("reference number")] = _("procurement officer")
        instruction = presence.plain(sheet.instruction)
        gaps.update(_roles(PLACEHOLDER.findall(instruction), presence, {}))
        labels = SheetLabels(
            _("Page"), _("of"), _("Comparison sum, kronor"), _("Rows without a price or a quantity")
        )
        workbook = Workbook(
            _title(sheet, case),
            sheet.title,
            _("Reference number: {number}").format(number=reference),
            instruction,
            ", ".join(buyer.name for buyer in case.buyers),
            labels,
            tuple(tables),
            day,
            (("kravgen-package", fingerprint), ("kravgen-document", sheet.id)),
        )
    told = wording(workbook) if workbook.form else None
    keys = {what: key for what, _role, key in unset}
    return Built(workbook, tuple(items), tuple(_keyed(gaps, keys, entries, presence)), told)


def _tables(sheet: Sheet, entries: Sequence[Entry], context: Context, case: Case) -> Iterator[_Made]:
    for described in sheet.tables:
        table = described.shown(case.facts)
        if table.rows == "prices":
            yield from price_tables(table, entries, context, case, _title(sheet, case))
        elif table.rows == "tables":
            yield from ((answer_sheet(entry), [entry]) for entry in entries if _stands_in(table, entry.item))
        elif table.rows == "sources":
            yield _of_sources(table, entries, context)
        else:
            yield _of_items(table, entries, context)


def _title(sheet: Sheet, case: Case) -> str:
    return f"{sheet.title} – {case.title}"


def _of_sources(table: TableOf, entries: Sequence[Entry], context: Context) -> _Made:
    cited = sorted(
        ((citation, entry) for entry in entries for citation in entry.citations),
        key=lambda pair: context.library.sources[pair[0].source].name.lower(),
    )
    definitions = [DEFINITIONS[name] for name in table.columns]
    rows = tuple(
        SheetRow(
            tuple(_of_citation(d, citation, entry, context) for d in definitions),
            f"{entry.id}-{number}",
            entry.id,
        )
        for number, (citation, entry) in enumerate(cited, 1)
    )
    columns = tuple(definition.column() for definition in definitions)
    return SheetTable(table.name, columns, rows), [entry for _citation, entry in cited]


def _of_items(table: TableOf, entries: Sequence[Entry], context: Context) -> _Made:
    definitions = [DEFINITIONS[name] for name in table.columns]
    shown = [entry for entry in entries if _stands_in(table, entry.item)]
    rows = tuple(
        SheetRow(
            tuple(_of_entry(d, entry, context) for d in definitions),
            entry.id,
            entry.id,
            asked=not (entry.item.kind == "fråga" and entry.item.answer.table),
        )
        for entry in shown
    )
    return SheetTable(table.name, tuple(definition.column() for definition in definitions), rows), shown


def _stands_in(table: TableOf, item: Item) -> bool:
    """Whether a table has a row about an item."""
    if table.rows == "prices":
        return bool(item.prices)
    if table.rows == "sources":
        return bool(item.sources)
    if table.rows == "tables":
        return bool(item.answer.table)
    return item.sort == _SORTS[table.rows] and (not table.kinds or item.kind in table.kinds)


def _of_entry(definition: Definition, entry: Entry, context: Context) -> Cell:
    return definition.of_entry(entry, context) if definition.of_entry else ""


def _of_citation(definition: Definition, citation: Citation, entry: Entry, context: Context) -> Cell:
    if definition.of_citation:
        return definition.of_citation(citation, context)
    return _of_entry(definition, entry, context)


def tables_with_rows(sheet: Sheet, items: Sequence[Item]) -> tuple[str, ...]:
    """The tables of a sheet that have rows when the items are in, by name."""
    return tuple(table.name for table in sheet.tables if any(_stands_in(table, item) for item in items))


def _gaps(
    table: SheetTable, shown: Sequence[Entry], presence: Presence, roles: Mapping[str, str]
) -> dict[str, str]:
    """What the table's placeholders ask for, and who can answer."""
    texts = (cell for row in table.rows for cell in row.cells if isinstance(cell, str))
    found = [what.strip() for text in texts if "[" in text for what in PLACEHOLDER.findall(text)]
    if not found:
        return {}
    own = {what: role for entry in shown for what, role in entry.roles.items()}
    return _roles(found, presence, {**roles, **own, **shown[0].library.question_roles})


def _keyed(
    gaps: Mapping[str, str], keys: Mapping[str, str], entries: Sequence[Entry], presence: Presence
) -> Iterator[Gap]:
    """The gaps with what the procurement's file calls them."""
    asked = {q.label: q.id for q in entries[0].library.questions.values()} if entries else {}
    own = {
        label: key for entry in reversed(entries) for label in entry.roles if (key := own_key(entry, label))
    }
    papers = {gap.what: f"attachments.{name}" for name, gap in presence.missing.items()}
    known = {**papers, **own, **asked, **keys}
    for what, role in gaps.items():
        yield Gap(what, role, known.get(what) or key_of(what))


def _roles(found: Iterable[str], presence: Presence, roles: Mapping[str, str]) -> dict[str, str]:
    """Each gap with the role that can fill it."""
    given = {**roles, **{gap.what: gap.role for gap in presence.missing.values()}}
    return {what: given.get(what, _("procurement officer")) for what in found}
