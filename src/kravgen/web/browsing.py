"""The library to look in: blocks, items with law, reason, test and levels, and a search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.responses import Response

from kravgen.content import Content
from kravgen.library.model import Item
from kravgen.web.visit import Visit

_MOST_FOUND = 100
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search found: at most so many items, and how many there are."""

    items: tuple[Item, ...]
    count: int


async def library(visit: Visit) -> Response:
    """Every block."""
    return visit.page("library.html", blocks=tuple(visit.content.library.blocks.values()), words="")


async def block(visit: Visit) -> Response:
    """One block with its items."""
    found = visit.content.library.blocks.get(visit.request.path_params["block"])
    if found is None:
        raise HTTPException(404)
    return visit.page("block.html", block=found)


async def item(visit: Visit) -> Response:
    """One item with all that is said of it."""
    content = visit.content
    found = content.library.items.get(visit.request.path_params["item"])
    if found is None:
        raise HTTPException(404)
    library = content.library
    return visit.page(
        "item.html",
        item=found,
        words=partial(_words, found),
        block=library.blocks[found.block],
        sources=tuple((library.sources[citation.source], citation.at) for citation in found.sources),
        questions=tuple(_asked(content, found)),
        profiles=tuple(
            profile
            for profile in content.profiles.values()
            if found.block in profile.blocks and not profile.abstract and (found.light or not profile.light)
        ),
        replaces=tuple(library.items[name] for name in found.replaces if name in library.items),
        replaced_by=tuple(other for other in library.items.values() if found.id in other.replaces),
    )


_VALUE = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_OTHERWISE = re.compile(r"\{%-? *(?:else|elif [^%]*) *-?%\}")
_CONDITION = re.compile(r"\{%[^%]*%\}")
_REFERENCE = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


def _words(found: Item, text: str) -> str:
    """A text of the item before there is a purchase: values by their usual size, and all that it may say."""

    def value(name: re.Match[str]) -> str:
        parameter = found.parameter(name[1])
        if parameter is None:
            return "…"
        return str(parameter.default) if parameter.default is not None else f"[{parameter.label}]"

    shown = _CONDITION.sub("", _OTHERWISE.sub(" / ", _VALUE.sub(value, text)))
    return _REFERENCE.sub(lambda reference: reference[2] or reference[1], shown)


def _asked(content: Content, found: Item) -> list[str]:
    """The questions whose answers decide about the item, in words."""
    from kravgen.library.expression import names

    questions = content.library.questions
    return [questions[name].text for name in names(found.when) if name in questions] if found.when else []


async def search(visit: Visit) -> Response:
    """Items that hold all the words."""
    words = visit.request.query_params.get("q", "")[:_LONGEST_SEARCH]
    return visit.page("search.html", words=words, found=_found(visit.content, words))


def _found(content: Content, words: str) -> Hits:
    wanted = words.casefold().split()
    if not wanted:
        return Hits((), 0)
    items = content.library.items.values()
    every = [item for item in items if all(word in _said(item) for word in wanted)]
    # Whoever writes an id or a title looks for that first.
    every.sort(key=lambda item: not all(word in f"{item.id} {item.title}".casefold() for word in wanted))
    return Hits(tuple(every[:_MOST_FOUND]), len(every))


def _said(item: Item) -> str:
    return " ".join((item.id, item.title, item.text, item.motive, item.evidence, item.accept)).casefold()
