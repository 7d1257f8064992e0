"""The content as the pages of a site: every item, block, source and profile has a page of its own.

The pages need no server and no scripts: they can be opened from a folder. The search is a script that reads ``index.js``;
without scripts the page of all items is searched with the browser's own search. The same content and day give the same
bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kravgen.content import Content
from kravgen.html.environment import STATIC, environment
from kravgen.html.portrait import portrait, said
from kravgen.i18n import active
from kravgen.library.model import Item
from kravgen.package.register import Event, SourceRegister, register
from kravgen.procurement.profile import Profile
from kravgen.release.model import News, Release
from kravgen.review.wording import in_short, item_told

_HERE = Path(__file__).parent
_FOLDERS = {"item": "krav", "block": "amne", "source": "kalla", "profile": "upphandling"}
"""The folder of each kind of page. Addresses are Swedish, since people read and send them."""


@dataclass(frozen=True)
class Handbook:
    """What the pages are made from."""

    content: Content
    releases: tuple[Release, ...] = ()
    """The versions of the library, the earliest first."""

    @property
    def day(self) -> str:
        """The day (ISO 8601) on which sources are said to be in force."""
        return self.content.world.today

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The kinds of purchases that can be chosen."""
        return tuple(profile for profile in self.content.profiles.values() if not profile.abstract)

    @cached_property
    def register(self) -> SourceRegister:
        """How the sources stand on the day, and what rests on each."""
        return register(self.content, self.day)

    @cached_property
    def coming(self) -> tuple[Event, ...]:
        """What begins or ends to hold after the day."""
        return tuple(e for e in self.register.events if e.sort != "review" and e.day > self.day)

    @cached_property
    def history(self) -> Mapping[str, tuple[tuple[Release, News], ...]]:
        """What releases tell of each item, by its id, the latest first."""
        found: dict[str, list[tuple[Release, News]]] = {}
        for release in reversed(self.releases):
            for news in release.news:
                for item in news.items:
                    found.setdefault(item, []).append((release, news))
        return {item: tuple(told) for item, told in found.items()}

    @cached_property
    def review(self) -> str:
        """How much of the library has been reviewed, in a sentence."""
        return in_short(self.content.library.items.values(), self.content.library)

    def reviewed(self, item: Item) -> list[str]:
        """How the item stands with each role that is to review it, in sentences."""
        return item_told(item, self.content.library)


def files(content: Content, releases: tuple[Release, ...]) -> dict[str, bytes]:
    """Every file of the site by its path, in the language in use. ``releases`` tell what has been new, earliest first."""
    book = Handbook(content, releases)
    made = {path: page.encode() for path, page in _pages(book)}
    made["kravgen.css"] = (STATIC / "kravgen.css").read_bytes()
    made["kravgen.svg"] = (STATIC / "kravgen.svg").read_bytes()
    made["search.js"] = (_HERE / "static" / "search.js").read_bytes()
    made["index.js"] = _index(content).encode()
    return made


def _pages(book: Handbook) -> Iterator[tuple[str, str]]:
    library = book.content.library
    yield "index.html", _page(book, "index.html", blocks=tuple(library.blocks.values()))
    yield "alla.html", _page(book, "all.html", items=tuple(library.items.values()))
    yield "kallor.html", _page(book, "sources.html")
    yield "nyheter.html", _page(book, "news.html")
    yield "upphandlingar.html", _page(book, "profiles.html")
    for item in library.items.values():
        yield (
            _to("item", item.id),
            _page(book, "item.html", 1, item=item, portrait=portrait(book.content, item)),
        )
    for block in library.blocks.values():
        yield _to("block", block.id), _page(book, "block.html", 1, block=block)
    for point in book.register.sources:
        source = point.source
        yield _to("source", source.id), _page(book, "source.html", 1, source=source, point=point)
    for profile in book.profiles:
        blocks = tuple(library.blocks[name] for name in profile.blocks if name in library.blocks)
        yield _to("profile", profile.id), _page(book, "profile.html", 1, profile=profile, blocks=blocks)


def _page(book: Handbook, template: str, depth: int = 0, **told: Any) -> str:
    """A page that lies ``depth`` folders down, so that every address in it is relative."""
    top = "../" * depth
    page = environment(_HERE / "templates").get_template(template)
    return page.render(
        language=active(), book=book, top=top, to=lambda kind, name: f"{top}{_to(kind, name)}", **told
    )


def _to(kind: str, name: str) -> str:
    return f"{_FOLDERS[kind]}/{name}.html"


def _index(content: Content) -> str:
    """What the search looks in: a script and not data, since a page in a folder may read nothing else."""
    rows = [
        {
            "id": item.id,
            "title": item.title,
            "kind": item.kind,
            "to": _to("item", item.id),
            "said": said(item),
        }
        for item in content.library.items.values()
    ]
    return f"const ITEMS = {json.dumps(rows, ensure_ascii=False, separators=(',', ':'))};\n"
