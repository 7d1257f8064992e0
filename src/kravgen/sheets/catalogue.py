"""The catalogue of sheets: one YAML file each under ``templates/sheets``."""

from __future__ import annotations

from dataclasses import dataclass

from kravgen import schema, yamlfile
from kravgen.i18n import _
from kravgen.library import expression
from kravgen.library.model import Library
from kravgen.problems import Collector, KravgenError, Place, Problem, did_you_mean
from kravgen.world import World
from kravgen.yamlfile import YamlFile

FOLDER = "templates/sheets"


@dataclass(frozen=True, slots=True)
class TableOf:
    """One table of a sheet: what its rows are, and its columns by name."""

    name: str
    rows: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...] = ()


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
    when: str = ""


def load(world: World, library: Library, problems: Collector) -> dict[str, Sheet]:
    """Every sheet by name, in the order of the package."""
    found: list[Sheet] = []
    for path in world.files(FOLDER, ".yaml"):
        try:
            file = yamlfile.read(path)
        except KravgenError as error:
            problems.extend(error.problems)
            continue
        wrong = schema.check(file, "sheet")
        problems.extend(wrong or _wrong_columns(file))
        if wrong:
            continue
        sheet = _sheet(file)
        if sheet.when:
            problems.extend(expression.check_condition(sheet.when, library.questions, sheet.place))
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
            TableOf(t["name"], t["rows"], tuple(t["columns"]), tuple(t.get("kinds", ())))
            for t in data["tables"]
        ),
        place=file.value_place(["when"] if "when" in data else ["sheet"]),
        when=data.get("when", ""),
    )


def _wrong_columns(file: YamlFile) -> list[Problem]:
    from kravgen.sheets.columns import DEFINITIONS

    problems = []
    if "csv" in file.data["formats"] and len(file.data["tables"]) > 1:
        hint = _("Make a sheet of its own for each table.")
        problems.append(
            file.value_place(["formats"]).problem("KG203", _("A .csv file can hold one table only."), hint)
        )
    for number, table in enumerate(file.data["tables"]):
        for at, name in enumerate(table["columns"]):
            place = file.value_place(["tables", number, "columns", at])
            definition = DEFINITIONS.get(name)
            if definition is None:
                message = _('Unknown column "{name}".').format(name=name)
                problems.append(place.problem("KG310", message, did_you_mean(name, DEFINITIONS)))
            elif (definition.of_price if table["rows"] != "prices" else definition.of_entry) is not None:
                message = _('The column "{name}" does not fit the rows of the table.').format(name=name)
                problems.append(place.problem("KG310", message))
    return problems
