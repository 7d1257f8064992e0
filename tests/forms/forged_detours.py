"""Forgeries by a detour: a look through styles, themes, defaults and fonts, and words through fields, lists and controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from tests.forms.forging import SAID, Forgery, Form, made, paragraph, words
from tests.word.sample import W

Do = Callable[[Form], object]
_HIDDEN, _SHOWN = ("KG952",), ("KG953",)
_BLACK = '<w:color w:val="000000" w:themeColor="text1"/>'


def style(name: str, kind: str, xml: str) -> Do:
    """A style says more of characters or paragraphs."""

    def do(form: Form) -> None:
        def change(root: etree._Element) -> None:
            found = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == name)
            holder = found.find(f"{W}{kind}")
            if holder is None:
                holder = etree.SubElement(found, f"{W}{kind}")
            holder.extend(made(xml))

        form.style(change)

    return do


def new_style(xml: str) -> Do:
    """There is one style more."""
    return lambda form: form.style(lambda root: root.extend(made(xml)))


def part_of_table(part: str, xml: str, switch: str, on: str) -> Do:
    """The style of tables says more of a part of them, and the table wants to have it."""

    def do(form: Form) -> None:
        form.style(
            lambda root: next(
                s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "KravgenTable"
            ).extend(made(f'<w:tblStylePr w:type="{part}"><w:rPr>{xml}</w:rPr></w:tblStylePr>'))
        )
        look = form.table.find(f"{W}tblPr/{W}tblLook")
        assert look is not None
        look.set(f"{W}{switch}", on)

    return do


def defaults(xml: str) -> Do:
    def do(form: Form) -> None:
        def change(root: etree._Element) -> None:
            found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            assert found is not None
            found.extend(made(xml))

        form.style(change)

    return do


def theme(pattern: bytes, new: bytes) -> Do:
    def do(form: Form) -> None:
        form.parts["word/theme/theme1.xml"] = re.sub(pattern, new, form.parts["word/theme/theme1.xml"])

    return do


def fonts(xml: str) -> Do:
    """The table of fonts tells of one more, and the requirement is written in it."""

    def do(form: Form) -> None:
        name = "word/fontTable.xml"
        told = f'<w:font w:name="Kal">{xml}</w:font></w:fonts>'
        form.parts[name] = form.parts[name].replace(b"</w:fonts>", told.encode())
        form.look('<w:rFonts w:ascii="Kal" w:hAnsi="Kal"/>')

    return do


def all_of(*changes: Do) -> Do:
    def do(form: Form) -> None:
        for change in changes:
            change(form)

    return do


def look(xml: str) -> Do:
    return lambda form: form.look(xml)


def field(code: str, shown: str) -> str:
    """A field as Word writes it."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _becomes(code: str) -> Do:
    """The requirement is what a field shows for the time being."""

    def do(form: Form) -> None:
        run = form.run
        first, code_of, middle, _shown, last = made(field(code, "x"))
        for piece in (first, code_of, middle):
            run.addprevious(piece)
        run.addnext(last)

    return do


def _in_code(form: Form) -> None:
    """The requirement stands where a field is told what to do, which no program shows."""
    run = form.run
    first, code, middle, shown, last = made(field("PAGE", "1"))
    run.addprevious(first)
    run.addprevious(code)
    for piece in (last, shown, middle):
        run.addnext(piece)


def _footer(old: str, new: str) -> Do:
    def do(form: Form) -> None:
        name = "word/footer1.xml"
        form.parts[name] = form.parts[name].decode().replace(old, new).encode()

    return do


def numbered(level: str, more: str = "") -> Do:
    """The paragraph stands in a list whose level is this."""

    def do(form: Form) -> None:
        numbering = etree.fromstring(form.parts["word/numbering.xml"])
        lists = made(
            f'<w:abstractNum w:abstractNumId="900"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>{more}'
        )
        numbering[:0] = lists
        numbering.extend(made('<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
        form.put("word/numbering.xml", numbering)
        form.set('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>')

    return do


def _heading_numbers(xml: str) -> Do:
    def do(form: Form) -> None:
        numbering = etree.fromstring(form.parts["word/numbering.xml"])
        next(numbering.iter(f"{W}lvl")).extend(made(xml))
        form.put("word/numbering.xml", numbering)

    return do


def _list_of_style(form: Form) -> None:
    numbered('<w:start w:val="1"/><w:lvlText w:val="Ej"/>')(form)
    numbering = etree.fromstring(form.parts["word/numbering.xml"])
    numbering[0].insert(0, made('<w:styleLink w:val="Lista"/>')[0])
    numbering[:0] = made(
        '<w:abstractNum w:abstractNumId="901"><w:numStyleLink w:val="Lista"/></w:abstractNum>'
    )
    numbering.extend(made('<w:num w:numId="901"><w:abstractNumId w:val="901"/></w:num>'))
    form.put("word/numbering.xml", numbering)
    number = form.paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    assert number is not None
    number.set(f"{W}val", "901")


def _two_ways(position: Callable[[Form], etree._Element], needs: str, first: bool) -> Do:
    """What stands there is written in two ways; ``first`` tells whether the first of them is the forged one."""

    def do(form: Form) -> None:
        true = position(form)
        forged = deepcopy(true)
        text = next(t for t in forged.iter(f"{W}t") if " ska " in (t.text or ""))
        text.text = (text.text or "").replace(" ska ", " kan ")
        (choices,) = made(
            f"<mc:AlternateContent><mc:Choice Requires='{needs}'/><mc:Fallback/></mc:AlternateContent>"
        )
        parent = true.getparent()
        assert parent is not None
        parent.replace(true, choices)
        choices[0].append(forged if first else true)
        choices[1].append(true if first else forged)

    return do


def _around(position: Callable[[Form], etree._Element], properties: str) -> Do:
    """A control with the properties stands around what stands there."""

    def do(form: Form) -> None:
        inner = position(form)
        (control,) = made(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>")
        parent = inner.getparent()
        assert parent is not None
        parent.replace(inner, control)
        control[1].append(inner)

    return do


def _note(inside: str) -> Do:
    def do(form: Form) -> None:
        form.part(
            "footnotes.xml",
            f'<w:footnotes><w:footnote w:id="7">{inside}</w:footnote></w:footnotes>',
            "footnotes",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        )
        form.add('<w:r><w:footnoteReference w:id="7"/></w:r>')

    return do


_BINDING = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/>'
_PICTURE = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='a'/></wp:inline></w:drawing></w:r>"
_HIDDEN_STYLE = (
    '<w:style w:type="character" w:styleId="Ett"><w:name w:val="Ett"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Två"><w:name w:val="Två"/><w:basedOn w:val="Ett"/></w:style>'
)
_DETOURS: dict[str, tuple[Do, tuple[str, ...], bool]] = {
    # What is done, the codes, and whether it is told with the requirement.
    "white by a band of columns": (
        part_of_table("band2Vert", '<w:color w:val="FFFFFF"/>', "noVBand", "0"),
        _HIDDEN,
        True,
    ),
    "the last column of a table style hidden": (
        part_of_table("lastCol", "<w:vanish/>", "lastColumn", "1"),
        _HIDDEN,
        True,
    ),
    "struck out by what a style is based on": (
        all_of(new_style(_HIDDEN_STYLE), look('<w:rStyle w:val="Två"/>')),
        _HIDDEN,
        True,
    ),
    "the colours of the theme exchanged": (
        all_of(theme(rb"<a:dk1>.*?</a:dk1>", b'<a:dk1><a:srgbClr val="FFFFFF"/></a:dk1>'), look(_BLACK)),
        _HIDDEN,
        True,
    ),
    "all text tiny": (defaults('<w:sz w:val="2"/>'), _HIDDEN, False),
    "all text of tables in capitals": (style("TableText", "rPr", "<w:caps/>"), _SHOWN, False),
    "another default style of characters": (
        new_style(
            '<w:style w:type="character" w:default="1" w:styleId="Ny"><w:name w:val="Ny"/>'
            "<w:rPr><w:vanish/></w:rPr></w:style>"
        ),
        _HIDDEN,
        False,
    ),
    "fitted into no width": (look('<w:fitText w:val="10" w:id="1"/>'), _HIDDEN, True),
    "narrow and close at once": (look('<w:w w:val="41"/><w:spacing w:val="-38"/>'), _HIDDEN, True),
    "lowered and tiny at once": (
        look('<w:vertAlign w:val="subscript"/><w:sz w:val="10"/>'),
        _HIDDEN,
        True,
    ),
    "a thick white outline": (
        look(
            '<w14:textOutline w14:w="100000"><w14:solidFill><w14:srgbClr w14:val="FFFFFF"/></w14:solidFill>'
            "</w14:textOutline>"
        ),
        _HIDDEN,
        True,
    ),
    "a slide from white to white": (
        look(
            '<w14:textFill><w14:gradFill><w14:gsLst><w14:gs w14:pos="0"><w14:srgbClr w14:val="FFFFFF"/></w14:gs>'
            '<w14:gs w14:pos="100000"><w14:srgbClr w14:val="FDFDFD"/></w14:gs></w14:gsLst></w14:gradFill></w14:textFill>'
        ),
        _HIDDEN,
        True,
    ),
    "a font that another stands for": (fonts('<w:altName w:val="Wingdings"/>'), _SHOWN, True),
    "a font that is said to hold symbols": (fonts('<w:charset w:val="02"/>'), _SHOWN, True),
    "the font of the theme": (
        all_of(
            theme(rb'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rb"\1Wingdings"),
            look('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'),
        ),
        _SHOWN,
        True,
    ),
    "words in the code of a field": (_in_code, _HIDDEN, True),
    "a field that does not end": (
        lambda form: form.run.addprevious(made('<w:r><w:fldChar w:fldCharType="begin"/></w:r>')[0]),
        _SHOWN,
        True,
    ),
    "words for a page number": (
        _footer('<w:t xml:space="preserve">1</w:t>', f"<w:t>{SAID}</w:t>"),
        ("KG955",),
        False,
    ),
    "a page number with words": (
        _footer(" NUMPAGES ", " NUMPAGES \\# &quot;0 (ej bindande)&quot; "),
        _SHOWN,
        False,
    ),
    "a list to choose from of the old kind": (lambda form: form.add(field("FORMDROPDOWN", "")), _SHOWN, True),
    "today's date": (lambda form: form.add("<w:r><w:dayLong/></w:r>"), _SHOWN, True),
    "a label without a number": (
        numbered('<w:numFmt w:val="none"/><w:lvlText w:val="Ej:"/>'),
        _SHOWN,
        True,
    ),
    "a cross for a bullet": (numbered('<w:numFmt w:val="bullet"/><w:lvlText w:val="✗"/>'), _SHOWN, True),
    "a cross of Wingdings for a bullet": (
        numbered(
            '<w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0FB;"/>'
            '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
        ),
        _SHOWN,
        True,
    ),
    "a picture for a bullet": (
        numbered('<w:numFmt w:val="bullet"/><w:lvlText w:val=""/><w:lvlPicBulletId w:val="0"/>'),
        _SHOWN,
        True,
    ),
    "the list of a style": (_list_of_style, _SHOWN, True),
    "numbers of headings hidden": (_heading_numbers("<w:rPr><w:vanish/></w:rPr>"), _SHOWN, False),
    "numbers of headings white": (
        _heading_numbers('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'),
        _SHOWN,
        False,
    ),
    "a paragraph in two ways": (_two_ways(lambda form: form.paragraph, "w14", True), ("KG911",), True),
    "a paragraph in two ways, the first unknown": (
        _two_ways(lambda form: form.paragraph, "x", False),
        ("KG911",),
        True,
    ),
    "a cell in two ways": (_two_ways(lambda form: form.cell, "w14", True), ("KG911", "KG953"), True),
    "a row in two ways": (_two_ways(lambda form: form.row, "w14", False), _SHOWN, True),
    "a run bound to data": (_around(lambda form: form.run, _BINDING), _SHOWN, True),
    "a paragraph bound to data": (_around(lambda form: form.paragraph, _BINDING), _SHOWN, True),
    "a picture in a footnote": (_note(f"<w:p>{_PICTURE}</w:p>"), ("KG951",), True),
    "a symbol in a footnote": (
        _note("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FB'/></w:r></w:p>"),
        _SHOWN,
        True,
    ),
    "a table in a footnote": (
        _note(f"<w:tbl><w:tr><w:tc>{paragraph()}</w:tc></w:tr></w:tbl>"),
        ("KG955",),
        True,
    ),
    "a sign of newer programs": (
        lambda form: form.add(
            '<w:r><w16se:symEx xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
            'w16se:font="x" w16se:char="2717"/></w:r>'
        ),
        ("KG911",),
        True,
    ),
    "words taken out by no change": (
        lambda form: form.add(f"<w:r><w:delText>{SAID}</w:delText></w:r>"),
        _SHOWN,
        True,
    ),
    "words at a link": (
        lambda form: form.add(f'<w:hyperlink w:anchor="x" w:tooltip="{SAID}"/>'),
        _SHOWN,
        True,
    ),
    "words between rows": (
        lambda form: form.row.addprevious(made(paragraph())[0]),
        ("KG957",),
        False,
    ),
    "a second body": (
        lambda form: form.root.append(made(f"<w:body>{paragraph()}</w:body>")[0]),
        ("KG957",),
        False,
    ),
}


def detours() -> Iterator[Forgery]:
    """Every forgery by a detour."""
    for name, (do, codes, placed) in _DETOURS.items():
        yield Forgery(name, do, codes, placed)
    for code in ("PAGE", "SEQ krav", "PAGEREF x", "STYLEREF x", "TOC \\o", "FORMTEXT", "FILLIN", "QUOTE x"):
        yield Forgery(f"the requirement as a field: {code}", _becomes(code), _SHOWN)
