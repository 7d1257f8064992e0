"""One side of a comparison: a package as its manifest tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from kravgen import jsonfile, system, yamlfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import manifest

Sort = Literal["requirement", "criterion", "clause", "check"]

FORMAT = 1

_SORTS: Mapping[str, Sort] = {
    "kriterium": "criterion",
    "avtalsvillkor": "clause",
    "kontrollpunkt": "check",
}


@dataclass(frozen=True, slots=True)
class Item:
    """An item as the documents show it. Texts are Markdown, and empty where it has none or is not in."""

    id: str
    kind: str
    title: str
    taken: bool
    because: str
    """Why it is in, or why it is not."""
    number: str = ""
    text: str = ""
    evidence: str = ""
    accept: str = ""
    value: str = ""

    @property
    def sort(self) -> Sort:
        """What sort of item it is; a requirement may be of several kinds."""
        return _SORTS.get(self.kind, "requirement")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the package."""

    id: str
    title: str
    file: str
    audience: str
    because: str
    rest: tuple[str, ...] = ()
    """Its paragraphs that are about no item, in order."""


@dataclass(frozen=True, slots=True)
class Side:
    """A package. ``name`` is what the user called it; empty texts mean that it does not tell."""

    name: str
    title: str
    version: str
    reference_number: str
    buyers: tuple[str, ...]
    as_of: str
    fingerprint: str
    kravgen: str
    library_version: str
    library_fingerprint: str
    items: Mapping[str, Item]
    papers: Mapping[str, Paper]


def read(path: Path, today: str) -> Side:
    """The package in a folder, the one a manifest tells of, or the one a procurement file would give now.

    ``today`` (ISO 8601) is used when a procurement has no date. Nothing is written.

    Raises:
        KravgenError: there is no package to read.
    """
    name = shown_path(path)
    if system.is_folder(path):
        return _from_file(path / manifest.FILE, name)
    if path.suffix.lower() == ".json":
        return _from_file(path, name)
    if path.suffix.lower() in (".yaml", ".yml"):
        from kravgen.package.generate import manifest_of

        try:
            return of_manifest(manifest_of(path, today), name)
        except KravgenError as error:
            # Whatever is wrong with it, there is nothing to compare.
            raise KravgenError(error.problems, unreadable=True) from error
    try:
        system.look(path, jsonfile.MAX_BYTES)
    except OSError as error:
        raise yamlfile.unreadable(name, error) from error
    raise _no_package(name)


def of_manifest(data: Mapping[str, Any], name: str) -> Side:
    """The package that a manifest tells of. ``name`` is what the user called it.

    Raises:
        KravgenError: it is not a manifest of a format that is known.
    """
    try:
        return _side(data, name)
    except (KeyError, TypeError, ValueError, AttributeError, KravgenError) as error:
        raise _no_package(name) from error


def _from_file(path: Path, name: str) -> Side:
    try:
        data = jsonfile.read(path)
    except FileNotFoundError as error:
        if path.parent.is_dir() and path.name == manifest.FILE:
            raise _no_package(name) from error
        raise yamlfile.unreadable(name, error) from error
    except OSError as error:
        raise yamlfile.unreadable(name, error) from error
    except jsonfile.Malformed as error:
        raise _no_package(name, str(error)) from error
    return of_manifest(data, name)


def _no_package(name: str, reason: str = "") -> KravgenError:
    told = _("There is no package here that can be compared: {reason}.").format(reason=reason)
    return KravgenError(
        Place(name).problem(
            "KG702",
            told if reason else _("There is no package here that can be compared."),
            _("Give the folder of a package, its manifest.json or a procurement file (.yaml)."),
        ),
        unreadable=True,
    )


def _side(data: Mapping[str, Any], name: str) -> Side:
    if data["format"] != FORMAT:
        raise ValueError
    procurement, library = data["procurement"], data["library"]
    items = [_item(entry) for entry in data["items"]]
    papers: dict[str, Paper] = {}
    for paper in map(_paper, data["documents"]):
        # A PDF beside a Word file is the same document; the Word file stands first.
        papers.setdefault(paper.id, paper)
    return Side(
        name=name,
        title=_text(procurement["title"]),
        version=_text(procurement["version"]),
        reference_number=_text(procurement["reference_number"]),
        buyers=tuple(_text(buyer) for buyer in procurement["buyers"]),
        as_of=date.fromisoformat(_text(data["as_of"])).isoformat(),
        fingerprint=_text(data["fingerprint"]),
        kravgen=_text(data["kravgen"]),
        library_version=_text(library["version"]),
        library_fingerprint=_text(library["fingerprint"]),
        items={item.id: item for item in items},
        papers=papers,
    )


def _paper(entry: Mapping[str, Any]) -> Paper:
    told = {key: _text(entry[key]) for key in ("id", "title", "file", "audience", "because")}
    rest = (entry.get("wording") or {}).get("rest", ())
    return Paper(**told, rest=tuple(_text(paragraph) for paragraph in rest))


def _item(entry: Mapping[str, Any]) -> Item:
    taken = entry["decision"] != "dropped"
    texts = ("number", "text", "evidence", "accept", "value")
    return Item(
        id=_text(entry["id"]),
        kind=_text(entry["kind"]),
        title=_text(entry["title"]),
        taken=taken,
        because=_text(entry["because"]),
        **{key: _text(entry[key]) for key in texts if taken},
    )


def _text(value: object) -> str:
    """A text that can stand in a document; None is an empty one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError
    yamlfile.check_characters(value, "")
    return value.strip()
