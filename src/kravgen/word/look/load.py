"""Reads a reference document: the shipped one, or one a municipality has made its own."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

from kravgen.word.look.reference import NEXT_NUMBER, TAKEN_PARTS, Reference
from kravgen.word.reading.intake import content_of, take_in
from kravgen.word.refusal import Refused


def load(path: Path, shipped: Path | None = None) -> Reference:
    """Read a reference document: the shipped one, or one a municipality has made its own.

    An own document gives styles, theme, fonts, settings, page and margins. Styles it lacks are taken from
    ``shipped`` (by default :func:`shipped_path`).

    Raises:
        Refused: the document cannot be used.
    """
    base_path = shipped if shipped is not None else shipped_path()
    try:
        content = content_of(path)
        base_content = base_path.read_bytes()
    except OSError as error:
        raise Refused("unreadable") from error
    base = _shipped(base_content)
    if content == base_content:
        return base
    # Only an own reference document pays for the XML library.
    from kravgen.word.look.adoption import adopt

    return adopt(take_in(content), base)


def shipped_path() -> Path:
    """Where the shipped reference document lies: in the installed package, else in the source tree."""
    installed = Path(__file__).parents[2] / "shipped"
    root = installed if installed.is_dir() else Path(__file__).parents[4]
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
        raise Refused("damaged", "kravgen.docx") from error
    indent = _BODY_INDENT.search(styles)
    return Reference(
        parts={**parts, "word/numbering.xml": _SAMPLE_LIST.sub(b"", parts["word/numbering.xml"])},
        styles={name: style_id for style_id, name in _STYLE.findall(styles)},
        right_indent=int(indent[1]) if indent else 0,
    )
