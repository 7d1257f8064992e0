"""Content that is written in several ways, of which a program shows the first that it understands."""

from __future__ import annotations

from kravgen.word.reading.file import Element
from kravgen.word.reading.removal import drop
from kravgen.word.refusal import Refused

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE, _CHOICE, _FALLBACK = (
    _COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback")
)
_OFFICE = "http://schemas.microsoft.com/office"
# Those that Word 2016 and later understand. What stands for anything else is the fallback.
_UNDERSTOOD = frozenset(
    (
        *(
            f"{_OFFICE}/word/2010/{name}"
            for name in ("wordml", "wordprocessingDrawing", "wordprocessingShape")
        ),
        *(f"{_OFFICE}/word/2010/wordprocessing{name}" for name in ("Canvas", "Group", "Ink")),
        *(f"{_OFFICE}/word/{year}/wordml" for year in (2012, 2018)),
        *(
            f"{_OFFICE}/word/2015/wordml/symex",
            f"{_OFFICE}/word/2016/wordml/cid",
            f"{_OFFICE}/word/2018/wordml/cex",
        ),
        *(f"{_OFFICE}/drawing/{name}/main" for name in ("2007/8/2", "2010")),
        *(f"{_OFFICE}/drawing/2007/8/2/chart", f"{_OFFICE}/drawing/2012/chart"),
        *(
            f"{_OFFICE}/drawing/2014/chartex",
            f"{_OFFICE}/drawing/2016/ink",
            f"{_OFFICE}/drawing/2017/model3d",
        ),
        *(
            f"{_OFFICE}/drawing/20{year}/chartex"
            for year in ("15/9/8", "15/10/21", "16/5/9", "16/5/10", "16/5/11")
        ),
        *(f"{_OFFICE}/drawing/20{year}/chartex" for year in ("16/5/12", "16/5/13", "16/5/14")),
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
    )
)


_MOST_NAMES = 200
"""So many names of namespaces may be in force: each branch asks what all of them mean. Word writes forty."""


def settle(root: Element) -> None:
    """Let what Word shows take the place of all content that is written in several ways.

    Raises:
        Refused: as :func:`shown`.
    """
    for alternate in list(root.iter(_ALTERNATE)):
        parent = alternate.getparent()
        if parent is None:
            continue
        for child in list(shown(alternate)):
            alternate.addprevious(child)
        drop(alternate)


def shown(alternate: Element) -> Element | tuple[()]:
    """The branch of an ``mc:AlternateContent`` that Word shows; nothing when it understands none.

    Raises:
        Refused: so many names of namespaces are in force that to look them up everywhere would take minutes.
    """
    for branch in alternate:
        if branch.tag == _FALLBACK:
            return branch
        if branch.tag == _CHOICE:
            known, needed = branch.nsmap, str(branch.get("Requires", "")).split()
            if len(known) > _MOST_NAMES:
                raise Refused("too-full")
            if needed and all(known.get(prefix) in _UNDERSTOOD for prefix in needed):
                return branch
    return ()
