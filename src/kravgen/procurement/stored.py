"""A profile, a procurement or organisations with each answer, value, day and volume in the one form that is stored.

People write them in many forms (``library/written.py``). All that reads the file afterwards meets one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from kravgen.i18n import _
from kravgen.library import written
from kravgen.library.model import Item, Library
from kravgen.library.unread import Unread
from kravgen.problems import Collector, did_you_mean
from kravgen.yamlfile import Key, YamlFile


def stored(file: YamlFile, library: Library, items: Mapping[str, Item], problems: Collector) -> YamlFile:
    """The file as it is stored. What cannot be read is left unanswered and told at its own place.

    ``items`` are those that it may set parameters of: the library's, and a procurement's own.
    """
    reader = _Reader(file, problems)
    for path in _fact_paths(file.data):
        reader.facts(path, library)
    reader.parameters(items)
    reader.term()
    reader.put([], "date", written.day)
    for number in range(len(file.data.get("lifted", ()))):
        reader.put(["lifted", number], "date", written.day)
    reader.value()
    for key, row in (file.data.get("prices") or {}).items():
        volume = partial(written.amount, unit=volume_unit(library, key, row), minimum=0)
        # A row may have a volume for each lot.
        quantity = (row or {}).get("quantity")
        if isinstance(quantity, dict):
            for lot in quantity:
                reader.put(["prices", key, "quantity"], lot, volume)
        else:
            reader.put(["prices", key], "quantity", volume)
        reader.put(["prices", key], "rate", lambda told: written.amount(told, "kronor", 0, 1_000_000))
    return file.changed(reader.values)


def check_answers(file: YamlFile, library: Library, problems: Collector) -> None:
    """Tell what is wrong with the answers of a file that does not follow its schema: a mistyped key hides nothing else."""
    facts = file.data.get("facts")
    if isinstance(facts, dict) and not any(isinstance(answer, dict) for answer in facts.values()):
        _Reader(file, problems).facts(["facts"], library)


def volume_unit(library: Library, key: str, row: Mapping[str, Any] | None) -> str:
    """What the volume of a price row is counted in. ``row`` is what the procurement's file says of it, if anything."""
    own = library.prices.get(key.split(".")[0])
    measure = own.measure if own else (row or {}).get("measure")
    return "kronor" if measure == "discount" else own.unit if own else str((row or {}).get("unit", ""))


class _Reader:
    """Puts what is read in the place of what was written, one mapping after another."""

    def __init__(self, file: YamlFile, problems: Collector) -> None:
        self._written = file
        self._problems = problems
        self.values: dict[tuple[Key, ...], Any] = {}

    def put(self, path: Sequence[Key], key: Key, read: Any, about: str = "") -> None:
        """Read the value of ``key`` in the mapping at ``path``, if it has one. ``about`` comes before the advice."""
        mapping: Any = self._written.data
        for step in path:
            mapping = mapping.get(step) if isinstance(mapping, dict) else mapping[step]
        if not mapping or (mapping.get(key) if isinstance(mapping, dict) else mapping[key]) is None:
            return
        value = read(self._written.written([*path, key]))
        if isinstance(value, Unread):
            self._problems.add(
                self._written.value_place([*path, key]).problem(
                    value.code, value.reason, f"{about} {value.advice}".strip()
                )
            )
            value = None
        self.values[*path, key] = value

    def facts(self, path: Sequence[Key], library: Library) -> None:
        """The answers at ``path``. An unknown question is told, and one that another part of the file answers."""
        for name in _at(self._written.data, path) or {}:
            question = library.questions.get(name)
            place = self._written.key_place([*path, name])
            if question is None:
                self._problems.add(
                    place.problem(
                        "KG302",
                        _('Unknown fact "{name}".').format(name=name),
                        did_you_mean(name, library.questions),
                    )
                )
            elif question.only_told:
                self._problems.add(
                    place.problem(
                        "KG402",
                        _('"{label}" ({name}) is told in another place of the file.').format(
                            label=question.label, name=name
                        ),
                        _("Write it under {key}.").format(key=question.told_by),
                    )
                )
            else:
                self.put(path, name, lambda told, asked=question: written.answer(asked, told), question.text)

    def term(self) -> None:
        """The years of the term, and those of each extension. Of extensions, all can be read or none is taken."""
        years = partial(written.amount, unit="år", minimum=0, maximum=30)
        self.put(["term"], "years", years)
        extensions = (self._written.data.get("term") or {}).get("extensions") or ()
        for number in range(len(extensions)):
            self.put(["term", "extensions"], number, years)
        paths: list[tuple[Key, ...]] = [("term", "extensions", number) for number in range(len(extensions))]
        if any(self.values[path] is None for path in paths):
            for path in paths:
                del self.values[path]
            self.values["term", "extensions"] = None

    def value(self) -> None:
        """The amounts and days of what the value is made of. One that says itself whether VAT is in it must say the same."""
        value = self._written.data.get("value") or {}
        kronor = partial(written.amount, unit="kronor", minimum=0, with_vat=value.get("vat") == "included")
        for key, entries in value.items():
            for number, entry in enumerate(entries if isinstance(entries, list) else ()):
                for name in entry:
                    if name in ("amount", "per_month", "per_year"):
                        self.put(["value", key, number], name, kronor)
                    elif name == "date":
                        self.put(["value", key, number], name, written.day)

    def parameters(self, items: Mapping[str, Item]) -> None:
        """The values of parameters. An unknown item or parameter is told."""
        for item_id, values in (self._written.data.get("parameters") or {}).items():
            item = items.get(item_id)
            if item is None:
                self._problems.add(
                    self._written.key_place(["parameters", item_id]).problem(
                        "KG307",
                        _('Unknown item "{name}".').format(name=item_id),
                        did_you_mean(item_id, items),
                    )
                )
                continue
            for name in values:
                parameter = item.parameter(name)
                if parameter is None:
                    self._problems.add(
                        self._written.key_place(["parameters", item_id, name]).problem(
                            "KG304",
                            _('{item} has no parameter "{name}".').format(item=item_id, name=name),
                            did_you_mean(name, [p.name for p in item.parameters]),
                        )
                    )
                else:
                    self.put(
                        ["parameters", item_id],
                        name,
                        lambda told, asked=parameter: written.value(asked, told),
                    )


def _fact_paths(data: Mapping[str, Any]) -> Iterator[list[Key]]:
    """Where answers stand: all buyers', each organisation's and each board's own."""
    yield ["facts"]
    for key in ("buyers", "organisations"):
        for number, buyer in enumerate(data.get(key, ())):
            yield [key, number, "facts"]
            for at, controller in enumerate(buyer.get("controllers", ())):
                if isinstance(controller, dict):
                    yield [key, number, "controllers", at, "facts"]


def _at(data: Any, path: Sequence[Key]) -> Any:
    for key in path:
        data = data.get(key) if isinstance(data, dict) else data[key]
    return data
