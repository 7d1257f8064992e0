"""The manifest: the file in a package's folder that keeps its record, for programs and for the follow-up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kravgen import jsonfile, schema, system
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record.codec import built, fields_of, plain
from kravgen.record.model import Record
from kravgen.textfile import check_characters, unreadable

FILE = "manifest.json"
FORMAT = 2
"""The format that is written. A record of another format is refused by name, never guessed at."""
_LARGEST_EXPLAINED = 2 * system.MEBI


def read(folder: Path) -> Record:
    """The record in a package's folder, or in a manifest file that lies anywhere.

    Raises:
        KravgenError: there is none, or it cannot be used.
    """
    file = folder / FILE if system.is_folder(folder) else folder
    name = shown_path(file)
    try:
        raw = system.read(file, jsonfile.MAX_BYTES)
    except FileNotFoundError as error:
        if file is folder:
            raise unreadable(name, error) from error
        raise _refused(
            name,
            _("There is no package here: the manifest is missing."),
            _("Point to the folder of a package, or make the package with: kravgen generate."),
        ) from error
    except OSError as error:
        raise unreadable(name, error) from error
    return parse(raw, name)


def parse(raw: bytes, name: str) -> Record:
    """The record in the bytes of a manifest. ``name`` is how messages call it.

    Raises:
        KravgenError: it cannot be used.
    """
    try:
        data = jsonfile.parse(raw)
    except jsonfile.Malformed as error:
        told = _("This is not the manifest of a package: {reason}.").format(reason=error)
        raise _damaged(name, told) from error
    check_characters(raw.decode("utf-8-sig"), name)
    if b"\\u" in raw:
        _check_texts(data, name)
    found = data.get("format") if isinstance(data, dict) else None
    if isinstance(found, int) and found != FORMAT:
        raise _refused(
            name,
            _("The manifest has format {found}, and this version of kravgen reads format {wanted}.").format(
                found=str(found)[:20], wanted=FORMAT
            ),
            _("Make the package again, or use the version of kravgen that made it ({version}).").format(
                version=str(data.get("kravgen", "–"))[:20]
            ),
        )
    if not schema.follows("manifest", data):
        told = _("This is not the manifest of a package.")
        # To find where, all of it is written out several times.
        if len(raw) < _LARGEST_EXPLAINED:
            where = schema.first_fault("manifest", data)
            told = _("This is not the manifest of a package: {where} has the wrong form.").format(where=where)
        raise _damaged(name, told)
    del data["format"]
    record: Record = built(Record, data)
    return record


def to_bytes(record: Record) -> bytes:
    """The manifest file's content: a line for each item, document, gap and price, so that differences can be read."""
    written = [f' "format": {FORMAT}']
    for key, value in fields_of(record).items():
        rows = value if isinstance(value, tuple) else ()
        inner = ",\n".join(f"  {_line(row)}" for row in rows)
        written.append(f' "{key}": [\n{inner}\n ]' if inner else f' "{key}": {_line(value)}')
    return ("{\n" + ",\n".join(written) + "\n}\n").encode()


# One for all: there are a thousand lines.
_line = json.JSONEncoder(ensure_ascii=False, default=plain).encode


def _check_texts(data: Any, name: str) -> None:
    """Refuse a character that no document may hold and that stood as an escape."""
    if isinstance(data, str):
        check_characters(data, name)
    elif isinstance(data, dict):
        for key, value in data.items():
            check_characters(key, name)
            _check_texts(value, name)
    elif isinstance(data, list):
        for value in data:
            _check_texts(value, name)


def _damaged(name: str, message: str) -> KravgenError:
    return _refused(name, message, _("Make the package again, or point to another folder."))


def _refused(name: str, message: str, hint: str) -> KravgenError:
    return KravgenError(Place(name, 1, 1).problem("KG702", message, hint), unreadable=True)
