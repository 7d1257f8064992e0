"""Brands and standards: procurement law asks for the words "eller likvärdigt" and "eller likvärdig" after them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint import products
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule

_NUMBERED = re.compile(
    r"\b(?:SS-EN(?: ISO(?:/IEC)?| IEC)?|SS-ISO(?:/IEC)?|SS|EN ISO(?:/IEC)?|EN|ISO(?:/IEC)?(?: TS| TR)?|IEC"
    r"|ETSI(?: EN| TS)?|RFC|NIST SP|FIPS|WCAG|ITU-T|IEEE|DIN|BS|OWASP ASVS|PCI DSS|Peppol BIS Billing)"
    r"[ -]?[A-Z]?\.?\d[\w/:-]*(?: \d{3}\b)*(?:\.\w[\w:-]*)*(?: V\d[\d.]*\d)?"
)
_MORE = re.compile(r"(?:[ \u00a0](?:[A-Z][\w.]*|\d[\w.]*\w)(?![\w-]))+")
_PERHAPS = (
    re.compile(r"[®™]|\((?:R|TM)\)"),
    re.compile(r"(?:typen|typ|märket|märke|fabrikatet|fabrikat|modell)[ \u00a0][A-ZÅÄÖ]"),
    re.compile(r"\.(?:do|xls|ppt|dwg|dxf|psd|indd|vsd|mpp|pst|msg|rvt)"),
    re.compile(r"[A-Z]{3}"),
    re.compile(r"[a-zåäö][A-Z]"),
    re.compile(r"[ \u00a0][A-ZÅÄÖ][\w.&+-]*[ \u00a0][A-ZÅÄÖ]"),
    re.compile(r"[a-zåäö][ \u00a0][A-Z][\w.]*\d"),
    re.compile(r"(?:et|an|en|om|av|da|ka|i|med|mot|till)[ \u00a0][A-ZÅÄÖ]"),
)
"""Everything that looks like a product has one of these in it."""
_BY_LAW = re.compile(r"\b(?:WCAG|EN 301 549)")
_LAW = re.compile(
    r"\b(?:DOS-lagen|2018:1937|2023:254|tillgänglighetslagen|MDFFS|lagen om tillgänglighet)", re.IGNORECASE
)
_EQUIVALENT = re.compile(r"\blikvärdig(?:t|a)?\b")


def _brand(all_: Collection) -> Iterator[Finding]:
    texts = all_.texts(("text",), BINDING)
    listed, looking = texts.having(all_.words.brands), texts.matching(*_PERHAPS)
    may_hold_one = set(listed)
    for text in dict.fromkeys((*listed, *looking)):
        hits = text.hits(all_.words.brands, quoted=True) if text in may_hold_one else ()
        places = [(hit.start, _with_model(text.plain, hit.end)) for hit in hits]
        places += _looks(text, all_)
        for start, end in sorted(places):
            if not _has_equivalent(text, end):
                yield text.at(
                    start,
                    _('"{words}" is a brand or a product without "eller likvärdigt".').format(
                        words=text.value[start:end]
                    ),
                    _("Say what is needed instead. If the name must stand: add the words."),
                    text.with_replaced(end, end, " eller likvärdigt"),
                )
                break


def _looks(text: Passage, all_: Collection) -> list[tuple[int, int]]:
    """What looks like a product and is on no list, and is no standard, which has a rule of its own."""
    # In a contract the names of companies and persons stand without being demanded.
    found = products.find(text.plain, all_.words.is_subject, text.entry.kind != "avtal")
    if not found:
        return []
    standards = [(hit.start, hit.end) for hit in text.hits(all_.words.standards, quoted=True)]
    standards += [one.span() for one in _NUMBERED.finditer(text.plain)]
    return [(start, end) for start, end in found if not any(a < end and start < b for a, b in standards)]


def _with_model(text: str, end: int) -> int:
    """Where a product's whole name ends, when its first word ends there: Microsoft Teams, Windows Server 2022."""
    more = _MORE.match(text, end)
    return more.end() if more else end


def _standard(all_: Collection) -> Iterator[Finding]:
    texts = all_.texts(("text", "evidence"), BINDING)
    for text in (*texts.having(all_.words.standards), *texts.with_figures.matching(_NUMBERED)):
        places = [(hit.start, hit.end) for hit in text.hits(all_.words.standards, quoted=True)]
        places += [found.span() for found in _NUMBERED.finditer(text.plain)]
        for start, end in sorted(places):
            if not _has_equivalent(text, end) and not _is_demanded_by_law(text, start):
                yield text.at(
                    start,
                    _('"{words}" is a standard without "eller likvärdig".').format(
                        words=text.value[start:end]
                    ),
                    _("An equivalent solution must be accepted: add the words."),
                    text.with_replaced(end, end, " eller likvärdig"),
                )
                break


def _is_demanded_by_law(text: Passage, start: int) -> bool:
    """Whether the sentence names the law that itself asks for the standard."""
    return bool(_BY_LAW.match(text.plain, start) and _LAW.search(text.plain, *text.sentence(start)))


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
