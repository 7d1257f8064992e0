"""The rule about what links say, whether they are elements or fields."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from kravgen.i18n import _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.fields import FIELD_CHAR
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import Element, T, quoted, text_of, value, w

_NOTHING_SAID = {
    "här",
    "klicka här",
    "läs mer",
    "läs mer här",
    "länk",
    "mer",
    "here",
    "click here",
    "read more",
    "link",
}
_ENOUGH = 200
"""So many characters hold the words of a link that says too little."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)


@rule(
    "KG839",
    _n("Write what the link leads to, for example the name of the page."),
)
def _link_words(file: Examined) -> Iterator[str]:
    for text in _texts(file):
        words = " ".join(text.split())
        if words.lower().strip(" .:") in _NOTHING_SAID or _ADDRESS.match(words):
            yield quoted(words)


def _texts(file: Examined) -> Iterator[str]:
    for _part, links in file.marks(w("hyperlink")):
        yield from map(text_of, links)
    for part, fields in file.fields.items():
        marks = {field.mark for field in fields if "HYPERLINK" in map(str.upper, field.code[:1])}
        if marks:
            yield from (text_of(mark, _ENOUGH) for mark in marks if mark.tag != FIELD_CHAR)
            yield from _shown(file.texts[part], marks)


def _shown(root: Element, marks: Container[Element]) -> Iterator[str]:
    """What fields show of which the marks are those that their words follow. One pass, however they lie in each other."""
    is_link: list[bool] = []
    open_links: list[list[str]] = []
    for element in root.iter(T, FIELD_CHAR):
        if element.tag == T:
            if open_links:
                open_links[-1].append(element.text or "")
        elif (kind := value(element, "fldCharType")) == "begin":
            is_link.append(False)
        elif kind == "separate" and is_link and not is_link[-1] and element in marks:
            is_link[-1] = True
            open_links.append([])
        elif kind == "end" and is_link and is_link.pop():
            yield "".join(open_links.pop())
