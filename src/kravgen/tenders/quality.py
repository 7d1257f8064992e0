"""What a tender says itself of the criteria that are a requirement to meet: a yes, a no, or how many parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kravgen.award.evaluate import counting
from kravgen.award.model import Criterion
from kravgen.returned.rows import AnswerRow
from kravgen.returned.sent import Sent


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered: the words, and the points that they give; None when a person must say."""

    words: str
    points: Decimal | None


def answered(sent: Sent, rows: Iterable[AnswerRow]) -> Mapping[str, Answered]:
    """What the answers say of each criterion that nobody needs to judge, by id."""
    evaluation = sent.record.evaluation
    told = list(rows)
    asked = counting(evaluation) if evaluation else ()
    return {
        criterion.id: _of(criterion, [_about(item, told) for item in criterion.items])
        for criterion in asked
        if not criterion.levels and criterion.items
    }


@dataclass(frozen=True, slots=True)
class _About:
    """What is answered to one requirement: in its own fields, and in the rows of its table by their number."""

    own: tuple[AnswerRow, ...]
    table: Mapping[str, str]


def _about(item: str, rows: Sequence[AnswerRow]) -> _About:
    row_of = re.compile(rf"tabell-{re.escape(item.lower())}-(\d+)(?:[-_]\d+)*")
    table: dict[str, str] = {}
    for row in rows:
        found = row_of.fullmatch(row.name)
        if found and row.value.strip():
            table.setdefault(found[1], row.value.strip())
    own = tuple(row for row in rows if row.item == item and row.verdict != "beside")
    return _About(own, table)


def _of(criterion: Criterion, answers: Sequence[_About]) -> Answered:
    """What is answered to each item of the criterion, put together."""
    said = (words for each in answers for words in (*(row.value for row in each.own), *each.table.values()))
    words = ", ".join(dict.fromkeys(filter(None, said)))
    parts = [_parts(criterion, each) for each in answers]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return Answered(words, None)
    # Of several requirements under one criterion each must be met.
    return Answered(words, min(known))


def _parts(criterion: Criterion, about: _About) -> Decimal | None:
    """How many parts of a requirement are met: all of one, none, or as many as its table has rows."""
    verdicts = {row.verdict for row in about.own}
    if "unread" in verdicts or {"yes", "no"} <= verdicts:
        return None
    if "no" in verdicts:
        return Decimal(0)
    if criterion.full == 1:
        return Decimal(1) if "yes" in verdicts else None
    return min(Decimal(len(about.table)), criterion.full) if about.table else None
