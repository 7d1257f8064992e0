"""A Word file that has come back, compared with the document that was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kravgen.documents.tree import WRITTEN
from kravgen.documents.wording import Wording, comparable, one_line
from kravgen.i18n import _
from kravgen.library.fingerprint import fingerprint
from kravgen.many import at_most
from kravgen.problems import Place, Problem
from kravgen.record.model import KeptDocument
from kravgen.returned.differences import changed_items, foreign, odd_answers, texts, unanswered
from kravgen.returned.gaps import restored
from kravgen.returned.outcome import Compared, FilledGap
from kravgen.returned.remains import has_lost_marks, lost_marks, missing_texts
from kravgen.returned.sent import Sent
from kravgen.textlines import first_of
from kravgen.word.reading.answers import answers
from kravgen.word.reading.file import Inspected, read, read_beside
from kravgen.word.reading.kinship import best_match
from kravgen.word.reading.remark import Remark
from kravgen.word.reading.returned import Returned, Taken, properties
from kravgen.word.reading.unseen import unseen

_MOST_ALIKE, _MOST_NAMED = 4, 8


def compare(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    """What differs from the document, and what has been answered. ``name`` is the file's own.

    Without a ``document`` the file is one of those that were sent, if it can be told which: None when it cannot.

    Raises:
        Refused: it is no Word file that can be read.
    """
    file = read(content)
    document = document or identify(sent, file, name)
    if document is None or document.wording is None:
        return None
    return _compare(sent, document, document.wording, file, place)


def identify(sent: Sent, file: Inspected, name: str) -> KeptDocument | None:
    """The document that the file is a copy of: by what the file says of itself, by its name or by what it holds."""
    by_name = sent.of_name(name)
    by_name = by_name if by_name and by_name.wording else None
    by_itself = sent.of_id(properties(file).get("kravgen-document", ""))
    if by_itself is not None and by_name in (None, by_itself):
        return by_itself
    # The two disagree, or there is only the name.
    alike = best_match(file, ((kept, kept.wording) for kept in sent.record.documents if kept.wording))
    if by_itself is not None:
        return alike or by_itself
    return by_name or alike


def _compare(sent: Sent, document: KeptDocument, wording: Wording, file: Inspected, place: Place) -> Compared:
    form = Returned(file, wording)
    found = answers(form, place, wording, sent.numbers)
    said = form.said(found.taken)
    beside_fields = _written_beside(form, wording, said, found.taken)
    if beside_fields:
        found = answers(form, place, wording, sent.numbers, beside_fields)
        said = form.said(found.taken)
    marks_lost = has_lost_marks(wording, said, form)
    beside = unseen(form, _original(sent, document), found.taken.holds)
    filled: tuple[FilledGap, ...] = ()
    if not (marks_lost or found.lost):
        said, filled = restored(sent, wording, said)
    # Of hundreds of thousands only the first are told, so they are not made before they are asked for.
    problems = chain(
        foreign(sent, place, properties(file)),
        revised(place, form.revised),
        (lost_marks(place),) if marks_lost and not found.lost else (),
        found.problems,
        odd_answers(sent, place, found.answers),
        missing_texts(sent, place, wording, form, said)
        if marks_lost or found.lost
        else texts(sent, place, wording, said),
        _remarks(sent, place, beside.remarks),
    )
    missing = unanswered(wording, found.answers)
    return Compared(document, tuple(at_most(problems)), beside.notes, found.answers, missing, filled)


def _written_beside(form: Returned, wording: Wording, said: Wording, taken: Taken) -> frozenset[str]:
    """The items in whose rows somebody has written in the cell of a text, beside its field, and nothing else is changed."""
    changed = changed_items(wording, said)
    columns: dict[str, set[str]] = {}
    for field in wording.fields if changed else ():
        if field.kind in WRITTEN and field.item in changed:
            columns.setdefault(field.item, set()).add(one_line(field.column))
    return frozenset(
        row.item
        for row in form.rows
        if row.item in columns
        and fingerprint(comparable(form.text_without(row, columns[row.item], taken)))
        == wording.items[row.item]
    )


def _original(sent: Sent, document: KeptDocument) -> Inspected | None:
    """The file as it was sent, without its body; None when the package does not have it any more."""
    content = sent.original(document)
    return read_beside(content) if content is not None else None


def _remarks(sent: Sent, place: Place, remarks: Iterable[Remark]) -> Iterator[Problem]:
    alike: dict[tuple[str, str], list[Remark]] = {}
    # The same may be the matter with each cell of a row.
    for remark in dict.fromkeys(remarks):
        alike.setdefault((remark.code, remark.kind or remark.message), []).append(remark)
    for (code, kind), found in alike.items():
        if len(found) > _MOST_ALIKE:
            # One style or one table makes it so everywhere.
            places = list(dict.fromkeys(_where(sent, remark) for remark in found))
            message = _("{what} That is so in {count} places: {places}.").format(
                what=kind,
                count=len(found),
                places=first_of([where for where in places if where], _MOST_NAMED),
            )
            yield place.problem(code, message, found[0].hint)
            continue
        for remark in found:
            where = _where(sent, remark)
            message = f"{where}: {remark.message}" if where else remark.message
            yield place.problem(code, message, remark.hint)


def _where(sent: Sent, remark: Remark) -> str:
    return sent.told(remark.item) if remark.item else remark.near


def revised(place: Place, is_revised: bool) -> Iterator[Problem]:
    """That the file has tracked changes, which are read as if all were accepted."""
    if is_revised:
        yield place.problem(
            "KG917",
            _(
                "The file has changes that nobody has accepted or rejected. It is read as if they were accepted."
            ),
            _("Open it in Word, Review, and look at the changes."),
        )
