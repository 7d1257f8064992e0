"""A filled-in form that is about to be forged, and what a forgery is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kravgen.archive import pack
from tests.forms.filling import DOC, controls, fill_all, parts_of
from tests.word.sample import W

ITEM = "EXIT-08"
"""The requirement that the forgeries are about."""
SAID = "Vi tar ut en avgift för detta."

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"
_SPACES = {
    "w": W[1:-1],
    "r": _R,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "x": "urn:example:another",
}


class Form:
    """A filled-in form that is about to be forged."""

    def __init__(self, path: Path) -> None:
        self.parts = parts_of(path)
        self.root = etree.fromstring(self.parts[DOC])
        fill_all(self.root)

    def save(self, path: Path) -> Path:
        self.put(DOC, self.root)
        path.write_bytes(pack(self.parts))
        return path

    def put(self, name: str, root: etree._Element) -> None:
        self.parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    # --- where ---

    @property
    def row(self) -> etree._Element:
        """The row of the requirement."""
        mark = next(e for e in self.root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "krav_EXIT_08")
        return next(mark.iterancestors(f"{W}tr"))

    @property
    def table(self) -> etree._Element:
        """The table that the row stands in."""
        return next(self.row.iterancestors(f"{W}tbl"))

    @property
    def cell(self) -> etree._Element:
        """The cell with the text of the requirement."""
        return self.row.findall(f"{W}tc")[1]

    @property
    def paragraph(self) -> etree._Element:
        """The paragraph with its text."""
        return self.cell.findall(f"{W}p")[-1]

    @property
    def run(self) -> etree._Element:
        """The run with its text."""
        return next(run for run in self.paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None)

    @property
    def comment(self) -> etree._Element:
        """The control where the bidder comments on it."""
        return controls(self.root)[f"kommentar.{ITEM}"]

    @property
    def answer(self) -> etree._Element:
        """The control where the bidder answers."""
        return controls(self.root)[f"svar.{ITEM}"]

    @property
    def body(self) -> etree._Element:
        found = self.root.find(f"{W}body")
        assert found is not None
        return found

    # --- what ---

    def look(self, xml: str) -> None:
        """Give the words of the requirement a look."""
        properties(self.run).extend(made(xml))

    def set(self, xml: str) -> None:
        """Set the paragraph of the requirement."""
        self.paragraph.find(f"{W}pPr").extend(made(xml))  # type: ignore[union-attr]

    def add(self, xml: str) -> None:
        """Put something at the end of the paragraph of the requirement."""
        self.paragraph.extend(made(xml))

    def put_before_end(self, xml: str) -> None:
        """Put something last in the document."""
        for element in made(xml):
            self.body.insert(len(self.body) - 1, element)

    def part(self, name: str, xml: str, kind: str, content_type: str) -> str:
        """A new part that the main part leads to; returns the id of the relationship."""
        declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
        self.parts[f"word/{name}"] = xml.replace(">", f" {declared}>", 1).encode()
        return self.relate(name, kind, content_type)

    def relate(self, target: str, kind: str, content_type: str = "", outside: bool = False) -> str:
        number = f"rIdX{len(self.parts)}{kind[:3]}"
        mode = ' TargetMode="External"' if outside else ""
        self._insert(
            "word/_rels/document.xml.rels",
            f'<Relationship Id="{number}" Type="{_R}/{kind}" Target="{target}"{mode}/></Relationships>',
            "</Relationships>",
        )
        if content_type:
            self._insert(
                "[Content_Types].xml",
                f'<Override PartName="/word/{target}" ContentType="{content_type}"/></Types>',
                "</Types>",
            )
        return number

    def style(self, change: Callable[[etree._Element], None]) -> None:
        """Change the style sheet."""
        root = etree.fromstring(self.parts["word/styles.xml"])
        change(root)
        self.put("word/styles.xml", root)

    def _insert(self, part: str, what: str, end: str) -> None:
        self.parts[part] = self.parts[part].decode().replace(end, what).encode()


def made(xml: str) -> list[etree._Element]:
    """The elements that the markup makes."""
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in _SPACES.items())
    return list(etree.fromstring(f"<all {declared}>{xml}</all>"))


def properties(run: etree._Element) -> etree._Element:
    """The properties of a run, made where there are none."""
    found = run.find(f"{W}rPr")
    if found is None:
        found = etree.Element(f"{W}rPr")
        run.insert(0, found)
    return found


@dataclass(frozen=True)
class Forgery:
    """What is done, and the codes of which at least one is told: with the requirement, where it stands at one."""

    name: str
    do: Callable[[Form], object]
    codes: tuple[str, ...]
    placed: bool = True


def words(text: str = SAID, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r>"


def paragraph(text: str = SAID, setting: str = "") -> str:
    return f"<w:p><w:pPr>{setting}</w:pPr>{words(text)}</w:p>"
