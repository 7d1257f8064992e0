"""Which profiles, procurements and packages an item is in, as far as can be told without making anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from kravgen import yamlfile
from kravgen.comparison.library.files import EXAMPLES, PROFILES, LibraryFiles
from kravgen.library.expression import settled, tree_of
from kravgen.library.model import Item
from kravgen.problems import KravgenError


@dataclass(frozen=True, slots=True)
class Purchases:
    """A profile, or a procurement with its profile: what it takes from the library. ``name`` is its id or its file."""

    name: str
    title: str
    light: bool
    blocks: frozenset[str]
    dropped: frozenset[str]
    facts: Mapping[str, Any]

    def takes(self, item: Item) -> bool:
        """Whether the item is in, or may be: an answer that nobody has given takes it in."""
        if item.block not in self.blocks or self.dropped & {item.id, item.group, item.under}:
            return False
        if self.light and not item.light and item.sort != "criterion":
            return False
        if not item.when or tree_of(item.when) is None:
            return True
        try:
            return settled(item.when, self.facts, unknown=True)
        except TypeError:
            # An answer as somebody wrote it, "9,5 Mkr", is no number yet.
            return True


def profiles(states: Iterable[LibraryFiles]) -> dict[str, Purchases]:
    """The profiles that procurements can name, of all the layers, the lowest first.

    A profile that cannot be read is told elsewhere, as a file that is not compared.
    """
    read: dict[str, Mapping[str, Any]] = {}
    for state in states:
        paths = [path for path in state.ids if path.startswith(f"{PROFILES}/")]
        for path, content in state.contents(paths).items():
            if data := _mapping(path, content, "profile"):
                read[str(data["profile"])] = data
    return {name: _profile(name, read) for name, data in read.items() if not data.get("abstract")}


def procurements(state: LibraryFiles, known: Mapping[str, Purchases]) -> Iterator[Purchases]:
    """The procurements that lie beside the library as examples."""
    paths = [path for path in state.ids if path.startswith(f"{EXAMPLES}/")]
    for path, content in state.contents(paths).items():
        data = _mapping(path, content, "buyers")
        below = known.get(str(data.get("profile"))) if data else None
        if data and below:
            facts = data.get("facts")
            dropped, kept = _rulings(data)
            yield Purchases(
                PurePosixPath(path).stem,
                str(data.get("title", "")),
                below.light,
                below.blocks,
                (below.dropped - kept) | dropped,
                {**below.facts, **_facts(facts)},
            )


def _profile(name: str, read: Mapping[str, Mapping[str, Any]]) -> Purchases:
    blocks: set[str] = set()
    dropped: set[str] = set()
    facts: dict[str, Any] = {}
    light = False
    for step in _chain(name, read, ()):
        data = read[step]
        out, kept = _rulings(data)
        blocks.update(_texts(data.get("blocks")))
        dropped = (dropped - kept) | out
        facts |= _facts(data.get("facts"))
        light = light or data.get("light") is True
    title = str(read[name].get("title", name))
    return Purchases(name, title, light, frozenset(blocks), frozenset(dropped), facts)


def _chain(name: str, read: Mapping[str, Mapping[str, Any]], above: tuple[str, ...]) -> Iterator[str]:
    """The profile and those that it extends, the lowest first."""
    if name in read and name not in above:
        for base in _texts(read[name].get("extends")):
            yield from _chain(base, read, (*above, name))
        yield name


def _rulings(data: Mapping[str, Any]) -> tuple[frozenset[str], frozenset[str]]:
    """The items that its decisions drop, and those that they keep."""
    rows = [row for row in data.get("decisions") or () if isinstance(row, dict)]
    out = frozenset(str(row.get("item")) for row in rows if row.get("decision") == "drop")
    return out, frozenset(str(row.get("item")) for row in rows) - out


def _facts(data: Any) -> dict[str, Any]:
    given = data if isinstance(data, dict) else {}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


def _texts(data: Any) -> list[str]:
    return [str(each) for each in data] if isinstance(data, list) else []


def _mapping(path: str, content: bytes, key: str) -> Mapping[str, Any] | None:
    if not path.lower().endswith((".yaml", ".yml")):
        return None
    try:
        data = yamlfile.parse(content, path).data
    except KravgenError:
        return None
    return data if isinstance(data, dict) and key in data else None
