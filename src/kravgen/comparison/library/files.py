"""One state of a library: its files in a folder or in a revision of a repository, each read when it is asked for."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from kravgen import revision, system, yamlfile
from kravgen.folder import every_file
from kravgen.i18n import _
from kravgen.library import load
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.procurement import profile
from kravgen.revision import Blob, Repository
from kravgen.textfile import unreadable
from kravgen.world import World

LIBRARY, PROFILES = load.FOLDER, profile.FOLDER
TEMPLATES, EXAMPLES = "templates", "examples"
FOLDERS = (LIBRARY, PROFILES, TEMPLATES, EXAMPLES)
"""Where a library's content lies, from its own folder."""
MARKS = ("kravgen.yaml", "kravgen.yml")
"""The files that make a folder a workspace, whose library may be empty at first."""
_LARGEST = yamlfile.MAX_BYTES


@dataclass(frozen=True)
class LibraryFiles:
    """The files of one state. ``name`` is what people call it; ``version`` is a commit, empty for a folder.

    ``ids`` are checksums of the files' contents by path, as git makes them: the same content, the same checksum.
    """

    name: str
    prefix: str
    """What messages put before a path."""
    ids: Mapping[str, str]
    strange: tuple[str, ...] = ()
    """Links and other repositories, which are not read."""
    version: str = ""
    _blobs: Mapping[str, Blob] = field(default_factory=dict)
    _repository: Repository | None = None
    _read: dict[str, bytes] = field(default_factory=dict)

    def contents(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """What the files hold, by path.

        Raises:
            KravgenError: one cannot be read.
        """
        wanted = [path for path in paths if path in self.ids]
        if self._repository and (missing := [path for path in wanted if path not in self._read]):
            found = self._repository.contents(self._blobs[path] for path in missing)
            self._read.update({path: found[self.ids[path]] for path in missing})
        return {path: self._read[path] for path in wanted}

    def shown(self, path: str) -> str:
        """A path as messages name it."""
        return f"{self.prefix}{path}".encode(errors="surrogateescape").decode(errors="backslashreplace")

    @cached_property
    def holds_library(self) -> bool:
        """Whether there is anything of a library in it."""
        return any(path.startswith((f"{LIBRARY}/", f"{PROFILES}/", *MARKS)) for path in self.ids)


def of_folder(folder: Path, name: str) -> LibraryFiles:
    """The state that a folder holds now.

    Raises:
        KravgenError: a file cannot be read.
    """
    contents: dict[str, bytes] = {}
    strange = []
    marks = [folder / name for name in MARKS if system.is_file(folder / name)]
    for path in [*marks, *chain.from_iterable(every_file(folder / part) for part in FOLDERS)]:
        relative = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.is_symlink():
            strange.append(relative)
            continue
        try:
            contents[relative] = system.read(path, _LARGEST)
        except OSError as error:
            raise unreadable(shown_path(path), error) from error
    shown = shown_path(folder)
    prefix = "" if shown == "." else f"{shown}/"
    ids = {path: _blob_id(content) for path, content in contents.items()}
    return LibraryFiles(name, prefix, ids, tuple(strange), _read=contents)


def of_revision(repository: Repository, named: str) -> LibraryFiles:
    """The state that a revision of the repository holds.

    Raises:
        KravgenError: git knows no such revision, or it cannot be read.
    """
    commit = repository.commit(named)
    blobs = {
        unicodedata.normalize("NFC", blob.path): blob
        for blob in repository.blobs(commit, (*FOLDERS, *MARKS))
        if not any(part.startswith(".") for part in blob.path.split("/"))
    }
    return LibraryFiles(
        named if commit.startswith(named) else f"{named} ({commit[:9]})",
        f"{named}:{repository.prefix}",
        {path: blob.id for path, blob in blobs.items() if blob.ordinary},
        tuple(path for path, blob in blobs.items() if not blob.ordinary),
        commit,
        blobs,
        repository,
    )


def home(world: World, here: Path) -> Path:
    """The folder that holds the library which is worked on: the workspace, a folder around ``here``, or the shipped."""
    if world.root:
        return world.root
    around = (folder for folder in (here, *here.parents) if system.is_folder(folder / LIBRARY))
    return next(around, world.layers[0])


def working_tree(folder: Path) -> LibraryFiles:
    """The library in a folder as it stands on the disk.

    Raises:
        KravgenError: a merge is not finished, or a file cannot be read.
    """
    try:
        unmerged = revision.find(folder).unmerged()
    except KravgenError:
        unmerged = ()
    if ours := [path for path in unmerged if path.split("/")[0] in FOLDERS]:
        raise KravgenError(
            [
                Place(path).problem(
                    "KG684",
                    _("Git has two versions of this file, since a merge is not finished."),
                    _("Put them together, run git add on the file, and compare again."),
                )
                for path in ours
            ],
            unreadable=True,
        )
    return of_folder(folder, _("the working copy"))


def _blob_id(content: bytes) -> str:
    """Git's checksum of a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
