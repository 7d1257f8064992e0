"""What bidders and their programs do to a form in good faith: nobody must be blamed for it."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import escape

from lxml import etree

from tests.forms.forging import Form, made, properties, words
from tests.word.sample import W14, W

Do = Callable[[Form], object]
_OFFICE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>'

TEXTS = (
    *"""
Vi svarar ”ja” – helt…|1:a, 2:a och 3:e|½ dag, 100 °C, 5 m²|Ja 😊👍|☺|Да, конечно|Ναι, φυσικά|Иван Петров
是的，我们同意|はい、できます|نعم، نوافق|כן, בהחלט|İstanbul Yıldız ğ|Zażółć gęślą jaźń|Việt Nam
10 kΩ, 5 μm, Δt|x² + y² = z²|ООО Ромашка AB|ISO 27001 ✓|→ se bilaga A|C:\\bevis\\a.pdf|<b>&</b>
N/A|-|Ⅳ kvartalet|ﬁnans|™ ® © §|„ja“|«oui»|O’Brien
""".strip()
    .replace("\n", "|")
    .split("|"),
    # With signs that nobody sees, and that belong there.
    *(
        "👩\u200d💻 och 👍🏽",
        "1\ufe0f\u20e3 ett",
        "☺\ufe0e",
        "می\u200cخواهم",
        "כן\u200e (yes)",
        "क्\u200dष हाँ",
    ),
    *("100\u00a0000 kr", "100\u202f000 kr", "e\u2011arkiv", "Person\u00aduppgift", "Nguye\u0302\u0303n"),
)
"""What people write, with the signs that they and their programs write it with."""


def comment(xml: str) -> Do:
    """The bidder's comment is this, in runs."""
    return lambda form: hold(form.comment, xml)


def hold(control: etree._Element, xml: str) -> None:
    """The control holds this."""
    content = control.find(f"{W}sdtContent")
    assert content is not None
    content[:] = made(xml)


def paragraphs(xml: str) -> Do:
    """The bidder's comment is this, in paragraphs: Word puts the control around them."""

    def do(form: Form) -> None:
        control = form.comment
        paragraph = control.getparent()
        assert paragraph is not None
        comment(xml)(form)
        start, end = (paragraph.find(f"{W}bookmark{name}") for name in ("Start", "End"))
        assert start is not None
        assert end is not None
        paragraph.addprevious(control)
        control.addprevious(start)
        control.addnext(end)
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]

    return do


def p(text: str, setting: str = "", look: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="TableText"/>{setting}</w:pPr>{words(escape(text), look)}</w:p>'


def cell(text: str, setting: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{setting}</w:tcPr>{p(text)}</w:tc>'


def table(rows: str, setting: str = "") -> str:
    grid = '<w:tblGrid><w:gridCol w:w="900"/><w:gridCol w:w="900"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>{setting}</w:tblPr>{grid}{rows}</w:tbl>{p("")}'


def _listed(kind: str, pattern: str, font: str, style: bool = False) -> Do:
    """A list of the bidder's own, as Word makes it; perhaps with a style of its own."""

    def do(form: Form) -> None:
        numbering = etree.fromstring(form.parts["word/numbering.xml"])
        numbering[:0] = made(
            f'<w:abstractNum w:abstractNumId="900"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{pattern}"/><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
            "</w:abstractNum>"
        )
        numbering.extend(made('<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
        form.put("word/numbering.xml", numbering)
        if style:
            _styles(
                '<w:style w:type="paragraph" w:styleId="Lista"><w:name w:val="List Number"/>'
                f"<w:pPr>{_NUMBERED}</w:pPr></w:style>"
            )(form)
        own = '<w:pStyle w:val="Lista"/>' if style else _NUMBERED
        paragraphs(p("Ja:") + "".join(f"<w:p><w:pPr>{own}</w:pPr>{words(text)}</w:p>" for text in "ab"))(form)

    return do


def _link(shown: str, target: str, hint: str = "") -> Do:
    def do(form: Form) -> None:
        number = form.relate(target, "hyperlink", outside=True)
        comment(f'{words("Se ")}<w:hyperlink r:id="{number}"{hint}>{words(shown)}</w:hyperlink>')(form)

    return do


def _styles(xml: str) -> Do:
    return lambda form: form.style(lambda root: root.extend(made(xml)))


def _defaults(xml: str) -> Do:
    def change(root: etree._Element) -> None:
        found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        assert found is not None
        found.extend(made(xml))

    return lambda form: form.style(change)


def _settings(xml: str) -> Do:
    def do(form: Form) -> None:
        root = etree.fromstring(form.parts["word/settings.xml"])
        root.extend(made(xml))
        form.put("word/settings.xml", root)

    return do


def _each(name: str, change: Callable[[etree._Element], object]) -> Do:
    def do(form: Form) -> None:
        for element in list(form.root.iter(f"{W}{name}")):
            change(element)

    return do


def _set_width(width: str, kind: str) -> Do:
    def change(element: etree._Element) -> None:
        element.set(f"{W}w", width)
        element.set(f"{W}type", kind)

    return _each("tcW", change)


def _numbered_by_word(element: etree._Element) -> None:
    for name, number in (
        (f"{W}rsidR", "00A12B34"),
        (f"{W14}paraId", "1A2B3C4D"),
        (f"{W14}textId", "77777777"),
    ):
        element.set(name, number)


def _split(form: Form) -> None:
    run = form.run
    text = run.find(f"{W}t")
    assert text is not None
    whole = text.text or ""
    text.text = whole[:10]
    run.addnext(made(f'<w:r><w:t xml:space="preserve">{whole[10:]}</w:t></w:r>')[0])
    run.addnext(made('<w:proofErr w:type="spellStart"/>')[0])


def _separators(form: Form) -> None:
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    form.part("footnotes.xml", f"<w:footnotes>{notes}</w:footnotes>", "footnotes", kind)


def _empty_headers(form: Form) -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    for name in ("first", "even"):
        number = form.part(f"header_{name}.xml", "<w:hdr><w:p/></w:hdr>", "header", kind)
        section = form.body.find(f"{W}sectPr")
        assert section is not None
        section[:0] = made(f'<w:headerReference w:type="{name}" r:id="{number}"/>')


def _page_numbers(form: Form) -> None:
    name = "word/footer1.xml"
    told = form.parts[name].decode().replace(" PAGE ", " PAGE  \\* MERGEFORMAT ")
    form.parts[name] = told.replace('<w:t xml:space="preserve">1</w:t>', "<w:t>12</w:t>").encode()


HONEST: dict[str, Do] = {
    "what Word numbers": _each("p", _numbered_by_word),
    "a run in two with a spelling error": _split,
    "languages": _each("r", lambda run: properties(run).extend(made('<w:lang w:val="en-GB"/>'))),
    "another font everywhere": _each(
        "r", lambda run: properties(run).extend(made('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'))
    ),
    "automatic colour": _each("r", lambda run: properties(run).extend(made('<w:color w:val="auto"/>'))),
    "settings of Word": _settings(
        '<w:proofState w:spelling="clean"/><w:rsids><w:rsidRoot w:val="00A1"/></w:rsids><w:hideSpellingErrors/>'
        '<w15:chartTrackingRefBased/><w:trackRevisions/><w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>'
    ),
    "defaults of a newer Word": _defaults(
        '<w:kern w:val="2"/><w14:ligatures w14:val="standardContextual"/><w:lang w:val="sv-SE" w:bidi="ar-SA"/>'
    ),
    "styles that Word keeps to itself": _styles(
        '<w:style w:type="paragraph" w:styleId="Topp"><w:name w:val="HTML Top of Form"/><w:hidden/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    ),
    "separators of notes": _separators,
    "empty headers": _empty_headers,
    "page numbers": _page_numbers,
    "widths by themselves": _set_width("0", "auto"),
    "widths in parts": _set_width("1000", "pct"),
    "columns dragged": _each("tcW", lambda width: width.set(f"{W}w", str(int(str(width.get(f"{W}w"))) + 90))),
    "high rows": _each("trPr", lambda row: row.extend(made('<w:trHeight w:val="1200"/>'))),
    "a page turned": lambda form: form.body.find(f"{W}sectPr/{W}pgSz").attrib.update(  # type: ignore[union-attr]
        {f"{W}w": "16838", f"{W}h": "11906", f"{W}orient": "landscape"}
    ),
    "a place to go back to": lambda form: form.add('<w:bookmarkStart w:id="99" w:name="_GoBack"/>'),
    "paragraphs": paragraphs(p("Ja.") + "<w:p/>" + p("Se bilaga 4.")),
    "bold, colour and lines": comment(
        words("Ja", "<w:b/>")
        + words(" vi", '<w:color w:val="C00000"/>')
        + words(" lovar", '<w:u w:val="wave"/><w:highlight w:val="yellow"/>')
    ),
    "capitals": comment(words("Bolaget", "<w:smallCaps/>") + words(" ab", "<w:caps/>")),
    "raised": comment(words("m") + words("2", '<w:vertAlign w:val="superscript"/>')),
    "white on dark": comment(
        words("Viktigt", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>')
    ),
    "pasted from a page": comment(
        words("Se", '<w:color w:val="333333"/><w:sz w:val="21"/><w:shd w:val="clear" w:fill="F5F5F5"/>')
    ),
    "bullets": _listed("bullet", "&#xF0B7;", "Symbol"),
    "ticks for bullets": _listed("bullet", "&#xF0FC;", "Wingdings"),
    "hollow bullets": _listed("bullet", "o", "Courier New"),
    "numbers": _listed("decimal", "%1.", "Calibri"),
    "letters": _listed("lowerLetter", "%1)", "Calibri"),
    "a list by its style": _listed("decimal", "%1.", "Calibri", style=True),
    "a table": paragraphs(table(f"<w:tr>{cell('Del')}{cell('Pris')}</w:tr>")),
    "a table with wide cells": paragraphs(
        table(
            f"<w:tr>{cell('Del', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
            f"<w:tr>{cell('A')}{cell('1')}</w:tr>"
        )
    ),
    "a table with text around it": paragraphs(
        table(f"<w:tr>{cell('A')}</w:tr>", '<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>')
    ),
    "indents and tabs": paragraphs(
        p("Ja.", '<w:tabs><w:tab w:val="left" w:pos="5670"/></w:tabs><w:ind w:left="864" w:right="864"/>')
    ),
    "a heading": paragraphs(
        '<w:p><w:pPr><w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t>Vår väg</w:t></w:r></w:p>'
    ),
    "from right to left": paragraphs(p("نعم، نوافق", "<w:bidi/>", "<w:rtl/>")),
    "ten line ends": comment(f"<w:r><w:t>Ja</w:t>{'<w:br/>' * 10}<w:t>/Anna</w:t></w:r>"),
    "emoji of Word": comment(
        '<w:r><mc:AlternateContent xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex">'
        '<mc:Choice Requires="w16se"><w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice>'
        "<mc:Fallback><w:t>😊</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "a link": _link("vår policy", "https://www.bolaget.example/policy"),
    "a link made of an address": _link("www.bolaget.example", "http://www.bolaget.example/"),
    "a link made of a mail address": _link("anna@bolaget.example", "mailto:anna@bolaget.example"),
    "a link to a file": _link("Bilaga3.pdf", "https://bolaget.example/doc/7"),
    "a link with its address": _link("se", "https://a.example/x", ' w:tooltip="https://a.example/x"'),
    "a link by way of a mail program": _link(
        "https://a.example/x", "https://safe.example/?url=https%3A%2F%2Fa.example%2Fx&amp;data=05"
    ),
    "a link as a field": comment(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.example/" </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{words("a.example")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "words after the field": lambda form: form.comment.addnext(made(words(" och bilaga 5"))[0]),
    "an empty line after the field": lambda form: form.comment.getparent().addnext(  # type: ignore[union-attr]
        made("<w:p/>")[0]
    ),
    "a prompt of Word": lambda form: form.answer.find(f"{W}sdtPr").extend(  # type: ignore[union-attr]
        made('<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>')
    ),
    "the look of a control": lambda form: form.answer.find(f"{W}sdtPr").extend(  # type: ignore[union-attr]
        made('<w15:color w:val="FF0000"/><w15:appearance w15:val="tags"/>')
    ),
}
