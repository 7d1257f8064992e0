"""Compares documents that have been sent or come back with what the package's manifest says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kravgen import system
from kravgen.archive import NotUnpacked, unpacked
from kravgen.documents.alignment import steps
from kravgen.documents.answers import Answers
from kravgen.documents.wording import Wording
from kravgen.i18n import _, ngettext
from kravgen.library.fingerprint import fingerprint
from kravgen.problems import KravgenError, Place, Problem, at_most, shortened, shown_path
from kravgen.record import manifest
from kravgen.record.file import sha256
from kravgen.record.model import KeptDocument
from kravgen.textfile import unreadable

_LARGEST_FILE = 64 * system.MEBI
"""A file that is only compared byte by byte, such as a PDF, may be larger than a Word file that is read."""
_LONGEST_QUOTE = 300

if TYPE_CHECKING:
    from kravgen.word.reading.returned import Returned


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found in one file. ``untouched`` tells that not a byte that matters differs."""

    file: str
    untouched: bool
    answered: int
    asked: int
    problems: tuple[Problem, ...]


class Sent:
    """A package that has been sent, as the measure of its documents.

    Raises:
        KravgenError: the folder has no package, or its manifest cannot be used.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._record = manifest.read(folder)
        self._items = self._record.by_id
        self._names = frozenset(document.file for document in self._record.documents)

    def package(self) -> Iterator[tuple[Path, KeptDocument]]:
        """Every file of the package where it should lie, and its document: what :meth:`file` takes."""
        yield from ((self._folder / document.file, document) for document in self._record.documents)

    def concerns(self, path: Path) -> bool:
        """Whether a file in a folder of returned files is worth comparing: a Word file, or one of the package's."""
        return path.suffix.lower() in (".docx", ".xlsx") or path.name in self._names

    def file(self, path: Path, document: KeptDocument | None = None) -> Verified:
        """One file, wherever it lies and whatever it is called now.

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
            return Verified(name, False, 0, 0, (Place(name, 1, 1).problem("KG915", missing, hint),))
        except OSError as error:
            raise unreadable(name, error) from error
        candidates = [document] if document else self._record.documents
        checksum = sha256(content)
        if any(candidate.sha256 == checksum for candidate in candidates):
            return Verified(name, True, 0, 0, ())
        parts = _parts(content)
        if parts and any(candidate.parts == parts for candidate in candidates):
            return Verified(name, True, 0, 0, ())
        return self._compared(path, name, content, document)

    def _compared(self, path: Path, name: str, content: bytes, document: KeptDocument | None) -> Verified:
        from kravgen.sheets.reading.intake import is_workbook

        place = Place(name)
        if is_workbook(path.name, content) and not (document and document.wording is None):
            return self._workbook(path, name, content, document)
        if path.suffix.lower() != ".docx":
            hint = _("Compare it with the file in the package yourself.")
            changed = place.problem("KG916", _("The file is not the one that was made."), hint)
            return Verified(name, False, 0, 0, (changed,))
        from kravgen.word.reading.file import read
        from kravgen.word.reading.returned import Returned, properties
        from kravgen.word.refusal import Refused

        try:
            file = read(content)
            told = properties(file)
            document = document or self._named(told.get("kravgen-document", ""), path)
            if document is None or document.wording is None:
                raise KravgenError(
                    Place(name, 1, 1).problem(
                        "KG920",
                        _("The file cannot be matched with a document in the package."),
                        _("Give it the name it had when it was sent."),
                    ),
                    unreadable=True,
                )
            sent = document.wording
            form = Returned(file, sent)
        except Refused as error:
            raise KravgenError(
                Place(name, 1, 1).problem(
                    "KG920",
                    _("The file cannot be compared: {reason}").format(reason=_(error.reason)),
                    _("Ask for the file as .docx, without a password."),
                ),
                unreadable=True,
            ) from error
        problems = [*self._foreign(place, told), *self._revised(place, form.revised)]
        problems += self._texts(place, sent, form.wording)
        filled, asked, unread = self._answers(place, sent, form)
        return Verified(name, False, filled, asked, tuple(at_most((*problems, *unread))))

    def _workbook(self, path: Path, name: str, content: bytes, document: KeptDocument | None) -> Verified:
        from kravgen.sheets.reading.book import read
        from kravgen.sheets.reading.matching import matched
        from kravgen.sheets.reading.refusal import SheetRefused
        from kravgen.sheets.reading.returned import ReturnedBook

        place = Place(name)
        try:
            book = read(content)
            kept = {one.id: one for one in self._record.documents if one.wording and one.wording.sheets}
            # By its properties, its name, or the ids in it.
            document = document or next(
                (kept[found] for found in (book.properties.get("kravgen-document", ""),) if found in kept),
                next((one for one in kept.values() if one.file == path.name), None),
            )
            if document is None:
                found = matched(book, {one: doc.wording for one, doc in kept.items() if doc.wording})
                document = kept.get(found)
            if document is None or document.wording is None:
                raise KravgenError(
                    Place(name, 1, 1).problem(
                        "KG920",
                        _("The file cannot be matched with a document in the package."),
                        _("Give it the name it had when it was sent."),
                    ),
                    unreadable=True,
                )
            sent = document.wording
            numbers = {item: self._told(item) for item in self._items}
            form = ReturnedBook(book, sent, place, numbers)
        except SheetRefused as error:
            raise KravgenError(
                Place(name, 1, 1).problem(
                    "KG920",
                    _("The file cannot be compared: {reason}").format(reason=_(error.reason)),
                    _(error.remedy),
                ),
                unreadable=True,
            ) from error
        problems = [*self._foreign(place, book.properties), *self._texts(place, sent, form.wording)]
        filled, asked, unread = self._counted(place, sent, form.answers)
        return Verified(name, False, filled, asked, tuple(at_most((*problems, *form.problems, *unread))))

    def _named(self, name: str, path: Path) -> KeptDocument | None:
        comparable = [document for document in self._record.documents if document.wording]
        by_property = [document for document in comparable if document.id == name]
        by_name = [document for document in comparable if document.file == path.name]
        return next(iter(by_property or by_name), None)

    def _foreign(self, place: Place, properties: Mapping[str, str]) -> Iterator[Problem]:
        made_from = properties.get("kravgen-package", "")
        if made_from and made_from != self._record.fingerprint:
            yield place.problem(
                "KG918",
                _("The file belongs to another version of the package ({theirs}, not {ours}).").format(
                    theirs=made_from, ours=self._record.fingerprint
                ),
                _("Compare it with the package that it was sent with."),
            )

    def _revised(self, place: Place, revised: bool) -> Iterator[Problem]:
        if revised:
            yield place.problem(
                "KG917",
                _(
                    "The file has changes that nobody has accepted or rejected. It is read as if they were accepted."
                ),
                _("Open it in Word, Review, and look at the changes."),
            )

    def _texts(self, place: Place, sent: Wording, found: Wording) -> Iterator[Problem]:
        for item, mark in sent.items.items():
            told = self._told(item)
            if item not in found.items:
                hint = _("It read: {text}").format(text=_short(self._text(item)))
                yield place.problem(
                    "KG912", _("{item}: the requirement has been taken away.").format(item=told), hint
                )
            elif fingerprint(found.items[item]) != mark:
                message = _("{item}: the text has been changed. It was: {before} It is: {now}").format(
                    item=told, before=_short(self._text(item)), now=_short(found.items[item])
                )
                yield place.problem("KG911", message, _("What was sent applies."))
        for item, text in found.items.items():
            if item not in sent.items:
                yield place.problem(
                    "KG913",
                    _("{item}: the row has been added by hand: {text}").format(
                        item=_short(item), text=_short(text)
                    ),
                    _("What was sent applies."),
                )
        yield from self._paragraphs(place, sent.rest, found.rest)

    def _paragraphs(self, place: Place, before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Problem]:
        for kind, old, new in steps(before, now):
            if kind == "equal":
                continue
            gone, come = " ".join(old), " ".join(new)
            if gone and come:
                message = _("Text has been changed. It was: {before} It is: {now}").format(
                    before=_short(gone), now=_short(come)
                )
            elif gone:
                message = _("Text has been taken away: {before}").format(before=_short(gone))
            else:
                message = _("Text has been added: {now}").format(now=_short(come))
            yield place.problem("KG914", message, _("What was sent applies."))

    def _answers(self, place: Place, sent: Wording, form: Returned) -> tuple[int, int, tuple[Problem, ...]]:
        from kravgen.word.reading.answers import answers

        return self._counted(place, sent, answers(form, place, sent)) if sent.fields else (0, 0, ())

    def _counted(self, place: Place, sent: Wording, read: Answers) -> tuple[int, int, tuple[Problem, ...]]:
        asked = {field.name: field for field in sent.fields if field.asked}
        given = {answer.name for answer in read.answers if answer.value not in (None, False)}
        readable = {answer.name for answer in read.answers}
        unanswered = [
            self._number(field.item or name)
            for name, field in asked.items()
            if name in readable and name not in given
        ]
        problems = list(read.problems)
        if unanswered:
            told = ngettext(
                "{count} question has not been answered: {numbers}.",
                "{count} questions have not been answered: {numbers}.",
                len(unanswered),
            ).format(count=len(unanswered), numbers=", ".join(unanswered))
            problems.append(place.problem("KG904", told, _("Ask for an answer, if the rules allow it.")))
        return len(given.intersection(asked)), len(asked), tuple(problems)

    def _told(self, item: str) -> str:
        number, item = self._number(item), _short(item)
        return f"{number} ({item})" if number != item else item

    def _number(self, item: str) -> str:
        known = self._items.get(item)
        return _short((known.number if known else "") or item)

    def _text(self, item: str) -> str:
        known = self._items.get(item)
        return known.text if known else ""


def _parts(content: bytes) -> dict[str, str]:
    """The check sum of every part: another program may have packed the same parts anew. Empty when it is no zip file."""
    try:
        return {name: sha256(part) for name, part in unpacked(content)}
    except NotUnpacked:
        return {}


def _short(text: str) -> str:
    return shortened(text, _LONGEST_QUOTE)
