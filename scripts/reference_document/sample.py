"""A page that shows every style, for the person who opens the reference document to restyle it."""

from __future__ import annotations

from kravgen.word.markup import NAMESPACES, field, run
from kravgen.word.reference import NEXT_NUMBER


def paragraph(style_id: str, text: str, *, more: str = "", before: str = "") -> str:
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{before}</w:pPr>{run(text) if text else ""}{more}</w:p>'
    )


def character(style_id: str, text: str) -> str:
    return run(text, f'<w:rPr><w:rStyle w:val="{style_id}"/></w:rPr>')


def sample() -> str:
    ordered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % NEXT_NUMBER
    lines = [
        paragraph("CoverKind", "Cover Kind: dokumentets slag"),
        paragraph("Title", "Title: dokumentets titel"),
        paragraph("Subtitle", "Subtitle: beställaren"),
        paragraph("CoverNotice", "Cover Notice: dokumentets status"),
        paragraph("CoverFact", "Cover Fact", more=f"<w:r><w:tab/></w:r>{run('Uppgift och värde på en rad')}"),
        paragraph(
            "CoverInstruction", "Cover Instruction: vad läsaren ska göra, och en linje i accentfärgen."
        ),
        paragraph("TOCHeading", "TOC Heading: rubrik över innehållsförteckningen"),
        paragraph("TOC1", "1", more=f"<w:r><w:tab/></w:r>{run('toc 1: kapitel')}"),
        paragraph("TOC2", "1.1", more=f"<w:r><w:tab/></w:r>{run('toc 2: avsnitt')}"),
        paragraph("TOC3", "1.1.1", more=f"<w:r><w:tab/></w:r>{run('toc 3: underavsnitt')}"),
        paragraph("Heading1", "Heading 1: kapitel"),
        paragraph("Lead", "Lead: ingressen säger på en eller två rader vad kapitlet handlar om."),
        paragraph(
            "BodyText",
            "Body Text: löpande text. Ändra formatmallarna i det här dokumentet, så får alla dokument som kravgen "
            "skriver det nya utseendet. Texten här används inte. ",
            more=f"{character('Placeholder', '[Placeholder: något som ska fyllas i]')}{run(' ')}"
            f"{character('Code', 'Code')}{run(' ')}{character('Hyperlink', 'Hyperlink')}{run('.')}",
        ),
        paragraph("Heading2", "Heading 2: avsnitt"),
        paragraph("ListBullet", "List Bullet: punktlista."),
        paragraph("ListBullet", "List Bullet: ännu en punkt."),
        paragraph("ListNumber", "List Number: numrerad lista.", before=ordered),
        paragraph("ListContinue", "List Continue: ett stycke till i samma punkt."),
        paragraph("Heading3", "Heading 3: underavsnitt"),
        paragraph("Note", "Note: en anmärkning som ska synas bredvid texten."),
        paragraph("Small", "Small: en mindre rad, till exempel en källa."),
        paragraph("Heading4", "Heading 4: den minsta rubriken"),
        paragraph("Normal", "Normal: grunden som de andra formatmallarna bygger på."),
        paragraph("Caption", "caption: rubrik över en tabell"),
        sample_table(),
        paragraph("BodyText", "Sidhuvud och sidfot visar formatmallarna header och footer."),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417"'
        ' w:header="680" w:footer="624" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>',
    ]
    return f"<w:document {NAMESPACES}><w:body>{''.join(lines)}</w:body></w:document>"


def sample_table() -> str:
    widths = (1600, 7472)
    cells = (
        (
            paragraph("TableHeading", "Table Heading"),
            paragraph("TableHeading", "Kravgen Table: tabellens format"),
        ),
        (
            paragraph("RequirementNumber", "1.1") + paragraph("TableSmall", "NR-01"),
            paragraph("TableText", "Table Text: text i en tabell.")
            + paragraph("TableSmall", "Table Small: en mindre rad under texten."),
        ),
        (
            paragraph("Label", "Label"),
            paragraph("TableText", "Requirement Number och Label står i första kolumnen."),
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
