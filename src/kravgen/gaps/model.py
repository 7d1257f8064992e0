"""A gap as somebody is asked to fill it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kravgen.i18n import _
from kravgen.library.answer import limits
from kravgen.library.model import Value
from kravgen.yamlfile import Key

Kind = Literal[
    "text", "integer", "number", "boolean", "choice", "choices", "date", "term", "names", "requirements"
]
"""What an answer is: that of a question, the years of a contract with those of each extension, a list of names, or the
buyer's own requirements."""


@dataclass(frozen=True, slots=True)
class AskedGap:
    """What is asked: the key, the question, who can answer, what an answer is and where it is kept.

    ``path`` is where the answer stands in the procurement's file; empty when it is set by hand, since no single value
    there is the answer. ``places`` are the documents and headings that the gap stands in.
    """

    key: str
    question: str
    role: str
    kind: Kind = "text"
    help: str = ""
    unit: str = ""
    default: Value = None
    minimum: float | None = None
    maximum: float | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    path: tuple[Key, ...] = ()
    places: tuple[tuple[str, str], ...] = ()

    @property
    def form(self) -> str:
        """What an answer looks like, in a few words; empty for a text without a unit."""
        words = {
            "integer": _("a whole number"),
            "number": _("a number"),
            "boolean": _("yes or no"),
            "choice": _("one of: {choices}").format(choices="; ".join(self.choices.values())),
            "choices": _("any of, with semicolons between: {choices}").format(
                choices=", ".join(self.choices.values())
            ),
            "date": _("a day, like this: 2027-06-30"),
            "term": _("the term, and each extension after a plus, like this: 3 år + 1 år"),
            "names": _("names, with semicolons between"),
            "requirements": _("one requirement on each line, like this: Tjänsten ska visa lediga tider."),
        }.get(self.kind, "")
        if allowed := limits(self.minimum, self.maximum):
            words += f" ({allowed})"
        if self.unit:
            words = f"{words}, {self.unit}" if words else self.unit
        if self.default is not None:
            words += _("; if nobody answers: {default}").format(default=self.default)
        return words.removeprefix("; ")

    @property
    def asked(self) -> str:
        """The question with its help, as a file of gaps shows it."""
        return f"{self.question}: {self.help}" if self.help else self.question

    @property
    def name(self) -> str:
        """What it is called in a message: the question and its key."""
        return f"{self.question} ({self.key})" if self.question else self.key

    @property
    def where(self) -> str:
        """The documents and headings that it stands in, on one line."""
        named = [
            f"{title}, {heading}" if heading not in ("", title) else title for title, heading in self.places
        ]
        return "; ".join(dict.fromkeys(named))

    @property
    def options(self) -> tuple[str, ...]:
        """The words to choose one of; none when the answer is written."""
        if self.kind == "boolean":
            return (_("Yes"), _("No"))
        return tuple(self.choices.values()) if self.kind == "choice" else ()
