"""One file that has been sent or come back, compared with what the package's manifest says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record.model import KeptDocument
from kravgen.returned.outcome import Compared, Verified
from kravgen.returned.sent import Sent
from kravgen.textfile import unreadable
from kravgen.word.refusal import Refused

Comparer = Callable[[Sent, KeptDocument | None, bytes, Place, str], Compared | None]
"""Compares the content of a file of one kind. The last is the file's own name. None: it is none of the documents.

May raise :class:`kravgen.word.refusal.Refused`.
"""

_LARGEST_FILE = 64 * system.MEBI
"""A file that is only compared byte by byte, such as a PDF, may be larger than a Word file that is read."""


def verify(sent: Sent, path: Path, document: KeptDocument | None = None) -> Verified:
    """One file, wherever it lies and whatever it is called now. ``document`` is what it must be, where that is known.

    Raises:
        KravgenError: it cannot be read, or not compared.
    """
    name = shown_path(path)
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
        return Verified(name, "untouched", (), same)
    return _compared(sent, path, name, content, document)


def _compared(sent: Sent, path: Path, name: str, content: bytes, document: KeptDocument | None) -> Verified:
    place = Place(name)
    comparer = _COMPARERS.get(path.suffix.lower())
    if comparer is None:
        hint = _("Compare it with the file in the package yourself.")
        changed = place.problem("KG916", _("The file is not the one that was made."), hint)
        return Verified(name, "not-compared", (changed,), document)
    try:
        found = comparer(sent, document, content, place, path.name)
    except Refused as error:
        raise KravgenError(
            Place(name, 1, 1).problem(
                "KG920",
                _("The file cannot be compared: {reason}").format(reason=_(error.reason)),
                _("Ask for the file as .docx, without a password."),
            ),
            unreadable=True,
        ) from error
    if found is None:
        raise KravgenError(
            Place(name, 1, 1).problem(
                "KG920",
                _("The file cannot be matched with a document in the package."),
                _("Give it the name it had when it was sent."),
            ),
            unreadable=True,
        )
    return Verified(
        name, "compared", found.problems, found.document, found.notes, found.answers, found.unanswered
    )


def _word(
    sent: Sent, document: KeptDocument | None, content: bytes, place: Place, name: str
) -> Compared | None:
    # Most files of a package are untouched and need no reader.
    from kravgen.returned.wordfile import compare

    return compare(sent, document, content, place, name)


_COMPARERS: Mapping[str, Comparer] = {".docx": _word}
