"""The manifest: the file in a package's folder that keeps its record, for programs and for the follow-up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kravgen import schema
from kravgen.i18n import _
from kravgen.problems import KravgenError, Place, shown_path
from kravgen.record.codec import built, plain
from kravgen.record.model import Record
from kravgen.textfile import check_characters, unreadable

FILE = "manifest.json"
FORMAT = 2
"""The format that is written. A record of another format is refused by name, never guessed at."""

_LARGEST = 64 * 1024 * 1024


def read(folder: Path) -> Record:
    """The record in a package's folder, or in a manifest file that lies anywhere.

    Raises:
        KravgenError: there is none, or it cannot be used.
    """
    file = folder / FILE if folder.is_dir() else folder
    name = shown_path(file)
    try:
        with file.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
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
    if len(raw) > _LARGEST:
        raise _damaged(name)
    return parse(raw, name)


def parse(raw: bytes, name: str) -> Record:
    """The record in the bytes of a manifest. ``name`` is how messages call it.

    Raises:
        KravgenError: it cannot be used.
    """
    try:
        text = raw.decode("utf-8")
        data = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_doubles)
        check_characters(text, name)
        if "\\u" in text:
            _check_texts(data, name)
    except (ValueError, RecursionError) as error:
        raise _damaged(name) from error
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
        raise _damaged(name, schema.first_fault("manifest", data))
    del data["format"]
    record: Record = built(Record, data)
    return record


def to_bytes(record: Record) -> bytes:
    """The manifest file's content: a line for each item, document and gap, so that differences can be read."""
    written = [f' "format": {FORMAT}']
    for key, value in plain(record).items():
        rows = value if isinstance(value, list) else ()
        inner = ",\n".join(f"  {_line(row)}" for row in rows)
        written.append(f' "{key}": [\n{inner}\n ]' if inner else f' "{key}": {_line(value)}')
    return ("{\n" + ",\n".join(written) + "\n}\n").encode()


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


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


def _damaged(name: str, where: str = "") -> KravgenError:
    message = _("This is not the manifest of a package.")
    if where:
        message = _("This is not the manifest of a package: {where} has the wrong form.").format(where=where)
    return _refused(name, message, _("Make the package again, or point to another folder."))


def _refused(name: str, message: str, hint: str) -> KravgenError:
    return KravgenError(Place(name, 1, 1).problem("KG702", message, hint), unreadable=True)
