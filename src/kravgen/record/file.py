"""A file of a package, with what its record tells of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kravgen.documents.fill_rate import FillRate
from kravgen.documents.gaps import Gap
from kravgen.documents.wording import Wording
from kravgen.procurement.reason import Reason
from kravgen.record.apart import placed

if TYPE_CHECKING:
    # Who only asks for a checksum need not load what makes documents.
    from kravgen.documents.render import Rendered


def sha256(content: bytes) -> str:
    """The checksum that is kept of a file."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class PackageFile:
    """One file; its name tells where it lies. ``wording`` is None where a file is not compared word by word."""

    name: str
    content: bytes
    id: str
    title: str
    audience: str
    reason: Reason
    items: tuple[str, ...] = ()
    """The items it shows."""
    gaps: tuple[Gap, ...] = ()
    wording: Wording | None = None
    fill_rate: FillRate | None = None
    """How much of its forms is filled in, where that is told."""


def word_file(rendered: Rendered, reason: Reason, content: bytes) -> PackageFile:
    """The Word file of a rendered document."""
    return PackageFile(
        name=placed(f"{rendered.id}.docx", rendered.template.audience),
        content=content,
        id=rendered.id,
        title=rendered.title,
        audience=rendered.template.audience,
        reason=reason,
        items=rendered.items,
        gaps=rendered.gaps,
        wording=rendered.wording,
        fill_rate=rendered.fill_rate,
    )


def pdf_file(word: PackageFile, content: bytes) -> PackageFile:
    """The PDF of a Word file. Its gaps are those of the Word file, so they are not told twice."""
    name = placed(f"{word.id}.pdf", word.audience)
    return replace(word, name=name, content=content, gaps=(), wording=None, fill_rate=None)
