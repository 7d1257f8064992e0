"""Word files out of all measure in what stands beside the text: notes, headers, lists, styles, relationships, numbers."""

from __future__ import annotations

from collections.abc import Iterator

from tests.hostile.building import PARAGRAPH, body, filled_with, inside, part, put
from tests.hostile.containers import Parts
from tests.hostile.documents import ODD, Excess

_STYLES, _NUMBERING, _THEME = "word/styles.xml", "word/numbering.xml", "word/theme/theme1.xml"
_RELS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
RUN = "<w:r><w:rPr>{}</w:rPr><w:t>a</w:t></w:r>"
CODES = ("-1", "-F041", "110000", "FFFFFFFF", "D800", "0", "F" * 400, "0x41", "1_0", "٣", "", " 41 ")
"""What stands where the number of a sign should."""


def beside_excesses() -> Iterator[tuple[str, Excess]]:
    """Every kind of excess, by name."""
    yield "notes", lambda parts, n: _notes(parts, "footnote", n)
    yield "end-notes", lambda parts, n: _notes(parts, "endnote", n)
    yield "comments-with-references", lambda parts, n: _notes(parts, "comment", n)
    yield "many-headers", _headers
    yield "headers-in-use", _headers_in_use
    yield "levels-of-many-lists", _lists
    yield "overrides", _overrides
    yield "links-outside", lambda parts, n: _relations(parts, n, "hyperlink", "https://x.se/{}", outside=True)
    yield "pictures-outside", lambda parts, n: _relations(parts, n, "image", "https://x.se/{}", outside=True)
    yield "one-header-many-times", lambda parts, n: _relations(parts, n, "header", "header1.xml")
    yield "text-as-header", lambda parts, n: _relations(parts, 40, "header", "document.xml")
    yield "picture-as-header", lambda parts, n: _relations(parts, 40, "header", "../docProps/custom.xml")
    yield "long-target", lambda parts, n: _relations(parts, 20, "header", "../a" * min(n, 400_000))
    yield "twice-set", _twice_set
    yield "long-level", _long_level
    yield "one-large-style", _large_style
    yield "large-picture-fill", _large_fill
    yield "styles-with-odd-lines", _odd_styles
    for number, code in enumerate(CODES):
        yield f"sign-{number}", _signs(code)
        yield f"tint-{number}", _tints(code)
    for number, odd in enumerate(ODD):
        yield f"odd-measures-{number}", _odd_measures(odd)


def _notes(parts: Parts, kind: str, n: int) -> None:
    count = n // 16
    notes = "".join(
        f'<w:{kind} w:id="{i + 50}">{PARAGRAPH.format(f"Not {i}")}</w:{kind}>' for i in range(count)
    )
    part(parts, f"word/{kind}s.xml", f"{kind}s", notes)
    if f"{kind}s.xml" not in parts[_RELS].decode():
        _relations(parts, 1, f"{kind}s", f"{kind}s.xml")
    body(
        parts,
        inside("w:p", "".join(f'<w:r><w:{kind}Reference w:id="{i + 50}"/></w:r>' for i in range(count))),
    )


def _headers(parts: Parts, n: int) -> None:
    for number in range(10, 900):
        part(parts, f"word/header{number}.xml", "hdr", PARAGRAPH.format(f"Rad {number}") * max(n // 9000, 1))
    _relations(parts, 900, "header", "header{}.xml")


def _headers_in_use(parts: Parts, n: int) -> None:
    """Each header has relationships of its own."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = f'<Relationship Id="x" Type="{_OFFICE}/hyperlink" Target="https://x.se" TargetMode="External"/>'
    for number in range(10, 900):
        part(parts, f"word/header{number}.xml", "hdr", PARAGRAPH.format(f"Rad {number}"))
        parts[f"word/_rels/header{number}.xml.rels"] = (
            f'<Relationships xmlns="{package}">{link * max(n // 4500, 1)}</Relationships>'.encode()
        )
    _relations(parts, 900, "header", "header{}.xml")


def _lists(parts: Parts, n: int) -> None:
    levels = "".join(f'<w:lvl w:ilvl="{i}"><w:lvlText w:val="a{i}"/></w:lvl>' for i in range(n // 10))
    nums = "".join(
        f'<w:num w:numId="{i + 900}"><w:abstractNumId w:val="900"/></w:num>' for i in range(n // 10)
    )
    put(
        parts,
        _NUMBERING,
        "</w:numbering>",
        f'<w:abstractNum w:abstractNumId="900">{levels}</w:abstractNum>{nums}',
    )
    used = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{i}"/><w:numId w:val="{i + 900}"/></w:numPr></w:pPr></w:p>'
        for i in range(n // 20)
    )
    body(parts, used)


def _overrides(parts: Parts, n: int) -> None:
    one = '<w:lvlOverride w:ilvl="{0}"><w:startOverride w:val="{0}"/><w:lvl w:ilvl="{0}"><w:lvlText w:val="x"/></w:lvl>'
    inner = "".join(f"{one.format(i)}</w:lvlOverride>" for i in range(n // 10))
    put(
        parts,
        _NUMBERING,
        "</w:numbering>",
        f'<w:num w:numId="900"><w:abstractNumId w:val="0"/>{inner}</w:num>',
    )


def _relations(parts: Parts, n: int, kind: str, target: str, outside: bool = False) -> None:
    mode = ' TargetMode="External"' if outside else ""
    count = n // 5 if n > 900 else n
    told = (
        f'<Relationship Id="y{i}" Type="{_OFFICE}/{kind}" Target="{target.format(i)}"{mode}/>'
        for i in range(count)
    )
    put(parts, _RELS, "</Relationships>", "".join(told))


def _odd_styles(parts: Parts, n: int) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="L{0}"><w:name w:val="L{0}"/>'
        '<w:pPr><w:spacing w:line="{0}" w:lineRule="exact"/><w:ind w:left="9{0}"/></w:pPr></w:style>'
    )
    put(parts, _STYLES, "</w:styles>", "".join(style.format(i) for i in range(min(n // 12, 9000))))


def _signs(code: str) -> Excess:
    def change(parts: Parts, _n: int) -> None:
        box = f'<w14:checkbox {_W14}><w14:checkedState w14:val="{code}" w14:font="Symbol"/></w14:checkbox>'
        sign = f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>'
        filled_with(parts, sign)
        body(
            parts,
            f"<w:p><w:sdt><w:sdtPr>{box}</w:sdtPr><w:sdtContent>{sign}</w:sdtContent></w:sdt>{sign}</w:p>",
        )

    return change


def _tints(code: str) -> Excess:
    """Colours of the theme, made lighter and darker by what is no number."""

    def change(parts: Parts, _n: int) -> None:
        colour = f'<w:color w:val="auto" w:themeColor="accent1" w:themeTint="{code}"/>'
        shade = f'<w:shd w:val="pct{code}" w:fill="auto" w:themeFill="accent2" w:themeFillShade="{code}"/>'
        body(parts, inside("w:p", RUN.format(colour + shade) + RUN.format(shade)))
        put(
            parts,
            _STYLES,
            "<w:rPrDefault>",
            f"<w:rPrDefault><w:rPr>{colour}</w:rPr></w:rPrDefault>",
            first=False,
        )

    return change


def _odd_measures(odd: str) -> Excess:
    """Sizes, places and colours that are reckoned with, and are none."""

    def change(parts: Parts, _n: int) -> None:
        fill = (
            f'<w14:textFill {_W14}><w14:solidFill><w14:schemeClr w14:val="accent1"><w14:lumMod w14:val="{odd}"/>'
            f'<w14:alpha w14:val="{odd}"/></w14:schemeClr></w14:solidFill></w14:textFill>'
        )
        look = "".join(
            f'<w:{name} w:val="{odd}"/>'
            for name in ("sz", "szCs", "position", "w", "spacing", "highlight", "vertAlign")
        )
        place = (
            f'<w:pPr><w:spacing w:line="{odd}" w:lineRule="exact"/><w:ind w:left="{odd}" w:hanging="{odd}"/>'
            f'<w:numPr><w:ilvl w:val="{odd}"/><w:numId w:val="{odd}"/></w:numPr></w:pPr>'
        )
        cell = (
            f'<w:tc><w:tcPr><w:tcW w:w="{odd}"/></w:tcPr><w:p>{place}{RUN.format(look + fill)}</w:p></w:tc>'
        )
        height = f'<w:trPr><w:trHeight w:val="{odd}" w:hRule="exact"/><w:gridBefore w:val="{odd}"/></w:trPr>'
        body(
            parts,
            f'<w:tbl><w:tblPr><w:tblLook w:val="{odd}"/><w:tblInd w:w="{odd}"/></w:tblPr>'
            f"<w:tr>{height}{cell}</w:tr></w:tbl>",
        )
        body(
            parts,
            f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="{odd}" w:h="{odd}"/>'
            f'<w:pgMar w:left="{odd}" w:top="{odd}"/></w:sectPr></w:pPr></w:p>',
        )
        date = (
            f'<w:sdt><w:sdtPr><w:date w:fullDate="{odd}"/><w:tag w:val="x"/></w:sdtPr>'
            f"<w:sdtContent><w:r><w:t>{odd}</w:t></w:r></w:sdtContent></w:sdt>"
        )
        body(parts, inside("w:p", date))
        put(
            parts,
            _NUMBERING,
            "</w:numbering>",
            f'<w:num w:numId="900"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="{odd}">'
            f'<w:startOverride w:val="{odd}"/></w:lvlOverride></w:num>',
        )

    return change


def _twice_set(parts: Parts, n: int) -> None:
    """Settings that do not come along from a template, each a large one."""
    one = "<w:docVars>" + '<w:docVar w:name="a" w:val="b"/>' * (n // 7) + "</w:docVars>"
    put(parts, "word/settings.xml", "</w:settings>", one * 2)


def _long_level(parts: Parts, n: int) -> None:
    inner = "<w:rPr>" + "<w:b/>" * (n // 3) + "</w:rPr>" + '<w:lvlText w:val="%1."/>'
    abstract = f'<w:abstractNum w:abstractNumId="900"><w:lvl w:ilvl="0">{inner}</w:lvl></w:abstractNum>'
    put(parts, _NUMBERING, "<w:num ", abstract, first=False)


def _large_style(parts: Parts, n: int) -> None:
    """A style that nobody can name, and languages where none belongs."""
    language = '<w:rPr><w:x><w:lang w:val="sv-SE"/></w:x></w:rPr>'
    put(parts, _STYLES, "</w:styles>", f'<w:style w:type="paragraph">{language * (n // 4)}</w:style>')
    text = parts[_STYLES].decode()
    parts[_STYLES] = text.replace("<w:rPrDefault><w:rPr>", f"<w:rPrDefault><w:rPr>{language}", 1).encode()


def _large_fill(parts: Parts, n: int) -> None:
    fill = f"<a:blipFill>{'<a:x/>' * (n // 2)}</a:blipFill>"
    put(parts, _THEME, "</a:theme>", f"<a:objectDefaults>{fill}</a:objectDefaults>")
