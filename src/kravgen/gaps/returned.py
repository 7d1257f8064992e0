"""Answers in files that have come back: a workbook or a page of gaps, or a document of the package edited by hand.

The files are somebody else's. They are read by the readers of :mod:`kravgen.sheets.reading` and :mod:`kravgen.word.reading`
with their limits, and nothing in them is followed, run or worked out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen import system, textfile
from kravgen.documents.plain_lines import PLACEHOLDER
from kravgen.documents.tree import Block, Field, ListBlock, Table
from kravgen.gaps import answered_book, answered_page
from kravgen.gaps.collect import Register
from kravgen.gaps.origin import Origin, foreign, of_this
from kravgen.gaps.store import Reply
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shortened, shown_path
from kravgen.returned.formats import format_of
from kravgen.returned.sent import Sent
from kravgen.returned.verify import verify
from kravgen.sheets.reading.book import read as read_book
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.word.reading.file import read as read_word
from kravgen.word.reading.returned import properties as properties_of
from kravgen.word.refusal import Refused

_OF_FIELDS, _OF_TEXT = (
    ("KG902", "KG906", "KG907", "KG908", "KG917", "KG920"),
    ("KG911", "KG912", "KG913", "KG914", "KG955"),
)
"""What is told of a document that somebody has filled in, and of one that somebody has changed besides its gaps."""
_LARGEST = 64 * system.MEBI


@dataclass(frozen=True, slots=True)
class Read:
    """What a file has given: replies, and everything that was not taken as one, told."""

    replies: tuple[Reply, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(register: Register, path: Path, folder: Path) -> Read:
    """The replies in one file. ``folder`` is the package that an edited document may be of. Nothing is raised for it."""
    name = shown_path(path)
    try:
        content = system.read(path, _LARGEST)
    except OSError as error:
        return Read((), tuple(textfile.unreadable(name, error).problems))
    place, form = Place(name), format_of(content, path.name)
    try:
        if form == "excel":
            book = read_book(content)
            if of_book := answered_book.origin_of(book):
                return _read(of_book, register, answered_book.replies(register, book, place), place)
        if form == "word":
            file = read_word(content)
            if of_page := answered_page.origin_of(file):
                return _read(of_page, register, answered_page.replies(register, file, place), place)
            return _of_document(register, path, properties_of(file), folder, place)
    except (Refused, SheetRefused) as error:
        return Read((), (place.problem("KG638", _(error.reason), _(error.remedy)),))
    return Read((), (foreign(place, form),))


def _read(found: Origin, register: Register, replied: Iterable[Reply | Problem], place: Place) -> Read:
    """What a file of gaps has given, if it is of this procurement."""
    mine, told = of_this(register, found, place)
    every = list(replied) if mine else []
    return Read(
        tuple(one for one in every if isinstance(one, Reply)),
        (*told, *(one for one in every if isinstance(one, Problem))),
    )


def _of_document(register: Register, path: Path, told: dict[str, str], folder: Path, place: Place) -> Read:
    """A document of the package that somebody has filled in by hand: each gap that other words stand in."""
    name = told.get("kravgen-document", "")
    try:
        sent = Sent(path.parent if (path.parent / "manifest.json").is_file() else folder)
    except KravgenError as error:
        return Read((), tuple(error.problems))
    if sent.of_id(name) is None:
        return Read((), (foreign(place),))
    if told.get("kravgen-package") != sent.record.fingerprint:
        message = _("The document belongs to another package than the one in {folder}.").format(
            folder=shown_path(sent.folder)
        )
        return Read((), (place.problem("KG639", message, _("Nothing in it was read.")),))
    found = verify(sent, path)
    fields = _fields(register, name)
    filled = [(PLACEHOLDER.sub(r"\1", one.gap).strip(), one.item, one.words) for one in found.filled]
    for answer in found.answers:
        if answer.name in fields and str(answer.value or "").strip():
            filled.append((fields[answer.name], "", str(answer.value).strip()))
    replies: list[Reply] = []
    problems: list[Problem] = []
    for what, item, words in filled:
        where = f"{place.file}, {shortened(what, 60)}"
        key = register.named(what, item)
        if key:
            replies.append(Reply(key, words, where))
        else:
            problems.append(
                Place(where).problem(
                    "KG632",
                    _("It is not known which gap this is, so the answer was not stored: {words}").format(
                        words=shortened(words, 300)
                    ),
                    _("Write it in the procurement's file by hand."),
                )
            )
    hint = _(
        "This is no gap, so it was not stored. Change it in the procurement's file, and make the package again."
    )
    problems += [problem for problem in found.problems if problem.code in _OF_FIELDS]
    problems += [replace(problem, hint=hint) for problem in found.problems if problem.code in _OF_TEXT]
    return Read(tuple(replies), tuple(problems))


def _fields(register: Register, document: str) -> dict[str, str]:
    """What the fields of a document that are gaps ask for, by the names of the fields."""
    outlined = register.outline.documents if register.outline else ()
    found: dict[str, str] = {}
    for rendered, _reason in outlined:
        count: Counter[str] = Counter()
        for field in _all_fields(rendered.document.blocks) if rendered.id == document else ():
            # One that stands again is told apart by a number, as when it was sent.
            count[field.name] += 1
            name = field.name if count[field.name] == 1 else f"{field.name}_{count[field.name]}"
            if field.missing:
                found[name] = field.missing
    return found


def _all_fields(blocks: Iterable[Block]) -> Iterator[Field]:
    for block in blocks:
        if isinstance(block, Field):
            yield block
        elif isinstance(block, ListBlock):
            yield from (field for item in block.items for field in _all_fields(item))
        elif isinstance(block, Table):
            yield from (field for row in block.rows for cell in row.cells for field in _all_fields(cell))
