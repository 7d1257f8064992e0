"""Replaces kravgen's own files in a folder where others save at the same time.

Nothing is ever written over. What is kravgen's own is moved to a hidden folder, looked at once more there, and given
back if it turns out to be the user's; the new file is then put where nothing stands, or not at all. One file is the
*seal*: it is taken away first and put last, so whoever finds it finds all the others. A journal in the hidden folder
tells the next run what had been begun, until the seal is there; what had been begun is then undone.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import json
import os
import shutil
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kravgen import system
from kravgen.record.apart import FOLDERS, folder_of, is_own

NEW = ".ny"
SAVED = ".sparad"
_JOURNAL = "journal.json"
_LARGEST = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Displaced:
    """A file of the user's that stood where another of the user's was to be given back; it is now ``found_as``."""

    file: str
    found_as: str


class SealChangedError(Exception):
    """The seal at ``path`` is not what it was when the replacement was planned: somebody else has written it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


class JournalError(Exception):
    """The journal of an interrupted run cannot be read, so nobody can tell what is whose. ``path`` is the journal."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(str(path))


def beside(name: str, mark: str) -> str:
    """The file name with a mark before its ending."""
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}{mark}{path.suffix}"))


def checksum(path: Path) -> str | None:
    """The checksum of a file as the manifest holds it; None when there is no plain file that one may read.

    Raises:
        OSError: the disk fails. What a file holds is then not known.
    """
    with _opened(path) as stream:
        return _digest(stream) if stream else None


class Replacement:
    """One replacement in one folder and in those within it where files lie apart.

    Whoever uses it must have the turn to write there.
    """

    def __init__(self, folder: Path, hidden: str, seal: str) -> None:
        self.folder, self.seal_name = folder, seal
        self._hidden = folder / hidden
        self._new, self._old, self._undone = (self._hidden / name for name in ("new", "old", "undone"))
        self._files: dict[str, str] = {}
        self._own: dict[str, str] = {}
        self.displaced: list[Displaced] = []

    def recover(self) -> bool:
        """Put in order what an interrupted run has left. True when there was something.

        Raises:
            JournalError: its journal cannot be read; nothing has been touched.
            OSError: the system refuses; the next run can try again.
        """
        if not self._has_room():
            return False
        journal = self._hidden / _JOURNAL
        if os.path.lexists(journal):
            self._files, self._own = _journal(journal)
            if checksum(self.folder / self.seal_name) == self._files.get(self.seal_name, ""):
                self.finish()
            else:
                self.undo()
        else:
            self._clear()
        return True

    def begin(self, files: Mapping[str, bytes], own: Mapping[str, str]) -> None:
        """Write the new files, the seal among them, in the hidden folder. ``own`` are the files, by name with their
        checksums, that are kravgen's and may be taken away."""
        apart = {folder_of(name) for name in (*files, *own)} - {""}
        for folder in (self._hidden, *(self.folder / name for name in apart)):
            if os.path.lexists(folder) and not _is_folder(folder):
                raise NotADirectoryError(errno.ENOTDIR, "a folder is needed", str(folder))
        self._own = dict(own)
        self._files = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
        for folder in (self._hidden, self._new, self._old, self._undone):
            folder.mkdir(exist_ok=True)
        self._note()
        for name in apart:
            for folder in (self.folder, self._new, self._old, self._undone):
                (folder / name).mkdir(exist_ok=True)
        for name, content in files.items():
            self._write(name, content)

    def unseal(self) -> None:
        """Take the seal away: from now on there is nothing whole to be found.

        Raises:
            SealChangedError: it is not the seal that was planned for.
        """
        if not self._take(self.seal_name):
            raise SealChangedError(self.folder / self.seal_name)

    def take(self, names: Collection[str]) -> None:
        """Take files away that are to be no more. Those that have been edited stay."""
        for name in names:
            self._take(name)

    def put(self, name: str) -> str:
        """Put a new file in its place and tell its name: another than ``name`` when the user has saved there."""
        spot = name
        while True:
            if self._take(spot):
                with contextlib.suppress(FileExistsError):
                    _place(self._new / spot, self.folder / spot)
                    return spot
            else:
                spot = self._renamed(spot, beside(spot, NEW))

    def seal(self, content: bytes | None = None) -> None:
        """Put the seal, with another content than planned if given: the replacement is done.

        Raises:
            SealChangedError: a seal stands there that somebody else has put.
        """
        if content is not None:
            self._files[self.seal_name] = hashlib.sha256(content).hexdigest()
            self._note()
            self._write(self.seal_name, content)
        try:
            _place(self._new / self.seal_name, self.folder / self.seal_name)
        except FileExistsError as error:
            raise SealChangedError(self.folder / self.seal_name) from error

    def finish(self) -> None:
        """Clear away what was replaced, after a last look: what has been saved since it was moved is given back."""
        for name in _names(self._old):
            self._remove(self._old, name, self._own.get(name))
        self._clear()

    def undo(self) -> None:
        """Put everything back as it was, except what the user has saved since then."""
        if not self._has_room():
            return
        for name, made in self._files.items():
            at, away = self.folder / name, self._undone / name
            if made != self._own.get(name) and checksum(at) == made and not os.path.lexists(away):
                with contextlib.suppress(FileNotFoundError):
                    at.rename(away)
        for name in _names(self._undone):
            self._remove(self._undone, name, self._files.get(name))
        for name in sorted(_names(self._old), key=lambda name: name == self.seal_name):
            if os.path.lexists(self.folder / name):
                # The user has saved where it stood, and that is the newer one.
                self._remove(self._old, name, self._own.get(name))
            else:
                self._give_back(self._old / name, name)
        self._clear()

    def _has_room(self) -> bool:
        """Is the hidden folder there, and a folder of its own?"""
        return _is_folder(self._hidden)

    def _take(self, name: str) -> bool:
        """Move a file of kravgen's own away. False when the user's stands there; True when nothing does."""
        at, away = self.folder / name, self._old / name
        if not os.path.lexists(at):
            return True
        if os.path.lexists(away) or not self._is_own(at, name):
            return False
        try:
            at.rename(away)
        except FileNotFoundError:
            return True
        # It may have been saved between the look and the move; what was moved does not move again.
        if self._is_own(away, name):
            return True
        self._give_back(away, name)
        return False

    def _is_own(self, path: Path, name: str) -> bool:
        return name in self._own and checksum(path) == self._own[name]

    def _remove(self, folder: Path, name: str, own: str | None) -> None:
        """Remove a file in a hidden folder that has the checksum ``own``; any other is given back.

        Somebody who has it open from before may write in it between the look and the removal. So it is held open and
        looked at once more when it is gone: whatever was written until then is there, and is given back.
        """
        path = folder / name
        with _opened(path) as stream:
            if stream is None or _digest(stream) != own:
                self._give_back(path, name)
                return
            try:
                path.unlink()
            except PermissionError:
                # Windows removes no file that is open, for us nor for anybody else.
                stream.close()
                path.unlink()
                return
            if _digest(stream) == own:
                return
            with path.open("xb") as copy:
                stream.seek(0)
                shutil.copyfileobj(stream, copy)
            path.chmod(stat.S_IMODE(os.fstat(stream.fileno()).st_mode))
        self._give_back(path, name)

    def _give_back(self, path: Path, name: str) -> None:
        """Move a file from the hidden folder to where it stood, or beside what the user has saved there."""
        spot = name
        (self.folder / spot).parent.mkdir(exist_ok=True)
        while True:
            try:
                _place(path, self.folder / spot)
                break
            except FileExistsError:
                spot = beside(spot, SAVED)
        if spot != name:
            self.displaced.append(Displaced(name, spot))

    def _renamed(self, name: str, other: str) -> str:
        """Plan a file under another name. The journal tells first, so that it can be undone."""
        self._files[other] = self._files[name]
        self._note()
        (self._new / name).replace(self._new / other)
        del self._files[name]
        return other

    def _write(self, name: str, content: bytes) -> None:
        path = self._new / name
        with path.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # Who may read and write the file is the user's choice.
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(self.folder / name, path)

    def _note(self) -> None:
        """Write the journal, whole or not at all."""
        part = self._hidden / f"{_JOURNAL}.part"
        with part.open("w", encoding="utf-8") as stream:
            stream.write(json.dumps({"files": self._files, "own": self._own}))
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(self._hidden / _JOURNAL)

    def _clear(self) -> None:
        """Take the hidden folder away, with what kravgen has put in it and nothing else."""
        for name in self._files:
            (self._new / name).unlink(missing_ok=True)
        # While the journal tells which they are.
        _remove_empty(
            self.folder / name for name in {folder_of(name) for name in (*self._files, *self._own)} - {""}
        )
        for name in (_JOURNAL, f"{_JOURNAL}.part"):
            (self._hidden / name).unlink(missing_ok=True)
        rooms = (self._new, self._old, self._undone)
        _remove_empty(room / name for room in rooms for name in FOLDERS.values())
        _remove_empty((*rooms, self._hidden))


def _remove_empty(folders: Iterable[Path]) -> None:
    """Remove the folders in which nothing lies: what does is of the package, or not kravgen's to take away."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[io.BufferedReader | None]:
    """A file open for reading; None when there is no plain file that one may read."""
    try:
        stream = path.open("rb") if path.is_file() and not path.is_symlink() else None
    except (FileNotFoundError, PermissionError):
        stream = None
    with stream or contextlib.nullcontext():
        yield stream


def _digest(stream: io.BufferedReader) -> str:
    """The checksum of all that an open file holds now."""
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()


def _place(source: Path, target: Path) -> None:
    """Move ``source`` to where nothing stands.

    Raises:
        FileExistsError: something stands there; both are as before.
    """
    if source.is_dir() and not source.is_symlink():
        if os.path.lexists(target):
            raise FileExistsError
        source.rename(target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # A disk without links. The name is taken first, so nothing can come in between.
        with source.open("rb") as content, target.open("xb") as stream:
            try:
                shutil.copyfileobj(content, stream)
            except BaseException:
                target.unlink()
                raise
        shutil.copystat(source, target)
    source.unlink()


def _names(folder: Path) -> list[str]:
    """The names of what lies in a hidden folder and in the folders within it."""
    try:
        found = sorted(path.name for path in folder.iterdir())
    except FileNotFoundError:
        return []
    apart = [name for name in found if name in FOLDERS.values() and _is_folder(folder / name)]
    within = [f"{name}/{path.name}" for name in apart for path in sorted((folder / name).iterdir())]
    return [*(name for name in found if name not in apart), *within]


def _is_folder(path: Path) -> bool:
    """Is it a folder, and no link to one?"""
    return path.is_dir() and not path.is_symlink()


def _journal(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    try:
        data: Any = json.loads(system.read(path, _LARGEST))
        parts = data["files"], data["own"]
        for name, mark in (pair for part in parts for pair in part.items()):
            if not is_own(name) or not isinstance(mark, str):
                raise ValueError
        return parts
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise JournalError(path) from error
