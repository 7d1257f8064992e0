"""Every need and every place in law that the library must answer is answered, or left out with a reason."""

from __future__ import annotations

import needs
from kravgen.content import Content


def test_no_need_is_forgotten(content: Content) -> None:
    assert len(content.library.items) > 500
    assert needs.faults(content.library) == []
