"""What a returned file shows otherwise than it holds it, or holds beside the text that is compared word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.word.reading.arrangement import arranged, rearranged
from kravgen.word.reading.beside import NotePlaces, beside, compared, gone
from kravgen.word.reading.file import Element, Inspected, value, w
from kravgen.word.reading.foreign import foreign
from kravgen.word.reading.inventory import inventory
from kravgen.word.reading.placement import JUDGED
from kravgen.word.reading.remark import Remark
from kravgen.word.reading.restyled import has_hidden_ends, restyled
from kravgen.word.reading.returned import Returned
from kravgen.word.reading.visibility import faint


@dataclass(frozen=True, slots=True)
class Unseen:
    """What the comparison of words does not tell: what may deceive a reader, and in ``notes`` what only looks otherwise."""

    remarks: tuple[Remark, ...]
    """Each once."""
    notes: tuple[str, ...]


def unseen(form: Returned, original: Inspected | None, is_answer: Callable[[Element], bool]) -> Unseen:
    """Everything of a returned file that the comparison of its words does not tell.

    ``is_answer`` tells whether an element stands in a field. ``original`` is the file as it was sent; its body is not
    asked for. Without it a file is compared with nothing but what no file that was sent has.
    """
    file = form.file
    found = inventory(file)
    where = NotePlaces(file, form.whereabouts).of
    # The same may be the matter with each cell of a row, and with each run of a paragraph.
    remarks = dict.fromkeys(foreign(found, where, is_answer))
    remarks.update(dict.fromkeys(faint(file, original, found, where, is_answer)))
    if original is None:
        message = _(
            "The package no longer has the file as it was sent: headers, notes, links and styles are not compared."
        )
        return Unseen((*remarks, Remark("KG957", message)), ())
    before, now = beside(original, inventory(original)), beside(file, found, is_answer)
    remarks.update(dict.fromkeys(compared(before, now, file, form.whereabouts, is_answer)))
    for style, code, message in sorted(set(_styled(file)) - set(_styled(original))):
        told = _("The style {style}: {message}").format(style=style, message=message)
        remarks[Remark(code, told)] = None
    remarks.update(dict.fromkeys(rearranged(file)))
    notes = [*gone(before, now), *_looks(restyled(file, original, found.runs)), *arranged(file, original)]
    if has_hidden_ends(file, found.runs):
        notes.append(_("The ends of some paragraphs are hidden, so that they read on in the next."))
    return Unseen(tuple(remarks), tuple(notes))


def _looks(kinds: tuple[str, ...]) -> Iterator[str]:
    if kinds:
        yield _("The words look otherwise than they did: {kinds}. They read the same.").format(
            kinds=", ".join(kinds)
        )


def _styled(file: Inspected) -> Iterator[tuple[str, str, str]]:
    """What the styles say that makes text hard to read: the style, the code and the message."""
    root = file.root("styles")
    for element in root.iter(*JUDGED) if root is not None else ():
        code, judge = JUDGED[str(element.tag)]
        message = judge(element)
        if message:
            style = next(element.iterancestors(w("style")), None)
            name = value(style.find(w("name"))) if style is not None else _("of all text")
            yield name, code, message
