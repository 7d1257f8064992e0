"""A template that is made once, or once for each of something: what each of its documents is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kravgen.procurement.buyers import Buyer

_NOT_IN_NAMES = re.compile("[^a-z0-9]+")
_LONGEST = 60
"""How much of a name stands in the name of a file: some systems take no path longer than 260 characters."""


@dataclass(frozen=True, slots=True)
class Controller:
    """Who is responsible for personal data: a board of a buyer. ``name`` is empty when nobody has told which."""

    name: str
    buyer: Buyer


@dataclass(frozen=True, slots=True)
class Copy:
    """One document of a template. ``id`` names its file; ``label`` tells it from the others, for readers."""

    id: str
    label: str = ""
    controller: Controller | None = None


def copies(template_id: str, for_each: str, buyers: Sequence[Buyer], taken: set[str]) -> Iterator[Copy]:
    """The documents of a template. ``taken`` are the ids that templates and sheets have, and gets those given here."""
    if not for_each:
        yield Copy(template_id)
        return
    taken.discard(template_id)
    several = len(buyers) > 1
    for controller in _controllers(buyers):
        # A company that is responsible itself has one name.
        own = controller.name if controller.name != controller.buyer.name else ""
        told = [controller.buyer.name] if several or not own else []
        label = ", ".join([*([own] if own else []), *told])
        # A sole buyer that tells of no board has one document, and it needs no other name.
        parts = [*([controller.buyer.name] if several else []), own]
        suffix = "-".join(part for part in map(_file_name, parts) if part)
        yield Copy(_free(f"{template_id}-{suffix}" if suffix else template_id, taken), label, controller)


def _controllers(buyers: Sequence[Buyer]) -> Iterator[Controller]:
    for buyer in buyers:
        for name in buyer.controllers or ("",):
            yield Controller(name, buyer)


def _file_name(name: str) -> str:
    """The name in letters that every system takes in a file name: "Barn- och ungdomsnämnden" → barn-och-ungdomsnamnden."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return _NOT_IN_NAMES.sub("-", plain)[:_LONGEST].strip("-")


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number when it is taken; it is taken from now on."""
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    taken.add(free)
    return free
