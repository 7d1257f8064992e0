"""An OpenDocument text that somebody has written, read into pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kravgen.archive import NotUnpacked, unpacked
from kravgen.drafts import rows as columns
from kravgen.drafts.numbering import written
from kravgen.drafts.piece import DraftText, Piece, Role, Way, cell_spot
from kravgen.i18n import _
from kravgen.openxml import look_through, tree
from kravgen.word.reading.file import Element, whole

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
_DRAW = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
_MIME = b"application/vnd.oasis.opendocument.text"
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_XML = ("content.xml", "styles.xml")
_PARTS = ("mimetype", *_XML, "META-INF/manifest.xml")


def t(name: str) -> str:
    """The element's name among those of texts."""
    return f"{{{_TEXT}}}{name}"


def _table(name: str) -> str:
    return f"{{{_TABLE}}}{name}"


_P, _H, _LIST, _ITEM, _NOTE, _TABLE_TAG = (
    t("p"),
    t("h"),
    t("list"),
    t("list-item"),
    t("note"),
    _table("table"),
)
_SIGNS = {t("s"): " ", t("tab"): " ", t("line-break"): " ", t("soft-page-break"): ""}
_ANNOTATION = f"{{{_OFFICE}}}annotation"
_BOX = f"{{{_DRAW}}}text-box"
_SKIPPED = frozenset((_ANNOTATION, _NOTE, t("tracked-changes"), t("table-of-content"), t("bibliography")))


def read_odt(content: bytes, name: str) -> DraftText:
    """The texts of an OpenDocument text: what has been deleted is out, what has been inserted is in.

    Raises:
        NotUnpacked: it is damaged, protected by a password or holds what no text needs.
        ValueError: it is no OpenDocument text.
    """
    parts = dict(unpacked(content, wanted=lambda part: part in _PARTS))
    if not parts.get("mimetype", b"").startswith(_MIME) or "content.xml" not in parts:
        raise ValueError(name)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise NotUnpacked("encrypted", "content.xml")
    xml: dict[str, bytes] = {part: parts[part] for part in _XML if part in parts}
    look_through(xml)
    roots = {part: tree(part, raw) for part, raw in xml.items()}
    reader = _Reader(roots)
    root = roots["content.xml"]
    body = root.find(f"{{{_OFFICE}}}body/{{{_OFFICE}}}text")
    pieces = [*(reader.blocks(body, Way()) if body is not None else ()), *reader.beside(roots)]
    changes = sum(1 for _change in root.iter(t("changed-region")))
    comments = sum(1 for _comment in root.iter(_ANNOTATION))
    return DraftText(name, tuple(pieces), changes, comments)


class _Reader:
    def __init__(self, roots: dict[str, Element]) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        for root in roots.values():
            for style in root.iter(t("list-style"), t("outline-style")):
                name = style.get(f"{{{_STYLE}}}name", "") if style.tag == t("list-style") else _OUTLINE
                self._levels[name] = {
                    whole(one.get(t("level"), "1"), 1): one for one in style if one.get(t("level"))
                }
        self._counts: dict[str, list[int]] = {}
        self._notes = 0

    def blocks(self, parent: Element, way: Way, spot: str = "") -> Iterator[Piece]:
        """The pieces in an element."""
        for child in parent:
            if child.tag in (_P, _H):
                yield from self._paragraph(child, way, spot)
            elif child.tag == _LIST:
                yield from self._list(child, way, spot, child.get(t("style-name"), ""), 1)
            elif child.tag == _TABLE_TAG:
                yield from self._table(child, way, spot)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str) and len(child):
                yield from self.blocks(child, way, spot)

    def beside(self, roots: dict[str, Element]) -> Iterator[Piece]:
        """The pieces of headers and footers."""
        root = roots.get("styles.xml")
        for kind, told in (("header", _("the header of the page")), ("footer", _("the footer of the page"))):
            for element in root.iter(f"{{{_STYLE}}}{kind}") if root is not None else ():
                yield from (replace(piece, role="beside") for piece in self.blocks(element, Way(), told))

    def _paragraph(
        self, element: Element, way: Way, spot: str, role: Role = "text", number: str = "", deep: int = 0
    ) -> Iterator[Piece]:
        text = _words(element)
        if text.strip():
            if element.tag == _H and not spot:
                level = whole(element.get(t("outline-level"), "1"), 1)
                told = self._number(_OUTLINE, level)
                way.enter(level, f"{told} {text.strip()}".strip())
                yield Piece(text, "heading", way.path, _("the heading"))
            else:
                yield Piece(text, role, way.path, spot or way.paragraph(), number, deep=deep)
        for note in element.iter(_NOTE):
            self._notes += 1
            body = note.find(t("note-body"))
            if body is not None:
                yield from self.blocks(body, Way(), _("footnote {number}").format(number=self._notes))
        for box in element.iter(_BOX):
            yield from self.blocks(box, way, ", ".join(part for part in (spot, _("text box")) if part))

    def _list(self, element: Element, way: Way, spot: str, style: str, level: int) -> Iterator[Piece]:
        if (
            level == 1
            and element.get(t("continue-numbering")) != "true"
            and not element.get(t("continue-list"))
        ):
            self._counts.pop(style, None)
        for item in element:
            if item.tag not in (_ITEM, t("list-header")):
                continue
            number = self._number(style, level) if item.tag == _ITEM else ""
            for child in item:
                if child.tag == _LIST:
                    yield from self._list(child, way, spot, child.get(t("style-name"), style), level + 1)
                elif child.tag in (_P, _H):
                    yield from self._paragraph(child, way, spot, "item", number, level - 1)
                    number = "" if child.tag == _P else number

    def _number(self, style: str, level: int) -> str:
        levels = self._levels.get(style, {})
        told = levels.get(level)
        counts = self._counts.setdefault(style, [])
        del counts[level:]
        while len(counts) < level:
            above = levels.get(len(counts) + 1)
            start = whole(above.get(t("start-value"), "1"), 1) if above is not None else 1
            counts.append(start - 1 if len(counts) == level - 1 else start)
        counts[level - 1] += 1
        form = told.get(f"{{{_STYLE}}}num-format", "") if told is not None else ""
        if told is None or not form:
            return ""
        shown = min(max(whole(told.get(t("display-levels"), "1"), 1), 1), level)
        numbers = []
        for at in range(level - shown, level):
            one = levels.get(at + 1)
            own = one.get(f"{{{_STYLE}}}num-format", "1") if one is not None else "1"
            numbers.append(written(counts[at], _FORMS.get(own, "decimal")))
        prefix, suffix = told.get(f"{{{_STYLE}}}num-prefix", ""), told.get(f"{{{_STYLE}}}num-suffix", "")
        return f"{prefix}{'.'.join(numbers)}{suffix}".strip()

    def _table(self, table: Element, way: Way, spot: str) -> Iterator[Piece]:
        number, names = way.table(), []
        for at, row in enumerate(table.iter(_table("table-row")), 1):
            found = [cell for cell in row if cell.tag == _table("table-cell")]
            shown = [" ".join(map(_words, cell.iter(_P, _H))) for cell in found]
            if at == 1:
                names = columns.names(shown)
            kind, called = columns.kind(names, shown), columns.number(shown)
            for column, cell in enumerate(found):
                name = names[column] if column < len(names) and at > 1 else ""
                here = ", ".join(part for part in (spot, cell_spot(number, at, name)) if part)
                role = columns.role(name, at == 1 and bool(names))
                for piece in self.blocks(cell, way, here):
                    yield Piece(piece.text, role, piece.headings, piece.spot, called or piece.number, kind)


_OUTLINE = "\x00outline"
"""Under what the numbers of headings are counted: no style has such a name."""


def _words(element: Element) -> str:
    found: list[str] = [element.text or ""]
    for child in element:
        if child.tag in _SIGNS:
            found.append(_SIGNS[str(child.tag)] * min(whole(child.get(t("c"), "1"), 1), _MOST_SPACES))
        elif child.tag not in _SKIPPED and isinstance(child.tag, str) and child.tag != f"{{{_DRAW}}}frame":
            found.append(_words(child))
        found.append(child.tail or "")
    return "".join(found)


_MOST_SPACES = 100
