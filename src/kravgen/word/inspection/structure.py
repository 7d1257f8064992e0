"""Rules about what a screen reader and a person who scans the page steer by: title, language, headings, lists, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import FoundParagraph, Inspected, R, T, is_on, quoted, text_of, value, w

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_TYPED_MARK = re.compile(r"\s*(?:[-•*–·]\s|(?:\d+|[a-z])[.)]\s)")
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
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_SWEDISH = re.compile(r"\b(?:och|att|som|för|inte|ska|är|till|med|det)\b", re.IGNORECASE)
_BOLD, _ALIGNED, _LISTED = f"{w('rPr')}/{w('b')}", f"{w('pPr')}/{w('jc')}", f"{w('pPr')}/{w('numPr')}"
_HOLDS = tuple(map(w, ("drawing", "pict", "object", "fldChar", "sectPr", "sdt", "br")))
_ENOUGH_WORDS = 60
_LONG_ENOUGH = 1500
"""A text of fewer characters than this finds its way without headings."""
_LONGEST_HEADING = 80


@rule(
    "KG831",
    _n("File, Info: write the title in the properties."),
)
def _title(file: Inspected) -> Iterator[str]:
    core = file.root_of_file("core-properties")
    if not (core is not None and (core.findtext(_TITLE) or "").strip()):
        yield _("properties")


@rule(
    "KG832",
    _n("Mark all text, then Review, Language, Set proofing language."),
)
def _language(file: Inspected) -> Iterator[str]:
    styles = file.root("styles")
    tag = styles.find(f"{w('docDefaults')}//{w('lang')}") if styles is not None else None
    words = " ".join(p.text for p in file.paragraphs)
    swedish = len(_SWEDISH.findall(words)) * 12 > len(words.split()) > _ENOUGH_WORDS
    if not value(tag):
        yield _("no language is set")
    elif swedish and not value(tag).lower().startswith("sv"):
        yield _("the text is Swedish, the language is {language}").format(language=value(tag))


@rule(
    "KG833",
    _n("Mark each heading and choose the style Heading 1, 2 or 3."),
)
def _no_headings(file: Inspected) -> Iterator[str]:
    long = sum(len(p.text) for p in file.paragraphs) > _LONG_ENOUGH
    if long and not any(p.level for p in file.paragraphs):
        yield _("the whole document")


@rule(
    "KG834",
    _n("Choose the style of the level just below the last heading."),
)
def _skipped_level(file: Inspected) -> Iterator[str]:
    last = 0
    for paragraph in file.paragraphs:
        if not paragraph.level:
            continue
        if paragraph.level > last + 1:
            yield _("{place}: level {level} after level {last}").format(
                place=paragraph.place, level=paragraph.level, last=last
            )
        last = paragraph.level


@rule("KG835", _n("Delete the empty line, or write the heading."))
def _empty_heading(file: Inspected) -> Iterator[str]:
    yield from (p.place for p in file.paragraphs if p.level and not p.text.strip())


@rule(
    "KG836",
    _n("Mark the line and choose a heading style."),
)
def _fake_heading(file: Inspected) -> Iterator[str]:
    for paragraph in file.paragraphs:
        text = paragraph.text.strip()
        if paragraph.in_table or paragraph.level or not 0 < len(text) <= _LONGEST_HEADING:
            continue
        if text[-1] not in ".:;,?!" and len(text.split()) > 1 and _all_bold(paragraph):
            yield paragraph.place


@rule(
    "KG837",
    _n("Take away the typed sign and choose Bullets or Numbering."),
)
def _fake_list(file: Inspected) -> Iterator[str]:
    marked = [
        bool(not p.level and _TYPED_MARK.match(p.text) and not _in_list(file, p)) for p in file.paragraphs
    ]
    for index, paragraph in enumerate(file.paragraphs):
        # One line that begins with a number may be a sentence; two in a row are a list.
        follows = index + 1 < len(marked) and marked[index + 1]
        if marked[index] and follows and not (index and marked[index - 1]):
            yield paragraph.place


@rule(
    "KG838",
    _n("Delete the empty lines and set the space after the paragraph instead."),
)
def _empty_lines(file: Inspected) -> Iterator[str]:
    before = False
    told = False
    for paragraph in file.paragraphs:
        empty = not paragraph.in_table and _is_empty(paragraph)
        if empty and before and not told:
            yield paragraph.place
        told = empty and before
        before = empty


@rule(
    "KG839",
    _n("Write what the link leads to, for example the name of the page."),
)
def _link_words(file: Inspected) -> Iterator[str]:
    for link in file.document.iter(w("hyperlink")):
        words = " ".join(text_of(link).split())
        if words.lower().strip(" .:") in _NOTHING_SAID or _ADDRESS.match(words):
            yield quoted(words)


@rule(
    "KG840",
    _n("Choose Align left."),
)
def _justified(file: Inspected) -> Iterator[str]:
    by_style = file.inherited(lambda style: style.find(_ALIGNED))
    for paragraph in file.paragraphs:
        if len(paragraph.text) <= _LONGEST_HEADING:
            continue
        own = paragraph.element.find(_ALIGNED)
        if value(own if own is not None else by_style.get(paragraph.style)) == "both":
            yield paragraph.place


def _in_list(file: Inspected, paragraph: FoundParagraph) -> bool:
    own = paragraph.element.find(_LISTED) is not None
    return own or bool(file.in_list.get(paragraph.style))


def _all_bold(paragraph: FoundParagraph) -> bool:
    bold = False
    for run in paragraph.element.iter(R):
        if any((t.text or "").strip() for t in run.iter(T)):
            bold = is_on(run.find(_BOLD))
            if not bold:
                break
    return bold


def _is_empty(paragraph: FoundParagraph) -> bool:
    if paragraph.text.strip():
        return False
    element = paragraph.element
    return not len(element) or next(element.iter(*_HOLDS), None) is None
