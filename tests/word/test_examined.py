"""``kravgen check`` on files as other people's Word writes them: what is seen is what is judged, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kravgen.word.inspection import inspect
from tests.conftest import Kravgen
from tests.word.handmade import NAMESPACES, OFFICE, SWEDISH, handmade, said

LONG = (
    "Leverantören ska lämna en beskrivning av tjänsten och det som ingår i den, och den ska vara på svenska. "
)
GROUND = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'


def codes(body: str, styles: str = "", defaults: str = SWEDISH, **more: object) -> list[str]:
    content = handmade(body, styles, defaults, **more)  # type: ignore[arg-type]
    return [problem.code for problem in inspect(content, "a.docx")]


def part(name: str, inner: str) -> str:
    return f"<w:{name} {NAMESPACES}>{inner}</w:{name}>"


# --- colours ----------------------------------------------------------------------------------------


def table(cell: str, first: str = "", style: str = "") -> str:
    rows = "".join(
        f"<w:tr>{head}<w:tc><w:tcPr>{own}</w:tcPr>{cell}</w:tc></w:tr>"
        for head, own in (("<w:trPr><w:tblHeader/></w:trPr>", first), ("", ""))
    )
    named = f'<w:tblStyle w:val="{style}"/>' if style else ""
    look = '<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="Tabell"/>'
    return f"<w:tbl><w:tblPr>{named}{look}</w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>{said('Slut.')}"


def test_automatic_text_is_judged_as_it_is_shown() -> None:
    assert codes(table(said("Namn"), GROUND.format("000000"))) == []
    # Word keeps automatic text black on a ground that is not very dark.
    assert codes(table(said("Namn"), GROUND.format("2F5496"))) == ["KG864"]


def test_the_ground_of_a_table_style_counts() -> None:
    sheet = (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow"><w:rPr>'
        f'<w:color w:val="{{}}"/></w:rPr><w:tcPr>{GROUND.format("1B3A5C")}</w:tcPr></w:tblStylePr></w:style>'
    )
    assert codes(table(said("Namn"), style="T"), sheet.format("FFFFFF")) == []
    assert codes(table(said("Namn"), style="T"), sheet.format("333333")) == ["KG864"]


@pytest.mark.parametrize("where", ["header", "footer", "footnotes"])
def test_pale_text_is_seen_wherever_it_is_printed(where: str) -> None:
    name = {"header": "hdr", "footer": "ftr"}.get(where, where)
    pale = said("Blekt.", '<w:color w:val="BBBBBB"/>')
    assert codes(said("Text."), related={"word/x.xml": (where, part(name, pale))}) == ["KG864"]


def test_hidden_text_has_no_contrast() -> None:
    assert codes(said("Dolt.", '<w:vanish/><w:color w:val="FFFFFF"/>')) == []


# --- language ---------------------------------------------------------------------------------------


def english(language: str) -> str:
    return SWEDISH.replace("sv-SE", language)


def test_language_is_that_of_each_run() -> None:
    marked = "".join(said(LONG, '<w:lang w:val="sv-SE"/>') for _ in range(6))
    assert codes(marked, defaults=english("en-US")) == []
    unmarked = "".join(said(LONG, '<w:lang w:val="en-US"/>') for _ in range(6))
    assert codes(unmarked) == ["KG832"]
    style = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/><w:rPr>'
        '<w:lang w:val="{}"/></w:rPr></w:style>'
    )
    assert codes(said(LONG) * 6, style.format("sv-SE"), english("en-US")) == []
    assert codes(said(LONG) * 6, style.format("en-US")) == ["KG832"]
    assert codes(said("Words."), defaults="") == ["KG832"]


# --- how paragraphs are set -------------------------------------------------------------------------


def test_justified_by_a_default_or_by_a_table_style() -> None:
    both = '<w:pPr><w:jc w:val="both"/></w:pPr>'
    default = f"{SWEDISH}<w:pPrDefault>{both}</w:pPrDefault>"
    assert codes(said(LONG), defaults=default) == ["KG840"]
    assert codes(said(LONG, paragraph='<w:jc w:val="left"/>'), defaults=default) == []
    style = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{both}</w:style>'
    assert codes(table(said(LONG), style="T"), style) == ["KG840", "KG840"]


def test_a_bold_line_is_bold_by_its_own_or_by_a_character_style() -> None:
    strong = '<w:style w:type="{}" w:styleId="S"><w:name w:val="S"/><w:rPr><w:b/></w:rPr></w:style>'
    assert codes(said("Krav på tjänsten", '<w:rStyle w:val="S"/>'), strong.format("character")) == ["KG836"]
    assert (
        codes(said("Krav på tjänsten", paragraph='<w:pStyle w:val="S"/>'), strong.format("paragraph")) == []
    )


def test_the_list_zero_is_none() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    numbering = {"word/numbering.xml": ("numbering", part("numbering", '<w:num w:numId="1"/>'))}
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    for own, found in (("", []), (none, ["KG837"])):
        lines = said("- ett", paragraph=f'<w:pStyle w:val="L"/>{own}') * 2
        assert codes(lines, style, related=numbering) == found


# --- fields and links -------------------------------------------------------------------------------


def field(*code: str) -> str:
    pieces = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in code)
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"<w:p>{marks[0]}{pieces}{marks[1]}<w:r><w:t>Exit</w:t></w:r>{marks[2]}</w:p>"


MARK = '<w:p><w:bookmarkStart w:id="0" w:name="_Ref12"/><w:r><w:t>Exit</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'


@pytest.mark.parametrize(
    "code",
    [
        (" REF _Ref", "12 \\h "),
        (" RE", "F _ref12"),
        (' PAGEREF "_Ref12" \\h',),
        (' HYPERLINK \\l "_Ref12"',),
        (' HYPERLINK "https://example.se" \\l "annat"',),
        (" PAGE ",),
        ("",),
    ],
)
def test_a_code_is_read_over_its_runs(code: tuple[str, ...]) -> None:
    assert codes(MARK + field(*code)) == []


@pytest.mark.parametrize(
    "code", [(" REF _Ref", "123 \\h "), (' HYPERLINK \\o "Mer" \\l "_Ref3"',), ("NOTEREF x",)]
)
def test_a_code_that_points_nowhere_is_told(code: tuple[str, ...]) -> None:
    assert codes(MARK + field(*code)) == ["KG805"]


def test_a_field_may_make_the_bookmark_that_another_shows() -> None:
    assert codes(field(' SET titel "E-arkiv" ') + field(" REF titel ")) == []


def test_a_code_that_holds_a_field_is_not_guessed_at() -> None:
    inner = field(" PAGE ").removeprefix("<w:p>").removesuffix("</w:p>")
    outer = field(" REF X ").replace("</w:instrText></w:r>", f"</w:instrText></w:r>{inner}", 1)
    assert codes(outer) == []


def test_a_link_out_of_the_file_has_its_place_there() -> None:
    link = f'<Relationship Id="rIdL" Type="{OFFICE}/hyperlink" Target="https://example.se/lag" TargetMode="External"/>'
    words = "<w:r><w:t>Lagen, 3 kap. 1 §</w:t></w:r>"
    assert (
        codes(f'<w:p><w:hyperlink r:id="rIdL" w:anchor="K3P1">{words}</w:hyperlink></w:p>', links=link) == []
    )
    assert codes(f'<w:p><w:hyperlink w:anchor="K3P1">{words}</w:hyperlink></w:p>') == ["KG805"]


# --- content that is written in several ways ---------------------------------------------------------


def box(inner: str, needed: str = "wps") -> str:
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    drawing = f'<w:drawing><wp:inline><wp:docPr id="1" name="Ruta" descr="En ruta"/>{content}</wp:inline></w:drawing>'
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="{needed}">{drawing}</mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def test_a_box_is_one_box() -> None:
    assert codes(box(MARK)) == ["KG863"]
    # What no Word understands is shown in its older form.
    assert codes(box(MARK, "o")) == ["KG863"]


def test_a_box_in_the_header_is_seen() -> None:
    assert codes(said("Text."), related={"word/h.xml": ("header", part("hdr", box(said("Ruta."))))}) == [
        "KG863"
    ]


# --- pictures in the older form ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shape", "found"),
    [
        ("<v:shape>{}</v:shape>", ["KG861"]),
        ('<v:shape alt="Kommunens vapen">{}</v:shape>', []),
        ('<v:shape alt=" ">{}</v:shape>', ["KG861"]),
        ('<v:group alt="Kommunens vapen"><v:rect>{}</v:rect></v:group>', []),
        ('<v:rect o:hr="t">{}</v:rect>', []),
    ],
)
def test_a_picture_in_the_older_form_needs_words(shape: str, found: list[str]) -> None:
    picture = f"<w:p><w:r><w:pict>{shape.format('<v:imagedata/>')}</w:pict></w:r></w:p>"
    assert codes(picture) == found
    assert codes(picture.replace("w:pict", "w:object")) == found


# --- folders ----------------------------------------------------------------------------------------


def test_a_folder_is_looked_through_to_the_bottom(folder: Path, kravgen: Kravgen) -> None:
    (folder / "in" / "under").mkdir(parents=True)
    bad = handmade(said("Blekt.", '<w:color w:val="BBBBBB"/>'))
    for name in ("A.DOCX", "mall.dotx", "under/b.docx", "~$b.docx"):
        (folder / "in" / name).write_bytes(bad)
    (folder / "in" / "gammal.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600)
    (folder / "in" / "under" / "pris.xlsx").write_bytes(b"PK")
    result = kravgen("check", "in")
    assert result.code == 2
    told = [line.split()[:2] for line in result.err.splitlines()[:-1]]
    assert told == [
        ["in/A.DOCX", "KG864"],
        ["in/gammal.doc", "KG800"],
        ["in/mall.dotx", "KG864"],
        ["in/under/b.docx", "KG864"],
        ["in", "KG821"],
    ]
    assert "Inte kontrollerade, eftersom de inte är Word-filer: under/pris.xlsx." in result.err


def test_a_folder_without_documents_is_not_in_order(folder: Path, kravgen: Kravgen) -> None:
    (folder / "tom").mkdir()
    result = kravgen("check", "tom")
    assert (result.code, result.out) == (1, "")
    assert "tom KG820 Mappen har ingen Word-fil. Inget är kontrollerat." in result.err


def test_a_file_that_is_passed_by_is_no_finding(folder: Path, kravgen: Kravgen) -> None:
    (folder / "in").mkdir()
    (folder / "in" / "a.docx").write_bytes(handmade(said("Text.")))
    (folder / "in" / "b.txt").write_text("Text.", encoding="utf-8")
    result = kravgen("check", "in")
    assert (result.code, result.out) == (0, "Inga brister i 1 fil.\n")
    assert "KG821 (varning) Inte kontrollerade, eftersom de inte är Word-filer: b.txt." in result.err
