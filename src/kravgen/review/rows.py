"""Reviews as rows of a file: which items are meant, and the file with their rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import Any

from kravgen import yamledit, yamlfile
from kravgen.i18n import _
from kravgen.library.load import FOLDER
from kravgen.library.model import Block, Item, Library
from kravgen.problems import Collector, Place, close_to, did_you_mean
from kravgen.review.check import reviewing
from kravgen.review.state import source_prints

FILE = Path("reviews.yaml")
"""The file of a library's folder that reviews stand in."""

LONGEST_NOTE = 200
"""So many characters of a note the file takes."""

ATTRIBUTES = ".gitattributes"
"""The file beside it that lets git keep the rows of both branches."""


def new_file() -> bytes:
    """The file without any review."""
    told = _(
        "Which items have been reviewed, in which wording, by which role and when. kravgen review writes the rows."
    )
    return f"# {told}\nreviews:\n".encode()


def new_attributes() -> bytes:
    """What git is told of the file."""
    told = _("Two branches that review different items go together: the rows of both are kept.")
    return f"# {told}\n{FILE} merge=union\n".encode()


def items_of(names: Sequence[str], library: Library, problems: Collector) -> tuple[Item, ...]:
    """The items that are named by id, by clause, by block or by area (a folder of the library), in reading order.

    What there is not is added to ``problems``. Without names: all.
    """
    wanted = dict.fromkeys(library.items.keys() if not names else ())
    for name in names:
        found = _named(name, library)
        wanted.update(dict.fromkeys(found))
        if not found:
            known = [*library.ids(), *library.blocks, *dict.fromkeys(map(area, library.blocks.values()))]
            problems.add(
                Place("review").problem(
                    "KG671",
                    _('No item, block or area is called "{name}".').format(name=name),
                    close_to(name, known) or did_you_mean(name, known),
                )
            )
    return tuple(item for item in library.items.values() if item.id in wanted)


def role_of(role: str, library: Library, problems: Collector) -> None:
    """Add a problem when nobody has the role."""
    known = reviewing(library)
    if role not in known:
        problems.add(
            Place("review").problem(
                "KG672", _('Unknown role "{role}".').format(role=role), did_you_mean(role, known)
            )
        )


def area(block: Block) -> str:
    """The folder of the library that a block's file lies in; empty when it lies in the library's own."""
    folders = PurePath(block.place.file).parts[:-1]
    return folders[-1] if folders and folders[-1] != FOLDER else ""


def with_reviews(
    raw: bytes, name: str, items: Sequence[Item], library: Library, role: str, date: str, note: str
) -> bytes:
    """The file with a row for each item as it stands today, in the place of an earlier one by the role.

    ``name`` is the file in messages; ``date`` is ISO 8601.

    Raises:
        KravgenError: the file cannot be read, or a row cannot be put there.
    """
    held = yamlfile.parse(raw, name).data["reviews"] or {}
    rows: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        row: dict[str, Any] = {"role": role, "date": date, "text": item.fingerprint}
        if sources := source_prints(item, library):
            row["sources"] = sources
        if note:
            row["note"] = note
        others = [other for other in held.get(item.id, ()) if other["role"] != role]
        rows[item.id] = sorted([*others, row], key=lambda row: str(row["role"]))
    return yamledit.set_rows(
        raw, name, "reviews", rows, {item.id: f"{item.id} {item.title}" for item in items}
    )


def _named(name: str, library: Library) -> list[str]:
    upper = name.upper()
    if upper in library.items:
        return [upper]
    if upper in library.groups:
        return [item.id for item in library.groups[upper]]
    blocks = [block for block in library.blocks.values() if name.lower() in (block.id, area(block))]
    return [item.id for block in blocks for item in block.items]
