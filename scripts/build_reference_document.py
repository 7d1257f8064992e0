"""Write ``templates/styles/kravgen.docx``: the reference document with every style kravgen uses.

Run it after a change here: ``python scripts/build_reference_document.py``. The same script gives the same
bytes. The parts are written by hand, not taken from a program's own template, so that nothing comes along
that nobody asked for: no foreign language, no unused styles, no thumbnails.
"""

from __future__ import annotations

from pathlib import Path

from kravgen.archive import pack
from kravgen.word.look.reference import NEXT_NUMBER, ORDERED_ABSTRACT
from kravgen.word.markup import DECLARATION, escape
from reference_document.sample import footer, header, sample
from reference_document.settings import font_table, numbering, settings, theme
from reference_document.styles import styles

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "templates" / "styles" / "kravgen.docx"


def build() -> bytes:
    """The reference document."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    office_type = "application/vnd.openxmlformats-officedocument"
    word = f"{office_type}.wordprocessingml"
    known = ("styles", "numbering", "settings", "header", "footer", "fontTable", "theme")
    files = (
        *(f"{name}.xml" for name in ("styles", "numbering", "settings", "header1", "footer1", "fontTable")),
        "theme/theme1.xml",
    )
    texts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{name}" ContentType="{office_type if kind == "theme" else word}.{kind}+xml"/>'
                for name, kind in zip(files, known, strict=True)
            )
            + '<Override PartName="/docProps/core.xml"'
            ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>'
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{escape('Referensdokument för kravgen')}</dc:title><dc:creator>kravgen</dc:creator>"
            "<dc:language>sv-SE</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">'
            + "".join(
                f'<Relationship Id="rId{index}" Type="{office}/{kind}" Target="{name}"/>'
                for index, (name, kind) in enumerate(zip(files, known, strict=True), 1)
            )
            + "</Relationships>"
        ),
        "word/document.xml": sample(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering().replace(
            "</w:numbering>",
            # The list on the sample page; documents make one of these for each numbered list.
            f'<w:num w:numId="{NEXT_NUMBER}"><w:abstractNumId w:val="{ORDERED_ABSTRACT}"/></w:num></w:numbering>',
        ),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": header(),
        "word/footer1.xml": footer(),
    }
    return pack({name: (DECLARATION + text).encode() for name, text in texts.items()})


def main() -> None:
    """Write the reference document."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(build())
    print(TARGET.relative_to(ROOT))


if __name__ == "__main__":
    main()
