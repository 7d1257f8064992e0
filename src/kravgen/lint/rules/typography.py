"""Spaces, quotes and the forms that places in laws are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding
from kravgen.lint.rule import Rule

_DOUBLE = re.compile(r"(?<=[^\s|])[ \u00a0]{2,}(?=[^\s|])")
_BEFORE = re.compile(r"(?<=[^\s\d|])[ \u00a0]+(?=[,;:.!?](?:\s|$))")
_MARKS = "“”„«»"
_CURLY = re.compile(f"[{_MARKS}]")
_LAW = r"(?:LOU|LUF|LUK|LOV|OSL|TF|YGL|RF|KL|FL|SoL|DOS-lagen|[a-zåäö]{3,}(?:lagen|balken|förordningen))"
_PLACE = r"(?P<place>(?P<chapter>\d+)\s*:\s*(?P<section>\d+(?: [a-z])?))"
_COLON = re.compile(rf"\b{_LAW}\s+(?:kap\.?\s+)?{_PLACE}\b")
_COLON_BEFORE = re.compile(rf"(?<![\w,.:]){_PLACE}(?=\s+{_LAW}\b)")
_BARE_COLON = re.compile(r"\d+:\d+")
_CHAPTER = re.compile(r"\b(?P<chapter>\d+(?: [a-z])?) kap(?!\.|itel)\b")
_REVERSED = re.compile(r"§+\s*(?P<section>\d+(?: [a-z])?)\b(?!\s*§)")
_TIGHT = re.compile(r"\b(?P<section>\d+)§")
_NUMBER_LAST = re.compile(
    r"\b(?P<act>[Ll]agen|[Ff]örordningen) (?P<about>om (?:(?!lag|förordning|balk)[^().;:§\n]){3,90}?)"
    r" \((?P<number>(?:18|19|20)\d\d:\d{1,4})\)"
)
_ARTICLE = re.compile(r"\b[Aa]rt\.?\s*(?=\d)")


def _double_space(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().holding("  ", "\u00a0"):
        for found in _DOUBLE.finditer(text.value):
            yield text.at(
                found.end(),
                _("There are two spaces here."),
                proposal=text.with_replaced(found.start(), found.end(), " "),
            )


def _space_before(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().holding(*(f" {mark}" for mark in ",;:.!?"), "\u00a0"):
        for found in _BEFORE.finditer(text.value):
            yield text.at(
                found.end(),
                _('There is a space before "{mark}".').format(mark=text.value[found.end()]),
                proposal=text.with_replaced(found.start(), found.end(), ""),
            )


def _quotes(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().holding(*_MARKS, '"'):
        if found := _CURLY.search(text.value):
            yield text.at(
                found.start(),
                _("The quotation mark {mark} is not the one that the library uses.").format(mark=found[0]),
                _('Write straight marks ("), everywhere the same.'),
                " ".join(_CURLY.sub('"', text.value[slice(*text.sentence(found.start()))]).split()),
            )
        elif text.value.count('"') % 2:
            yield text.at(
                text.value.index('"'),
                _("A quotation mark is not closed."),
                _("Put one at each end of what is quoted."),
            )


def _law_place(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().with_figures.matching(*_PERHAPS):
        for pattern, right in FORMS:
            for found in pattern.finditer(text.plain):
                start, end = found.span("place") if "place" in pattern.groupindex else found.span()
                written = found.expand(right)
                yield text.at(
                    start,
                    _('"{found}" is not how a place in a law is written.').format(
                        found=text.value[start:end].strip()
                    ),
                    _('Write "{right}".').format(right=written.strip()),
                    text.with_replaced(start, end, written),
                )
    for entry in all_.items:
        for number, source in enumerate(entry.sources):
            at = source.get("at", "")
            # A criterion's number in a standard looks like nothing else and is right.
            if _BARE_COLON.match(at) or (
                any(part.search(at) for part in _PERHAPS) and any(form.search(at) for form, _right in FORMS)
            ):
                yield entry.at(
                    _('"{found}" is not how a place in a law is written.').format(found=at),
                    _('Write for example "2 kap. 3 §" or "artikel 28.3".'),
                    ("sources", number, "at"),
                )


_PERHAPS = (
    re.compile(r":\s*\d"),
    re.compile(r"kap(?!\.|itel)\b"),
    re.compile(r"§(?:\s*\d|(?<=\d§))"),
    re.compile(r"rt\.?\s*\d"),
    re.compile(r"\w \((?:18|19|20)\d\d:"),
)
"""Every one of the forms has one of these in it."""
FORMS = (
    (_COLON, r"\g<chapter> kap. \g<section> §"),
    (_COLON_BEFORE, r"\g<chapter> kap. \g<section> §"),
    (_CHAPTER, r"\g<chapter> kap."),
    (_REVERSED, r"\g<section> §"),
    (_TIGHT, r"\g<section> §"),
    (_ARTICLE, "artikel "),
    (_NUMBER_LAST, r"\g<act> (\g<number>) \g<about>"),
)
"""How a place in a law or an act's name is written wrongly, and how it is written."""

RULES = (
    Rule(
        "KL121",
        "dubbelt-mellanslag",
        "warning",
        _n("The text has two spaces in a row."),
        _double_space,
        bad="Tjänsten ska visa  text på svenska.",
        good="Tjänsten ska visa text på svenska.",
    ),
    Rule(
        "KL122",
        "mellanslag-före-tecken",
        "warning",
        _n("The text has a space before a punctuation mark."),
        _space_before,
        bad="Tjänsten ska visa text på svenska , finska och engelska.",
        good="Tjänsten ska visa text på svenska, finska och engelska.",
    ),
    Rule(
        "KL123",
        "citattecken",
        "warning",
        _n("The text has quotation marks that the library does not use, or that are not closed."),
        _quotes,
        bad="Tjänsten ska visa texten ”Sparat” efter varje ändring.",
        good='Tjänsten ska visa texten "Sparat" efter varje ändring.',
        drafts=False,
    ),
    Rule(
        "KL124",
        "lagrum",
        "warning",
        _n("A place in a law is not written in the usual form."),
        _law_place,
        bad="motive: Skälet står i LOU 9:4.",
        good="motive: Skälet står i 9 kap. 4 § LOU.",
    ),
)
