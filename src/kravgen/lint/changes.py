"""Items that a workspace has changed, as the rules see them: as they are after the change, where the change stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kravgen.lint.collection import ITEMS
from kravgen.lint.passage import Written
from kravgen.yamlfile import YamlFile

_ABOUT_THE_CHANGE = ("item", "fingerprint", "because", "by", "parameters")


def laid_over(
    entries: Iterable[Written], files: Iterable[YamlFile], shown: Iterable[str]
) -> Iterator[Written]:
    """The entries, with those that ``files`` change in their changed form. ``shown`` are the files that are told of.

    What is dropped stays as it is: nothing new is written about it.
    """
    changes = [
        (file, number, data)
        for file in files
        for number, data in enumerate(file.data.get("changes", ()))
        if not data.get("drop")
    ]
    told = set(shown)
    for entry in entries:
        for file, number, data in changes:
            if entry.sort in ITEMS and entry.id == data["item"]:
                entry = replace(
                    entry,
                    file=file,
                    path=("changes", number),
                    data=_merged(entry.data, data),
                    shown=file.file in told,
                    given=data,
                )
        yield entry


def _merged(below: Any, change: Any) -> dict[str, Any]:
    own = {key: value for key, value in change.items() if key not in _ABOUT_THE_CHANGE}
    levels = change.get("parameters", {})
    if not levels:
        return {**below, **own}
    parameters = {
        name: {**value, **levels.get(name, {})} for name, value in below.get("parameters", {}).items()
    }
    return {**below, **own, "parameters": parameters}
