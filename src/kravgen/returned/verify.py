"""One file that has been sent or come back, compared with what the package's manifest says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kravgen import system
from kravgen.guard import told
from kravgen.i18n import _, ngettext
from kravgen.problems import KravgenError, Place, Problem, shown_path
from kravgen.record.model import KeptDocument
from kravgen.returned.advice import for_own_form, on_refusal
from kravgen.returned.formats import UNREADABLE, WHAT, Format, format_of
from kravgen.returned.outcome import Compared, Verified
from kravgen.returned.sent import Sent, short
from kravgen.sheets.names import lot_of
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.textfile import unreadable
from kravgen.textlines import first_of
from kravgen.word.refusal import Refused

Comparer = Callable[[Sent, KeptDocument | None, bytes, Place, str], Compared | None]
"""Compares the content of a file of one format. The last is the file's own name. None: it is none of the documents.

May raise :class:`kravgen.word.refusal.Refused` or :class:`kravgen.sheets.reading.refusal.SheetRefused`.
"""

_LARGEST_FILE = 64 * system.MEBI
"""A file that is only compared byte by byte, such as a PDF, may be larger than a Word file that is read."""
_MOST_NUMBERS = 30


def verify(sent: Sent, path: Path, document: KeptDocument | None = None) -> Verified:
    """One file, wherever it lies and whatever it is called now. Whatever is wrong with it is told, never raised.

    ``document`` is what the file must be, where that is known: it is the package's own and not a returned one.
    """
    name = shown_path(path)
    try:
        with told(name):
            return _verified(sent, path, name, document)
    except KravgenError as error:
        first = error.problems[0]
        problems = tuple(
            replace(one, hint=on_refusal("too-large")) if one.code == "KG102" else one
            for one in error.problems
        )
        return Verified(
            name, "not-compared", problems, document, why=first.message, unreadable=error.unreadable
        )


def _verified(sent: Sent, path: Path, name: str, document: KeptDocument | None) -> Verified:
    place = Place(name)
    try:
        content = system.read(path, _LARGEST_FILE)
    except FileNotFoundError as error:
        if not document:
            raise unreadable(name, error) from error
        hint = _("Make the package again, or find the file.")
        missing = _("The file is in the manifest but not in the folder.")
        return Verified(name, "missing", (Place(name, 1, 1).problem("KG915", missing, hint),), document)
    except OSError as error:
        raise unreadable(name, error) from error
    same = sent.same(content)
    if same and document in (None, same):
        return _untouched(place, same, returned=document is None)
    form = format_of(content, path.name)
    comparer = _COMPARERS.get(form)
    if comparer is None:
        return _not_compared(sent, place, form, path.name, document)
    try:
        found = comparer(sent, document, content, place, path.name)
    except (Refused, SheetRefused) as error:
        return _refused(
            place, document, _(error.reason), on_refusal(error.code, book=isinstance(error, SheetRefused))
        )
    return _compared(sent, place, found) if found else _not_compared(sent, place, form, path.name, document)


def _untouched(place: Place, document: KeptDocument, *, returned: bool) -> Verified:
    found = Verified(place.file, "untouched", (), document)
    if not found.asked or not returned:
        return found
    names = tuple(field.name for field in found.fields if field.asked)
    return replace(found, problems=tuple(_unfilled(place, document)), unanswered=names)


def _compared(sent: Sent, place: Place, found: Compared) -> Verified:
    verified = Verified(
        place.file,
        "compared",
        (),
        found.document,
        found.notes,
        found.answers,
        found.unanswered,
        filled=found.filled,
        priced=found.priced,
    )
    problems = list(found.problems)
    if verified.asked and len(found.unanswered) == verified.asked:
        problems += _unfilled(place, found.document)
    elif left := _left(found):
        problems.append(_unanswered(sent, place, verified, left))
    if verified.internal:
        problems = list(for_own_form(problems))
    return replace(verified, problems=tuple(problems))


def _unfilled(place: Place, document: KeptDocument) -> tuple[Problem]:
    if document.audience == "internal":
        hint = _("Compare the one that is filled in.")
    else:
        hint = _("Look for one that is filled in. There is none when the bidder has not answered.")
    return (
        place.problem(
            "KG925", _("Nobody has filled in the form: {title}.").format(title=document.title), hint
        ),
    )


def _left(found: Compared) -> list[str]:
    """The fields that should have been filled in. Nobody needs to bid for every lot."""
    bid_for = {lot_of(answer.name) for answer in found.answers if answer.value is not None}
    return [name for name in found.unanswered if not lot_of(name) or lot_of(name) in bid_for]


def _unanswered(sent: Sent, place: Place, found: Verified, left: Sequence[str]) -> Problem:
    fields = {field.name: field for field in found.fields}
    asked = [fields[name] for name in left]
    numbers = [sent.number(field.item) if field.item else short(field.row or field.name) for field in asked]
    shown = first_of(numbers, _MOST_NUMBERS)
    if found.internal:
        message = ngettext(
            "{count} row has not been filled in: {numbers}.",
            "{count} rows have not been filled in: {numbers}.",
            len(numbers),
        )
    else:
        message = ngettext(
            "{count} question has not been answered: {numbers}.",
            "{count} questions have not been answered: {numbers}.",
            len(numbers),
        )
    told = message.format(count=len(numbers), numbers=shown)
    return place.problem("KG904", told, _("Ask for an answer, if the rules allow it."))


def _not_compared(
    sent: Sent, place: Place, form: Format, name: str, document: KeptDocument | None
) -> Verified:
    """A file of a format that nobody compares, or that is none of the package's documents."""
    meant = document or sent.of_name(name)
    if meant and not meant.wording and form != "empty":
        hint = _("Compare it with the file in the package yourself.")
        changed = place.problem("KG916", _("The file is not the one that was made."), hint)
        why = _("not the file that was made")
        return Verified(place.file, "not-compared", (changed,), meant, why=why)
    what, advice = (_(text) for text in WHAT[form])
    if form in UNREADABLE:
        return _refused(place, document, what, advice)
    if form in _COMPARERS:
        why = _("none of the documents in the package")
        message = _("The file has not been compared: it is none of the documents in the package.")
        advice = _("Read it yourself. Is it an answer, give it the name that the document had.")
    else:
        why = what
        message = _("The file has not been compared: it is {what}.").format(what=what)
        if meant := sent.of_stem(name):
            message = _("The file has not been compared: it is {what}. {title} was sent as {file}.").format(
                what=what, title=meant.title, file=meant.file
            )
            if form in _NOT_TURNED:
                advice = _("Read it yourself, and ask for the document that was sent if the rules allow it.")
    return Verified(place.file, "not-compared", (place.problem("KG921", message, advice),), None, why=why)


def _refused(place: Place, document: KeptDocument | None, reason: str, advice: str) -> Verified:
    message = _("The file cannot be compared: {reason}").format(reason=reason)
    problem = Place(place.file, 1, 1).problem("KG920", message, advice)
    return Verified(place.file, "not-compared", (problem,), document, why=reason, unreadable=True)


def _word(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    # Most files of a package are untouched and need no reader.
    from kravgen.returned.wordfile import compare

    return compare(sent, document, content, place, name)


def _workbook(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    from kravgen.returned.workbookfile import compare

    return compare(sent, document, content, place, name)


_COMPARERS: Mapping[Format, Comparer] = {"word": _word, "excel": _workbook}
_NOT_TURNED: frozenset[Format] = frozenset({"pdf", "picture", "web", "text", "unknown"})
"""What nobody can make a document of again."""
