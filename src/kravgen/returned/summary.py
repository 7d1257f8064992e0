"""What a form that has come back says in short: how many of each answer, and which are named first."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from kravgen.i18n import _
from kravgen.problems import Problem
from kravgen.returned.outcome import Verified
from kravgen.returned.reservations import may_reserve
from kravgen.returned.rows import AnswerRow, rows
from kravgen.returned.sent import Sent, short

_OF_ANSWERS = re.compile(r"KG90\d|KG92\d|KG934|KG94[124]")
"""Codes of what is told of answers, prices and files: the rest is what differs from what was sent."""
_TOLD_BY_NUMBER = ("KG904", "KG925")
_REJECTED = re.compile(r"\bförkast\w*|\breject\w*", re.IGNORECASE)
_MUST = re.compile(r"\bska\b|\bska-krav|\bmandatory\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summary:
    """A form in short. ``rows`` are all its answers."""

    file: Verified
    rows: tuple[AnswerRow, ...]

    @property
    def yes(self) -> int:
        """How many of what is asked are answered with the first choice, or ticked."""
        return self._count("yes")

    @property
    def refused(self) -> tuple[AnswerRow, ...]:
        """The mandatory requirements that are answered with a No."""
        return tuple(row for row in self.rows if row.verdict == "no" and row.mandatory)

    @property
    def other_no(self) -> int:
        """How many others are."""
        return self._count("no") - len(self.refused)

    @property
    def texts(self) -> int:
        """How many are answered in words where words are asked for."""
        return self._count("text")

    @property
    def unanswered(self) -> tuple[AnswerRow, ...]:
        """Those that nobody has answered."""
        return tuple(row for row in self.rows if row.verdict == "unanswered")

    @property
    def unread(self) -> tuple[AnswerRow, ...]:
        """Those whose answer cannot be read with certainty."""
        return tuple(row for row in self.rows if row.verdict == "unread")

    @property
    def comments(self) -> tuple[AnswerRow, ...]:
        """What is written beside what binds the bidder and is not refused, what may be a reservation first."""
        found = [row for row in self.rows if row.binding and row.beside and row.verdict != "no"]
        return tuple(sorted(found, key=lambda row: not _is_suspect(row)))

    @property
    def reservations(self) -> int:
        """How many of the comments have words that may be a reservation."""
        return sum(map(_is_suspect, self.comments))

    @property
    def changes(self) -> tuple[Problem, ...]:
        """What differs from what was sent, apart from the answers."""
        return tuple(problem for problem in self.file.problems if not _OF_ANSWERS.match(problem.code))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is told of the file and not by the numbers here."""
        return tuple(problem for problem in self.file.problems if problem.code not in _TOLD_BY_NUMBER)

    @property
    def outcomes(self) -> dict[str, int]:
        """How often each choice is made in a form of the buyer's own, in the order of the choices."""
        made = Counter(row.value for row in self.rows if row.verdict in ("yes", "no"))
        return {choice: made[choice] for choice in sorted(made, key=self._place)}

    @property
    def not_passed(self) -> tuple[AnswerRow, ...]:
        """The rows of such a form with another choice than the first, in the order of the choices."""
        found = (row for row in self.rows if row.verdict == "no")
        return tuple(sorted(found, key=lambda row: self._place(row.value)))

    def _place(self, choice: str) -> int:
        choices = next((field.choices for field in self.file.fields if field.asked and field.choices), ())
        return choices.index(choice) if choice in choices else len(choices)

    def _count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)


def summary(sent: Sent, file: Verified) -> Summary:
    """A form in short."""
    return Summary(file, rows(sent, file))


def on_refusal(sent: Sent, file: Verified) -> str:
    """What the documents that were sent say of a No to a mandatory requirement, in their own words.

    What it means in law is not for a program to say.
    """
    public = [kept for kept in sent.record.documents if kept.audience != "internal" and kept.wording]
    for kept in sorted(public, key=lambda kept: kept != file.document):
        for text in kept.wording.rest if kept.wording else ():
            if _REJECTED.search(text) and _MUST.search(text):
                return _("{title} says: ”{text}”").format(title=kept.title, text=short(text))
    return _("What a No means for the tender stands in the procurement documents.")


def _is_suspect(row: AnswerRow) -> bool:
    return any(may_reserve(text) for _part, text in row.beside)
