"""What differs between two states of a library, item by item and row by row, and what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kravgen import yamlfile
from kravgen.comparison.difference import Kind
from kravgen.comparison.library.entries import Entries, LibraryRow, read, reviews_of
from kravgen.comparison.library.files import LIBRARY, LibraryFiles
from kravgen.comparison.library.reach import Purchases, procurements, profiles
from kravgen.i18n import _
from kravgen.library.changes import changed_by
from kravgen.library.expression import names
from kravgen.library.load import block, kind_of
from kravgen.library.model import Item
from kravgen.library.reviewed import Review
from kravgen.problems import KravgenError, Place, Problem
from kravgen.record.model import Record
from kravgen.strictness.items import Shift, Verdict, compared, verdict

_WORST = ("weaker", "unknown", "stricter", "same")


@dataclass(frozen=True, slots=True)
class FallenReview:
    """A review of what an item said before: it does not hold for what it says now."""

    role: str
    date: str


@dataclass(frozen=True, slots=True)
class LibraryItemChange:
    """An item that has come, gone or changed, and what rests on it. The state where it is not in is None."""

    kind: Kind
    before: Item | None
    after: Item | None
    shifts: tuple[Shift, ...]
    profiles: tuple[Purchases, ...] = ()
    procurements: tuple[Purchases, ...] = ()
    packages: tuple[str, ...] = ()
    """Packages that have it, as their records tell."""
    reviews: tuple[FallenReview, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is now, or as it was when it has gone."""
        item = self.after or self.before
        assert item is not None
        return item

    @property
    def verdict(self) -> Verdict:
        """Whether all of it together asks for more or for less."""
        return verdict(self.shifts)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is no item and has come, gone or changed: what it says otherwise, and the items that use it, by id."""

    kind: Kind
    row: LibraryRow
    fields: tuple[tuple[str, str, str], ...]
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LibraryDifference:
    """Everything that differs between two states of a library, the most urgent first."""

    before: LibraryFiles
    after: LibraryFiles
    items: tuple[LibraryItemChange, ...]
    rows: tuple[RowChange, ...]
    packages: tuple[str, ...]
    """Every package that was looked in."""
    not_compared: tuple[Problem, ...]

    @property
    def counts(self) -> Counter[Verdict]:
        """How many changed items are stricter, weaker and so on."""
        return Counter(change.verdict for change in self.items)


def compare(
    before: LibraryFiles,
    after: LibraryFiles,
    below: Sequence[LibraryFiles] = (),
    packages: Mapping[str, Record] | None = None,
) -> LibraryDifference:
    """What differs. ``below`` are the layers that the library lies over; ``packages`` records by name.

    Raises:
        KravgenError: a file that differs is no YAML.
    """
    packages = packages or {}
    paths = sorted(
        {path for path in {**before.ids, **after.ids} if before.ids.get(path) != after.ids.get(path)}
    )
    old, new = read(before, paths), read(after, paths)
    every = [*below, after]
    pairs = {name: (old.items.get(name), new.items.get(name)) for name in {**old.items, **new.items}}
    pairs |= dict(_local(old, new, every))
    known = profiles(every)
    cases = tuple(procurements(after, known))
    read_by = tuple(reviews_of((*below, before))) if pairs else ()
    items = [
        _touching(LibraryItemChange(_kind(was, now), was, now, found), known, cases, packages, read_by)
        for was, now in pairs.values()
        if (found := compared(was, now))
    ]
    return LibraryDifference(
        before,
        after,
        tuple(sorted(items, key=lambda change: (_WORST.index(change.verdict), change.item.id))),
        tuple(_rows(old, new, every)),
        tuple(packages),
        (*old.not_compared, *new.not_compared, *_links(before), *_links(after)),
    )


def _links(state: LibraryFiles) -> Iterator[Problem]:
    for path in state.strange:
        yield Place(state.shown(path)).problem(
            "KG685",
            _("This is a link or another repository, so it has not been compared."),
            _("Put the file itself there."),
            "warning",
        )


def _kind(was: object, now: object) -> Kind:
    return "changed" if was and now else "new" if now else "gone"


def _touching(
    change: LibraryItemChange,
    known: Mapping[str, Purchases],
    cases: Iterable[Purchases],
    packages: Mapping[str, Record],
    reviews: Iterable[Review],
) -> LibraryItemChange:
    """The change with what rests on the item, as it was or as it is."""
    sides = [item for item in (change.before, change.after) if item]

    def takes(purchases: Purchases) -> bool:
        return any(map(purchases.takes, sides))

    held = (
        name for name, record in packages.items() if (kept := record.by_id.get(change.item.id)) and kept.taken
    )
    return replace(
        change,
        profiles=tuple(filter(takes, known.values())),
        procurements=tuple(filter(takes, cases)),
        packages=tuple(held),
        reviews=tuple(_fallen(change, reviews)),
    )


def _fallen(change: LibraryItemChange, reviews: Iterable[Review]) -> Iterator[FallenReview]:
    """The reviews of what the item said before, when it says something else now."""
    if change.before is None:
        return
    was = change.before.fingerprint
    if change.after is not None and change.after.fingerprint == was:
        return
    for review in reviews:
        if review.item == change.item.id and review.text == was:
            yield FallenReview(review.role, review.date)


def _local(
    old: Entries, new: Entries, states: Sequence[LibraryFiles]
) -> Iterator[tuple[str, tuple[Item | None, Item | None]]]:
    """The items that local changes alter, as they were and as they are: taken from the rows of both."""
    wanted = {name for kind, name in {**old.rows, **new.rows} if kind == "changes"}
    base = items_with(states, wanted) if wanted else {}
    for name in sorted(wanted):
        if item := base.get(name):
            yield name, (_applied(item, old, name), _applied(item, new, name))


def _applied(item: Item, entries: Entries, name: str) -> Item | None:
    row = entries.rows.pop(("changes", name), None)
    if row is None:
        return item
    changed = changed_by(item, row.values, item.place)
    return None if changed.dropped else changed


def items_with(states: Iterable[LibraryFiles], words: Iterable[str]) -> dict[str, Item]:
    """The items of those files that hold one of the words anywhere; a file that cannot be read has none."""
    signs = [word.encode() for word in words]
    found: dict[str, Item] = {}
    for state in states:
        paths = [path for path in state.ids if path.startswith(f"{LIBRARY}/")]
        for path, content in state.contents(paths).items():
            if any(sign in content for sign in signs) and content.find(b"block:") >= 0:
                try:
                    file = yamlfile.parse(content, state.shown(path))
                except KravgenError:
                    continue
                if kind_of(file.data) == "block" and isinstance(file.data.get("owner"), str):
                    found.update({item.id: item for item in block(file).items})
    return found


# --- rows ------------------------------------------------------------------------------------------


def _rows(old: Entries, new: Entries, states: Sequence[LibraryFiles]) -> Iterator[RowChange]:
    changed = [
        (_kind(was, now), now or was, tuple(_fields(was, now)))
        for was, now in ((old.rows.get(key), new.rows.get(key)) for key in {**old.rows, **new.rows})
        if not (was and now) or was.values != now.values
    ]
    asked = [row.id for _kind_of, row, _said in changed if row and row.kind in _USES]
    items = items_with(states, asked) if asked else {}
    for kind, row, said in changed:
        assert row is not None
        uses = _USES.get(row.kind)
        used = tuple(item.id for item in items.values() if uses and row.id in uses(item))
        yield RowChange(kind, row, said, used)


_USES: Mapping[str, Any] = {
    "sources": lambda item: [citation.source for citation in item.sources],
    "dated": lambda item: [parameter.value_of for parameter in item.parameters],
    "price_rows": lambda item: item.prices,
    "questions": lambda item: names(item.when),
}


def _fields(was: LibraryRow | None, now: LibraryRow | None) -> Iterator[tuple[str, str, str]]:
    """What the rows say otherwise: the key, and what stood and stands there."""
    if was is None or now is None:
        return
    old, new = (dict(_flat("", row.values)) for row in (was, now))
    for key in {**old, **new}:
        if old.get(key) != new.get(key):
            yield key, old.get(key, ""), new.get(key, "")


def _flat(path: str, value: Any) -> Iterator[tuple[str, str]]:
    """What a value holds as texts by their path; rows are told apart by what they are called."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, list) and any(isinstance(inner, Mapping) for inner in value):
        for number, inner in enumerate(value, start=1):
            names_it = (
                (inner.get(name) for name in ("id", "item", "since", "name", "fact"))
                if isinstance(inner, Mapping)
                else ()
            )
            yield from _flat(f"{path}.{next((n for n in names_it if n), number)}", inner)
    elif isinstance(value, list):
        yield path, ", ".join(map(str, value))
    else:
        yield path, " ".join(str(value).split())
