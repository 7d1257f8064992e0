"""How a file says that it is to be shown and printed: what differs from the file that was sent, and what may change it."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.i18n import _
from kravgen.word.reading.beside import sections
from kravgen.word.reading.file import Element, Inspected, is_on, value, w, whole
from kravgen.word.reading.remark import Remark

_ON_SCREEN = (
    *("mirrorMargins", "gutterAtTop", "bookFoldPrinting", "bookFoldRevPrinting", "printTwoOnOne"),
    *("view", "revisionView", "mailMerge", "formsDesign", "updateFields", "evenAndOddHeaders"),
)
_OF_PAGES = tuple(map(w, ("lnNumType", "pgBorders", "vAlign")))
_FARTHEST = 5_000


def rearranged(file: Inspected) -> Iterator[Remark]:
    """What may make words look otherwise, or gone, when the file is opened."""
    settings = file.root("settings")
    if settings is None:
        return
    if whole(value(settings.find(w("defaultTabStop")))) > _FARTHEST:
        yield Remark("KG952", _("Tab stops lie outside the room of the text, so that words may not be seen."))
    if is_on(settings.find(w("linkStyles"))):
        message = _(
            "Word takes the styles from a template outside the file; words may look otherwise, or gone."
        )
        yield Remark("KG953", message)


def arranged(file: Inspected, original: Inspected) -> Iterator[str]:
    """What differs without effect on what the words say, each as a sentence."""
    now, before = file.root("settings"), original.root("settings")
    if _is_protected(before) and not _is_protected(now):
        yield _("The protection of the form has been taken away. All of the file has been compared.")
    settings = (_set(now) - _set(before)) if now is not None else frozenset()
    pages = any(child.tag in _OF_PAGES for section in sections(file.document) for child in section)
    if settings or pages:
        yield _("How the pages are shown or printed has been changed. The words read the same.")


def _is_protected(settings: Element | None) -> bool:
    told = settings.find(w("documentProtection")) if settings is not None else None
    return (
        told is not None
        and value(told, "edit") == "forms"
        and value(told, "enforcement") not in ("", "0", "false")
    )


def _set(settings: Element | None) -> frozenset[str]:
    """The names of what is turned on."""
    if settings is None:
        return frozenset()
    return frozenset(name for name in _ON_SCREEN if is_on(settings.find(w(name))))
