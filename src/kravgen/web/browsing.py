"""The library to look in: blocks, items with law, reason, test and levels, and a search."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from kravgen.content import Content
from kravgen.html.portrait import portrait, said
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
    return visit.page("block.html", block=found, to=_to)


async def item(visit: Visit) -> Response:
    """One item with all that is said of it."""
    content = visit.content
    found = content.library.items.get(visit.request.path_params["item"])
    if found is None:
        raise HTTPException(404)
    return visit.page("item.html", item=found, portrait=portrait(content, found), to=_to)


_ADDRESSES = {"block": "/bibliotek", "item": "/post"}


def _to(kind: str, name: str) -> str:
    """The address of the page of a block or an item; empty for what has no page here."""
    return f"{_ADDRESSES[kind]}/{name}" if kind in _ADDRESSES else ""


async def search(visit: Visit) -> Response:
    """Items that hold all the words."""
    words = visit.request.query_params.get("q", "")[:_LONGEST_SEARCH]
    return visit.page("search.html", words=words, found=_found(visit.content, words))


def _found(content: Content, words: str) -> Hits:
    wanted = words.casefold().split()
    if not wanted:
        return Hits((), 0)
    items = content.library.items.values()
    every = [item for item in items if all(word in said(item) for word in wanted)]
    # Whoever writes an id or a title looks for that first.
    every.sort(key=lambda item: not all(word in f"{item.id} {item.title}".casefold() for word in wanted))
    return Hits(tuple(every[:_MOST_FOUND]), len(every))
