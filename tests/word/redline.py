"""What Word does with tracked changes: accept them all, or reject them all."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from kravgen.comparison.side import Side
from kravgen.record import manifest
from tests.word.sample import W, shown

_SORTS = {"kriterium": "criterion", "avtalsvillkor": "clause", "kontrollpunkt": "check"}


def item(name: str = "K-1", kind: str = "ska", **told: Any) -> dict[str, Any]:
    known = {"id": name, "sort": _SORTS.get(kind, "requirement"), "kind": kind, "title": "Krav"}
    decided = {"decision": "taken", "reason": {"kind": "own"}, "fingerprint": "0" * 16}
    texts = {"number": "K1", "text": "Text.", "evidence": "Intyg.", "documents": ["kravspecifikation"]}
    return {**known, **decided, **texts, **told}


def side(*items: Mapping[str, Any], rest: tuple[str, ...] = (), **told: Any) -> Side:
    document = {
        "file": "kravspecifikation.docx",
        "id": "kravspecifikation",
        "title": "Kravspecifikation",
        "audience": "public",
        "reason": {"kind": "always"},
        "sha256": "3" * 64,
        "wording": {"items": {}, "rest": list(rest)},
    }
    data = {
        "format": manifest.FORMAT,
        "kravgen": "0.1.0",
        "fingerprint": "1" * 16,
        "library": {"version": "0.1.0", "fingerprint": "2" * 16},
        "procurement": {
            "file": "a.yaml",
            "title": "E-arkiv",
            "version": "1",
            "profile": "p",
            "profile_title": "Profil",
            "buyers": [{"name": "Granviks kommun"}],
        },
        "as_of": "2026-11-23",
        "status": "draft",
        "facts": {},
        "blocks": {},
        "values": {},
        "documents": [document],
        "items": list(items),
        "gaps": [],
    } | told
    return Side("a", manifest.parse(json.dumps(data).encode(), "a"))


def resolved(root: etree._Element, accept: bool) -> etree._Element:
    """A copy of the document part after all changes have been accepted or rejected."""
    root = copy.deepcopy(root)
    kept, gone = ("ins", "del") if accept else ("del", "ins")
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            _parent(row).remove(row)
    # Before the marks go: a paragraph that goes leaves what is left of it to the paragraph that follows.
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            following = paragraph.getnext()
            assert following is not None and following.tag == f"{W}p", "nothing takes over what is left"
            at = 1 if following.find(f"{W}pPr") is not None else 0
            following[at:at] = [child for child in paragraph if child.tag != f"{W}pPr"]
            _parent(paragraph).remove(paragraph)
    for name in (kept, gone):
        for element in list(root.iter(f"{W}{name}")):
            parent, inside = _parent(element), list(element) if name == kept else []
            at = parent.index(element)
            parent[at : at + 1] = inside
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"
    return root


def tables(root: etree._Element) -> list[list[list[list[str]]]]:
    """Every table: its rows, their cells and the paragraphs of each cell."""
    return [
        [
            [[shown(p) for p in cell.findall(f"{W}p")] for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
        ]
        for table in root.iter(f"{W}tbl")
    ]


def by_id(root: etree._Element) -> dict[tuple[str, str], list[list[str]]]:
    """The rows about an item, by what the column is called and the id that stands last in it."""
    return {(rows[0][1][0], row[1][-1]): row for rows in tables(root) for row in rows[1:] if len(row) == 3}


def looks(root: etree._Element) -> Iterator[tuple[str, str, bool]]:
    """Every run that shows something: whether it has come or gone, its text, and whether it is bold."""
    for run in root.iter(f"{W}r"):
        if text := "".join(str(t.text or "") for t in run if t.tag in (f"{W}t", f"{W}delText")):
            change = etree.QName(_parent(run)).localname
            yield change if change in ("ins", "del") else "", text, run.find(f"{W}rPr/{W}b") is not None


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent
