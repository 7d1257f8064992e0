"""An item of the library with all that is said of it, before there is a purchase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kravgen.content import Content
from kravgen.law.sources import Source
from kravgen.library.answer import limits
from kravgen.library.expression import names
from kravgen.library.model import Block, Item, Parameter, Question
from kravgen.procurement.profile import Profile

_VALUE = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_OTHERWISE = re.compile(r"\{%-? *(?:else|elif [^%]*) *-?%\}")
_CONDITION = re.compile(r"\{%[^%]*%\}")
_REFERENCE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Portrait:
    """An item, and what stands around it. ``sources`` are pairs of a source and a place in it.

    ``questions`` are those whose answers decide about the item, ``profiles`` those that can hold it; ``replaces`` are the
    items of the same matter on a lower level, ``replaced_by`` those on a higher.
    """

    item: Item
    block: Block
    sources: tuple[tuple[Source, str], ...]
    questions: tuple[Question, ...]
    profiles: tuple[Profile, ...]
    replaces: tuple[Item, ...]
    replaced_by: tuple[Item, ...]

    def words(self, text: str) -> str:
        """A text of the item: values by their usual size, and all that it may say."""

        def value(name: re.Match[str]) -> str:
            parameter = self.item.parameter(name[1])
            if parameter is None:
                return "…"
            return str(parameter.default) if parameter.default is not None else f"[{parameter.label}]"

        shown = _CONDITION.sub("", _OTHERWISE.sub(" / ", _VALUE.sub(value, text)))
        return _REFERENCE.sub(lambda reference: reference[2] or reference[1], shown)

    def limits(self, parameter: Parameter) -> str:
        """The limits of a value in words; empty when it has none."""
        return limits(parameter.minimum, parameter.maximum)


def portrait(content: Content, item: Item) -> Portrait:
    """All that is said of an item of the content."""
    library = content.library
    asked = names(item.when) if item.when else ()
    return Portrait(
        item,
        library.blocks[item.block],
        tuple((library.sources[each.source], each.at) for each in item.sources),
        tuple(library.questions[name] for name in asked if name in library.questions),
        tuple(
            profile
            for profile in content.profiles.values()
            if item.block in profile.blocks and not profile.abstract and (item.light or not profile.light)
        ),
        tuple(library.items[name] for name in item.replaces if name in library.items),
        tuple(other for other in library.items.values() if item.id in other.replaces),
    )


def said(item: Item) -> str:
    """Everything of an item that a search looks in, in small letters."""
    return " ".join((item.id, item.title, item.text, item.motive, item.evidence, item.accept)).casefold()
