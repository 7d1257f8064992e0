"""The manifest: what a package holds and why, for programs and for the follow-up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kravgen import __version__
from kravgen.archive import OWN, unpacked
from kravgen.documents.entry import Entry
from kravgen.library.fingerprint import fingerprint as content_fingerprint
from kravgen.procurement.selection import Selection
from kravgen.record.file import PackageFile

FILE = "manifest.json"


def sha256(content: bytes) -> str:
    """The checksum that the manifest holds for a file."""
    return hashlib.sha256(content).hexdigest()


def build(
    selection: Selection,
    files: Sequence[PackageFile],
    entries: Sequence[Entry],
    as_of: str,
    fingerprint: str,
) -> dict[str, Any]:
    """The manifest of a package. ``entries`` are the items that are in, with their texts as they are shown."""
    library, case = selection.library, selection.case
    shown: dict[str, dict[str, None]] = {}
    for file in files:
        for item in file.items:
            shown.setdefault(item, {})[file.id] = None
    texts = {entry.id: _texts(entry) for entry in entries}
    return {
        "format": 1,
        "kravgen": __version__,
        "fingerprint": fingerprint,
        "library": {"version": library.version, "fingerprint": library.fingerprint},
        "procurement": {
            "file": case.file.name,
            "title": case.title,
            "version": case.version or None,
            "profile": case.profile.id,
            "reference_number": case.reference_number or None,
            "buyers": [buyer.name for buyer in case.buyers],
        },
        "as_of": as_of,
        "status": "draft",
        "documents": [_document(file) for file in files],
        "items": [
            {
                "id": decision.item.id,
                "kind": decision.item.kind,
                "title": decision.item.title,
                "decision": decision.outcome,
                "because": decision.because,
                "fingerprint": decision.item.fingerprint,
                "documents": list(shown.get(decision.item.id, ())),
                **texts.get(decision.item.id, _NO_TEXTS),
            }
            for decision in selection.decisions.values()
        ],
        "placeholders": [
            {"document": file.id, "what": gap.what, "role": gap.role} for file in files for gap in file.gaps
        ],
    }


def package_fingerprint(selection: Selection, entries: Sequence[Entry], as_of: str) -> str:
    """What tells this package from every other: a checksum over all that its documents are made from."""
    case = selection.case
    return content_fingerprint(
        {
            "kravgen": __version__,
            "library": selection.library.fingerprint,
            "profile": case.profile.id,
            "title": case.title,
            "version": case.version,
            "reference_number": case.reference_number,
            "purpose": case.purpose,
            "term": [case.term_years, case.extension_years],
            "buyers": [[buyer.name, buyer.organisation_number, *buyer.controllers] for buyer in case.buyers],
            "facts": case.facts,
            "items": {entry.id: _texts(entry) for entry in entries},
            "as_of": as_of,
        }
    )


def to_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest file's content."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()


_TEXTS = ("number", "text", "evidence", "accept", "value")
_NO_TEXTS = dict.fromkeys(_TEXTS)


def _texts(entry: Entry) -> dict[str, str | None]:
    """The texts of an item as its readers see them; None where it has none."""
    return {name: getattr(entry, name).strip() or None for name in _TEXTS}


def _document(file: PackageFile) -> dict[str, Any]:
    told: dict[str, Any] = {
        "file": file.name,
        "id": file.id,
        "title": file.title,
        "audience": file.audience,
        "because": file.because,
        "sha256": sha256(file.content),
        # The bytes of a zip file depend on the library that packed it; those of its parts do not.
        "parts": {name: sha256(part) for name, part in unpacked(file.content, OWN)},
    }
    if file.wording is not None:
        items = {item: content_fingerprint(words) for item, words in file.wording.items.items()}
        told["wording"] = {
            "items": items,
            "rest": list(file.wording.rest),
            "fields": list(file.wording.fields),
        }
    return told
