"""Files and folders that have come back, each compared with the package that it was sent with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NoReturn

from kravgen import system
from kravgen.guard import told
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record import manifest
from kravgen.record.model import KeptDocument
from kravgen.returned.outcome import Verified
from kravgen.returned.sent import Sent
from kravgen.returned.verify import verify

Reading = Callable[[], Verified]
"""Compares one file. Raises :class:`KravgenError` when it cannot be read or compared."""


def readings(paths: Iterable[Path], package: Path | None) -> Iterator[Reading]:
    """What there is to compare, file by file, so that one bad file never stops the rest.

    A folder with a manifest is compared with itself; another with the ``package``, or with the folder it lies in.
    """
    for path in paths:
        try:
            with told(shown_path(path)):
                yield from list(_of(path, package))
        except KravgenError as error:
            yield partial(_raise, error)


def _of(path: Path, package: Path | None) -> Iterator[Reading]:
    if not system.is_folder(path):
        record = Sent(package or path.parent)
        yield partial(_read, record, path)
    elif package is None or system.is_file(path / manifest.FILE):
        record = Sent(path)
        yield from (partial(_read, record, file, document) for file, document in record.files())
    else:
        record = Sent(package)
        files = [
            file
            for file in sorted(path.iterdir())
            if not system.is_folder(file)
            and _concerns(record, file)
            and not file.name.startswith((".", "~$"))
        ]
        if not files:
            # Silence would say that the answers are as they should be.
            raise KravgenError(
                Place(shown_path(path)).problem(
                    "KG701",
                    _("The folder holds nothing to compare with the package."),
                    _("Name the folder where the Word files that have come back lie."),
                ),
                unreadable=True,
            )
        yield from (partial(_read, record, file) for file in files)


def _read(record: Sent, file: Path, document: KeptDocument | None = None) -> Verified:
    with told(shown_path(file)):
        return verify(record, file, document)


def _concerns(record: Sent, file: Path) -> bool:
    return file.suffix.lower() == ".docx" or record.of_name(file.name) is not None


def _raise(error: KravgenError) -> NoReturn:
    raise error
