"""Papers that texts refer to: documents and sheets of the package, and papers that others write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kravgen.problems import Place
from kravgen.yamlfile import YamlFile


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A named part of a paper: what a text calls it, and the heading, caption or sheet that it stands under."""

    noun: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its id. ``noun`` is what a running text calls it, in definite form; empty when nobody has said.

    ``made`` tells that kravgen makes it. Of the others, one that is ``attached`` comes from the buyer and is missing
    until the procurement names it; the rest come from ``made_by``, later or in public.
    """

    id: str
    noun: str
    place: Place
    parts: Mapping[str, PaperPart] = field(default_factory=dict)
    made: bool = False
    stands_for: str = ""
    """The document that it takes the place of where that is not made, so that texts need one name for both."""
    attached: bool = False
    made_by: str = ""
    question: str = ""
    """The question whose answer names it, until the procurement names it itself."""
    asked_by: str = ""
    """The item that asks for it: without that there is no such paper."""
    phase: str = ""
    describes: str = ""


def made_paper(file: YamlFile, key: str) -> Paper:
    """The paper that a document or a sheet is. ``key`` is the one that its name stands under."""
    data = file.data
    return Paper(
        str(data[key]),
        data.get("noun", ""),
        file.value_place([key]),
        _parts(data.get("parts")),
        made=True,
        stands_for=data.get("stands_for", ""),
    )


def listed_papers(file: YamlFile) -> Iterator[Paper]:
    """The papers that a file of the library lists: those that kravgen does not make."""
    for number, data in enumerate(file.data.get("papers") or ()):
        content = {key: value for key, value in data.items() if key not in ("allow", "parts")}
        place = file.value_place(["papers", number, "id"])
        yield Paper(**content, place=place, parts=_parts(data.get("parts")))


def _parts(data: Mapping[str, Any] | None) -> dict[str, PaperPart]:
    return {name: PaperPart(part["noun"], part.get("title", "")) for name, part in (data or {}).items()}
