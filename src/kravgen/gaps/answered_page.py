"""Answers in a Word page of gaps that has come back: by its fields, or where a program has dropped these, by its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kravgen.documents.wording import comparable, wording
from kravgen.gaps.answered_book import reply
from kravgen.gaps.collect import Register
from kravgen.gaps.model import AskedGap
from kravgen.gaps.origin import Origin, origin
from kravgen.gaps.pages import page
from kravgen.gaps.store import Reply
from kravgen.i18n import _
from kravgen.problems import Place, Problem, shortened
from kravgen.returned.wordfile import revised
from kravgen.word.names import bookmark_name
from kravgen.word.reading.answers import answers
from kravgen.word.reading.control import controls
from kravgen.word.reading.file import NAME, START, Inspected, P, cells
from kravgen.word.reading.filled import Filling
from kravgen.word.reading.returned import Returned, RowOf, properties
from kravgen.word.reading.words import shown_text

_OTHER_FIELDS = "KG905"
_SHOWN = 300
_MOST_COMMENTS = 20


def origin_of(file: Inspected) -> Origin | None:
    """What the page says of itself: its properties, or one of its lines."""
    return origin(properties(file), map(shown_text, file.document.iter(P)))


def replies(register: Register, file: Inspected, place: Place) -> Iterator[Reply | Problem]:
    """The replies in a page of this procurement, and what in it is none, told."""
    marked, lost = _known(register, file)
    # The page as it would be sent today with these questions is the measure of what has come back.
    sent = wording(page(register, "", marked, register.selection.day))
    form = Returned(file, sent)
    labels = {comparable(row.label) for row in form.rows}
    found = answers(form, place, sent, {})
    yield from (problem for problem in found.problems if problem.code != _OTHER_FIELDS)
    by_key = {asked.key: asked for asked in marked}
    for answer in found.answers:
        if words := str(answer.value or "").strip():
            told = comparable(by_key[answer.name].asked)
            yield reply(
                register,
                answer.name,
                words,
                told if told in labels else "",
                f"{place.file}, {answer.name}",
            )
    yield from _by_rows(register, file, form.rows, lost, place)
    yield from _strays(file, set(by_key), place)
    yield from revised(place, form.revised)
    yield from _comments(file, place)
    if not (marked or lost):
        yield place.problem(
            "KG641",
            _("The page has lost its fields, and none of its questions is known."),
            _("Copy the answers into a new file: kravgen gaps FILE -o luckor.xlsx"),
        )


def _known(register: Register, file: Inspected) -> tuple[list[AskedGap], list[AskedGap]]:
    """What the page asks for: by the tags or bookmarks of its fields, and by its words alone.

    LibreOffice drops the tags, and other programs the bookmarks too.
    """
    tags = dict.fromkeys(control.tag for control in controls(file.document) if control.tag)
    bookmarks = {str(start.get(NAME, "")).lower() for start in file.document.iter(START)}
    labels = {comparable(row.label) for row in Returned(file).rows}
    named = {tag: asked for tag in tags if (asked := register.find(tag)) is not None}
    every = {**register.nameable, **named}
    # A bookmark is short, so two keys may have the same.
    alike = Counter(bookmark_name(key).lower() for key in every)
    marked, lost = [], []
    for key, asked in every.items():
        bookmark, told = bookmark_name(key).lower(), comparable(asked.asked) in labels
        if key in tags or (bookmark in bookmarks and (told or alike[bookmark] == 1)):
            marked.append(asked)
        elif told:
            lost.append(asked)
    return marked, lost


def _by_rows(
    register: Register,
    file: Inspected,
    rows: Sequence[RowOf],
    lost: Sequence[AskedGap],
    place: Place,
) -> Iterator[Reply | Problem]:
    """The words below Answer in the rows of questions whose fields are gone."""
    keys: dict[str, list[str]] = {}
    for asked in lost:
        keys.setdefault(comparable(asked.asked), []).append(asked.key)
    filling, column = Filling(file), comparable(_("Answer"))
    sent = wording(page(register, "", lost, register.selection.day))
    prompts = {comparable(prompt) for prompt in sent.prompts}
    for row in rows:
        told = comparable(row.label)
        headers = [comparable(header) for header in row.headers]
        held = list(cells(row.element))
        if told not in keys or column not in headers or headers.index(column) >= len(held):
            continue
        filled = filling.of(held[headers.index(column)])
        words = filled.text.strip()
        if not words or comparable(words) in prompts:
            continue
        where = f"{place.file}, {shortened(row.label, 60)}"
        if filled.unread or len(keys[told]) > 1:
            yield Place(where).problem(
                "KG632",
                _("It is not known which gap this is, so the answer was not stored: {words}").format(
                    words=shortened(words, _SHOWN)
                ),
                _("Write it in the procurement's file by hand."),
            )
        else:
            yield reply(register, keys[told][0], words, told, where)


def _strays(file: Inspected, names: set[str], place: Place) -> Iterator[Problem]:
    """Fields with a key that this procurement does not have, and with words in them."""
    for control in controls(file.document):
        if control.tag in names or control.is_prompt or control.content is None or not control.tag:
            continue
        if words := shown_text(control.content):
            yield Place(f"{place.file}, {shortened(control.tag, 64)}").problem(
                "KG632",
                _('No gap of this procurement has the key "{key}".').format(key=shortened(control.tag, 64)),
                _("kravgen gaps lists the keys. The answer was: {words}").format(
                    words=shortened(words, _SHOWN)
                ),
            )


def _comments(file: Inspected, place: Place) -> Iterator[Problem]:
    """Comments, which are no answers: a page of gaps is sent without any."""
    root = file.root("comments")
    words = [said for one in root if (said := shown_text(one))] if root is not None else []
    for said in words[:_MOST_COMMENTS]:
        yield place.problem(
            "KG645",
            _("A comment is no answer, so it was not stored: {words}").format(words=shortened(said, _SHOWN)),
            _("Write it in the procurement's file by hand."),
            "warning",
        )
    if len(words) > _MOST_COMMENTS:
        yield place.problem(
            "KG645",
            _("The file has {count} comments. Only {shown} of them are told here.").format(
                count=len(words), shown=_MOST_COMMENTS
            ),
            _("Read the rest in the file."),
            "warning",
        )
