"""The reference document: the file whose styles, page and numbering a produced document takes over."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kravgen.i18n import _n

HEADING_NUMBER = 1
"""In the shipped reference document: the number id of the headings."""
BULLET_NUMBER = 2
"""In the shipped reference document: the number id of bulleted lists."""
PLAIN_NUMBER = 3
"""In the shipped reference document: the number id of headings that show no number."""
NEXT_NUMBER = 4
"""In the shipped reference document: the first number id a document may give a list of its own."""
ORDERED_ABSTRACT = 3
"""In the shipped reference document: the definition every numbered list is made from."""
HEADING_PATTERNS = ("%1", "%1.%2", "%1.%2.%3", "%1.%2.%3.%4")
"""How the headings of the shipped reference document are numbered, level by level."""

LARGEST = 20 * 1024 * 1024
"""The most bytes a reference document may hold, packed or unpacked."""
TAKEN_PARTS = (
    "word/styles.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/theme/theme1.xml",
)
"""The parts a produced document takes from the reference document, where they are there."""


class BadReference(ValueError):  # noqa: N818 - it names what is bad, as the message does
    """The reference document cannot be used.

    ``reason`` is one of :data:`REASONS` and ``remedy`` what to do about it, both to be translated where they are
    shown; ``part`` says where in the file it is.
    """

    def __init__(self, code: str, part: str = "") -> None:
        self.code = code
        self.reason, self.remedy = REASONS[code]
        self.part = part
        super().__init__(f"{self.reason} ({part})" if part else self.reason)


_SAVE_AGAIN = _n("Open it in Word and save it as a Word document (.docx).")

REASONS: dict[str, tuple[str, str]] = {
    "unreadable": (_n("The file cannot be read."), _n("Check the name, the folder and the permissions.")),
    "not-word": (_n("The file is not a Word document."), _SAVE_AGAIN),
    "old-word": (
        _n("The file is in the old .doc format or protected by a password."),
        _n("Take the password away and save it as a Word document (.docx)."),
    ),
    "incomplete": (_n("The file lacks a part that every Word document has."), _SAVE_AGAIN),
    "macros": (
        _n("The file holds macros."),
        _n("Save it as a Word document (.docx) or a Word template (.dotx) without macros."),
    ),
    "too-large": (
        _n("The file is too large."),
        _n("Make it smaller, for example by taking out pictures."),
    ),
    "damaged": (_n("The file is damaged or protected."), _SAVE_AGAIN),
    "doctype": (_n("The file holds a document type definition, which no Word document needs."), _SAVE_AGAIN),
    "external": (
        _n("The file fetches something from outside itself, such as a linked picture."),
        _n("Put the picture into the file or take it out."),
    ),
    "strict": (
        _n("The file is in the format Strict Open XML."),
        _n("Choose the ordinary Word document (.docx) when you save it."),
    ),
}
"""Every reason to refuse a reference document, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page in portrait and its margins, in twentieths of a point."""

    width: int = 11906
    height: int = 16838
    top: int = 1417
    right: int = 1417
    bottom: int = 1417
    left: int = 1417
    header: int = 680
    footer: int = 624


@dataclass(frozen=True, slots=True)
class Reference:
    """What the writer needs to know of a reference document."""

    parts: Mapping[str, bytes]
    """The parts that go into the document as they are, by name."""
    styles: Mapping[str, str]
    """Style id by the name kravgen knows the style by."""
    page: Page = Page()
    headings: tuple[str, ...] = HEADING_PATTERNS
    """The number of a heading, level by level, as ``%1.%2``."""
    bullets: int = BULLET_NUMBER
    """The number id of bulleted lists."""
    ordered: int = ORDERED_ABSTRACT
    """The definition every numbered list is made from."""
    plain: int = PLAIN_NUMBER
    """The number id of headings that show no number."""
    next_number: int = NEXT_NUMBER
    """The first number id that is free."""
    right_indent: int = 0
    """How far running text stands from the right margin, so that its lines do not become too long."""
    tabs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Tab stops of the styles Header and Footer: the writer clears them and sets its own."""


def load(path: Path, shipped: Path | None = None) -> Reference:
    """Read a reference document: the shipped one, or one a municipality has made its own.

    An own document gives styles, theme, fonts, settings, page and margins. Styles it lacks are taken from
    ``shipped`` (by default :func:`shipped_path`).

    Raises:
        BadReference: the document cannot be used.
    """
    base_path = shipped if shipped is not None else shipped_path()
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        base_content = base_path.read_bytes()
    except OSError as error:
        raise BadReference("unreadable") from error
    base = _shipped(base_content)
    if content == base_content:
        return base
    # Only an own reference document pays for the XML library.
    from kravgen.word.adoption import adopt

    return adopt(content, base)


def shipped_path() -> Path:
    """Where the shipped reference document lies: in the installed package, else in the source tree."""
    installed = Path(__file__).parents[1] / "shipped"
    root = installed if installed.is_dir() else Path(__file__).parents[3]
    return root / "templates" / "styles" / "kravgen.docx"


_SAMPLE_LIST = re.compile(rb'<w:num w:numId="%d">.*?</w:num>' % NEXT_NUMBER)
_STYLE = re.compile(r'<w:style [^>]*w:styleId="([^"]+)"[^>]*><w:name w:val="([^"]+)"/>')
_BODY_INDENT = re.compile(r'<w:name w:val="Body Text"/>.*?<w:ind w:right="(\d+)"/>', re.DOTALL)


def _shipped(content: bytes) -> Reference:
    """The shipped document. Its parts are made by our own script, so their form is known."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in TAKEN_PARTS if name in archive.NameToInfo}
        styles = parts["word/styles.xml"].decode()
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadReference("damaged", "kravgen.docx") from error
    indent = _BODY_INDENT.search(styles)
    return Reference(
        parts={**parts, "word/numbering.xml": _SAMPLE_LIST.sub(b"", parts["word/numbering.xml"])},
        styles={name: style_id for style_id, name in _STYLE.findall(styles)},
        right_indent=int(indent[1]) if indent else 0,
    )
