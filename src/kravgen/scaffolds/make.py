"""From a name to the file that a new block, source, document or profile begins as."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kravgen import schema
from kravgen.content import Content
from kravgen.i18n import _, _n
from kravgen.problems import KravgenError, Place

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SOURCE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_LONGEST = 60
_YEAR = timedelta(days=365)
_GROUND = "direktupphandling-light"
"""The profile that a new one extends until somebody decides: the smallest that makes documents."""


@dataclass(frozen=True, slots=True)
class Scaffold:
    """A kind of file: where it goes, the example that it begins as and the schemas that an editor judges it by."""

    path: str
    example: str
    schemas: tuple[str, ...]
    next_step: str


SCAFFOLDS: Mapping[str, Scaffold] = {
    "block": Scaffold(
        "requirements_library/{name}.yaml",
        "block.yaml",
        ("block",),
        _n("Fill in what is marked, name the block under blocks in a profile, and run: kravgen validate"),
    ),
    "source": Scaffold(
        "requirements_library/kalla-{name}.yaml",
        "source.yaml",
        ("sources", "block"),
        _n("Fill in what is marked, let requirements point to it under sources, and run: kravgen validate"),
    ),
    "document": Scaffold(
        "templates/documents/{name}.md.jinja",
        "document.md.jinja",
        (),
        _n(
            "Fill in what is marked, name the document under documents in a profile, and run: kravgen validate"
        ),
    ),
    "profile": Scaffold(
        "profiles/{name}.yaml",
        "profile.yaml",
        ("profile", "procurement", "block"),
        _n("Fill in what is marked, and run: kravgen validate"),
    ),
}
"""The kinds by the word that ``kravgen new`` takes."""


def files(kind: str, name: str, content: Content, home: Path, today: str) -> dict[Path, bytes]:
    """The files to write for a new one: the example, and the schemas that its first line leads to if they are missing.

    ``home`` is the layer that they go in; ``today`` (ISO 8601) is what the day of review is counted from. A block may
    be named with its area, such as ``avtal/garanti``.

    Raises:
        KravgenError: the name cannot be used, or something has it already.
    """
    scaffold = SCAFFOLDS[kind]
    area, _slash, short = name.rpartition("/") if kind == "block" else ("", "", name)
    _check_name(kind, area, short, content)
    path = home / scaffold.path.format(name=name)
    shared = home / "src" / "kravgen" / "schemas"
    folder = shared if shared.is_dir() else home / "schemas"
    found: dict[Path, bytes] = {}
    values = {
        "NAME": short,
        "PREFIX": _prefix(short, content.library.ids()),
        "REVIEW_BY": (date.fromisoformat(today) + _YEAR).isoformat(),
        "EXTENDS": _GROUND if _GROUND in content.profiles else "",
    }
    if scaffold.schemas:
        values["SCHEMA"] = Path(os.path.relpath(folder, path.parent), _named(scaffold.schemas[0])).as_posix()
        for other in scaffold.schemas:
            if not (folder / _named(other)).exists():
                found[folder / _named(other)] = (schema.SCHEMAS / _named(other)).read_bytes()
    text = (Path(__file__).parent / scaffold.example).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return {**found, path: text.encode()}


def _named(name: str) -> str:
    return f"{name}.schema.json"


def _check_name(kind: str, area: str, name: str, content: Content) -> None:
    form = _SOURCE if kind == "source" else _SLUG
    place = Place("new")
    if not form.fullmatch(name) or len(name) > _LONGEST or (area and not _SLUG.fullmatch(area)):
        raise KravgenError(
            place.problem(
                "KG676",
                _('"{name}" cannot be a name here.').format(name=name),
                _("Use small letters a–z, digits and hyphens, such as garanti-och-service."),
            ),
            unreadable=True,
        )
    taken: Mapping[str, Mapping[str, object]] = {
        "block": content.library.blocks,
        "source": content.library.sources,
        "document": content.documents,
        "profile": content.profiles,
    }
    if name in taken[kind]:
        raise KravgenError(
            place.problem(
                "KG204",
                _('The id "{id}" is already in use.').format(id=name),
                _("Choose another id."),
            ),
            unreadable=True,
        )


def _prefix(name: str, ids: Iterable[str]) -> str:
    """The beginning of the block's ids: its first word, or more of the name when other ids begin so."""
    begun = {known.partition("-")[0] for known in ids}
    words = name.upper().split("-")
    choices = [words[0][:8], "".join(words)[:12], *(f"{words[0][:8]}{number}" for number in range(2, 1000))]
    return next(choice for choice in choices if choice not in begun)
