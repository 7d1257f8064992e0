"""What the two sides of a comparison are, by what a user has named: packages, or states of a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kravgen import revision, system
from kravgen import world as worlds
from kravgen.comparison.library import files as states
from kravgen.comparison.library.files import LibraryFiles
from kravgen.comparison.side import Side, read
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shortened, shown_path
from kravgen.record import manifest
from kravgen.world import World, configuration_of

_OF_FILES = (".json", ".yaml", ".yml", ".docx", ".xlsx", ".pdf", ".csv")


@dataclass(frozen=True)
class Libraries:
    """Two states of a library to compare, with the layers beneath and the folder that it is worked on in."""

    before: LibraryFiles
    after: LibraryFiles
    below: tuple[LibraryFiles, ...]
    home: Path


def packages(before: Path, after: Path, today: str) -> tuple[Side, Side]:
    """Both sides as packages.

    Raises:
        KravgenError: one of them is none.
    """
    return read(before, today), read(after, today)


def libraries(before: str, after: str | None, today: str) -> Libraries | None:
    """Both sides as states of a library; None when both are packages.

    A side is a folder with a library, or else a revision of the repository that holds the library that is worked on.
    Without ``after`` it is the working copy.

    Raises:
        KravgenError: there is no such revision or library, or the two are not of the same kind.
    """
    kinds = [_is_package(name) for name in (before, after) if name is not None]
    if after is None and kinds[0]:
        raise _not_comparable(before, _("This is a package, and a package is compared with another."))
    named = [Path(name) for name, package in zip((before, after or ""), kinds, strict=False) if not package]
    if len(set(kinds)) > 1 and not any(map(system.is_folder, named)):
        # There is nothing of that name, which is told when it is read as a package.
        return None
    if len(set(kinds)) > 1:
        raise _not_comparable(
            before if kinds[0] else after or "", _("This is a package, and the other is a library.")
        )
    if kinds[0]:
        return None
    here = Path.cwd()
    world = worlds.find(here, today)
    home = states.home(world, here)
    old = _state(before, home)
    new = states.working_tree(home) if after is None else _state(after, home)
    for state, name in ((old, before), (new, after or shown_path(home))):
        if not state.holds_library:
            raise KravgenError(
                Place(shortened(name, 80)).problem(
                    "KG683",
                    _("There is no library there: {folder} is missing.").format(
                        folder=state.shown(states.LIBRARY)
                    ),
                    _("It may have lain elsewhere then. Give a revision or a folder that holds it."),
                ),
                unreadable=True,
            )
    folder = Path(after) if after and system.is_folder(Path(after)) else home
    return Libraries(old, new, tuple(_below(folder, world, today)), home)


def _is_package(name: str) -> bool:
    """Whether a side names a package: a procurement file, a manifest or a folder with one, there or not."""
    path = Path(name)
    if system.is_folder(path):
        return system.is_file(path / manifest.FILE) or not _is_library(path)
    return system.is_file(path) or path.suffix.lower() in _OF_FILES


def _is_library(folder: Path) -> bool:
    parts = (states.LIBRARY, states.PROFILES)
    return any(system.is_folder(folder / part) for part in parts) or configuration_of(folder) is not None


def _state(name: str, home: Path) -> LibraryFiles:
    path = Path(name)
    if system.is_folder(path):
        return states.of_folder(path, shown_path(path))
    return states.of_revision(revision.find(home), name)


def _below(folder: Path, world: World, today: str) -> Sequence[LibraryFiles]:
    """The layers that a workspace lies over. A whole library lies over none."""
    if world.root is None or system.real(folder) != world.root:
        world = worlds.find(folder, today)
    if world.root is None or system.real(folder) != world.root:
        return ()
    return [states.of_folder(layer, shown_path(layer)) for layer in world.layers[:-1]]


def _not_comparable(name: str, message: str) -> KravgenError:
    hint = _(
        "Give two packages (folders, manifests or procurement files), or two libraries (revisions or folders)."
    )
    return KravgenError(Place(shortened(name, 80)).problem("KG686", message, hint), unreadable=True)
