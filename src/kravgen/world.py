"""What a run is made in: the layers of files, the day and the language.

It is found once, at the edge, and passed in: the command line, the web and a batch differ in nothing else.

A workspace is a folder with a ``kravgen.yaml``. Its ``requirements_library``, ``profiles`` and ``templates``
lie over the shipped ones: a file with the same relative path replaces the shipped file, other files add to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

from kravgen import schema, system, yamlfile
from kravgen.folder import named_files, same_name, spelled
from kravgen.i18n import DEFAULT, _, active
from kravgen.problems import KravgenError, Place, Problem, shown_path

ADDED = frozenset({"reviews.yaml"})
"""Files that every layer adds to: one does not stand in the place of that of the same name beneath."""

_lowest: ContextVar[Path | None] = ContextVar("lowest", default=None)


@dataclass(frozen=True, slots=True)
class Layered:
    """A file that is read, the number of its layer (0 is the shipped one), and whether it replaces one beneath."""

    path: Path
    layer: int
    replaces: bool


@dataclass(frozen=True, slots=True)
class World:
    """What a run is made in.

    ``layers`` are the folders to read from, the shipped one first; ``today`` (ISO 8601) is the day it is; ``language``
    is what messages are in; ``root`` is the workspace, None outside one.
    """

    layers: tuple[Path, ...]
    today: str
    language: str = DEFAULT
    root: Path | None = None
    reference_document: Path | None = None

    def files(self, folder: str, suffix: str) -> Iterator[Path]:
        """Every file under ``folder`` that ends in ``suffix``, after layering, in a fixed order."""
        return (file.path for file in self.layered(folder, suffix))

    def layered(self, folder: str, suffix: str) -> Iterator[Layered]:
        """The same files, each with the layer that it lies in and whether it stands in the place of another."""
        found: dict[tuple[str, int], Layered] = {}
        for number, layer in enumerate(self.layers):
            base = layer / folder
            if not base.is_dir():
                continue
            home = system.real(layer)
            leads_out = not system.real(base).is_relative_to(home)
            for name, path in named_files(base, suffix).items():
                # Folders that are links are not gone into, so only the file itself can lead elsewhere.
                if leads_out or (path.is_symlink() and not system.real(path).is_relative_to(home)):
                    raise KravgenError(_outside(path, layer))
                shelf = (name, number if name in ADDED else 0)
                found[shelf] = Layered(path, number, shelf in found)
        yield from (found[name] for name in sorted(found))

    def folder(self, name: str) -> list[Path]:
        """The folder ``name`` in every layer that has it, the workspace's own first."""
        return [layer / name for layer in reversed(self.layers) if (layer / name).is_dir()]

    def shipped(self, name: str) -> Path:
        """A file that kravgen ships."""
        return self.layers[0] / name


def _outside(path: Path, layer: Path) -> Problem:
    return Place(shown_path(path), 1, 1).problem(
        "KG107",
        _("The file leads out of the folder {folder}.").format(folder=layer),
        _("Copy the file into the folder instead of linking to it."),
    )


@contextmanager
def shipping(folder: Path) -> Iterator[None]:
    """Let ``folder`` be what kravgen ships inside the ``with`` block: the lowest layer of every world found there."""
    token = _lowest.set(folder)
    try:
        yield
    finally:
        _lowest.reset(token)


def find(start: Path, today: str) -> World:
    """The world of a run that begins at ``start``: the workspace it lies in, or just what kravgen ships.

    Raises:
        KravgenError: the workspace's ``kravgen.yaml`` has problems.
    """
    start = system.real(start)
    for folder in (start, *start.parents) if start.is_dir() else start.parents:
        if configuration := configuration_of(folder):
            return _open(folder, configuration, today)
    return World((_shipped(),), today, active())


def own(world: World, start: Path) -> Path:
    """The layer that is the user's own: the workspace, or the library itself for whoever works in it.

    Raises:
        KravgenError: ``start`` lies in neither.
    """
    if world.root:
        return world.root
    if system.real(start).is_relative_to(system.real(world.layers[0])):
        return world.layers[0]
    raise KravgenError(
        Place(shown_path(start)).problem(
            "KG675",
            _("The folder is no workspace, so there is nowhere to write what is your own."),
            _(
                "Make an empty file kravgen.yaml in the folder that is to be your workspace, and run the command there."
            ),
        ),
        unreadable=True,
    )


def configuration_of(folder: Path) -> Path | None:
    """The file that makes a folder a workspace: ``kravgen.yaml`` or ``kravgen.yml``.

    Raises:
        KravgenError: both are there.
    """
    return _one_file(folder, "kravgen")


def organisations_of(folder: Path) -> Path | None:
    """The file in a workspace that tells what always holds for those who buy: ``organisation.yaml`` or ``.yml``.

    Raises:
        KravgenError: both are there, or it is a link that leads out of the workspace.
    """
    path = _one_file(folder, "organisation")
    if path and not system.real(path).is_relative_to(system.real(folder)):
        raise KravgenError(_outside(path, folder))
    return path


def _one_file(folder: Path, name: str) -> Path | None:
    found = [path for ending in (".yaml", ".yml") if (path := folder / f"{name}{ending}").is_file()]
    if len(found) > 1:
        raise KravgenError(same_name(found[1], found[0]))
    return found[0] if found else None


def _open(root: Path, configuration: Path, today: str) -> World:
    file = yamlfile.read(configuration)
    problems = schema.check(file, "workspace")
    if problems:
        raise KravgenError(problems)
    reference = None
    if name := (file.data or {}).get("reference_document"):
        place = file.value_place(["reference_document"])
        try:
            reference = system.real(spelled(root, name))
        except OSError as error:
            raise KravgenError(
                place.problem(
                    "KG107",
                    _("The file cannot be read: {reason}.").format(reason=system.reason(error)),
                    _("Put the Word file in the workspace, under a short name."),
                )
            ) from error
        if not reference.is_relative_to(root):
            raise KravgenError(
                place.problem(
                    "KG107",
                    _("{path} leads out of the workspace.").format(path=name),
                    _("Put the Word file in the workspace."),
                )
            )
    return World((_shipped(), root), today, active(), root, reference)


def _shipped() -> Path:
    if lowest := _lowest.get():
        return lowest
    installed = Path(__file__).parent / "shipped"
    return installed if installed.is_dir() else Path(__file__).parents[2]
