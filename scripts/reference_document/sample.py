"""A page that shows every style, for the person who opens the reference document to restyle it."""

from __future__ import annotations

from kravgen.word.look.reference import NEXT_NUMBER
from kravgen.word.markup import NAMESPACES, field, run


def sample() -> str:
    """The document itself."""
    ordered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{NEXT_NUMBER}"/></w:numPr>'
    lines = [
        _paragraph("CoverKind", "Cover Kind: dokumentets slag"),
        _paragraph("Title", "Title: dokumentets titel"),
        _paragraph("Subtitle", "Subtitle: beställaren"),
        _paragraph("CoverNotice", "Cover Notice: dokumentets status"),
        _paragraph(
            "CoverFact", "Cover Fact", more=f"<w:r><w:tab/></w:r>{run('Uppgift och värde på en rad')}"
        ),
        _paragraph(
            "CoverInstruction", "Cover Instruction: vad läsaren ska göra, och en linje i accentfärgen."
        ),
        _paragraph("TOCHeading", "TOC Heading: rubrik över innehållsförteckningen"),
        _paragraph("TOC1", "1", more=f"<w:r><w:tab/></w:r>{run('toc 1: kapitel')}"),
        _paragraph("TOC2", "1.1", more=f"<w:r><w:tab/></w:r>{run('toc 2: avsnitt')}"),
        _paragraph("TOC3", "1.1.1", more=f"<w:r><w:tab/></w:r>{run('toc 3: underavsnitt')}"),
        _paragraph("Heading1", "Heading 1: kapitel"),
        _paragraph("Lead", "Lead: ingressen säger på en eller två rader vad kapitlet handlar om."),
        _paragraph(
            "BodyText",
            "Body Text: löpande text. Ändra formatmallarna i det här dokumentet, så får alla dokument som kravgen "
            "skriver det nya utseendet. Texten här används inte. ",
            more=f"{_character('Placeholder', '[Placeholder: något som ska fyllas i]')}{run(' ')}"
            f"{_character('CodeText', 'Code Text')}{run(' ')}"
            f"{_character('PlaceholderText', 'Placeholder Text: ett tomt fält')}{run(' ')}"
            f"{_character('Hyperlink', 'Hyperlink')}{run('.')}",
        ),
        _paragraph("Heading2", "Heading 2: avsnitt"),
        _paragraph("ListBullet", "List Bullet: punktlista."),
        _paragraph("ListBullet", "List Bullet: ännu en punkt."),
        _paragraph("ListNumber", "List Number: numrerad lista.", before=ordered),
        _paragraph("ListContinue", "List Continue: ett stycke till i samma punkt."),
        _paragraph("Heading3", "Heading 3: underavsnitt"),
        _paragraph("Remark", "Remark: en anmärkning som ska synas bredvid texten."),
        _paragraph("Small", "Small: en mindre rad, till exempel en källa."),
        _paragraph("Heading4", "Heading 4: den minsta rubriken"),
        _paragraph("Normal", "Normal: grunden som de andra formatmallarna bygger på."),
        _paragraph("Caption", "caption: rubrik över en tabell"),
        _sample_table(),
        _paragraph("BodyText", "Sidhuvud och sidfot visar formatmallarna header och footer."),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
        ' w:header="680" w:footer="624" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>',
    ]
    return f"<w:document {NAMESPACES}><w:body>{''.join(lines)}</w:body></w:document>"


def header() -> str:
    """The header, which shows its own style."""
    right = f"<w:r><w:tab/></w:r>{run('diarienummer')}"
    line = _paragraph("Header", "header: dokumentets titel", more=right, before=_RIGHT_TAB)
    return f"<w:hdr {NAMESPACES}>{line}</w:hdr>"


def footer() -> str:
    """The footer, which shows its own style."""
    pages = f"<w:r><w:tab/></w:r>{run('Sida ')}{field('PAGE', '1')}{run(' av ')}{field('NUMPAGES', '1')}"
    line = _paragraph("Footer", "footer: kravgens referensdokument", more=pages, before=_RIGHT_TAB)
    return f"<w:ftr {NAMESPACES}>{line}</w:ftr>"


_RIGHT_TAB = '<w:tabs><w:tab w:val="right" w:pos="9072"/></w:tabs>'


def _sample_table() -> str:
    widths = (1600, 7472)
    cells = (
        (
            _paragraph("TableHeading", "Table Heading"),
            _paragraph("TableHeading", "Kravgen Table: tabellens format"),
        ),
        (
            _paragraph("RequirementNumber", "1.1") + _paragraph("TableSmall", "NR-01"),
            _paragraph("TableText", "Table Text: text i en tabell.")
            + _paragraph("TableSmall", "Table Small: en mindre rad under texten."),
        ),
        (
            _paragraph("Label", "Label"),
            _paragraph("TableText", "Requirement Number och Label står i första kolumnen."),
        ),
    )
    rows = "".join(
        "<w:tr><w:trPr><w:cantSplit/>"
        + ("<w:tblHeader/>" if index == 0 else "")
        + "</w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'
            for width, content in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for index, row in enumerate(cells)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="KravgenTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="Tabellens format"/></w:tblPr>'
        f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{width}{chr(34)}/>' for width in widths)}</w:tblGrid>{rows}"
        "</w:tbl>"
    )


def _paragraph(style_id: str, text: str, *, more: str = "", before: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{before}</w:pPr>{run(text) if text else ""}{more}</w:p>'
    )


def _character(style_id: str, text: str) -> str:
    return run(text, f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>')
