"""Writes a package: complete or not at all, and never over a file that somebody has edited.

Only kravgen's own files are replaced. What the user has edited stays, and the new version of it gets the name
``<name>.ny<ending>`` beside it; what kravgen did not make is neither read, moved nor copied.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kravgen import system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import earlier, lockfile, manifest
from kravgen.record.file import sha256
from kravgen.record.replacement import NEW, JournalError, Replacement, SealChangedError, beside, checksum
from kravgen.record.target import refusal, told
from kravgen.record.turn import turn

HIDDEN = ".kravgen"
"""The folder in a package's folder where new files wait until all of them are whole."""

Tell = Callable[[str], None]
"""Takes a sentence about what has been put in order, or found, on the way."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the user's that was left as it was. ``new`` is the name of kravgen's own version beside it."""

    file: str
    new: str


@dataclass(frozen=True, slots=True)
class NumbersChange:
    """The lock of a procurement: what it held when its numbers were read (None: no lock) and what it shall hold."""

    procurement: Path
    before: bytes | None
    after: bytes


@contextmanager
def at_work(procurement: Path, folder: Path, tell: Tell) -> Iterator[None]:
    """Be the only one to work on a procurement: nobody else gives numbers meanwhile.

    What earlier runs that were interrupted have left, for the procurement and in the package's folder, is put in
    order and told first.

    Raises:
        KravgenError: another run is at work, or what is left cannot be put in order.
    """
    lock = lockfile.path_of(procurement)
    with ExitStack() as held:
        with told(lock):
            held.enter_context(turn(lock.parent, lockfile.hidden_of(procurement)))
            _recover(_of_numbers(procurement), lock, tell)
        with told(folder):
            place = system.real(folder)
            if os.path.lexists(place / HIDDEN):
                with turn(place, HIDDEN):
                    _recover(_of_package(place), folder, tell)
        yield


def write(
    folder: Path,
    files: Mapping[str, bytes],
    record: Callable[[Mapping[str, str]], bytes],
    numbers: NumbersChange,
    tell: Tell,
) -> Mapping[str, str]:
    """Put a package in ``folder`` and its numbers in their lock, all or nothing, while :func:`at_work`.

    ``record`` makes the manifest, given the names that the files get. Returns these names by the names in ``files``:
    where the two differ, a file of the user's stands in the way and was left as it was.

    Raises:
        KravgenError: the folder cannot be written, or somebody else has written there; everything is as before.
    """
    with told(folder):
        place = system.real(folder)
    with told(folder), _there(place), turn(place, HIDDEN):
        _recover(_of_package(place), folder, tell)
        plan = _plan(place, files, record)
        if lockfile.content(numbers.procurement) != numbers.before:
            raise _meanwhile(lockfile.path_of(numbers.procurement))
        if plan.is_done and numbers.before == numbers.after:
            return plan.names
        return _carried_out(_of_package(place), plan, record, numbers, tell)


def in_the_way(folder: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Which files somebody has edited or put where :func:`write` would put one, by name.

    Raises:
        KravgenError: the folder cannot be looked at.
    """
    with told(folder):
        place = system.real(folder)
        own = earlier.files_in(place)
        return tuple(
            name for name, content in files.items() if not _is_free(place / name, content, own.get(name))
        )


def _is_free(path: Path, content: bytes, own: str | None) -> bool:
    """Whether the content is there, or may be put there: nothing stands there but what kravgen has made."""
    found = checksum(path)
    return found == sha256(content) or not os.path.lexists(path) or (found is not None and found == own)


def kept(names: Mapping[str, str]) -> tuple[Kept, ...]:
    """The user's files that stood in the way, by the names that :func:`write` gave."""
    return tuple(Kept(file, new) for file, new in names.items() if file != new)


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
        raise not_written(place, error) from error
    try:
        with stream:
            stream.write(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise not_written(place, error) from error


def write_new_together(files: Mapping[Path, bytes]) -> None:
    """Write files that must not be there yet, all of them or none.

    Raises:
        KravgenError: one is there already or cannot be written; what was there is as before.
    """
    written: list[Path] = []
    try:
        for path, content in files.items():
            write_new(path, content)
            written.append(path)
    except KravgenError:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def not_written(place: Place, error: OSError) -> KravgenError:
    """The error for a file that the system does not let us write."""
    if isinstance(error, FileNotFoundError):
        reason, hint = _("the folder does not exist"), _("Make the folder first, or choose another.")
    else:
        reason, hint = refusal(error)[0], _("Choose another name, or another folder.")
    return KravgenError(
        place.problem("KG601", _("The file cannot be written: {reason}.").format(reason=reason), hint),
        unreadable=True,
    )


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done in a folder. ``new`` are the files to put, ``own`` those that kravgen has made before."""

    names: Mapping[str, str]
    new: Mapping[str, bytes]
    own: Mapping[str, str]
    gone: tuple[str, ...]
    manifest: bytes

    @property
    def is_done(self) -> bool:
        """Is everything there already?"""
        return not self.new and not self.gone and self.own.get(manifest.FILE) == sha256(self.manifest)


def _plan(place: Path, files: Mapping[str, bytes], record: Callable[[Mapping[str, str]], bytes]) -> _Plan:
    own = earlier.files_in(place)
    names: dict[str, str] = {}
    new: dict[str, bytes] = {}
    for name, content in files.items():
        spot = name
        # A file that the user has made or edited stays, and so does what stands beside it if that is edited too.
        while (found := checksum(place / spot)) != sha256(content):
            if not os.path.lexists(place / spot) or (found and found == own.get(spot)):
                new[spot] = content
                break
            spot = beside(spot, NEW)
        names[name] = spot
    gone = tuple(sorted(own.keys() - set(names.values()) - {manifest.FILE}))
    return _Plan(names, new, own, gone, record(names))


def _carried_out(
    package: Replacement,
    plan: _Plan,
    record: Callable[[Mapping[str, str]], bytes],
    numbers: NumbersChange,
    tell: Tell,
) -> Mapping[str, str]:
    """Do what is planned, or undo all of it. Returns the names that the files got in the end."""
    lock = _of_numbers(numbers.procurement)
    try:
        package.begin({**plan.new, manifest.FILE: plan.manifest}, plan.own)
        if numbers.before != numbers.after:
            own = {} if numbers.before is None else {lock.seal_name: sha256(numbers.before)}
            lock.begin({lock.seal_name: numbers.after}, own)
        package.unseal()
        names = {name: package.put(spot) if spot in plan.new else spot for name, spot in plan.names.items()}
        package.take(plan.gone)
        if numbers.before != numbers.after:
            # Numbers that no package shows do no harm; a package whose numbers are not kept would.
            lock.unseal()
            lock.seal()
        package.seal(None if names == plan.names else record(names))
    except BaseException as error:
        _undo(package, lock)
        if isinstance(error, SealChangedError):
            raise _meanwhile(error.path) from error
        raise
    finally:
        _tell_displaced((package, lock), tell)
    for done in (package, lock):
        # The package is whole. What cannot be cleared away now, the next run clears away.
        with suppress(OSError):
            done.finish()
    _tell_displaced((package, lock), tell)
    return names


def _undo(package: Replacement, lock: Replacement) -> None:
    try:
        package.undo()
        lock.undo()
    except OSError as error:
        raise KravgenError(
            Place(shown_path(package.folder)).problem(
                "KG601",
                _("The package was not written, and what had been begun could not be undone."),
                _("Close open files and run the command again: it puts the folder in order first."),
            ),
            unreadable=True,
        ) from error


def _of_package(place: Path) -> Replacement:
    return Replacement(place, HIDDEN, manifest.FILE)


def _of_numbers(procurement: Path) -> Replacement:
    """The replacement of the lock; where the lock is a link, of the file it leads to."""
    path = lockfile.path_of(procurement)
    if path.is_symlink():
        path = system.real(path)
    return Replacement(path.parent, lockfile.hidden_of(procurement), path.name)


def _recover(replacement: Replacement, path: Path, tell: Tell) -> None:
    try:
        if replacement.recover():
            tell(
                _("An earlier run was interrupted at {path}. It has been put in order.").format(
                    path=shown_path(path)
                )
            )
    except JournalError as error:
        raise KravgenError(
            Place(shown_path(error.path), 1, 1).problem(
                "KG613",
                _("An earlier run was interrupted, and its journal cannot be read."),
                _(
                    "Look in the folders beside it for files of your own, move them to a safe place, and take the"
                    " hidden folder away."
                ),
            ),
            unreadable=True,
        ) from error
    _tell_displaced((replacement,), tell)


def _tell_displaced(replacements: Iterable[Replacement], tell: Tell) -> None:
    for replacement in replacements:
        for displaced in replacement.displaced:
            tell(
                _("{file} was saved while kravgen worked. What was saved is now in {found_as}.").format(
                    file=shown_path(replacement.folder / displaced.file), found_as=displaced.found_as
                )
            )
        replacement.displaced.clear()


def _meanwhile(path: Path) -> KravgenError:
    return KravgenError(
        Place(shown_path(path)).problem(
            "KG612",
            _("The file was changed while kravgen worked, so nothing was written."),
            _("Run the command again."),
        ),
        unreadable=True,
    )


@contextmanager
def _there(place: Path) -> Iterator[None]:
    """The folder, made if need be, and taken away again if that was for nothing."""
    made = [folder for folder in (place, *place.parents) if not folder.exists()]
    try:
        place.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise
