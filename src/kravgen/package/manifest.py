"""The manifest: what a package holds and why, for programs and for the follow-up."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from kravgen import __version__
from kravgen.documents.render import Rendered
from kravgen.package.numbering import number_of
from kravgen.procurement.selection import Selection

FILE = "manifest.json"


def sha256(content: bytes) -> str:
    """The checksum that the manifest holds for a file."""
    return hashlib.sha256(content).hexdigest()


def build(
    selection: Selection,
    rendered: Sequence[tuple[Rendered, str, bytes]],
    numbers: Mapping[str, str],
    as_of: str,
) -> dict[str, Any]:
    """The manifest of a package. ``rendered`` holds each document with its file name and content."""
    library, case = selection.library, selection.case
    shown: dict[str, list[str]] = {}
    for document, _file, _content in rendered:
        for item in document.items:
            shown.setdefault(item, []).append(document.template.id)
    return {
        "format": 1,
        "kravgen": __version__,
        "library": {"version": library.version, "fingerprint": library.fingerprint},
        "procurement": {
            "file": case.file.name,
            "title": case.title,
            "profile": case.profile.id,
            "reference_number": case.reference_number or None,
            "buyers": [buyer.name for buyer in case.buyers],
        },
        "as_of": as_of,
        "status": "draft",
        "documents": [
            {
                "file": file,
                "id": document.template.id,
                "title": document.template.title,
                "audience": document.template.audience,
                "because": document.because,
                "sha256": sha256(content),
            }
            for document, file, content in rendered
        ],
        "items": [
            {
                "id": decision.item.id,
                "number": (number_of(decision.item, numbers) or None) if decision.taken else None,
                "kind": decision.item.kind,
                "decision": decision.outcome,
                "because": decision.because,
                "fingerprint": decision.item.fingerprint,
                "documents": shown.get(decision.item.id, []),
            }
            for decision in selection.decisions.values()
        ],
        "placeholders": [
            {"document": document.template.id, "what": gap.what, "role": gap.role}
            for document, _file, _content in rendered
            for gap in document.gaps
        ],
    }


def to_bytes(manifest: Mapping[str, Any]) -> bytes:
    """The manifest file's content."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
