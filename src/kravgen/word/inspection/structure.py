"""Rules about what a screen reader and a person who scans the page steer by: title, language, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.word.inspection.examined import Examined
from kravgen.word.inspection.lines import TYPED_MARK, in_list, is_deleted
from kravgen.word.inspection.rule import rule
from kravgen.word.reading.file import SDT, FoundParagraph, R, T, text_of, w

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SWEDISH = re.compile(r"\b(?:och|att|som|för|inte|ska|är|till|med|det)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|and|of|to|shall|that|with|this|which|are)\b", re.IGNORECASE)
_CODE = re.compile("[0-9A-Fa-f]{4}")
_SWEDISH_CODE, _OF_LANGUAGE = 0x1D, 0x3FF
"""The older way to name a language is a number, whose last ten bits tell it apart from the country."""
_SHOWN = (*map(w, ("drawing", "pict", "object", "sym")), _MATH)
"""What is seen in a heading without words."""
_FIELDS = (SDT, w("ffData"))
_ENOUGH_WORDS = 60
_ENOUGH = 50_000
"""So many characters tell whether a text that is said to be in Swedish is."""
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
    _n(
        "Mark all text, then Review, Language, Set proofing language. Headers, footers and notes are marked alone."
    ),
)
def _language(file: Examined) -> Iterator[str]:
    texts: dict[str, list[str]] = {}
    places: dict[str, str] = {}
    for words in file.words:
        # Figures and signs are no language.
        if not words.look.hidden and any(any(map(str.isalpha, text)) for text in words.texts):
            language = _named(words.look.language)
            texts.setdefault(language, []).extend(words.texts)
            if language not in places:
                places[language] = file.place(words.paragraph) if len(texts) > 1 else _("the text")
    if not file.words:
        language = _named(file.appearances.with_properties(None, file.document).language)
        texts[language], places[language] = [], _("the text")
    for language, found in texts.items():
        place, text = places[language], " ".join(found)
        swedish = language.lower().startswith("sv")
        if not language:
            yield _("{place}: no language is set").format(place=place)
        elif not swedish and _is_mostly(_SWEDISH, text):
            yield _("{place}: the text is Swedish, the language is {language}").format(
                place=place, language=language
            )
        elif swedish and _is_mostly(_ENGLISH, text[:_ENOUGH]):
            yield _("{place}: the text is English, the language is {language}").format(
                place=place, language=language
            )


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
            told = (
                _("{place}: level {level} after level {last}")
                if last
                else _("{place}: the first heading has level {level}")
            )
            yield told.format(place=paragraph.place, level=paragraph.level, last=last)
        last = paragraph.level


@rule("KG835", _n("Delete the empty line, or write the heading."))
def _empty_heading(file: Examined) -> Iterator[str]:
    for paragraph in file.paragraphs:
        if not paragraph.level or paragraph.text.strip() or is_deleted(paragraph):
            continue
        if next(paragraph.element.iter(*_SHOWN), None) is None:
            yield paragraph.place


@rule(
    "KG836",
    _n("Mark the line and choose a heading style."),
)
def _fake_heading(file: Examined) -> Iterator[str]:
    # Of a block of bold lines only the last can be a heading.
    below: FoundParagraph | None = None
    found = []
    for paragraph in reversed(file.paragraphs):
        if not paragraph.text.strip():
            continue
        if (
            _may_be_heading(file, paragraph, below)
            and _all_bold(file, paragraph)
            and not (below is not None and _may_be_heading(file, below, None) and _all_bold(file, below))
        ):
            found.append(paragraph.place)
        below = paragraph
    yield from reversed(found)


def _may_be_heading(file: Examined, paragraph: FoundParagraph, below: FoundParagraph | None) -> bool:
    """Whether a line stands as headings do; ``below`` is the next one with words, None when nothing follows."""
    if paragraph.in_table or paragraph.level or not _is_short(paragraph):
        return False
    text = paragraph.text.strip()
    # One bold word may be a label; above a longer text it is a heading.
    if text[-1] in ".:;,?!_…" or next(paragraph.element.iter(*_FIELDS), None) is not None:
        return False
    if text == "".join(map(text_of, paragraph.element.iterfind(w("hyperlink")))).strip():
        return False
    mark = TYPED_MARK.match(text)
    if below is None:
        return len(text.split()) > 1 and not (mark and mark["sign"])
    if len(text.split()) == 1 and (below.in_table or _is_short(below)):
        return False
    if mark and (mark["sign"] or TYPED_MARK.match(below.text)):
        return False
    return not (in_list(file, paragraph) and in_list(file, below))


def _is_short(paragraph: FoundParagraph) -> bool:
    return len(paragraph.text.strip()) <= _LONGEST_HEADING


def _named(language: str) -> str:
    """A language as it is named today; empty for none."""
    if language.lower() in ("x-none", "zxx", "und"):
        return ""
    if _CODE.fullmatch(language) and int(language, 16) & _OF_LANGUAGE == _SWEDISH_CODE:
        return "sv"
    return language


def _is_mostly(words: re.Pattern[str], text: str) -> bool:
    return len(words.findall(text)) * 12 > text.count(" ") > _ENOUGH_WORDS


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
