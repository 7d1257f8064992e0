"""A file that has lost the marks of its fields or requirements: the texts that were sent are looked for one by one."""

from __future__ import annotations

from collections.abc import Iterator

from kravgen.documents.alignment import steps
from kravgen.documents.markdown import blocks, lines
from kravgen.documents.wording import Wording, comparable, plain
from kravgen.i18n import _
from kravgen.library.fingerprint import fingerprint
from kravgen.problems import Place, Problem
from kravgen.returned.differences import altered
from kravgen.returned.sent import Sent, short
from kravgen.word.reading.remains import marked_items, row_words
from kravgen.word.reading.returned import Returned

_PLACEHOLDER = "FYLL I"
"""Documents are in Swedish, whatever language the one who reads the messages speaks."""
_FEWEST = 3
"""So many requirements, and more than half of them, must be gone before the file is said to have lost its marks."""


def has_lost_marks(sent: Wording, found: Wording, form: Returned) -> bool:
    """Whether most requirements cannot be told apart any more.

    In a file without fields the ids that are seen do not do: a program that drops the bookmarks has made other text of
    contents and captions too.
    """
    left = sum(item in found.items for item in sent.items)
    if not sent.fields:
        left = min(left, marked_items(form, sent))
    return len(sent.items) - left >= _FEWEST and 2 * left < len(sent.items)


def lost_marks(place: Place) -> Problem:
    """That a file without fields has lost what tells its requirements apart."""
    return place.problem(
        "KG909",
        _(
            "The file has lost the marks of its requirements. Their texts have been looked for; "
            "what has been added to them is not told."
        ),
        _("Ask for the file as it was sent, saved with Word or LibreOffice as .docx."),
    )


def missing_texts(
    sent: Sent, place: Place, before: Wording, form: Returned, said: Wording
) -> Iterator[Problem]:
    """The texts that were sent and are not there, or are there otherwise."""
    in_rows = row_words(form, before)
    text = comparable(" ".join(said.rest))
    at = 0
    for item, mark in before.items.items():
        words = comparable(in_rows.get(item, ""))
        if words and fingerprint(words) == mark:
            continue
        if words:
            yield altered(sent, place, item, words)
            continue
        for line in _lines(sent.text(item)):
            found = text.find(line, at)
            if found < 0:
                message = _("{item}: the text is not in the file as it was sent: {text}").format(
                    item=sent.told(item), text=short(line)
                )
                yield place.problem("KG912", message, _("What was sent applies."))
            else:
                at = found + len(line)
    for paragraph in _missing(before.rest, said.rest):
        message = _("Text has been taken away: {before}").format(before=short(paragraph))
        yield place.problem("KG914", message, _("What was sent applies."))


def _missing(before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[str]:
    for kind, old, new in steps(tuple(map(comparable, before)), tuple(map(comparable, now))):
        if kind == "equal":
            continue
        # A program may have put paragraphs together, or signs before their words.
        between, at = " ".join(new), 0
        for paragraph in old:
            found = between.find(paragraph, at)
            if found < 0:
                yield paragraph
            else:
                at = found + len(paragraph)


def _lines(text: str) -> Iterator[str]:
    for _sign, inlines in lines(blocks(text)):
        line = comparable(plain(inlines, _PLACEHOLDER))
        if line:
            yield line
