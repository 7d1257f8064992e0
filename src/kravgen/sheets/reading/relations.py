"""How the parts of a workbook belong together: by relationships, whatever they are called."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

Element: TypeAlias = etree._Element

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """One part, or an address outside the file, that a part leads to. ``kind`` is the last word of its type."""

    id: str
    kind: str
    target: str
    external: bool


def relations(roots: Mapping[str, Element], part: str) -> tuple[Relation, ...]:
    """What the part leads to; the empty name stands for the file as a whole. Names of parts are in small letters."""
    folder, name = posixpath.split(part)
    root = roots.get(posixpath.join(folder, "_rels", f"{name}.rels"))
    found = root.iter(_RELATIONSHIP) if root is not None else ()
    return tuple(_relation(element, folder) for element in found)


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def named(root: Element, *names: str) -> list[Element]:
    """The elements below with these names, in whatever namespace."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def child(parent: Element | None, name: str) -> Element | None:
    """The first child with the name, in whatever namespace."""
    return parent.find(f"{{*}}{name}") if parent is not None else None


def is_on(text: str | None, otherwise: bool = False) -> bool:
    """Whether an attribute says yes; ``otherwise`` where it is missing."""
    return otherwise if text is None else str(text).strip().lower() in ("1", "true", "on")


@lru_cache(maxsize=1 << 14)
def whole(text: str | None, otherwise: int = 0) -> int:
    """The whole number that an attribute is; ``otherwise`` when it is none, or has more than nine digits."""
    if not text:
        return otherwise
    told = str(text).strip()
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else otherwise


def decimal(text: str | None, otherwise: float) -> float:
    """The number that an attribute is; ``otherwise`` when it is none."""
    try:
        return float(str(text)[:30]) if text is not None else otherwise
    except ValueError:
        return otherwise


def _relation(element: Element, folder: str) -> Relation:
    external = str(element.get("TargetMode", "")).lower() == "external"
    target = str(element.get("Target", ""))
    if not external:
        told = unquote(target)
        joined = told if told.startswith("/") else posixpath.join(folder, told)
        target = posixpath.normpath(joined).lstrip("/").lower()
    kind = str(element.get("Type", "")).rpartition("/")[2]
    return Relation(str(element.get("Id", "")), kind, target, external)
