"""Ways to change what a returned form says to its reader, each on a copy of a filled-in form.

A forgery is a name, what it does, and the codes of which at least one must be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from kravgen.archive import pack
from tests.forms.filling import DOC, controls, fill, fill_all, parts_of
from tests.word.sample import W

ITEM = "EXIT-08"
"""The requirement that the forgeries are about."""
SAID = "Vi tar ut en avgift för detta."

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument"
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
    """What is done, and the codes of which at least one is told."""

    name: str
    do: Callable[[Form], object]
    codes: tuple[str, ...]


def words(text: str = SAID, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r>"


def _paragraph(text: str = SAID, setting: str = "") -> str:
    return f"<w:p><w:pPr>{setting}</w:pPr>{words(text)}</w:p>"


_HARD_TO_SEE = {
    "hidden": "<w:vanish/>",
    "hidden in another way": "<w:specVanish/><w:vanish/>",
    "struck out": "<w:strike/>",
    "struck out twice": "<w:dstrike/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly white": '<w:color w:val="FDFDFD"/>',
    "light yellow": '<w:color w:val="FFFFCC"/>',
    "white of the theme": '<w:color w:val="000000" w:themeColor="background1"/>',
    "on its own colour": '<w:color w:val="112233"/><w:shd w:val="clear" w:fill="112233"/>',
    "black on black": '<w:shd w:val="clear" w:fill="000000"/><w:color w:val="000000"/>',
    "under a black marker": '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    "transparent": "<w14:textFill><w14:noFill/></w14:textFill>",
    "tiny": '<w:sz w:val="2"/>',
    "very small": '<w:sz w:val="7"/>',
    "squeezed": '<w:w w:val="1"/>',
    "on top of each other": '<w:spacing w:val="-200"/>',
    "far above the line": '<w:position w:val="400"/>',
    "far below the line": '<w:position w:val="-400"/>',
    "put together": '<w:eastAsianLayout w:id="1" w:combine="1"/>',
}
_SEEN_AS_ANOTHER = {
    "raised": '<w:vertAlign w:val="superscript"/>',
    "lowered": '<w:vertAlign w:val="subscript"/>',
    "capitals": "<w:caps/>",
    "small capitals": "<w:smallCaps/>",
    "signs of Wingdings": '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
    "signs of Symbol": '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>',
}
_SETTINGS = {
    "lines too low": ('<w:spacing w:line="20" w:lineRule="exact"/>', "KG952"),
    "moved out to the left": ('<w:ind w:left="-9000"/>', "KG952"),
    "moved out to the right": ('<w:ind w:left="20000"/>', "KG952"),
    "first line moved out": ('<w:ind w:firstLine="20000"/>', "KG952"),
    "a frame": ('<w:framePr w:w="100" w:hAnchor="page" w:x="15000" w:y="1"/>', "KG956"),
    "from right to left": ("<w:bidi/>", "KG956"),
    "on its side": ('<w:textDirection w:val="btLr"/>', "KG956"),
}


def _hidden_style(form: Form) -> None:
    form.style(
        lambda root: root.append(
            made(
                '<w:style w:type="character" w:styleId="Tom"><w:name w:val="Tom"/><w:rPr><w:vanish/></w:rPr></w:style>'
            )[0]
        )
    )
    form.look('<w:rStyle w:val="Tom"/>')


def _changed_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "TableText")
        style.extend(made('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))

    form.style(change)


def _changed_default(form: Form) -> None:
    def change(root: etree._Element) -> None:
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        assert default is not None
        default.extend(made("<w:vanish/>"))

    form.style(change)


def _table_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "KravgenTable")
        style.extend(made('<w:tblStylePr w:type="lastRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'))

    form.style(change)
    table = next(form.row.iterancestors(f"{W}tbl"))
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert look is not None
    look.set(f"{W}lastRow", "1")


def _frame_in_style(form: Form) -> None:
    def change(root: etree._Element) -> None:
        style = next(s for s in root.iter(f"{W}style") if s.get(f"{W}styleId") == "TableText")
        settings = style.find(f"{W}pPr")
        if settings is None:
            settings = etree.SubElement(style, f"{W}pPr")
        settings.extend(made('<w:framePr w:w="100" w:hAnchor="page" w:x="15000" w:y="1"/>'))

    form.style(change)


def _note(kind: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        form.part(
            f"{kind}s.xml",
            f'<w:{kind}s><w:{kind} w:id="7"><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:{kind}></w:{kind}s>',
            f"{kind}s",
            f"{_TYPES}.wordprocessingml.{kind}s+xml",
        )
        form.add(f'<w:r><w:{kind}Reference w:id="7"/></w:r>')

    return do


def _edge(name: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        root = etree.fromstring(form.parts[f"word/{name}.xml"])
        root.extend(made(_paragraph()))
        form.put(f"word/{name}.xml", root)

    return do


def _other_edge(form: Form) -> None:
    number = form.part(
        "header9.xml", f"<w:hdr>{_paragraph()}</w:hdr>", "header", f"{_TYPES}.wordprocessingml.header+xml"
    )
    section = form.body.find(f"{W}sectPr")
    assert section is not None
    section[:0] = made(f'<w:headerReference w:type="even" r:id="{number}"/>')


def _edge_says_less(form: Form) -> None:
    root = etree.fromstring(form.parts["word/footer1.xml"])
    text = next(root.iter(f"{W}t"))
    text.text = "Gäller ej."
    form.put("word/footer1.xml", root)


def _box(form: Form) -> None:
    form.add(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wp:docPr id='1' name='a'/><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{_paragraph()}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{_paragraph()}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _picture(form: Form) -> None:
    form.parts["word/media/a.png"] = b"\x89PNG"
    number = form.relate("media/a.png", "image")
    form.add(
        f"<w:r><w:drawing><wp:anchor behindDoc='0'><wp:docPr id='1' name='a'/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f"<a:blip r:embed='{number}'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _old_picture(form: Form) -> None:
    form.parts["word/media/a.png"] = b"\x89PNG"
    number = form.relate("media/a.png", "image")
    form.add(f"<w:r><w:pict><v:shape><v:imagedata r:id='{number}'/></v:shape></w:pict></w:r>")


def _linked_picture(form: Form) -> None:
    form.relate("https://example.com/a.png", "image", outside=True)


def _chart(form: Form) -> None:
    number = form.part(
        "charts/chart1.xml",
        f"<c:chartSpace><c:chart><c:title><a:t>{SAID}</a:t></c:title></c:chart></c:chartSpace>",
        "chart",
        f"{_TYPES}.drawingml.chart+xml",
    )
    form.add(
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='a'/><a:graphic><a:graphicData>"
        f"<c:chart r:id='{number}'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _diagram(form: Form) -> None:
    number = form.part(
        "diagrams/data1.xml",
        f"<dgm:dataModel><dgm:pt><dgm:t><a:t>{SAID}</a:t></dgm:t></dgm:pt></dgm:dataModel>",
        "diagramData",
        f"{_TYPES}.drawingml.diagramData+xml",
    )
    form.add(
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='a'/><a:graphic><a:graphicData>"
        f"<dgm:relIds r:dm='{number}'/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _chunk(form: Form) -> None:
    form.parts["word/a.txt"] = SAID.encode()
    number = form.relate("a.txt", "aFChunk", "text/plain")
    form.put_before_end(f'<w:altChunk r:id="{number}"/>')


def _chunk_in_cell(form: Form) -> None:
    form.parts["word/a.htm"] = f"<p>{SAID}</p>".encode()
    number = form.relate("a.htm", "aFChunk", "text/html")
    form.cell.insert(1, made(f'<w:altChunk r:id="{number}"/>')[0])


def _row_of_another(form: Form) -> None:
    other = form.row.getprevious()
    assert other is not None
    form.row.addprevious(
        made(f"<w:tr><w:tc><w:tcPr/>{_paragraph('K99')}</w:tc><w:tc><w:tcPr/>{_paragraph()}</w:tc></w:tr>")[0]
    )


def _row(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = form.row.find(f"{W}trPr")
        if told is None:
            told = etree.Element(f"{W}trPr")
            form.row.insert(0, told)
        told.extend(made(xml))

    return do


def _cell_properties(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = form.cell.find(f"{W}tcPr")
        assert told is not None
        for new in made(xml):
            for old in told.findall(new.tag):
                told.remove(old)
            told.append(new)

    return do


def _table_properties(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        told = next(form.row.iterancestors(f"{W}tbl")).find(f"{W}tblPr")
        assert told is not None
        told.extend(made(xml))

    return do


def _section(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        section = form.body.find(f"{W}sectPr")
        assert section is not None
        for new in made(xml):
            old = section.find(new.tag)
            if old is not None:
                section.replace(old, new)
            else:
                section.append(new)

    return do


def _label(change: Callable[[etree._Element], None]) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        numbering = etree.fromstring(form.parts["word/numbering.xml"])
        abstract = made(
            '<w:abstractNum w:abstractNumId="900"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        )[0]
        change(abstract)
        first = numbering.find(f"{W}num")
        assert first is not None
        first.addprevious(abstract)
        numbering.extend(made('<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'))
        form.put("word/numbering.xml", numbering)
        form.set('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="900"/></w:numPr>')

    return do


def _of_level(name: str, text: str) -> Callable[[etree._Element], None]:
    def change(abstract: etree._Element) -> None:
        found = abstract.find(f"{W}lvl/{W}{name}")
        assert found is not None
        found.set(f"{W}val", text)

    return change


def _field(instruction: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _in_field(form: Form) -> None:
    """The words of the requirement become what a field shows until it is computed."""
    text = form.run.find(f"{W}t")
    assert text is not None
    said = text.text or ""
    parent, at = form.paragraph, list(form.paragraph).index(form.run)
    parent.remove(form.run)
    parent[at:at] = made(_field(f'QUOTE "{SAID}"', said.replace("&", "&amp;")))


def _contents(form: Form) -> None:
    form.body.insert(3, made(_paragraph(SAID, '<w:pStyle w:val="TOC1"/>'))[0])


def _caption(form: Form) -> None:
    form.body.insert(3, made(_paragraph(SAID, '<w:pStyle w:val="Caption"/>'))[0])


def _wrapped(before: str, after: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        form.add(f"{before}{words()}{after}")

    return do


def _bookmark(form: Form) -> None:
    """The end of the field's bookmark is moved, so that words after the control lie between its marks."""
    start = next(e for e in form.root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "svar_EXIT_08")
    end = next(e for e in form.root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    end.addprevious(made(words())[0])


def _bookmark_around(form: Form) -> None:
    """The field's bookmark is moved to the requirement, and new words stand between its marks."""
    start = next(e for e in form.root.iter(f"{W}bookmarkStart") if e.get(f"{W}name") == "svar_EXIT_08")
    end = next(e for e in form.root.iter(f"{W}bookmarkEnd") if e.get(f"{W}id") == start.get(f"{W}id"))
    form.paragraph.extend((start, made(words())[0], end))


def _moved(form: Form) -> None:
    form.row.addnext(form.row.getprevious())  # type: ignore[arg-type]


def _replaced(old: str, new: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        for text in form.cell.iter(f"{W}t"):
            if old in (text.text or ""):
                text.text = (text.text or "").replace(old, new, 1)
                return
        raise AssertionError(old)

    return do


def _link(form: Form) -> None:
    number = form.relate("https://example.com/vara-villkor", "hyperlink", outside=True)
    run = form.run
    link = made(f'<w:hyperlink r:id="{number}"/>')[0]
    run.addprevious(link)
    link.append(run)


def _font(form: Form) -> None:
    root = etree.fromstring(form.parts["word/fontTable.xml"])
    root.extend(made('<w:font w:name="Calibri"><w:embedRegular r:id="rId1"/></w:font>'))
    form.put("word/fontTable.xml", root)


def _main_part(form: Form) -> None:
    """Word opens the part that the relationships lead to: here one with other words, under another name."""
    other = etree.fromstring(etree.tostring(form.root))
    text = next(t for t in other.iter(f"{W}t") if t.text == form.run.findtext(f"{W}t"))
    text.text = SAID
    form.put("word/document9.xml", other)
    form.parts["word/_rels/document9.xml.rels"] = form.parts["word/_rels/document.xml.rels"]
    form.parts["_rels/.rels"] = form.parts["_rels/.rels"].replace(b"word/document.xml", b"word/document9.xml")
    form.parts["[Content_Types].xml"] = form.parts["[Content_Types].xml"].replace(
        b"/word/document.xml", b"/word/document9.xml"
    )


def _answer(text: str) -> Callable[[Form], None]:
    return lambda form: fill(form.comment, text)


def _answer_look(xml: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        fill(form.comment, SAID)
        run = next(form.comment.iter(f"{W}r"))
        properties(run).extend(made(xml))

    return do


def _merged_cell(form: Form) -> None:
    _cell_properties("<w:vMerge/>")(form)


def forgeries() -> Iterator[Forgery]:
    """Every forgery."""
    for name, look in _HARD_TO_SEE.items():
        yield Forgery(name, lambda form, look=look: form.look(look), ("KG952",))  # type: ignore[misc]
        yield Forgery(f"an answer {name}", _answer_look(look), ("KG952",))
    for name, look in _SEEN_AS_ANOTHER.items():
        yield Forgery(name, lambda form, look=look: form.look(look), ("KG953",))  # type: ignore[misc]
    for name, (xml, code) in _SETTINGS.items():
        yield Forgery(name, lambda form, xml=xml: form.set(xml), (code,))  # type: ignore[misc]
    changed = ("KG911", "KG914")
    yield Forgery("hidden by a style", _hidden_style, ("KG952",))
    yield Forgery("a style made white", _changed_style, ("KG952",))
    yield Forgery("a default made hidden", _changed_default, ("KG952",))
    yield Forgery("the last row of a table style hidden", _table_style, ("KG952",))
    yield Forgery("a frame in a style", _frame_in_style, ("KG956",))
    yield Forgery("a footnote", _note("footnote"), ("KG955",))
    yield Forgery("an endnote", _note("endnote"), ("KG955",))
    yield Forgery("a comment", _note("comment"), ("KG955",))
    yield Forgery("a line in the header", _edge("header1"), ("KG955",))
    yield Forgery("a line in the footer", _edge("footer1"), ("KG955",))
    yield Forgery("another header", _other_edge, ("KG955",))
    yield Forgery("another text in the footer", _edge_says_less, ("KG955",))
    yield Forgery("a box with words", _box, ("KG951",))
    yield Forgery("a picture", _picture, ("KG951",))
    yield Forgery("an old picture", _old_picture, ("KG951",))
    yield Forgery("a linked picture", _linked_picture, ("KG920", "KG951"))
    yield Forgery("a chart", _chart, ("KG951",))
    yield Forgery("a diagram", _diagram, ("KG951",))
    yield Forgery(
        "art of words",
        lambda f: f.add(f"<w:r><w:pict><v:shape><v:textpath string='{SAID}'/></v:shape></w:pict></w:r>"),
        ("KG951",),
    )
    yield Forgery(
        "an embedded object",
        lambda f: f.add("<w:r><w:object><o:OLEObject ProgID='Excel.Sheet'/></w:object></w:r>"),
        ("KG951",),
    )
    yield Forgery(
        "a formula", lambda f: f.add(f"<m:oMath><m:r><m:t>{SAID}</m:t></m:r></m:oMath>"), ("KG951",)
    )
    yield Forgery(
        "a formula of its own line",
        lambda f: f.put_before_end(
            f"<w:p><m:oMathPara><m:oMath><m:r><m:t>{SAID}</m:t></m:r></m:oMath></m:oMathPara></w:p>"
        ),
        ("KG951",),
    )
    yield Forgery(
        "a symbol", lambda f: f.add('<w:r><w:sym w:font="Wingdings" w:char="F0FB"/></w:r>'), ("KG953",)
    )
    yield Forgery("another file put in", _chunk, ("KG951",))
    yield Forgery("another file put in a cell", _chunk_in_cell, ("KG951",))
    yield Forgery(
        "a subdocument",
        lambda f: f.put_before_end(
            f'<w:subDoc r:id="{f.relate("https://example.com/a.docx", "subDocument", outside=True)}"/>'
        ),
        ("KG920", "KG951"),
    )
    yield Forgery("a row hidden", _row("<w:hidden/>"), ("KG952",))
    yield Forgery("a row too low", _row('<w:trHeight w:val="10" w:hRule="exact"/>'), ("KG952",))
    yield Forgery("a fake row", _row_of_another, ("KG914", "KG913"))
    yield Forgery("a row taken away", lambda f: f.row.getparent().remove(f.row), ("KG912",))  # type: ignore[union-attr]
    yield Forgery("rows that change places", _moved, ("KG956",))
    yield Forgery("a cell too narrow", _cell_properties('<w:tcW w:w="10" w:type="dxa"/>'), ("KG952",))
    yield Forgery("a cell merged into the one above", _merged_cell, ("KG952",))
    yield Forgery("a cell on its side", _cell_properties('<w:textDirection w:val="btLr"/>'), ("KG956",))
    yield Forgery(
        "a table that floats", _table_properties('<w:tblpPr w:tblpX="15000" w:tblpY="1"/>'), ("KG956",)
    )
    yield Forgery(
        "a table off the page", _table_properties('<w:tblInd w:w="20000" w:type="dxa"/>'), ("KG952",)
    )
    yield Forgery("columns the other way round", _table_properties("<w:bidiVisual/>"), ("KG956",))
    yield Forgery("a page too small", _section('<w:pgSz w:w="300" w:h="300"/>'), ("KG952",))
    yield Forgery(
        "margins that leave no room",
        _section(
            '<w:pgMar w:top="1" w:right="6000" w:bottom="1" w:left="6000" w:header="1" w:footer="1" w:gutter="0"/>'
        ),
        ("KG952",),
    )
    yield Forgery("words in the label of a list", _label(_of_level("lvlText", SAID)), ("KG953",))
    yield Forgery("another first number", _label(_of_level("start", "7")), ("KG953",))
    yield Forgery(
        "words for a bullet",
        _label(lambda a: (_of_level("numFmt", "bullet")(a), _of_level("lvlText", "Ej")(a))[0]),
        ("KG953",),
    )
    yield Forgery("a field that becomes something else", _in_field, ("KG953", *changed))
    yield Forgery(
        "a simple field",
        lambda f: f.add(
            f'<w:fldSimple w:instr="DOCPROPERTY villkor"><w:r><w:t>{SAID}</w:t></w:r></w:fldSimple>'
        ),
        ("KG953", *changed),
    )
    yield Forgery("the result of a field", lambda f: f.add(_field("PAGE", SAID)), changed)
    yield Forgery("a line among the contents", _contents, ("KG914",))
    yield Forgery("a caption", _caption, ("KG914",))
    yield Forgery("an unknown wrapper", _wrapped("<x:wrapper>", "</x:wrapper>"), ("KG957", *changed))
    yield Forgery("a smart tag", _wrapped('<w:smartTag w:element="a">', "</w:smartTag>"), changed)
    yield Forgery("custom markup", _wrapped('<w:customXml w:element="a">', "</w:customXml>"), changed)
    yield Forgery(
        "a control that is no field",
        _wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        changed,
    )
    yield Forgery(
        "a control with a tag of its own",
        _wrapped('<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
        changed,
    )
    yield Forgery(
        "one of two contents",
        lambda f: f.put_before_end(
            f"<mc:AlternateContent><mc:Choice Requires='w14'>{_paragraph()}</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>"
        ),
        ("KG914",),
    )
    yield Forgery(
        "the other of two contents",
        lambda f: f.put_before_end(
            f"<mc:AlternateContent><mc:Fallback>{_paragraph()}</mc:Fallback></mc:AlternateContent>"
        ),
        ("KG914",),
    )
    yield Forgery(
        "what stands in no paragraph",
        lambda f: f.put_before_end(
            f"<w:customXml w:element='a'><w:customXml w:element='b'>{_paragraph()}</w:customXml></w:customXml>"
        ),
        ("KG914",),
    )
    yield Forgery(
        "words over the letters",
        lambda f: f.add(
            f"<w:r><w:ruby><w:rt>{words()}</w:rt><w:rubyBase>{words('x')}</w:rubyBase></w:ruby></w:r>"
        ),
        changed,
    )
    yield Forgery("words between the marks of a field", _bookmark, changed)
    yield Forgery("the marks of a field around words", _bookmark_around, ("KG902", "KG903", *changed))
    yield Forgery("turned around", lambda f: f.add(f'<w:bdo w:val="rtl">{words()}</w:bdo>'), ("KG956",))
    yield Forgery("a letter of another alphabet", _replaced("e", "\u0435"), ("KG954",))
    yield Forgery("a sign that cannot be seen", _replaced(" ", " \u200b"), ("KG954",))
    yield Forgery("a sign that turns the reading", _replaced(" ", " \u202e"), ("KG954",))
    yield Forgery("one word for another", _replaced(" ska ", " kan "), ("KG911",))
    yield Forgery("another alphabet in an answer", _answer("N\u0435j"), ("KG954",))
    yield Forgery("an unseen sign in an answer", _answer("J\u200ba"), ("KG954",))
    yield Forgery("an answer that turns the reading", _answer("Ja \u202eden"), ("KG954",))
    yield Forgery("a link to other terms", _link, ("KG953",))
    yield Forgery("a font of its own", _font, ("KG953",))
    yield Forgery("another main part", _main_part, ("KG911",))
    yield Forgery("a folded heading", lambda f: f.set("<w15:collapsed/>"), ("KG952",))
    yield Forgery(
        "words put in as a change",
        lambda f: f.add(f'<w:ins w:id="1" w:author="a">{words()}</w:ins>'),
        ("KG917",),
    )
    yield Forgery(
        "words taken out as a change",
        lambda f: f.add(f'<w:del w:id="1" w:author="a"><w:r><w:delText>{SAID}</w:delText></w:r></w:del>'),
        ("KG917",),
    )
    yield Forgery(
        "two at once: white in a header",
        lambda f: (_edge("header1")(f), f.look('<w:color w:val="FFFFFF"/>')),
        ("KG955",),
    )
    yield Forgery(
        "two at once: a hidden control",
        _wrapped("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        changed,
    )
