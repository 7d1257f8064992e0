"""Forgeries that put something in: notes, headers, boxes, pictures, other files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

from tests.forms.forging import SAID, TYPES, Forgery, Form, made, paragraph
from tests.word.sample import W


def _note(kind: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        form.part(
            f"{kind}s.xml",
            f'<w:{kind}s><w:{kind} w:id="7"><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:{kind}></w:{kind}s>',
            f"{kind}s",
            f"{TYPES}.wordprocessingml.{kind}s+xml",
        )
        form.add(f'<w:r><w:{kind}Reference w:id="7"/></w:r>')

    return do


def _edge(name: str) -> Callable[[Form], None]:
    def do(form: Form) -> None:
        root = etree.fromstring(form.parts[f"word/{name}.xml"])
        root.extend(made(paragraph()))
        form.put(f"word/{name}.xml", root)

    return do


def _other_edge(form: Form) -> None:
    number = form.part(
        "header9.xml", f"<w:hdr>{paragraph()}</w:hdr>", "header", f"{TYPES}.wordprocessingml.header+xml"
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
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{paragraph()}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{paragraph()}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def _picture(form: Form) -> None:
    form.parts["word/media/a.png"] = b"\x89PNG"
    number = form.relate("media/a.png", "image")
    form.add(
        f"<w:r><w:drawing><wp:anchor behindDoc='0'><wp:docPr id='1' name='a'/><a:graphic><a:graphicData>"
        f"<pic:pic><pic:blipFill><a:blip r:embed='{number}'/></pic:blipFill></pic:pic>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _old_picture(form: Form) -> None:
    form.parts["word/media/a.png"] = b"\x89PNG"
    number = form.relate("media/a.png", "image")
    form.add(f"<w:r><w:pict><v:shape><v:imagedata r:id='{number}'/></v:shape></w:pict></w:r>")


def _linked_picture(form: Form) -> None:
    number = form.relate("https://example.com/a.png", "image", outside=True)
    form.add(
        "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='a'/><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f"<a:blip r:link='{number}'/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _chart(form: Form) -> None:
    number = form.part(
        "charts/chart1.xml",
        f"<c:chartSpace><c:chart><c:title><a:t>{SAID}</a:t></c:title></c:chart></c:chartSpace>",
        "chart",
        f"{TYPES}.drawingml.chart+xml",
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
        f"{TYPES}.drawingml.diagramData+xml",
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


def inserts() -> Iterator[Forgery]:
    """Every forgery that puts something in."""
    yield Forgery("a footnote", _note("footnote"), ("KG955",))
    yield Forgery("an endnote", _note("endnote"), ("KG955",))
    yield Forgery("a comment", _note("comment"), ("KG955",))
    yield Forgery("a line in the header", _edge("header1"), ("KG955",), placed=False)
    yield Forgery("a line in the footer", _edge("footer1"), ("KG955",), placed=False)
    yield Forgery("another header", _other_edge, ("KG955",), placed=False)
    yield Forgery("another text in the footer", _edge_says_less, ("KG955",), placed=False)
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
        placed=False,
    )
    yield Forgery(
        "a symbol", lambda f: f.add('<w:r><w:sym w:font="Wingdings" w:char="F0FB"/></w:r>'), ("KG953",)
    )
    yield Forgery("another file put in", _chunk, ("KG951",), placed=False)
    yield Forgery("another file put in a cell", _chunk_in_cell, ("KG951",))
    yield Forgery(
        "a subdocument",
        lambda f: f.put_before_end(
            f'<w:subDoc r:id="{f.relate("https://example.com/a.docx", "subDocument", outside=True)}"/>'
        ),
        ("KG920", "KG951"),
        placed=False,
    )
    yield Forgery(
        "two at once: white in a header",
        lambda f: (_edge("header1")(f), f.look('<w:color w:val="FFFFFF"/>')),
        ("KG955",),
        placed=False,
    )
