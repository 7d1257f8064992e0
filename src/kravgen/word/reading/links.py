"""Where the links of a file lead, and whether they show another address than that."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from kravgen.documents.wording import comparable
from kravgen.word.reading.file import Element, Inspected, T, value, w
from kravgen.word.reading.inventory import Inventory

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SITE = re.compile(r"(?:[a-z]{2,9}://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
"""Words that are an address: what stands for the site in it."""
_FILES = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".txt", ".csv", ".jpg", ".png")


def links(
    file: Inspected, found: Inventory, is_answer: Callable[[Element], bool]
) -> Iterator[tuple[str, Element | None]]:
    """The addresses that links lead to, but those in answers that say where they lead or that only have words."""
    for name, root in file.texts.items():
        outside = {
            one.id: one.target for one in file.relationships(name) if one.outside and one.kind == "hyperlink"
        }
        if len(root) == 0:
            # The file was read without its body.
            yield from ((_address(target), None) for target in outside.values())
        for element in found.links.get(name, ()):
            target = _target(element, outside)
            if target and not (
                is_answer(element)
                and not misleads("".join(text.text or "" for text in element.iter(T)), target)
            ):
                yield _address(target), element


def _target(element: Element, outside: Mapping[str, str]) -> str:
    if element.tag == w("hyperlink"):
        return outside.get(str(element.get(_ID, "")), "")
    return target_of(element.text or value(element, "instr"))


def target_of(instruction: str) -> str:
    """Where a field that is a link leads; empty for another field, and for one that leads within the file."""
    words = instruction.split(None, 2)
    is_link = len(words) > 1 and words[0].upper() == "HYPERLINK" and not words[1].startswith("\\")
    return words[1].strip('"') if is_link else ""


def _address(target: str) -> str:
    """An address as it is compared: programs write the same in more ways than one."""
    return unquote(target).rstrip("/").lower()


def misleads(shown: str, target: str) -> bool:
    """Whether a link shows an address that is another than the one it leads to."""
    seen = _SITE.match(comparable(shown).lower())
    return seen is not None and not seen[1].endswith(_FILES) and seen[1] not in _address(target)
