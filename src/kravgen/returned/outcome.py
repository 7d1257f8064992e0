"""What is known of a file that has come back, once it has been looked at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from kravgen.documents.answers import Answer
from kravgen.documents.wording import SentField
from kravgen.problems import Problem
from kravgen.record.model import KeptDocument
from kravgen.sheets.reading.priced import PricedRow

Outcome = Literal["untouched", "compared", "not-compared", "missing"]
"""``untouched``: not a byte that matters differs. ``missing``: a file of the package that is not in its folder. What a
system or a program keeps for itself is passed by before it comes here."""


@dataclass(frozen=True, slots=True)
class FilledGap:
    """A gap as it was sent, ``[FYLL I: what]``, the words that stand in its place, and the item whose text it is in."""

    gap: str
    words: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison of one file with one document found, whatever program the file was made in."""

    document: KeptDocument
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    """Quiet lines: what differs without any effect on what a reader reads, such as how another program saves."""
    answers: tuple[Answer, ...] = ()
    unanswered: tuple[str, ...] = ()
    """The fields that must be answered and hold nothing, by name, in order."""
    filled: tuple[FilledGap, ...] = ()
    priced: tuple[PricedRow, ...] = ()
    """The rows of a price sheet as their cells hold them."""


@dataclass(frozen=True, slots=True)
class Verified:
    """One file, looked at.

    ``file`` is the path as it is shown. ``document`` is the package's document that the file is a copy of; None when
    it is none of them or cannot be told. ``unreadable`` tells a file that could not be read from one
    that nobody can compare.
    """

    file: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    document: KeptDocument | None = None
    notes: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    unanswered: tuple[str, ...] = ()
    bidder: str = ""
    """Whose file it is; empty for a file of the package's own folder."""
    why: str = ""
    """Why it was not compared, in a few words."""
    unreadable: bool = False
    filled: tuple[FilledGap, ...] = ()
    """The gaps that somebody has filled in since the package was made, apart from those filled in the same in it."""
    priced: tuple[PricedRow, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file without its folders."""
        return self.file.rpartition("/")[2]

    def below(self, place: str) -> str:
        """The file as people find it in the folder ``place``."""
        return unicodedata.normalize("NFC", self.file.removeprefix(f"{place}/").removeprefix("./"))

    @property
    def fields(self) -> tuple[SentField, ...]:
        """The fields of the document as it was sent."""
        wording = self.document.wording if self.document else None
        return wording.fields if wording else ()

    @property
    def asked(self) -> int:
        """How many fields must be answered."""
        return sum(field.asked for field in self.fields)

    @property
    def answered(self) -> int:
        """How many of them are."""
        names = {field.name for field in self.fields if field.asked}
        return sum(answer.name in names and answer.value not in (None, False) for answer in self.answers)

    @property
    def judged(self) -> bool:
        """Whether it answers requirements: a price list has fields too, but none of them is about one."""
        return any(field.asked and field.item for field in self.fields)

    @property
    def internal(self) -> bool:
        """Whether the document is the buyer's own, such as a protocol: then nobody is a bidder."""
        return self.document is not None and self.document.audience == "internal"
