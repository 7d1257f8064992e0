"""The catalogue of sheets: one YAML file each under ``templates/sheets``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kravgen import schema, yamlfile
from kravgen.folder import YAML
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Answer, Library
from kravgen.library.papers import Paper, made_paper
from kravgen.problems import Collector, KravgenError, Place, Problem, did_you_mean
from kravgen.sheets.names import RESERVED
from kravgen.world import World
from kravgen.yamlfile import YamlFile

if TYPE_CHECKING:
    from kravgen.sheets.columns import Definition

FOLDER = "templates/sheets"


@dataclass(frozen=True, slots=True)
class TableOf:
    """One table of a sheet: what its rows are, and its columns by name."""

    name: str
    rows: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    when: Mapping[str, str] = field(default_factory=dict)
    """The condition of a column that does not always stand, by its name."""

    def shown(self, facts: Mapping[str, Answer]) -> TableOf:
        """The table with the columns that stand in it for these answers."""
        stands = (
            name for name in self.columns if expression.settled(self.when.get(name, ""), facts, unknown=False)
        )
        return replace(self, columns=tuple(stands))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that can be made."""

    id: str
    title: str
    instruction: str
    audience: str
    order: int
    formats: tuple[str, ...]
    tables: tuple[TableOf, ...]
    place: Place
    paper: Paper
    instruction_place: Place
    when: str = ""


def load(world: World, library: Library, problems: Collector) -> dict[str, Sheet]:
    """Every sheet by name, in the order of the package."""
    found: list[Sheet] = []
    for path in world.files(FOLDER, YAML):
        try:
            file = yamlfile.read(path)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        wrong = schema.check(file, "sheet")
        problems.extend(wrong or [*_wrong_names(file), *_wrong_columns(file)])
        if wrong:
            continue
        sheet = _sheet(file)
        if first := next((other for other in found if other.id == sheet.id), None):
            problems.add(_stands_already(file.value_place(["sheet"]), sheet.id, first))
        if sheet.when:
            problems.extend(expression.check_condition(sheet.when, library.questions, sheet.place))
        problems.extend(_wrong_conditions(file, library))
        found.append(sheet)
    return {sheet.id: sheet for sheet in sorted(found, key=lambda s: (s.order, s.id))}


def _sheet(file: YamlFile) -> Sheet:
    data = file.data
    return Sheet(
        id=data["sheet"],
        title=data["title"],
        instruction=data["instruction"],
        audience=data["audience"],
        order=data["order"],
        formats=tuple(data["formats"]),
        tables=tuple(
            TableOf(
                t["name"],
                t["rows"],
                tuple(t.get("columns", ())),
                tuple(t.get("kinds", ())),
                t.get("columns_when", {}),
            )
            for t in data["tables"]
        ),
        paper=made_paper(file, "sheet"),
        instruction_place=file.value_place(["instruction"]),
        place=file.value_place(["when"] if "when" in data else ["sheet"]),
        when=data.get("when", ""),
    )


def _stands_already(place: Place, name: str, first: Sheet) -> Problem:
    return place.problem(
        "KG204",
        _('The id "{id}" stands already in {file}, line {line}.').format(
            id=name, file=first.place.file, line=first.place.line
        ),
        _("Give one of them another id."),
    )


def _wrong_names(file: YamlFile) -> Iterator[Problem]:
    """Names of sheets that Excel does not take: one that it keeps for itself, and two that differ in case only."""
    first: dict[str, str] = {}
    for number, table in enumerate(file.data["tables"]):
        name, place = table["name"], file.value_place(["tables", number, "name"])
        hint = _("Give the sheet another name.")
        if name.strip().lower() == RESERVED:
            yield place.problem(
                "KG203", _('Excel keeps the name "{name}" for itself.').format(name=name), hint
            )
        elif earlier := first.get(name.lower()):
            message = _(
                'The name "{name}" differs from "{other}" in capital letters only, which Excel refuses.'
            )
            yield place.problem("KG204", message.format(name=name, other=earlier), hint)
        first.setdefault(name.lower(), name)


def _wrong_columns(file: YamlFile) -> list[Problem]:
    from kravgen.sheets.columns import DEFINITIONS

    problems = []
    tables = file.data["tables"]
    if "csv" in file.data["formats"] and (len(tables) > 1 or tables[0]["rows"] in _SEVERAL):
        hint = _("Make a sheet of its own for each table.")
        problems.append(
            file.value_place(["formats"]).problem("KG203", _("A .csv file can hold one table only."), hint)
        )
    for number, table in enumerate(tables):
        for at, name in enumerate(table.get("columns", ())):
            place = file.value_place(["tables", number, "columns", at])
            definition = DEFINITIONS.get(name)
            if definition is None:
                message = _('Unknown column "{name}".').format(name=name)
                problems.append(place.problem("KG310", message, did_you_mean(name, DEFINITIONS)))
            elif not _fits(definition, table["rows"]):
                message = _('The column "{name}" does not fit the rows of the table.').format(name=name)
                problems.append(place.problem("KG310", message, _fitting(table["rows"])))
            elif definition.kind == "sum" and not set(table["columns"][:at]) >= _FACTORS:
                message = _('Before the column "{name}" must stand {factors}.')
                told = message.format(name=name, factors=", ".join(sorted(_FACTORS)))
                problems.append(place.problem("KG310", told, _("Put the columns in, or take the sum out.")))
    return problems


def _wrong_conditions(file: YamlFile, library: Library) -> Iterator[Problem]:
    """Conditions of columns that cannot be judged, or that are of a column the table does not have."""
    for number, table in enumerate(file.data["tables"]):
        for name, condition in table.get("columns_when", {}).items():
            place = file.value_place(["tables", number, "columns_when", name])
            if name not in table.get("columns", ()):
                message = _('The table has no column "{name}".').format(name=name)
                yield place.problem("KG310", message, did_you_mean(name, table.get("columns", ())))
            yield from expression.check_condition(condition, library.questions, place)


def _fits(column: Definition, rows: str) -> bool:
    """Whether such rows may have the column. One that shows nothing is there to be filled in."""
    of_others = {
        "prices": (column.of_entry, column.of_citation),
        "sources": (column.of_price,),
    }.get(rows, (column.of_price, column.of_citation))
    return not any(of_others)


def _fitting(rows: str) -> str:
    """The columns that such rows may have."""
    from kravgen.sheets.columns import DEFINITIONS

    names = (name for name, column in DEFINITIONS.items() if _fits(column, rows))
    return _("Choose one of: {names}.").format(names=", ".join(names))


_FACTORS = {"antal", "varderas_med", "a_pris"}
"""What a sum is worked out of, by the names of the columns."""
_SEVERAL = {"prices", "tables"}
"""Rows that may be divided among several sheets: one for each lot, or for each table."""
