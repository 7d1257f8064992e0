"""Small Word files written by hand, as any program may write them."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.archive import pack

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = f"{_PACKAGE}/metadata/core-properties"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PROPERTIES}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Titel</dc:title></cp:coreProperties>"
)
SWEDISH = '<w:rPrDefault><w:rPr><w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault>'


Related = Mapping[str, tuple[str, str]]


def handmade(
    body: str,
    styles: str | None = "",
    defaults: str = SWEDISH,
    *,
    main: str = "word/document.xml",
    related: Related | None = None,
    links: str = "",
    loose: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file. ``related`` are more parts that the main part leads to: kind and content by name.

    ``styles`` is None for a file without a part for styles, ``links`` are more relationships of the main part, and
    ``loose`` are parts that nothing leads to.
    """
    folder, name = main.rsplit("/", 1)
    more = dict(related or {})
    if styles is not None:
        sheet = f"<w:styles {NAMESPACES}><w:docDefaults>{defaults}</w:docDefaults>{styles}</w:styles>"
        more["word/styles.xml"] = ("styles", sheet)
    leads = "".join(
        f'<Relationship Id="rIdM{number}" Type="{OFFICE}/{kind}" Target="/{part}"/>'
        for number, (part, (kind, _content)) in enumerate(more.items())
    )
    file = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{main}"/>'
    core = f'<Relationship Id="rId2" Type="{_PROPERTIES}" Target="docProps/core.xml"/>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": relationships(file + core),
        "docProps/core.xml": _CORE,
        main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        f"{folder}/_rels/{name}.rels": relationships(leads + links),
        **{part: content for part, (_kind, content) in more.items()},
    }
    return pack({part: content.encode() for part, content in texts.items()} | dict(loose or {}))


def relationships(inner: str) -> str:
    """A part that holds relationships."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def said(text: str, run: str = "", paragraph: str = "") -> str:
    """A paragraph with one run, and the properties of both."""
    return (
        f"<w:p><w:pPr>{paragraph}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
