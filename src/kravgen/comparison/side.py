"""One side of a comparison: a package as its record tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kravgen import jsonfile, system, textfile
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.procurement.explanation import explained
from kravgen.procurement.reason import Reason
from kravgen.record import manifest
from kravgen.record.model import KeptDocument, KeptItem, Record


@dataclass(frozen=True)
class Side:
    """A package. ``name`` is what the user called it."""

    name: str
    record: Record

    @property
    def items(self) -> Mapping[str, KeptItem]:
        """Its items by id, those that are not in too."""
        return self.record.by_id

    @cached_property
    def papers(self) -> Mapping[str, KeptDocument]:
        """Its documents by id."""
        papers: dict[str, KeptDocument] = {}
        for document in self.record.documents:
            # A PDF beside a Word file is the same document; the Word file stands first.
            papers.setdefault(document.id, document)
        return papers

    def explained(self, reason: Reason) -> str:
        """One of its reasons, in the language in use."""
        return explained(reason, self.record.names)


def read(path: Path, today: str) -> Side:
    """The package in a folder, the one a manifest tells of, or the one a procurement file would give now.

    ``today`` (ISO 8601) is used when a procurement has no date. Nothing is written.

    Raises:
        KravgenError: there is no package to read.
    """
    name = shown_path(path)
    if system.is_folder(path) or path.suffix.lower() == ".json":
        return Side(name, manifest.read(path))
    if path.suffix.lower() in (".yaml", ".yml"):
        from kravgen.package.generate import record_of

        try:
            return Side(name, record_of(path, today))
        except KravgenError as error:
            # Whatever is wrong with it, there is nothing to compare.
            raise KravgenError(error.problems, unreadable=True) from error
    try:
        system.look(path, jsonfile.MAX_BYTES)
    except OSError as error:
        raise textfile.unreadable(name, error) from error
    raise KravgenError(
        Place(name, 1, 1).problem(
            "KG702",
            _("There is no package here that can be compared."),
            _("Give the folder of a package, its manifest.json or a procurement file (.yaml)."),
        ),
        unreadable=True,
    )
