"""Protection of a form: its fields can be filled in, and nothing else can be changed.

It is guidance, not security: it has no password, and anybody may lift it. What somebody changed in spite of it
is found by comparing with the manifest.
"""

from __future__ import annotations

import re

from kravgen.word.markup import W

# Of the settings a reference document keeps, only the zoom stands before the protection in the format's order.
_BEFORE = re.compile(rb"<(?:\w+:)?settings\b[^>]*>\s*(?:<(?:\w+:)?zoom\b[^>]*/>)?")
_ENFORCED = f'<w:documentProtection xmlns:w="{W}" w:edit="forms" w:enforcement="1"/>'.encode()


def protected(settings: bytes) -> bytes:
    """The settings part of a form."""
    found = _BEFORE.search(settings)
    assert found, "a settings part begins with its root"
    return settings[: found.end()] + _ENFORCED + settings[found.end() :]
