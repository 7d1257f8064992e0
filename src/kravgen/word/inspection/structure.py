"""Rules about what a screen reader and a person who scans the page steer by: title, language, headings, lists, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import FoundParagraph, R, T, quoted, text_of, value, w

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
_LISTED = f"{w('pPr')}/{w('numPr')}/{w('numId')}"
_HOLDS = tuple(map(w, ("drawing", "pict", "object", "fldChar", "sectPr", "sdt", "br")))
_ENOUGH_WORDS = 60
_LONG_ENOUGH = 1500
"""A text of fewer characters than this finds its way without headings."""
_LONGEST_HEADING = 80


@rule(
    "KG831",
    _n("File, Info: write the title in the properties."),
)
def _title(file: Examined) -> Iterator[str]:
    core = file.root_of_file("core-properties")
    if not (core is not None and (core.findtext(_TITLE) or "").strip()):
        yield _("properties")


@rule(
    "KG832",
    _n("Mark all text, then Review, Language, Set proofing language."),
)
def _language(file: Examined) -> Iterator[str]:
    texts: dict[str, list[str]] = {}
    for words in file.words:
        if not words.look.hidden:
            texts.setdefault(words.look.language, []).extend(words.texts)
    if not texts:
        texts[file.appearances.with_properties(None, file.document).language] = []
    for language, found in texts.items():
        if not language:
            yield _("no language is set")
        elif not language.lower().startswith("sv") and _is_swedish(" ".join(found)):
            yield _("the text is Swedish, the language is {language}").format(language=language)


@rule(
    "KG833",
    _n("Mark each heading and choose the style Heading 1, 2 or 3."),
)
def _no_headings(file: Examined) -> Iterator[str]:
    long = sum(len(p.text) for p in file.paragraphs) > _LONG_ENOUGH
    if long and not any(p.level for p in file.paragraphs):
        yield _("the whole document")


@rule(
    "KG834",
    _n("Choose the style of the level just below the last heading."),
)
def _skipped_level(file: Examined) -> Iterator[str]:
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
def _empty_heading(file: Examined) -> Iterator[str]:
    yield from (p.place for p in file.paragraphs if p.level and not p.text.strip())


@rule(
    "KG836",
    _n("Mark the line and choose a heading style."),
)
def _fake_heading(file: Examined) -> Iterator[str]:
    for paragraph in file.paragraphs:
        text = paragraph.text.strip()
        if paragraph.in_table or paragraph.level or not 0 < len(text) <= _LONGEST_HEADING:
            continue
        if text[-1] not in ".:;,?!" and len(text.split()) > 1 and _all_bold(file, paragraph):
            yield paragraph.place


@rule(
    "KG837",
    _n("Take away the typed sign and choose Bullets or Numbering."),
)
def _fake_list(file: Examined) -> Iterator[str]:
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
def _empty_lines(file: Examined) -> Iterator[str]:
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
def _link_words(file: Examined) -> Iterator[str]:
    for link in (link for _part, links in file.marks(w("hyperlink")) for link in links):
        words = " ".join(text_of(link).split())
        if words.lower().strip(" .:") in _NOTHING_SAID or _ADDRESS.match(words):
            yield quoted(words)


@rule(
    "KG840",
    _n("Choose Align left."),
)
def _justified(file: Examined) -> Iterator[str]:
    for paragraph in file.paragraphs:
        if paragraph.element in file.justified and len(paragraph.text) > _LONGEST_HEADING:
            yield paragraph.place


def _is_swedish(text: str) -> bool:
    return len(_SWEDISH.findall(text)) * 12 > text.count(" ") > _ENOUGH_WORDS


def _in_list(file: Examined, paragraph: FoundParagraph) -> bool:
    own = paragraph.element.find(_LISTED)
    # The list 0 is none: it takes away that of the style.
    return value(own) != "0" if own is not None else bool(file.in_list.get(paragraph.style))


def _all_bold(file: Examined, paragraph: FoundParagraph) -> bool:
    """Whether somebody has made all words of a paragraph bold; a style that is bold has a name of its own."""
    bold = False
    looks = file.appearances
    for run in paragraph.element.iter(R):
        if any((t.text or "").strip() for t in run.iter(T)):
            bold = looks.of(run).bold
            if not bold:
                break
    return bold and not looks.with_properties(None, paragraph.element).bold


def _is_empty(paragraph: FoundParagraph) -> bool:
    if paragraph.text.strip():
        return False
    element = paragraph.element
    return not len(element) or next(element.iter(*_HOLDS), None) is None
