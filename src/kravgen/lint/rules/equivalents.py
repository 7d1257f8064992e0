"""Brands and standards: procurement law asks for the words "eller likvärdigt" and "eller likvärdig" after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule

_NUMBERED = re.compile(
    r"\b(?:SS-EN(?: ISO(?:/IEC)?| IEC)?|SS-ISO(?:/IEC)?|SS|EN ISO(?:/IEC)?|EN|ISO(?:/IEC)?(?: TS| TR)?|IEC"
    r"|ETSI(?: EN| TS)?|RFC|NIST SP|FIPS|WCAG|ITU-T|IEEE|DIN|BS|OWASP ASVS|PCI DSS|Peppol BIS Billing)"
    r"[ -]?[A-Z]?\.?\d[\w/:-]*(?: \d{3}\b)*(?:\.\w[\w:-]*)*(?: V\d[\d.]*\d)?"
)
_EQUIVALENT = re.compile(r"\blikvärdig(?:t|a)?\b")


def _brand(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).having(all_.words.brands):
        for hit in text.hits(all_.words.brands, quoted=True):
            if not _has_equivalent(text, hit.end):
                yield text.at(
                    hit.start,
                    _('"{words}" is a brand or a product without "eller likvärdigt".').format(
                        words=hit.entry
                    ),
                    _("Say what is needed instead. If the name must stand: add the words."),
                    text.with_replaced(hit.end, hit.end, " eller likvärdigt"),
                )
                break


def _standard(all_: Collection) -> Iterator[Finding]:
    texts = all_.texts(("text", "evidence"), BINDING)
    for text in (*texts.having(all_.words.standards), *texts.with_figures.matching(_NUMBERED)):
        places = [(hit.start, hit.end) for hit in text.hits(all_.words.standards, quoted=True)]
        places += [found.span() for found in _NUMBERED.finditer(text.plain)]
        for start, end in sorted(places):
            if not _has_equivalent(text, end):
                yield text.at(
                    start,
                    _('"{words}" is a standard without "eller likvärdig".').format(
                        words=text.value[start:end]
                    ),
                    _("An equivalent solution must be accepted: add the words."),
                    text.with_replaced(end, end, " eller likvärdig"),
                )
                break


def _has_equivalent(text: Passage, offset: int) -> bool:
    _start, end = text.sentence(offset - 1)
    return bool(_EQUIVALENT.search(text.plain, offset, end))


RULES = (
    Rule(
        "KL201",
        "fabrikat",
        "error",
        _n('A binding text names a brand or a product without "eller likvärdigt".'),
        _brand,
        bad="Tjänsten ska visa möten i Microsoft Teams.",
        good="Tjänsten ska visa möten i Microsoft Teams eller likvärdigt.",
    ),
    Rule(
        "KL202",
        "standard",
        "error",
        _n('A binding text or its evidence refers to a standard without "eller likvärdig".'),
        _standard,
        bad="Leverantören ska ha ett ledningssystem som uppfyller SS-EN ISO/IEC 27001.",
        good="Leverantören ska ha ett ledningssystem som uppfyller SS-EN ISO/IEC 27001 eller likvärdig standard.",
    ),
)
