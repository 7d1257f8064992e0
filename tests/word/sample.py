"""A document with one of everything, and how to read a written one back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from lxml import etree

from kravgen.documents.tree import (
    Block,
    Column,
    Cover,
    CrossReference,
    Document,
    Fact,
    Field,
    Heading,
    Labels,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Placeholder,
    Row,
    Table,
    Text,
)
from kravgen.word.look.load import load, shipped_path
from kravgen.word.look.reference import Reference
from kravgen.word.writing.writer import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

SHIPPED = load(shipped_path())


# --- a document with everything ---------------------------------------------------------------------


def said(*words: str, role: str = "body") -> Paragraph:
    return Paragraph(tuple(Text(word) for word in words), role)  # type: ignore[arg-type]


def heading(level: int, text: str, numbered: bool = True) -> Heading:
    return Heading(level, (Text(text),), numbered)


COLUMNS = (
    Column("Nr", 16),
    Column("Krav", 82),
    Column("Typ", 14),
    Column("Svar", 22),
    Column("Kommentar", 36),
)


def row(number: int, text: str = "Leverantören ska lämna ut data.") -> Row:
    item = f"EXIT-{number:02d}"
    first = (said(f"1.{number}", role="number"), said(item, role="small"))
    return Row((first, (said(text), said("Bevis: intyg.", role="small")), (said("Ska"),), (), ()), item)


def requirements(*rows: Row) -> Table:
    return Table(COLUMNS, rows, "Krav på exit", "Kraven med nummer, text och typ.")


def box(label: str, shown: str = "", item: str = "") -> Field:
    return Field("checkbox", label, "klart", item, shown=shown)


def answer(number: int) -> Row:
    """A row with one field of each kind that a column can hold."""
    item = f"EXIT-{number:02d}"
    cells = row(number).cells[:3]
    choice = Field("choice", f"1.{number} Svar: Export", "svar", item, ("Ja", "Nej"))
    text = Field("text", f"1.{number} Kommentar: Export", "kommentar", item)
    return Row((*cells, (choice,), (text,)), item)


CHECKS = Table(
    (Column("Klart", 14), Column("Kontroll", 100)),
    (
        Row(
            ((box("Klart: behovet är känt", item="KP-01"),), (said("Behovet är känt"),)),
            "KP-01",
            guidance="Fråga.",
        ),
        Row(((box("Klart: " + "mycket långt " * 10, item="KP-01"),), (said("Långt"),)), "KP-01"),
    ),
    "Kontroller",
)
FORM = Table(
    (Column("Uppgift", 50), Column("Svar", 50)),
    (
        Row(((said("Namn"),), (Field("text", "Namn", "namn", missing="namn"),))),
        Row(((said("Dag"),), (Field("date", "Dag", "dag"),))),
        Row(((said("Underskrift"),), ()), height=16),
    ),
    "Formulär",
    first_column_header=True,
)
NESTED = ListBlock(
    True,
    (
        (said("ett"), said("mer om ett"), ListBlock(True, ((said("ett a"),), (said("ett b"),)))),
        (said("två"), ListBlock(False, ((said("punkt"),),))),
        (box("Klart: ruta i en lista", "ruta i en lista"),),
    ),
)
BLOCKS: tuple[Block, ...] = (
    heading(1, "Om dokumentet", numbered=False),
    *(said(role, role=role) for role in ("lead", "body", "small", "number", "label", "note")),
    heading(1, "Upphandlingen"),
    heading(2, "Mål"),
    heading(3, "Delmål"),
    heading(4, "Detalj"),
    heading(2, "Ord"),
    Paragraph(
        (
            Text("fet", strong=True),
            Text("kursiv", emphasis=True),
            Text("kod", code=True),
            LineBreak(),
            Placeholder("sista anbudsdag", strong=True),
            Link("https://www.example.org/a b?x=1&y=å", (Text("kommunens webbplats"),)),
            Link("javascript:alert(1)", (Text("ingen länk"),)),
            CrossReference("EXIT-02", "K2"),
            CrossReference("EXIT-99", "K99"),
        )
    ),
    NESTED,
    ListBlock(True, ((said("börjar om"),),)),
    heading(1, "Krav"),
    requirements(row(1), row(2), row(3, "Lång text. " * 200)),
    CHECKS,
    FORM,
    box("Klart: allt är med", "Allt är med"),
)
DOCUMENT = Document(
    id="krav",
    cover=Cover(
        "Granviks kommun",
        "E-arkiv som tjänst",
        "Kravspecifikation",
        (Text("Besvara varje krav."),),
        (Fact("Diarienummer", (Text("KS 2026/1"),)), Fact("Sista anbudsdag", (Placeholder("dag"),))),
        "Utkast, ej juristgranskad",
    ),
    blocks=BLOCKS,
    labels=Labels("Innehåll", ("Sida", "av"), "FYLL I", "Välj", "Skriv här", "Datum"),
    language="sv-SE",
    header=("E-arkiv", "KS 2026/1"),
    footer="Kravspecifikation",
    subject="Upphandling",
    keywords="krav, e-arkiv",
    date="2026-11-23",
    properties=(("kravgen.fingerprint", "0" * 64), ("Diarienummer", "KS 2026/1 <&>")),
)


def with_blocks(*blocks: Block) -> Document:
    return replace(DOCUMENT, blocks=blocks, contents=False)


# --- reading back -----------------------------------------------------------------------------------


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(document: Document, reference: Reference = SHIPPED) -> etree._Element:
    return etree.fromstring(parts(write(document, reference))["word/document.xml"])


def shown(element: etree._Element) -> str:
    """The text of an element as a person sees it."""
    marks = {f"{W}t": None, f"{W}tab": "\t", f"{W}br": "\n"}
    # A tab in a run, not a tab stop in a style.
    found = [node for run in element.iter(f"{W}r") for node in run if node.tag in marks]
    return "".join((node.text or "") if node.tag == f"{W}t" else str(marks[node.tag]) for node in found)


def styled(root: etree._Element, style: str) -> list[etree._Element]:
    return [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None]


def values(root: etree._Element, tag: str, attribute: str = f"{W}val") -> list[str]:
    return [str(element.get(attribute)) for element in root.iter(f"{W}{tag}")]
