"""Words that make a text vague, open, heavy or foreign. The words stand in the library's word lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kravgen.i18n import _, _n
from kravgen.lint import counts, swedish
from kravgen.lint.collection import BINDING, Collection
from kravgen.lint.passage import Finding, Passage
from kravgen.lint.phrases import Hit, Phrases
from kravgen.lint.rule import Rule

_EITHER = re.compile(r"\boch\s*/\s*eller\b", re.IGNORECASE)
_HASTE = "Ange en tid"
_TIMED = re.compile(
    rf"\b(?:inom|senast|högst|efter)\s+(?:\w+\s+){{0,2}}?(?:\d|{swedish.PARAMETER}|{counts.WORDS}\b)"
    r"|\b(?:samma|nästa|närmaste|följande) (?:arbets|kalender)?dag\b",
    re.IGNORECASE,
)
"""A time beside the words of haste: "utan dröjsmål, dock senast inom fyra timmar"."""
_MADE_FROM_ADVICE = re.compile(r"^[a-zåäö][\w \-/]*$")
"""Advice that is a wording in itself, and not a sentence about one."""


def _and_or(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().holding("/"):
        for found in _EITHER.finditer(text.spoken):
            yield text.at(
                found.start(),
                _('"och/eller" can be read in two ways.'),
                _('Write "eller" when one is enough, "och" when all are needed.'),
                text.with_replaced(found.start(), found.end(), "eller"),
            )


def _vague(all_: Collection) -> Iterator[Finding]:
    # A point has its verb in the sentence before it, and in a draft nobody else looks at contracts.
    demands, contracts = (
        all_.demands("ska", "bör", "villkor", "punkt"),
        all_.texts((), ("clause",), ("avtal", "villkor")),
    )
    for text in (*demands.having(all_.words.vague), *contracts.having(all_.words.vague)):
        yield from _vague_words(text, all_)


def _vague_test(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("accept",)).having(all_.words.vague):
        yield from _vague_words(text, all_)


def _vague_words(text: Passage, all_: Collection) -> Iterator[Finding]:
    found = list(text.hits(all_.words.vague))
    terms = [(hit.start, hit.end) for hit in text.hits(all_.words.terms)] if found else []
    for hit in found:
        # "snabbare än två sekunder" is measured.
        measured = hit.words[0].lower.endswith("are") and text.spoken.startswith(" än ", hit.end)
        timed = hit.advice.startswith(_HASTE) and _TIMED.search(text.plain, *text.sentence(hit.start))
        if not measured and not timed and not any(start <= hit.start < end for start, end in terms):
            yield text.at(
                hit.start,
                _('"{words}" cannot be measured.').format(words=_shown(text, hit)),
                hit.advice or _("Say what must be true, in figures or in steps that can be tried."),
            )


def _open_list(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts(("text",), BINDING).having(all_.words.open):
        for hit in text.hits(all_.words.open):
            yield text.at(
                hit.start,
                _('"{words}" leaves the text open.').format(words=_shown(text, hit)),
                hit.advice,
            )


def _abbreviation(all_: Collection) -> Iterator[Finding]:
    for text in all_.texts().having(all_.words.abbreviations):
        if text.key == "text" and text.entry.sort in BINDING:
            taken = {hit.start for hit in text.hits(all_.words.open)}
        else:
            taken = set()
        for hit in text.hits(all_.words.abbreviations):
            dotted = text.spoken[hit.end : hit.end + 1] == "."
            # One word that the list writes with a full stop is another word without it: "ev." and "ev".
            needs_dot = hit.entry.endswith(".") and len(hit.words) == 1
            if hit.start in taken or (needs_dot and not dotted):
                continue
            end = hit.end + (1 if dotted and hit.entry.endswith(".") else 0)
            yield text.at(
                hit.start,
                _('"{words}" is an abbreviation.').format(words=text.spoken[hit.start : end]),
                _('Write "{words}".').format(words=hit.advice),
                text.with_replaced(hit.start, end, hit.advice) if hit.advice else "",
            )


def _filler(all_: Collection) -> Iterator[Finding]:
    yield from _listed(all_, all_.words.filler, _('"{words}" says nothing.'))


def _heavy(all_: Collection) -> Iterator[Finding]:
    yield from _listed(all_, all_.words.heavy, _('"{words}" is heavy.'))


def _english(all_: Collection) -> Iterator[Finding]:
    yield from _listed(all_, all_.words.english, _('"{words}" has a Swedish counterpart.'))


def _listed(all_: Collection, phrases: Phrases, message: str) -> Iterator[Finding]:
    for text in all_.texts().having(phrases):
        for hit in text.hits(phrases):
            # An inflected form may be the very word that the advice gives.
            if _words(hit) == hit.advice.lower():
                continue
            yield text.at(
                hit.start,
                message.format(words=_shown(text, hit)),
                _('Write "{words}".').format(words=hit.advice) if _is_wording(hit) else hit.advice,
                text.with_replaced(hit.start, hit.end, hit.advice)
                if _is_wording(hit) and _same_form(hit)
                else "",
            )


def _is_wording(hit: Hit) -> bool:
    return bool(_MADE_FROM_ADVICE.match(hit.advice)) and "/" not in hit.advice


def _same_form(hit: Hit) -> bool:
    """Whether the words stand as in the list: then the advice fits as it is."""
    return _words(hit) == hit.entry.lower()


def _words(hit: Hit) -> str:
    return " ".join(word.lower for word in hit.words)


def _shown(text: Passage, hit: Hit) -> str:
    """The words as they stand, on one line."""
    return " ".join(text.value[hit.start : hit.end].split())


RULES = (
    Rule(
        "KL107",
        "och-eller",
        "error",
        _n('The text has "och/eller".'),
        _and_or,
        bad="Leverantören ska lämna en rapport och/eller en logg.",
        good="Leverantören ska lämna en rapport och en logg.",
    ),
    Rule(
        "KL110",
        "öppen-lista",
        "error",
        _n("A binding text leaves a list open."),
        _open_list,
        bad="Leverantören ska lämna ut loggar, bilagor m.m. inom fem dagar.",
        good="Leverantören ska lämna ut loggar, bilagor och metadata inom fem dagar.",
    ),
    Rule(
        "KL111",
        "förkortning",
        "warning",
        _n("The text has an abbreviation."),
        _abbreviation,
        bad="motive: Uppgifterna läses av t.ex. arkivet.",
        good="motive: Uppgifterna läses av till exempel arkivet.",
    ),
    Rule(
        "KL112",
        "vagt-ord",
        "error",
        _n("A requirement has a word that cannot be measured."),
        _vague,
        bad="Tjänsten ska vara användarvänlig.",
        good="En handläggare ska utan hjälp kunna registrera ett ärende i Tjänsten på högst fem minuter.",
    ),
    Rule(
        "KL113",
        "vagt-prov",
        "warning",
        _n("A test is passed by something that cannot be measured."),
        _vague_test,
        bad="test: {method: prov, accept: Inloggningen är snabb.}",
        good="test: {method: prov, accept: Inloggningen är klar inom tre sekunder.}",
        drafts=False,
    ),
    Rule(
        "KL114",
        "utfyllnad",
        "warning",
        _n("The text has words that say nothing."),
        _filler,
        bad="motive: Uppgifterna ska naturligtvis gå att läsa.",
        good="motive: Uppgifterna ska gå att läsa.",
    ),
    Rule(
        "KL115",
        "tungt-språk",
        "warning",
        _n("The text has heavy wording."),
        _heavy,
        bad="Leverantören ska säkerställa att data är krypterade.",
        good="Leverantören ska kryptera data.",
    ),
    Rule(
        "KL116",
        "engelska",
        "warning",
        _n("The text has an English word that has a Swedish counterpart."),
        _english,
        bad="Leverantören ska ta en backup varje natt.",
        good="Leverantören ska ta en säkerhetskopia varje natt.",
    ),
)
