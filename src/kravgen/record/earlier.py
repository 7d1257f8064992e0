"""The package that a folder holds already, as its manifest tells: which files kravgen made, and which numbers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kravgen import jsonfile, system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import lockfile, manifest
from kravgen.record.apart import FOLDERS, is_own
from kravgen.record.file import sha256
from kravgen.textfile import unreadable


def files_in(folder: Path) -> dict[str, str]:
    """The files that kravgen has made in the folder, manifest too, with the checksums they had then.

    Empty when the folder holds no package.

    Raises:
        KravgenError: the folder has a manifest that cannot be read, so what is whose is not known.
    """
    raw = _content(folder)
    if raw is None:
        return {}
    try:
        made = [(str(document["file"]), str(document["sha256"])) for document in _parsed(raw)["documents"]]
    except _DAMAGED as error:
        raise _not_known(
            folder,
            _("Choose another folder with -o, or move the file away: every file here then counts as yours."),
        ) from error
    # Whoever wrote the manifest: a name that leads out of the folder is not kravgen's, and one that is not there
    # is nobody's.
    there = set(_names_in(folder))
    own = {name: checksum for name, checksum in made if name in there and is_own(name)}
    return {**own, manifest.FILE: sha256(raw)}


def _names_in(folder: Path) -> Iterator[str]:
    """What lies in a package's folder, and in those within it where files lie apart."""
    names = os.listdir(folder)  # noqa: PTH208 - names are all that is asked for
    yield from names
    for name in FOLDERS.values():
        if name in names and (folder / name).is_dir():
            yield from (f"{name}/{file}" for file in os.listdir(folder / name))  # noqa: PTH208


def numbers_in(folder: Path, procurement: str) -> dict[str, str]:
    """The numbers that the package in the folder shows, by item id.

    Empty when there is no package, or when it was made from another file than ``procurement`` (a file name).

    Raises:
        KravgenError: the manifest cannot be read, so the numbers are not known.
    """
    raw = _content(folder)
    if raw is None:
        return {}
    try:
        data = _parsed(raw)
        if data["procurement"]["file"] != procurement:
            return {}
        # A criterion has its requirement's number and a label, and none of its own.
        shown = [(item["id"], item.get("number")) for item in data["items"] if item["kind"] != "kriterium"]
        numbers = {item: number for item, number in shown if number is not None}
        if not all(map(lockfile.ID.fullmatch, numbers)) or not all(
            map(lockfile.NUMBER.fullmatch, numbers.values())
        ):
            raise ValueError
        if len(set(numbers.values())) != len(numbers):
            raise ValueError
        return numbers
    except _DAMAGED as error:
        raise _not_known(
            folder,
            _(
                "The lock file with the numbers is gone, and here they cannot be read. Restore one of the two from a"
                " backup. If the numbers have been shown to nobody, move this file away and run the command again."
            ),
        ) from error


_DAMAGED = (ValueError, KeyError, TypeError, AttributeError)


def _content(folder: Path) -> bytes | None:
    path = folder / manifest.FILE
    try:
        return system.read(path, jsonfile.MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise unreadable(shown_path(path), error) from error


def _parsed(raw: bytes) -> Mapping[str, Any]:
    data: Mapping[str, Any] = jsonfile.parse(raw)
    # A file of that name that something else made is not taken for a manifest.
    if not {"kravgen", "fingerprint", "documents"} <= data.keys():
        raise ValueError
    return data


def _not_known(folder: Path, hint: str) -> KravgenError:
    place = Place(shown_path(folder / manifest.FILE), 1, 1)
    return KravgenError(
        place.problem("KG613", _("The record of the package that lies here cannot be read."), hint),
        unreadable=True,
    )
