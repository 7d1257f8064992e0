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
from kravgen.documents.wording import comparable, wording
from kravgen.gaps.collect import Register
from kravgen.gaps.pages import DOCUMENT, LIBRARY, PROCUREMENT, page, question
from kravgen.gaps.store import Reply
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, Problem, shortened, shown_path
from kravgen.returned.formats import format_of
from kravgen.returned.sent import Sent
from kravgen.returned.verify import verify
from kravgen.sheets.names import KEY_HEADER
from kravgen.sheets.reading.book import Book, BookSheet
from kravgen.sheets.reading.book import read as read_book
from kravgen.sheets.reading.refusal import SheetRefused
from kravgen.word.reading.answers import answers
from kravgen.word.reading.control import controls
from kravgen.word.reading.file import Inspected
from kravgen.word.reading.file import read as read_word
from kravgen.word.reading.returned import Returned
from kravgen.word.reading.returned import properties as properties_of
from kravgen.word.refusal import Refused

_OF_FIELDS, _OF_TEXT = (
    ("KG902", "KG906", "KG907", "KG908", "KG917", "KG920"),
    ("KG911", "KG912", "KG913", "KG914"),
)
"""What is told of a document that somebody has filled in, and of one that somebody has changed besides its gaps."""
_LARGEST = 64 * system.MEBI
_MOST_HEADERS, _MOST_ROWS = 40, 5000


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
            return _of_book(register, read_book(content), place)
        if form == "word":
            file = read_word(content)
            if properties_of(file).get("kravgen-document") == DOCUMENT:
                return _of_page(register, file, place)
            return _of_document(register, path, properties_of(file), folder, place)
    except (Refused, SheetRefused) as error:
        return Read((), (place.problem("KG638", _(error.reason), _(error.remedy)),))
    return Read((), (_foreign(place),))


def _foreign(place: Place) -> Problem:
    return place.problem(
        "KG638",
        _("The file is no workbook or page of gaps, and no document of the package."),
        _("Make one with: kravgen gaps FILE -o luckor.xlsx"),
    )


def _of_this(register: Register, told: dict[str, str], place: Place) -> tuple[bool, list[Problem]]:
    """Whether the file is of this procurement, and what is told of the version that it was made with."""
    if (other := told.get(PROCUREMENT, "")) != register.case.name:
        message = _("The file belongs to another procurement: {name}.").format(
            name=shortened(other, 60) or "–"
        )
        return False, [
            place.problem("KG639", message, _("Nothing in it was read. Give the file of this one."))
        ]
    if told.get(LIBRARY) != register.content.library.fingerprint:
        message = _("The file was made with another version of the library.")
        hint = _("It is read, and an answer to a question that reads otherwise now is told and not stored.")
        return True, [place.problem("KG640", message, hint, "warning")]
    return True, []


def _of_book(register: Register, book: Book, place: Place) -> Read:
    if book.properties.get("kravgen-document") != DOCUMENT:
        return Read((), (_foreign(place),))
    mine, problems = _of_this(register, book.properties, place)
    replies: list[Reply] = []
    for sheet in book.sheets if mine else ():
        for found in _of_sheet(register, book, sheet, place):
            (replies if isinstance(found, Reply) else problems).append(found)  # type: ignore[arg-type]
    return Read(tuple(replies), tuple(problems))


def _of_sheet(register: Register, book: Book, sheet: BookSheet, place: Place) -> Iterator[Reply | Problem]:
    header = next((c for c in sheet.cells if c.words == KEY_HEADER and c.row <= _MOST_HEADERS), None)
    cells = sheet.by_place
    if header is None:
        if first := next((cell for cell in sheet.cells if cell.words.strip()), None):
            yield Place(f"{place.file}, {sheet.name}!{first.reference}").problem(
                "KG641",
                _("The sheet has lost its keys, so its answers are not known by their questions."),
                _("Copy the answers into a new file: kravgen gaps FILE -o luckor.xlsx"),
            )
        return
    columns = {
        comparable(cell.words): cell.column for cell in sheet.cells if cell.row == header.row and cell.words
    }
    asked_at, answer_at = columns.get(comparable(_("Question"))), columns.get(comparable(_("Answer")))
    rows = sorted({cell.row for cell in sheet.cells if cell.row > header.row})
    for row in rows[:_MOST_ROWS]:
        key = cells.get((row, header.column))
        answer = cells.get((row, answer_at or 0))
        shown = cells.get((row, asked_at or 0))
        if answer is None or not (answer.words.strip() or answer.formula):
            continue
        where = f"{place.file}, {sheet.name}!{answer.reference}"
        words = book.shown(answer).words.strip()
        if answer.formula or answer.kind in ("error", "rich"):
            yield Place(where).problem(
                "KG933",
                _("The cell holds a formula or something else that is no written answer: {words}").format(
                    words=shortened(words, 60)
                ),
                _("Write the answer itself in the cell."),
            )
            continue
        told = comparable(shown.words) if shown is not None else ""
        yield _reply(register, key.words.strip() if key else "", words, told, where)
    if len(rows) > _MOST_ROWS:
        yield place.problem(
            "KG641",
            _("The sheet {name} has more than {most} rows. The rest was not read.").format(
                name=shortened(sheet.name, 40), most=_MOST_ROWS
            ),
            _("Take out what does not belong there."),
        )


def _reply(register: Register, key: str, words: str, told: str, where: str) -> Reply | Problem:
    """The reply, or why it is none: no key, or another question than today's."""
    if not key:
        return Place(where).problem(
            "KG632",
            _("The answer stands in a row without a key: {words}").format(words=shortened(words, 300)),
            _("It was not stored. Put it in the row of its question."),
        )
    asked = register.find(key)
    if asked is not None and asked.question and told != comparable(question(asked)):
        return Place(where).problem(
            "KG643",
            _("The question of {key} reads otherwise now: {question}").format(
                key=key, question=question(asked)
            ),
            _("The answer was not stored: {words}").format(words=shortened(words, 300)),
        )
    return Reply(key, words, where)


def _of_page(register: Register, file: Inspected, place: Place) -> Read:
    mine, problems = _of_this(register, properties_of(file), place)
    if not mine:
        return Read((), tuple(problems))
    tags = dict.fromkeys(control.tag for control in controls(file.document) if control.tag)
    known = [asked for tag in tags if (asked := register.find(tag)) is not None]
    # The page as it would be sent today with these questions is the measure of what has come back.
    sent = wording(page(register, "", known, register.selection.day))
    form = Returned(file, sent)
    labels = {comparable(row.label) for row in form.rows}
    found = answers(form, place, sent, {})
    problems += [problem for problem in found.problems if problem.code != "KG905"]
    replies: list[Reply] = []
    for answer in found.answers:
        words = str(answer.value or "").strip()
        if not words:
            continue
        asked = next(each for each in known if each.key == answer.name)
        told = comparable(question(asked))
        one = _reply(register, asked.key, words, told if told in labels else "", f"{place.file}, {asked.key}")
        (replies if isinstance(one, Reply) else problems).append(one)  # type: ignore[arg-type]
    names = {asked.key for asked in known}
    problems += _strays(file, names, place)
    return Read(tuple(replies), tuple(problems))


def _strays(file: Inspected, names: set[str], place: Place) -> Iterator[Problem]:
    """Fields with a key that this procurement does not have, and with words in them."""
    from kravgen.word.reading.words import shown_text

    for control in controls(file.document):
        if control.tag in names or control.is_prompt or control.content is None or not control.tag:
            continue
        if words := shown_text(control.content):
            yield Place(f"{place.file}, {shortened(control.tag, 64)}").problem(
                "KG632",
                _('No gap of this procurement has the key "{key}".').format(key=shortened(control.tag, 64)),
                _("kravgen gaps lists the keys. The answer was: {words}").format(words=shortened(words, 300)),
            )


def _of_document(register: Register, path: Path, told: dict[str, str], folder: Path, place: Place) -> Read:
    """A document of the package that somebody has filled in by hand: each gap that other words stand in."""
    name = told.get("kravgen-document", "")
    try:
        sent = Sent(path.parent if (path.parent / "manifest.json").is_file() else folder)
    except KravgenError as error:
        return Read((), tuple(error.problems))
    if sent.of_id(name) is None:
        return Read((), (_foreign(place),))
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
