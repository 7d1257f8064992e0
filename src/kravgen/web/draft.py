"""The procurement file as the state of a visit: a text that the browser carries, judged anew each time it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kravgen import yamledit, yamlfile
from kravgen.content import Content
from kravgen.i18n import _
from kravgen.problems import Collector, KravgenError, Place, Problem
from kravgen.procurement import case as cases
from kravgen.procurement.case import Case
from kravgen.procurement.questionnaire import to_fill_in
from kravgen.web.bounds import MOST_STATE
from kravgen.yamlfile import Key, YamlFile

FILE = "upphandling.yaml"
"""What messages call the file."""


@dataclass(frozen=True, slots=True)
class CarriedDraft:
    """A procurement file that can be read. ``case`` is None when something in it is wrong; ``problems`` say what."""

    text: str
    file: YamlFile
    case: Case | None
    problems: tuple[Problem, ...]


def read(content: Content, text: str) -> CarriedDraft:
    """Read a procurement file from anybody.

    Raises:
        KravgenError: it is no procurement file, or too large.
    """
    raw = text.encode(errors="surrogatepass")
    if len(raw) > MOST_STATE:
        raise KravgenError(
            Place(FILE).problem(
                "KG102",
                _("The file is larger than {limit} kB.").format(limit=MOST_STATE // 1024),
                _("Choose the file that you saved here. It ends in .yaml."),
            ),
            unreadable=True,
        )
    file = yamlfile.parse(raw, FILE)
    problems = Collector()
    case = cases.from_file(
        file, Path(FILE), content.library, content.profiles, problems, content.organisations, on_disk=False
    )
    return CarriedDraft(text, file, None if problems.failed else case, tuple(problems))


def begin(content: Content, profile: str) -> str:
    """A new procurement file of a profile: the one that ``kravgen new`` makes."""
    return to_fill_in(content.profiles, profile, content.library, content.papers, (), content.organisations)


def put(text: str, path: Sequence[Key], value: object) -> str:
    """The file with a value set; None leaves the key without one. Everything else stays as it was written.

    Raises:
        KravgenError: the value cannot be set there.
    """
    return yamledit.set_values(text.encode(), FILE, {tuple(path): value}).decode()


def decode(raw: bytes) -> str:
    """The text of an uploaded file.

    Raises:
        KravgenError: it is not text that a procurement can hold; the message says what it seems to be.
    """
    from kravgen import textfile

    if raw.startswith(b"PK"):
        raise KravgenError(
            Place(FILE).problem(
                "KG205",
                _("This is a zip file, or a Word or Excel file."),
                _("Unpack the zip file and choose the file in it that ends in .yaml."),
            ),
            unreadable=True,
        )
    if not raw.strip():
        raise KravgenError(
            Place(FILE).problem(
                "KG205", _("The file is empty."), _("Choose the file that you saved here. It ends in .yaml.")
            ),
            unreadable=True,
        )
    return textfile.decode(raw, FILE)
