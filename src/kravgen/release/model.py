"""News and releases as frozen data, and the files that they stand in.

A change of the library is told in a file of its own, so that two branches never write in the same one. A release gathers
the files, with the fingerprint of every item as it then stood, so that the next one knows what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kravgen.folder import YAML, named_files
from kravgen.library.load import read_checked
from kravgen.problems import Collector, Place
from kravgen.yamlfile import YamlFile

FOLDER = "changelog"
"""The folder of a layer that its releases lie in."""
UNRELEASED = "unreleased"
"""The folder in it for news that are in no release yet."""


@dataclass(frozen=True, slots=True)
class News:
    """What a change means to those who buy. ``contracts`` is the new wording for contracts that are signed, or empty."""

    says: str
    items: tuple[str, ...]
    because: str
    contracts: str
    place: Place
    item_places: tuple[Place, ...] = ()
    """Where each item is named."""

    @property
    def words(self) -> tuple[str, tuple[str, ...], str, str]:
        """All that it says, wherever it stands."""
        return (self.says, self.items, self.because, self.contracts)


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the library. ``date`` is ISO 8601; ``fingerprints`` tells how each item then stood, by its id."""

    version: str
    date: str
    news: tuple[News, ...]
    fingerprints: Mapping[str, str]
    place: Place

    @property
    def order(self) -> tuple[int, ...]:
        """The version as numbers, so that 1.10 comes after 1.9."""
        return order(self.version)


def order(version: str) -> tuple[int, ...]:
    """A version as numbers. Those at the end that are 0 tell nothing: 1.1.0 is 1.1."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def unreleased(home: Path, problems: Collector) -> dict[Path, News]:
    """The news of a layer that are in no release, by file, in a fixed order. What is wrong is added."""
    folder = home / FOLDER / UNRELEASED
    if not folder.is_dir():
        return {}
    found = {}
    for path in named_files(folder, YAML).values():
        if file := read_checked(path, problems, allowed=("news",)):
            found[path] = _news(file, file.data, [])
    return found


def releases(home: Path, problems: Collector) -> tuple[Release, ...]:
    """The releases of a layer, the earliest first. What is wrong is added."""
    folder = home / FOLDER
    if not folder.is_dir():
        return ()
    read = [
        read_checked(path, problems, allowed=("release",))
        for path in named_files(folder, YAML, deep=False).values()
    ]
    return tuple(sorted((_release(file) for file in read if file), key=lambda release: release.order))


def _release(file: YamlFile) -> Release:
    data = file.data
    news = tuple(_news(file, each, ["news", number]) for number, each in enumerate(data["news"]))
    return Release(data["release"], data["date"], news, data["fingerprints"], file.value_place(["release"]))


def _news(file: YamlFile, data: Mapping[str, Any], path: list[str | int]) -> News:
    return News(
        data["news"].strip(),
        tuple(data["items"]),
        data["because"].strip(),
        data.get("contracts", "").strip(),
        file.value_place([*path, "news"]),
        tuple(file.value_place([*path, "items", number]) for number in range(len(data["items"]))),
    )
