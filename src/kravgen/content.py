"""Everything that does not belong to one procurement, read once: the library, the templates, the sheets, the profiles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kravgen.documents import catalogue
from kravgen.documents.catalogue import Template
from kravgen.library import load as libraries
from kravgen.library.model import Library
from kravgen.problems import Collector
from kravgen.procurement import profile as profiles
from kravgen.procurement.profile import Profile
from kravgen.sheets import catalogue as sheet_catalogue
from kravgen.sheets.catalogue import Sheet
from kravgen.world import World


@dataclass(frozen=True)
class Content:
    """What every procurement is made from. Nothing in it changes, so many packages can be made from one."""

    world: World
    library: Library
    templates: dict[str, Template]
    sheets: dict[str, Sheet]
    profiles: dict[str, Profile]

    @cached_property
    def documents(self) -> dict[str, Template | Sheet]:
        """Every document and sheet by name, in the order of the package."""
        every: list[Template | Sheet] = [*self.templates.values(), *self.sheets.values()]
        return {document.id: document for document in sorted(every, key=lambda d: (d.order, d.id))}


def read(world: World, problems: Collector) -> Content:
    """Read it all. What is wrong in it is added to ``problems``; the rest is still read."""
    return around(world, libraries.load(world, problems), problems)


def around(world: World, library: Library, problems: Collector) -> Content:
    """Read what goes with a library that has been read: templates, sheets and profiles."""
    templates = catalogue.load(world, library, problems)
    sheets = sheet_catalogue.load(world, library, problems)
    found = profiles.load(world, library, {*templates, *sheets}, problems)
    return Content(world, library, templates, sheets, found)
