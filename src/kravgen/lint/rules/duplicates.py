"""The same thing said twice, and text that is somebody else's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import itemgetter

from kravgen.i18n import _, _n
from kravgen.lint import swedish
from kravgen.lint.collection import Collection
from kravgen.lint.passage import Finding, Written
from kravgen.lint.rule import Rule

SHINGLE = 3
"""How many words in a row are compared at a time."""

ALIKE = 0.5
"""The share of common shingles from which two texts are told."""

MAX_QUOTED_WORDS = 25
"""A longer quotation is hardly the library's own."""

_MANY = 30
"""A shingle in more texts than this is a set phrase and says nothing about two of them."""

_SIGNS = re.compile(
    r"©|\([Cc]\) \d{4}|\b[Cc]opyright\b|\b[Aa]lla rättigheter förbehållna\b|\b[Aa]ll rights reserved\b"
)
_CONTROL = re.compile(
    r"\b(?:ISO(?:/IEC)?|NIST|CIS)\b[^.]{0,25}\b2700[12]\S*[,:]?\s+(?:[A-Z]\.)?\d+\.\d+(?:\.\d+)*\s+[A-ZÅÄÖ]\w+|\bKLASSA\b"
)
_SUSPECT = frozenset({"copyright", "rights", "rättigheter", "c", "ISO", "NIST", "CIS", "KLASSA"})
"""Words of the signs: a text without them is not looked at twice."""
_LONG_QUOTE = re.compile(r'"([^"]+)"')


Shingles = tuple[int, ...]
"""Different shingles by their checksums of 64 bits, which take less room and time than their words."""


def _near_duplicate(all_: Collection) -> Iterator[Finding]:
    texts = [(entry, shingles) for entry in all_.items if len(shingles := _shingles(entry)) >= SHINGLE]
    where: dict[int, list[int]] = defaultdict(list)
    repeated = _repeated(shingles for _entry, shingles in texts)
    for number, (entry, shingles) in enumerate(texts):
        shared = repeated.intersection(shingles)
        # Where fewer are shared with all others together, no other is so much alike.
        enough = len(shared) >= ALIKE * len(shingles)
        others = (where[shingle] for shingle in (shared if enough else ()))
        common = Counter(chain.from_iterable(found for found in others if len(found) < _MANY))
        for other, count in sorted(common.items(), key=itemgetter(1), reverse=True)[:3]:
            first, theirs = texts[other]
            alike = count / (len(shingles) + len(theirs) - count)
            if alike >= ALIKE and not (_variants_of_one(first, entry) or on_one_ladder(first, entry)):
                yield _told(
                    first,
                    entry,
                    _("The text is {percent} percent the same as {item}.").format(
                        percent=round(alike * 100), item="{item}"
                    ),
                    "text",
                )
                break
        for shingle in shared:
            where[shingle].append(number)


def _same_title(all_: Collection) -> Iterator[Finding]:
    first: dict[tuple[str, str], Written] = {}
    for entry in all_.items:
        title = str(entry.data.get("title", "")).lower().strip()
        before = first.setdefault((entry.sort, title), entry)
        if before is not entry and not _variants_of_one(before, entry):
            yield _told(before, entry, _("{item} has the same title."), "title")


def _copied(all_: Collection) -> Iterator[Finding]:
    every = all_.texts()
    for text in (*every.naming(_SUSPECT), *every.holding("©", '"')):
        if text.key == "lawyer_note":
            continue
        for found in (*_SIGNS.finditer(text.value), *_CONTROL.finditer(text.value)):
            yield text.at(
                found.start(),
                _('"{words}" looks like a text that somebody else owns.').format(words=found[0]),
                _("Point at the source and write the requirement in words of your own."),
            )
        for found in _LONG_QUOTE.finditer(text.value):
            count = len(swedish.words(found[1]))
            if count > MAX_QUOTED_WORDS:
                yield text.at(
                    found.start(),
                    _("{count} words are quoted.").format(count=count),
                    _("Point at the source and write the requirement in words of your own."),
                )


def _repeated(texts: Iterable[Shingles]) -> set[int]:
    """The shingles that stand in more than one text: few of them do, and only those need to be counted."""
    seen: set[int] = set()
    again: set[int] = set()
    for shingles in texts:
        again |= seen.intersection(shingles)
        seen.update(shingles)
    return again


def _shingles(entry: Written) -> Shingles:
    text = next((passage for passage in entry.passages if passage.key == "text"), None)
    # A parameter is one, however long its name is.
    words = text.lower if text else []
    if text and swedish.PARAMETER in text.plain:
        words = [word[0] if word[0] == swedish.PARAMETER else word for word in words]
    return tuple(set(map(hash, zip(*(words[at:] for at in range(SHINGLE)), strict=False))))


def _variants_of_one(first: Written, second: Written) -> bool:
    return first.above is not None and first.above is second.above


def on_one_ladder(first: Written, second: Written) -> bool:
    """Whether one of the two takes the other's place on a higher level."""
    lower = first.data.get("replaces", ()), second.data.get("replaces", ())
    return second.id in lower[0] or first.id in lower[1]


def _told(first: Written, second: Written, message: str, key: str) -> Finding:
    """The finding at the second, unless only the first is the reader's own."""
    told, other = (first, second) if first.shown and not second.shown else (second, first)
    return told.at(
        message.format(item=other.id),
        _("Keep one, or say in both what is different."),
        (key,) if key in told.data else (),
    )


RULES = (
    Rule(
        "KL601",
        "nästan-samma-text",
        "warning",
        _n("Two items say nearly the same."),
        _near_duplicate,
        bad=(
            "requirements: [{id: A-1, text: Leverantören ska varje natt ta en säkerhetskopia av alla uppgifter i Tjänsten."
            "}, {id: A-2, title: Kopia, text: Leverantören ska varje natt ta en säkerhetskopia av alla uppgifter i"
            " drift.}]"
        ),
        good=(
            "requirements: [{id: A-1, text: Leverantören ska varje natt ta en säkerhetskopia av alla uppgifter i Tjänsten."
            "}, {id: A-2, title: Prov, text: Leverantören ska en gång per kvartal prova att läsa tillbaka en kopia.}]"
        ),
    ),
    Rule(
        "KL602",
        "samma-titel",
        "warning",
        _n("Two items of the same sort have the same title."),
        _same_title,
        bad=(
            "requirements: [{id: A-1, title: Loggning}, {id: A-2, title: Loggning,"
            " text: Leverantören ska bevara varje logg i ett år.}]"
        ),
        good=(
            "requirements: [{id: A-1, title: Loggning}, {id: A-2, title: Bevarande av logg,"
            " text: Leverantören ska bevara varje logg i ett år.}]"
        ),
        drafts=False,
    ),
    Rule(
        "KL801",
        "kopierad-text",
        "error",
        _n("The text has signs of being copied from a work that somebody owns."),
        _copied,
        bad="Leverantören ska uppfylla ISO/IEC 27002:2022 5.7 Hotunderrättelser eller likvärdig.",
        good="Leverantören ska en gång i veckan bedöma nya hot mot Tjänsten och dokumentera vad de leder till.",
    ),
)
