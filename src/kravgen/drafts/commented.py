"""A copy of a Word file with a comment at each place that something is found in. The file itself is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from posixpath import dirname, relpath

from lxml import etree

from kravgen.archive import pack, unpacked
from kravgen.drafts.judge import DraftRemark
from kravgen.drafts.piece import DraftText, Piece
from kravgen.i18n import _, active
from kravgen.problems import Problem
from kravgen.word.markup import NAMESPACES, run
from kravgen.word.reading.file import Element, Inspected, P, value, w
from kravgen.word.reading.intake import parse
from kravgen.word.writing.ledger import AUTHOR

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY = f"<w:comments {NAMESPACES}/>"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'
_P_PR = w("pPr")
_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def commented(draft: DraftText, content: bytes, remarks: Sequence[DraftRemark], day: str) -> bytes:
    """The Word file that ``draft`` was read from, ``content``, with comments by kravgen of the day (ISO 8601).

    A comment stands on the run that holds the place. What cannot have one of its own, as a note or a header, has it at the
    beginning of the document, with the place in words. The trees of the draft are changed: it is read anew to be judged.
    """
    file: Inspected = draft.holder
    parts = dict(unpacked(content))
    notes = _notes(file, parts)
    root = parse(notes, parts.get(notes, _EMPTY.encode()))
    first = next(file.document.iter(P), None)
    number = max((int(told) for one in root if (told := value(one, "id")).isdigit()), default=-1) + 1
    styles = {value(style.find(w("name"))).lower(): name for name, style in file.styles.items()}
    for remark in remarks:
        anchor = _anchor(draft.pieces[remark.piece], remark.offset, file.document)
        where = remark.problem.where if anchor is None else ""
        anchor = _beginning(first) if anchor is None and first is not None else anchor
        if anchor is None:
            continue
        _mark(anchor, number, styles.get("annotation reference", ""))
        root.append(_comment(number, remark.problem, where, day, styles.get("annotation text", "")))
        number += 1
    parts[notes] = _written(root)
    parts[file.main] = _written(file.document)
    return pack(parts)


def _notes(file: Inspected, parts: dict[str, bytes]) -> str:
    """The name of the part with comments: the file's own, or a new one that the file is told of."""
    if found := file.related.get("comments"):
        return found[0]
    folder = dirname(file.main)
    name = next(
        name
        for name in (f"{folder}/comments{at or ''}.xml".lstrip("/") for at in range(len(parts) + 1))
        if name.lower() not in {part.lower() for part in parts}
    )
    relations = f"{folder}/_rels/{file.main.rsplit('/', 1)[-1]}.rels".lstrip("/")
    relations = next((part for part in parts if part.lower() == relations.lower()), relations)
    told = parse(relations, parts.get(relations, _RELATIONS.encode()))
    taken = {one.get("Id") for one in told}
    free = next(f"kravgen{at}" for at in range(len(taken) + 1) if f"kravgen{at}" not in taken)
    etree.SubElement(
        told,
        f"{{{_PACKAGE}/relationships}}Relationship",
        {"Id": free, "Type": _KIND, "Target": relpath(name, folder or ".")},
    )
    parts[relations] = _written(told)
    types = parse(_TYPES, parts[_TYPES])
    etree.SubElement(
        types,
        f"{{{_PACKAGE}/content-types}}Override",
        {"PartName": f"/{name}", "ContentType": _CONTENT_TYPE},
    )
    parts[_TYPES] = _written(types)
    return name


def _anchor(piece: Piece, offset: int, document: Element) -> Element | None:
    """What stands right in its outermost paragraph and holds the place: Word takes no comments inside boxes and fields."""
    holder = next((run_ for begin, run_ in reversed(piece.spans) if begin <= offset), None)
    if holder is None:
        return None
    found: Element | None = None
    node, above = holder, holder.getparent()
    while above is not None:
        if above.tag == P:
            found = node
        node, above = above, above.getparent()
    return found if node is document else None


def _beginning(paragraph: Element) -> Element:
    """Something in the paragraph that a comment can stand on; an empty run is put where there is nothing."""
    inside = [child for child in paragraph if child.tag != _P_PR]
    return inside[0] if inside else etree.SubElement(paragraph, w("r"))


def _mark(anchor: Element, number: int, style: str) -> None:
    """Put the ends of the comment's range around the element, and the reference after it."""
    anchor.addprevious(etree.Element(w("commentRangeStart"), {w("id"): str(number)}))
    reference = etree.Element(w("r"))
    if style:
        look = etree.SubElement(etree.SubElement(reference, w("rPr")), w("rStyle"))
        look.set(w("val"), style)
    etree.SubElement(reference, w("commentReference"), {w("id"): str(number)})
    tail = anchor
    # The references of comments that are there already come first, so that they are read in the order of the text.
    while (after := tail.getnext()) is not None and _of_comment(after):
        tail = after
    tail.addnext(reference)
    tail.addnext(etree.Element(w("commentRangeEnd"), {w("id"): str(number)}))


def _of_comment(element: Element) -> bool:
    return element.tag == w("commentRangeEnd") or element.find(w("commentReference")) is not None


def _comment(number: int, problem: Problem, where: str, day: str, style: str) -> Element:
    moment = f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    lines = [f"{where}:"] if where else []
    lines += [f"{problem.code} {problem.message}", problem.hint]
    if problem.proposal:
        lines.append(_("Proposal: {proposal}").format(proposal=problem.proposal))
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    # The comment is in the language of the messages, whatever that of the draft is.
    spoken = f'<w:rPr><w:lang w:val="{_LANGUAGES[active()]}"/></w:rPr>'
    written = "".join(f"<w:p>{look}{run(_clean(line), spoken)}</w:p>" for line in lines if line)
    return etree.fromstring(
        f'<w:comment {NAMESPACES} w:id="{number}" w:author="{AUTHOR}" w:date="{moment}" w:initials="kg">'
        f"{written}</w:comment>"
    )


def _clean(text: str) -> str:
    """The text on one line: what stands in a file from others may hold any sign."""
    return " ".join(text.split())


def _written(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
