"""Writes a package: complete or not at all, and never over a file that somebody has edited.

The new folder is made beside the old one and then takes its place. Files that kravgen did not write, or that
have changed since it wrote them, are carried over as they are; the new version of such a file gets the name
``<name>.ny<ending>`` beside it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import manifest
from kravgen.record.file import PackageFile, sha256

NEW = ".ny"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the user's that was left as it was. ``new`` is the name of kravgen's own version beside it."""

    file: str
    new: str


def named(folder: Path, files: Sequence[PackageFile]) -> tuple[tuple[PackageFile, ...], tuple[Kept, ...]]:
    """The files with the names they get in ``folder``, and which of the user's files stand in the way."""
    given: list[PackageFile] = []
    kept: list[Kept] = []
    made = _made_here(folder)
    for file in files:
        name, path = file.name, folder / file.name
        if path.exists() and not _untouched(path, made.get(name)) and not _same(path, file.content):
            while (folder / name).exists() and not _untouched(folder / name, made.get(name)):
                name = f"{Path(name).stem}{NEW}{Path(name).suffix}"
            kept.append(Kept(file.name, name))
        given.append(replace(file, name=name))
    return tuple(given), tuple(kept)


def write(folder: Path, files: Mapping[str, bytes], beside: Mapping[Path, bytes]) -> None:
    """Put the files in ``folder``, and the files ``beside`` it, all or nothing.

    Raises:
        KravgenError: the folder cannot be written; everything is as before.
    """
    if _unchanged(folder, files) and all(_same(path, content) for path, content in beside.items()):
        return
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    waiting: dict[Path, Path] = {}
    try:
        with _told(folder):
            stage.chmod(0o755)
            if folder.exists():
                _carry_over(folder, stage)
            for name, content in files.items():
                _write_through(stage / name, content)
            for path, content in beside.items():
                waiting[path] = _temporary(path, content)
            _swap(stage, folder, lambda: [part.replace(path) for path, part in waiting.items()])
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        for part in waiting.values():
            part.unlink(missing_ok=True)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet.

    Raises:
        KravgenError: it is there already or cannot be written; what was there is as before.
    """
    place = Place(shown_path(path))
    try:
        stream = path.open("xb")
    except FileExistsError as error:
        raise KravgenError(
            place.problem(
                "KG602", _("The file exists already and was left as it is."), _("Choose another name.")
            ),
            unreadable=True,
        ) from error
    except OSError as error:
        raise _not_written(place, error) from error
    try:
        with stream:
            stream.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise _not_written(place, error) from error


def _not_written(place: Place, error: OSError) -> KravgenError:
    if isinstance(error, FileNotFoundError):
        reason, hint = _("the folder does not exist"), _("Make the folder first, or choose another.")
    else:
        reason, hint = error.strerror or str(error), ""
    return KravgenError(
        place.problem("KG601", _("The file cannot be written: {reason}.").format(reason=reason), hint),
        unreadable=True,
    )


def _swap(stage: Path, folder: Path, also: Callable[[], object]) -> None:
    """Let ``stage`` take the place of ``folder``; when anything fails, put back what was there."""
    if not folder.exists():
        also()
        stage.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old.", dir=folder.parent)) / folder.name
    folder.rename(old)
    try:
        also()
        stage.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    finally:
        if folder.exists():
            shutil.rmtree(old.parent, ignore_errors=True)


def _carry_over(folder: Path, stage: Path) -> None:
    """Copy what is the user's: files kravgen did not make, and files edited since."""
    made = _made_here(folder)
    for path in sorted(folder.iterdir()):
        if path.name == manifest.FILE or _untouched(path, made.get(path.name)):
            continue
        target = stage / path.name
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, target, symlinks=True)
        else:
            shutil.copy2(path, target, follow_symlinks=False)


def _made_here(folder: Path) -> dict[str, str]:
    """The files that kravgen has made in the folder, with the checksums they had then."""
    try:
        data = json.loads((folder / manifest.FILE).read_text(encoding="utf-8"))
        return {str(document["file"]): str(document["sha256"]) for document in data["documents"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _untouched(path: Path, checksum: str | None) -> bool:
    try:
        return checksum is not None and path.is_file() and sha256(path.read_bytes()) == checksum
    except OSError:
        return False


def _same(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False


def _unchanged(folder: Path, files: Mapping[str, bytes]) -> bool:
    made = set(_made_here(folder)) | {manifest.FILE}
    return made == set(files) and all(_same(folder / name, content) for name, content in files.items())


def _temporary(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    os.close(handle)
    part = Path(name)
    _write_through(part, content)
    part.chmod(0o644)
    return part


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """The system's refusals, told so that the user can act on them."""
    try:
        yield
    except OSError as error:
        import errno

        refused = _("you may not write there"), _("Choose another folder with -o, or close open files.")
        reasons = {
            errno.ENOSPC: (_("the disk is full"), _("Make room and run the command again.")),
            errno.EACCES: refused,
            errno.EPERM: refused,
            errno.EROFS: (_("the disk can only be read"), _("Choose another folder with -o.")),
            errno.ENOTDIR: (_("a file stands where a folder is needed"), _("Choose another folder with -o.")),
            errno.EEXIST: (_("a file stands where a folder is needed"), _("Choose another folder with -o.")),
        }
        reason, hint = reasons.get(error.errno or 0, (error.strerror or str(error), ""))
        raise KravgenError(
            Place(shown_path(folder)).problem(
                "KG601",
                _("The package was not written: {reason}. Everything is as it was.").format(reason=reason),
                hint,
            ),
            unreadable=True,
        ) from error
