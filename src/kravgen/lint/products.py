"""Names of products and file formats that no list holds, known by how they look and what stands before them.

Laws, authorities, places and what a contract defines with a capital look like names too, and are none of a product.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_NAME = r"[A-ZÅÄÖ][\w+&-]*(?:[ \u00a0](?:[A-ZÅÄÖ][\w+.&-]*|\d[\w.]*))*"
_MARKED = re.compile(rf"({_NAME})\s?(?:®|™|\(R\)|\(TM\))")
_OF_KIND = re.compile(
    rf"\b(?:av (?:typen|märket|fabrikatet|fabrikat|märke|modell)|typ|fabrikat|varumärket|märket)[ \u00a0](?P<name>{_NAME})"
)
_FORMAT = re.compile(
    r"(?<!\w)(?:\.(?:docx?|xlsx?|pptx?|dwg|dxf|psd|indd|vsdx?|mpp|pst|msg|rvt)\b"
    r"|(?:DWG|DXF|PSD|DOCX?|XLSX?|PPTX?|RVT|VSDX?|MPP|INDD)\b(?:-\w+)?)",
)
_MODEL = re.compile(
    r"(?<![\w.])(?P<name>[A-ZÅÄÖ][a-zåäö]{2,}(?:[ \u00a0][A-Z][\w]*)*[ \u00a0](?=[\w.]*[A-Z])(?=[\w.]*\d)[A-Z][\w.]*\w)"
)
_CAMEL = re.compile(r"(?<![\w/.])[A-ZÅÄÖ][a-zåäö]+[A-Z][A-Za-z]\w*(?:[ \u00a0](?:[A-Z]\w*|\d[\w.]*))*")
_AFTER = re.compile(
    r"\b(?:(?:[Ss]ystemet|[Vv]erktyget|[Pp]rogrammet|[Pp]rogramvaran|[Pp]lattformen|[Aa]ppen|[Pp]rodukten|[Dd]atabasen"
    r"|[Mm]odulen|kunskap(?:er)? (?:om|i)|erfarenhet av|(?:utbildad|certifierad) i|använda|behärska|stödja|utveckl\w+ i"
    r"|kopplingar? (?:till|mot)|koppling (?:till|mot)|integrer\w+ (?:med|mot)|integration(?:er)? (?:med|mot|till)"
    rf"|kompatib\w+ med)[ \u00a0])(?P<name>{_NAME})"
)
_PAIR = re.compile(
    r"(?<=[a-zåäö0-9,] )(?P<name>[A-ZÅÄÖ][A-Za-zåäö]+(?:[ \u00a0][A-ZÅÄÖ][A-Za-zåäö]*)+)(?![\w-])"
)

_NO_PRODUCT = frozenset(
    (
        *(
            "Bilaga",
            "Bilagan",
            "Tabell",
            "Klass",
            "Nivå",
            "Krav",
            "Avsnitt",
            "Kapitel",
            "Figur",
            "Version",
            "Steg",
        ),
        *(
            "Del",
            "Fas",
            "Rad",
            "Kolumn",
            "Sal",
            "Hus",
            "Rum",
            "Artikel",
            "Punkt",
            "Prioritet",
            "Kategori",
            "Typ",
        ),
        *(
            "Region",
            "Sankt",
            "Norra",
            "Södra",
            "Västra",
            "Östra",
            "Stora",
            "Lilla",
            "Gamla",
            "Nya",
            "Kungliga",
        ),
        *(
            "Svenska",
            "Svenskt",
            "Sveriges",
            "Nordiska",
            "Europeiska",
            "Förenta",
            "Anbudsområde",
            "Område",
            "Peppol",
        ),
        *(
            "Sverige",
            "Norge",
            "Danmark",
            "Finland",
            "Europa",
            "Gotland",
            "Åland",
            "OpenAPI",
            "JavaScript",
            "OpenDocument",
        ),
        *(
            "OpenID",
            "OAuth",
            "GraphQL",
            "WebSocket",
            "TypeScript",
            "Navet",
            "Mina",
            "Inera",
            "Sambi",
            "Bolagsverket",
        ),
        *(
            "Beställaren",
            "Beställarens",
            "Leverantören",
            "Leverantörens",
            "Kommunen",
            "Kommunens",
            "Tjänsten",
            "Avtalet",
        ),
        *(
            "ISO",
            "IEC",
            "SS",
            "EN",
            "ETSI",
            "IEEE",
            "RFC",
            "NIST",
            "WCAG",
            "OWASP",
            "PCI",
            "DIN",
            "ITU",
            "TLS",
            "IP",
            "USB",
        ),
        *(
            "SAML",
            "OIDC",
            "HL",
            "SOC",
            "CSA",
            "EU",
            "EES",
            "LOU",
            "OSL",
            "GDPR",
            "API",
            "BIS",
            "FGS",
            "PDF",
            "CSV",
            "XML",
        ),
    )
)
_OF_THE_PUBLIC = re.compile(
    r"(?:verket|verkets|myndighet(?:en)?s?|styrelsen|kassan|nämnd(?:en)?|inspektionen|rådet|ämbetet|arkivet|mäteriet|fogden"
    r"|banken|kansliet|departementet|lagen|balken|förordningen|direktivet|kommun|gatan|vägen|torget|stad|län"
    r"|universitetet|högskolan|sjukhuset|skolan|centralen|föreningen|förbundet)s?$"
)
_COMPANIES = frozenset(("AB", "HB", "KB"))
_ROMAN = re.compile(r"[IVX]{1,4}$")


class ProductName(NamedTuple):
    """What looks like the name of a product or of a format that belongs to one: where it begins and ends."""

    start: int
    end: int


def find(text: str, is_known: Callable[[str], bool], names: bool) -> list[ProductName]:
    """What looks like a product, in order. ``is_known`` tells words that are known to name something else.

    With ``names`` also what is known by the words before it only, or by being two names in a row.
    """
    found: dict[int, ProductName] = {}
    patterns = (_MARKED, _OF_KIND, _FORMAT, _MODEL, _CAMEL, *((_AFTER, _PAIR) if names else ()))
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = match.span("name") if "name" in pattern.groupindex else match.span()
            if pattern is _FORMAT or pattern is _MARKED or not _is_other(text[start:end], is_known):
                found.setdefault(start, ProductName(start, end))
    return sorted(found.values())


def _is_other(name: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a name is that of an authority, a place, a law, or something that the text itself defines."""
    words = name.split()
    first = words[0].partition("-")[0]
    if first in _NO_PRODUCT or is_known(first.lower()) or _ROMAN.match(first) or len(first) == 1:
        return True
    if any(_OF_THE_PUBLIC.search(word) for word in words) or words[-1] in _COMPANIES:
        return True
    # An acronym alone may be anything.
    return len(words) == 1 and first.isupper()
