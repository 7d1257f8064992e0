"""What keeps bidders out without need: certificates and years together, and more requirements than anybody reads."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint import counts
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.rule import Rule

MAX_CERTIFICATES = 2
MAX_YEARS = 5
MAX_ON_SUBJECT, MAX_DEMANDS = 30, 250

_STANDARD = re.compile(r"\b(?:ISO(?:/IEC)?|EN|SS|IEC)[ -](?:ISO )?\d{3,6}\b")
_EXPERIENCE = re.compile(
    rf"(?<!\w)(\d+|{counts.WORDS}) års? (?:\w+ ){{0,3}}?(?:erfarenhet|verksamhet)\w*"
    rf"|\b(?:varit verksam\w*|funnits|arbetat|bedrivit)\b[^.]{{0,40}}?\b(?:i minst|minst|i) (\d+|{counts.WORDS}) år\b",
    re.IGNORECASE,
)
_SAME_SIZE = re.compile(
    r"\breferens\w*\b[^.]{0,80}\b(?:samma|minst lika stor\w*|motsvarande|likvärdig)"
    r" (?:storlek|antal invånare|omfattning|volym)",
    re.IGNORECASE,
)
_OF_EXPERIENCE = (
    re.compile("erfarenhet"),
    re.compile("verksam"),
    re.compile("funnits"),
    re.compile("arbetat"),
    re.compile("bedrivit"),
    re.compile("eferens"),
)


def _certificates(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).meaning(_is_certified):
        names = {hit.entry for hit in text.hits(all_.words.standards, quoted=True)}
        names.update(found[0] for found in _STANDARD.finditer(text.plain))
        if len(names) > MAX_CERTIFICATES:
            yield text.at(
                text.plain.lower().index("certifi"),
                _("{count} certificates are demanded together.").format(count=len(names)),
                _("Few suppliers have them all. Ask for those that the purchase depends on, and say why."),
            )


def _is_certified(word: str) -> bool:
    return "certifi" in word


def _experience(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).matching(*_OF_EXPERIENCE):
        for found in _EXPERIENCE.finditer(text.plain):
            if counts.value(years := found[1] or found[2]) > MAX_YEARS:
                yield text.at(
                    found.start(),
                    _("{count} years of experience are demanded.").format(count=f"{counts.value(years):g}"),
                    _(
                        "Ask for what the person or the supplier must be able to do, or for at most {years} years."
                    ).format(years=MAX_YEARS),
                )
                break
        if found_size := _SAME_SIZE.search(text.plain):
            yield text.at(
                found_size.start(),
                _("The reference must come from somebody of the same size."),
                _(
                    "Say what in the assignment must be alike, so that smaller suppliers can show that they can do it."
                ),
            )


def _many_demands(all_: Collection) -> Iterator[Finding]:
    under: dict[str, list[Passage]] = defaultdict(list)
    for text in all_.demands("ska", "punkt"):
        if "under" in text.entry.data:
            under[text.entry.data["under"]].append(text)
    total = sum(map(len, under.values()))
    if total > MAX_DEMANDS:
        yield next(iter(under.values()))[0].at(
            0,
            _("The draft has {count} mandatory requirements.").format(count=total),
            _("More than {limit} scare bidders off. Drop those that nothing depends on.").format(
                limit=MAX_DEMANDS
            ),
        )
    for texts in under.values():
        if len(texts) > MAX_ON_SUBJECT:
            yield texts[0].at(
                0,
                _("{count} mandatory requirements stand under one heading.").format(count=len(texts)),
                _(
                    "More than {limit} on one subject scare bidders off, or belong under headings of their own."
                ).format(limit=MAX_ON_SUBJECT),
            )


RULES = (
    Rule(
        "KL512",
        "många-certifikat",
        "warning",
        _n("A text demands several certificates together, which few suppliers have."),
        _certificates,
        bad="Leverantören ska vara certifierad enligt ISO 9001, ISO 14001 och ISO 27001 eller likvärdiga standarder.",
        good="Leverantören ska vara certifierad enligt ISO 9001 eller likvärdig standard.",
    ),
    Rule(
        "KL513",
        "lång-erfarenhet",
        "warning",
        _n("A text demands long experience, or references from somebody of the same size."),
        _experience,
        bad="Konsulten ska ha minst tio års erfarenhet av ekonomisystem.",
        good="Konsulten ska ha infört ett ekonomisystem i minst två organisationer.",
    ),
    Rule(
        "KL514",
        "många-ska-i-utkastet",
        "warning",
        _n("A draft has more mandatory requirements than bidders can be expected to read."),
        _many_demands,
        bad="31 ska-krav under en rubrik.",
        good="30 ska-krav under en rubrik.",
    ),
)
