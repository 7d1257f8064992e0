"""Whose a file of gaps is: it says so to programs in its properties, and to people in a line that no program drops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kravgen.documents.wording import comparable, one_line
from kravgen.gaps.collect import Register
from kravgen.i18n import _, _n
from kravgen.problems import Place, Problem, shortened
from kravgen.returned.formats import WHAT, Format

DOCUMENT = "luckor"
"""What a page or a workbook of gaps calls itself in its properties."""
_KIND, _PROCUREMENT, _LIBRARY = "kravgen-document", "kravgen-procurement", "kravgen-library"

_EITHER = _n("Word (.docx) for a page or Excel (.xlsx) for a workbook")
_SAVED_AS: Mapping[Format, str] = {
    "opendocument": _EITHER,
    "pages": _EITHER,
    "old-word": _n("Word (.docx)"),
    "rtf": _n("Word (.docx)"),
    "old-excel": _n("Excel (.xlsx)"),
}
"""What programs can save a file as that holds answers in a format of their own. To be translated where shown."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which procurement a file of gaps says that it is of, and the library's fingerprint; empty where it is not told."""

    procurement: str
    library: str = ""


def properties(register: Register) -> tuple[tuple[str, str], ...]:
    """What a file of gaps says of itself to programs."""
    return (
        (_KIND, DOCUMENT),
        (_PROCUREMENT, register.case.name),
        (_LIBRARY, register.content.library.fingerprint),
    )


def line(register: Register) -> str:
    """What it says to people. Gnumeric, exceljs and SheetJS drop properties when they save."""
    return _said(register.case.name)


def origin(told: Mapping[str, str], lines: Iterable[str]) -> Origin | None:
    """What a file says of itself, in its properties or else in the first of its lines; None when it is no file of gaps."""
    if told.get(_KIND) == DOCUMENT:
        return Origin(told.get(_PROCUREMENT, ""), told.get(_LIBRARY, ""))
    before, after = (comparable(part) for part in _said("\n").split("\n"))
    for each in map(comparable, lines):
        if each.startswith(f"{before} ") and each.endswith(after):
            return Origin(each[len(before) : len(each) - len(after)].strip())
    return None


def of_this(register: Register, found: Origin, place: Place) -> tuple[bool, tuple[Problem, ...]]:
    """Whether the file is of this procurement, and what is told of the version that it was made with."""
    if found.procurement not in (register.case.name, comparable(register.case.name)):
        message = _("The file belongs to another procurement: {name}.").format(
            name=shortened(one_line(found.procurement), 60) or "–"
        )
        return False, (
            place.problem("KG639", message, _("Nothing in it was read. Give the file of this one.")),
        )
    if found.library and found.library != register.content.library.fingerprint:
        message = _("The file was made with another version of the library.")
        hint = _("It is read, and an answer to a question that reads otherwise now is told and not stored.")
        return True, (place.problem("KG640", message, hint, "warning"),)
    return True, ()


def foreign(place: Place, form: Format = "unknown") -> Problem:
    """That a file is none that answers can be read from, and in which format to save one that another program made."""
    if form in _SAVED_AS:
        what, _advice = WHAT[form]
        return place.problem(
            "KG638",
            _("The file is {what}, which answers are not read from.").format(what=_(what)),
            _("Open it, choose Save as and the format {format}, and give that file instead.").format(
                format=_(_SAVED_AS[form])
            ),
        )
    return place.problem(
        "KG638",
        _("The file is no workbook or page of gaps, and no document of the package."),
        _("Make one with: kravgen gaps FILE -o luckor.xlsx"),
    )


def _said(name: str) -> str:
    return _("Belongs to the procurement file {name}.").format(name=name)
