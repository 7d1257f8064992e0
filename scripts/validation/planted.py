"""Planted defects: how many the validators and our own check see, each and together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pikepdf
from tests.word.mutants import mutants

from validation.tools import TOOLS


def report_word(folder: Path) -> int:
    """Print who sees what of the planted defects. Returns how many nobody sees, or our own check should have seen."""
    folder.mkdir(exist_ok=True)
    files: dict[Path, tuple[str, bool]] = {}
    for number, (name, content, ours) in enumerate(mutants()):
        file = folder / f"{number:02}.docx"
        file.write_bytes(content)
        files[file] = name, ours
    seen = _seen(files)
    return _told(
        "Planted defects in Word files",
        seen,
        [
            name
            for file, (name, ours) in files.items()
            if not seen[file] or (ours and "kravgen check" not in seen[file])
        ],
    )


def report_pdf(folder: Path, package: Path) -> int:
    """Print who sees what is taken from a PDF file of the package. Returns how many defects nobody sees."""
    folder.mkdir(exist_ok=True)
    # A form has everything that a defect can be planted in.
    whole = package / "svarsbilaga.pdf"
    files: dict[Path, str] = {}
    for number, (name, spoil) in enumerate(_PDF_DEFECTS.items()):
        file = folder / f"{number:02}.pdf"
        with pikepdf.open(whole) as pdf:
            spoil(pdf)
            pdf.save(file)
        files[file] = name
    seen = _seen(files)
    return _told("Planted defects in PDF files", seen, [files[file] for file in files if not seen[file]])


def _seen(files: Iterable[Path]) -> dict[Path, set[str]]:
    """The names of those that see something in each file."""
    seen: dict[Path, set[str]] = {file: set() for file in files}
    for tool in TOOLS:
        mine = [file for file in seen if file.suffix in tool.suffixes]
        for file, found in (tool.find(mine) if mine else {}).items():
            if found:
                seen[file].add(tool.name)
    return seen


def _told(what: str, seen: Mapping[Path, set[str]], missed: list[str]) -> int:
    by_tool = {tool.name: sum(tool.name in names for names in seen.values()) for tool in TOOLS}
    told = ", ".join(f"{name} {count}" for name, count in by_tool.items() if count)
    print(f"{what}: {len(seen) - len(missed)} of {len(seen)} seen ({told})")
    for name in missed:
        print(f"  not seen: {name}")
    return len(missed)


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _not_marked(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


def _no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _title_hidden(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.DisplayDocTitle


def _not_said_to_be_accessible(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


def _no_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["dc:title"]


def _fields_in_any_order(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        if "/Annots" in page:
            del page.Tabs


def _loose_line(pdf: pikepdf.Pdf) -> None:
    """A line drawn outside the structure, as LibreOffice draws the borders of paragraphs."""
    pdf.pages[0].contents_add(b"q 50 50 m 200 50 l S Q")


_PDF_DEFECTS: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "no language": _no_language,
    "not marked as tagged": _not_marked,
    "no structure": _no_structure,
    "title not shown": _title_hidden,
    "not said to be PDF/UA": _not_said_to_be_accessible,
    "no title": _no_title,
    "fields in any order": _fields_in_any_order,
    "a line outside the structure": _loose_line,
}
