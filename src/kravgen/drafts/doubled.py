"""Demands of a draft that say what another demand of it says, in other words.

Two are the same when their figures are, and nearly all that they are about, once words that mean the same to a reader of
requirements are taken for one word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache

from kravgen.consistency.likeness import alike
from kravgen.consistency.measures import Amount
from kravgen.consistency.said import Sentence, sentence
from kravgen.drafts.judge import DraftRemark, as_remark
from kravgen.drafts.piece import DraftText
from kravgen.i18n import _
from kravgen.problems import Place

SHARE = 0.6
"""The share of common words from which two demands with the same figures are told."""
SHARE_WITHOUT_FIGURES = 0.75
LEAST = 4
"""So many different words must a demand have to be compared."""
_SAME = (
    ("leverantör", "säljaren", "entreprenör"),
    ("beställar", "kommun", "kunden", "köpare"),
    ("systemet", "tjänsten", "lösning", "verktyg", "plattform", "programmet", "programvara"),
    ("åtgärda", "avhjälp", "rätta", "lösa", "laga"),
    ("fel", "störning", "driftstörning"),
    ("svara", "besvara", "återkoppla", "återkomma"),
    ("felanmäl", "anmälan", "anmäls", "anmält"),
    ("lagra", "spara", "bevara", "förvara"),
    ("radera", "gallra", "förstör", "utplåna"),
    ("visa", "redovisa", "presentera", "framgå"),
    ("lämna", "överlämna", "tillhandahåll", "leverera", "skicka", "sända"),
    ("underrätta", "meddela", "informera"),
    ("användare", "medarbetare", "handläggare", "anställd", "personal"),
    ("support", "kundtjänst", "servicedesk", "helpdesk"),
    ("säkerhetskopi", "backup"),
    ("kostnad", "avgift", "ersättning", "priset"),
    ("utbild", "kurs"),
    ("kritisk", "allvarlig", "akut"),
)
"""How words begin that mean the same in requirements."""
_COUNTS = ("hundra", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_WORD = re.compile("[a-zåäöéü]+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_STEM, _SHORT = 7, 4
_PLAIN = re.compile(r"(?:erna|arna|orna|en|et|er|ar|or|as|a|s|t)\Z")


def doubled(draft: DraftText, told: Container[int]) -> Iterator[DraftRemark]:
    """Each demand that says what an earlier one says, but for the pieces that are ``told`` of already."""
    # Only those with the same figures can be the same, and most have others.
    own: dict[tuple[tuple[str, ...], bool], list[Sentence]] = defaultdict(list)
    for number, piece in enumerate(draft.pieces):
        if number in told or piece.role in ("heading", "label", "beside"):
            continue
        found = sentence(" ".join(piece.text.split()), str(number), "")
        if found is not None and found.binds:
            same = replace(found, stems=frozenset(_meant(word) for word in _words(found)))
            own[_figures(found), found.negated].append(same)
    seen: set[str] = set()
    pairs = (
        pair
        for (figures, _negated), some in own.items()
        for pair in alike(some, SHARE if figures else SHARE_WITHOUT_FIGURES, LEAST)
    )
    for first, second in pairs:
        if second.document in seen:
            continue
        seen.add(second.document)
        where = draft.pieces[int(first.document)]
        problem = Place(draft.name).problem(
            "KL627",
            _("Seems to say the same as {place} in other words: “{text}”").format(
                place=where.where, text=first.text
            ),
            _("Keep one, or say in both what is different."),
            "warning",
        )
        yield as_remark(draft, problem, int(second.document), 0)


def _figures(said: Sentence) -> tuple[str, ...]:
    """The amounts of a demand, and the figures in it that are none."""
    amounts = sorted(f"{one.sort} {_value(one)}" for one in said.amounts)
    return (*amounts, *sorted(_FIGURE.findall(re.sub("#.*?#", "", said.mask))))


def _value(amount: Amount) -> str:
    return amount.value if isinstance(amount.value, str) else f"{amount.value:g}"


def _words(said: Sentence) -> list[str]:
    return [word for word in _WORD.findall(said.mask) if word[:_STEM] in said.stems]


@cache
def _meant(word: str) -> str:
    """What stands for a word and for all that mean the same."""
    for group in _SAME:
        if word.startswith(group):
            return group[0]
    if word.startswith(_COUNTS):
        return word
    return (_PLAIN.sub("", word) if len(word) > _SHORT else word)[:_STEM]
