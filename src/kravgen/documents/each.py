"""The names that only a template has that becomes one document for each of something, by what that is."""

from __future__ import annotations

from collections.abc import Mapping

from kravgen.documents.kinds import record
from kravgen.documents.shapes import Value
from kravgen.i18n import _n

EACH: Mapping[str, Mapping[str, Value]] = {
    "": {},
    "controller": {
        "controller": Value(
            record("controller"),
            _n("Whom the document is made for: who is responsible for personal data."),
            '{{ controller.name or "ingen nämnd" }}, {{ controller.buyer.name }}',
        )
    },
}
