"""What a procurement's file says that its value is made of, as posts, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kravgen.i18n import _
from kravgen.law.legality import (
    OPEN_ENDED_MONTHS,
    OPEN_ENDED_PLACE,
    PLACES,
    UNIT_PLACE,
    Group,
    Post,
    Sum,
    summed,
    worked_out,
)
from kravgen.library.model import Library
from kravgen.problems import Place, Problem
from kravgen.procurement import values
from kravgen.yamlfile import Key, YamlFile

_RATES = {"amount": 0, "per_month": 1, "per_year": 12}
"""The keys of a post that hold its amount, and for how many months it is; once for 0."""
_LISTS: Mapping[str, Group] = {
    "amounts": "contract",
    "extensions": "extension",
    "options": "option",
    "fees": "fee",
    "together": "together",
    "similar": "similar",
}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Apart:
    """A procurement in the same folder that does not buy the same, with the reason and the role that says so."""

    file: str
    because: str
    by: str


@dataclass(frozen=True, slots=True)
class PurchaseValue:
    """What the value is made of, in the order of the table. ``told`` are the lists that the file has, by key."""

    posts: tuple[Post, ...] = ()
    told: frozenset[str] = frozenset()
    files: Mapping[str, int | None] = field(default_factory=dict)
    """The procurements in the same folder that some post is about, by name, with the amount that it has here."""
    apart: tuple[Apart, ...] = ()
    vat_included: bool = False
    open_ended: bool = False
    places: Mapping[str, Place] | None = None
    """Where each list stands, by key."""

    @property
    def itemised(self) -> bool:
        """Whether the file says what the value is made of, and so tells the value."""
        return "amounts" in self.told

    @property
    def sum(self) -> Sum:
        """What the posts come to."""
        return summed(self.posts)


NO_VALUE = PurchaseValue()
"""What a procurement has that says nothing of what its value is made of."""


def value_fact(library: Library) -> str:
    """The question whose answer the value is; empty when the library has none."""
    return next((q.id for q in library.questions.values() if q.told_by == "value"), "")


def read_value(file: YamlFile) -> PurchaseValue:
    """What a file that follows its schema says under ``value``; :func:`check_value` tells what is wrong with it."""
    data: dict[str, Any] = file.data.get("value") or {}
    if not data:
        return NO_VALUE
    reader = _Reader(file, data)
    posts = [post for key, group in _LISTS.items() for post in reader.posts(key, group)]
    return PurchaseValue(
        tuple(posts),
        frozenset(key for key in _LISTS if data.get(key) is not None),
        {
            entry["file"]: post.amount
            for key, group in _LISTS.items()
            for entry, post in zip(data.get(key) or (), reader.posts(key, group), strict=False)
            if "file" in entry
        },
        tuple(Apart(**entry) for entry in data.get("apart", ())),
        data.get("vat") == "included",
        bool(data.get("open_ended")),
        {key: file.key_place(["value", key]) for key in data},
    )


class _Reader:
    """Works out the posts of a file from its term and its VAT."""

    def __init__(self, file: YamlFile, data: Mapping[str, Any]) -> None:
        term = file.data.get("term") or {}
        self._data = data
        self._day = file.data.get("date") or ""
        self._vat = _decimal(data.get("vat_percent", 0)) if data.get("vat") == "included" else Decimal(0)
        self._open = bool(data.get("open_ended"))
        self._term = _months(term, "years")
        self._extension = sum((_decimal(years) * 12 for years in term.get("extensions") or ()), Decimal(0))

    def posts(self, key: str, group: Group) -> Iterator[Post]:
        """The posts of one list. Without a list of extensions, what runs is counted for the extension too."""
        for entry in self._data.get(key) or ():
            yield self._post(group, entry)
        if key == "extensions" and self._data.get(key) is None and self._extension and not self._open:
            for entry in self._data.get("amounts") or ():
                rate, per = _rate(entry)
                if rate is not None and per:
                    yield self._running("extension", entry, rate, per, self._extension)

    def _post(self, group: Group, entry: Mapping[str, Any]) -> Post:
        rate, per = _rate(entry)
        if rate is not None and per:
            whole = group == "option"
            months = Decimal(OPEN_ENDED_MONTHS) if self._open else self._term
            if months is None:
                return self._plain(group, entry, None)
            return self._running(group, entry, rate, per, months + (self._extension if whole else 0))
        amount = None if rate is None else worked_out(rate, None, 1, self._vat)
        return self._plain(group, entry, amount)

    def _running(
        self, group: Group, entry: Mapping[str, Any], rate: Decimal, per: int, months: Decimal
    ) -> Post:
        at = OPEN_ENDED_PLACE if self._open else PLACES[group]
        amount = worked_out(rate, months, per, self._vat)
        buyer = entry.get("buyer", "")
        return Post(group, entry["what"], amount, at, rate, per, months, self._vat, buyer)

    def _plain(self, group: Group, entry: Mapping[str, Any], amount: int | None) -> Post:
        unit, date = entry.get("own_unit"), entry.get("date") or ""
        inside = group != "similar" or within_a_year(date, self._day)
        return Post(
            group,
            entry["what"],
            amount,
            UNIT_PLACE if unit else PLACES[group],
            vat_percent=self._vat,
            buyer=entry.get("buyer", ""),
            date=date,
            counted=inside and not unit,
            because=unit["because"].strip() if unit else "",
            by=unit["by"] if unit else "",
        )


def within_a_year(date: str, day: str) -> bool:
    """Whether the date lies in the twelve months before or after the day (both ISO 8601); one that is not told does."""
    if not date or not day:
        return True
    # Most years have no 29 February: twelve months from it end on the 28th.
    year, rest = int(day[:4]), day[4:].replace("-02-29", "-02-28")
    return f"{year - 1:04}{rest}" <= date <= f"{year + 1:04}{rest}"


def _rate(entry: Mapping[str, Any]) -> tuple[Decimal | None, int]:
    """The number of a post and for how many months it is; none where it has none."""
    for key, per in _RATES.items():
        if entry.get(key) is not None:
            return _decimal(entry[key]), per
    return None, 0


def _months(term: Mapping[str, Any], key: str) -> Decimal | None:
    return _decimal(term[key]) * _YEAR if term.get(key) is not None else None


def _decimal(number: float) -> Decimal:
    return Decimal(str(number))


def check_value(file: YamlFile, library: Library) -> Iterator[Problem]:
    """What is wrong with what a file says under ``value``, and with a value that it tells in two ways."""
    data: dict[str, Any] = file.data.get("value") or {}
    if not data:
        return
    yield from _told_twice(file, data, library)
    yield from _wrong_vat(file, data)
    yield from _wrong_term(file, data)
    for key in _LISTS:
        for number, entry in enumerate(data.get(key) or ()):
            yield from _wrong_post(file, ["value", key, number], entry)
    yield from _wrong_roles(file, data, library)
    yield from _left_out(file, data)


def _told_twice(file: YamlFile, data: Mapping[str, Any], library: Library) -> Iterator[Problem]:
    name = value_fact(library)
    told = (file.data.get("facts") or {}).get(name)
    if told is None or data.get("amounts") is None:
        return
    # A wrong kind of answer has a problem of its own.
    said = f"{told:,}".replace(",", " ") if isinstance(told, int) else str(told)
    total = f"{read_value(file).sum.total:,}".replace(",", " ")
    yield file.value_place(["facts", name]).problem(
        "KG541",
        _("The value is told in two ways: {told} kronor here, and {total} kronor under value.").format(
            told=said, total=total
        ),
        _("Keep one of them. The one under value says what the value is made of."),
    )


def _wrong_vat(file: YamlFile, data: Mapping[str, Any]) -> Iterator[Problem]:
    lists = [key for key in _LISTS if data.get(key)]
    if lists and "vat" not in data:
        yield file.key_place(["value"]).problem(
            "KG542",
            _("The value does not say whether VAT is in its amounts."),
            _("Write vat: excluded, or vat: included and vat_percent."),
        )
    if data.get("vat") == "included" and "vat_percent" not in data:
        yield file.value_place(["value", "vat"]).problem(
            "KG542",
            _("VAT is in the amounts, but not how much it is."),
            _("Write vat_percent, for example 25. The limits are without VAT."),
        )
    if data.get("vat") == "excluded" and "vat_percent" in data:
        yield file.value_place(["value", "vat_percent"]).problem(
            "KG543", _("There is no VAT in the amounts to take off."), _("Take vat_percent out.")
        )


def _wrong_term(file: YamlFile, data: Mapping[str, Any]) -> Iterator[Problem]:
    term = file.data.get("term") or {}
    years = sum(term.get("extensions") or ())
    extended = bool(years)
    running = any(_rate(entry)[1] for entry in data.get("amounts") or ())
    if data.get("open_ended") and (term.get("years") or extended):
        yield file.value_place(["value", "open_ended"]).problem(
            "KG543",
            _("The contract has no end here, but term says when it ends."),
            _("Keep one of them. A contract without an end counts for 48 months."),
        )
    elif running and not data.get("open_ended") and "years" not in term:
        yield file.key_place(["value", "amounts"]).problem(
            "KG542",
            _("An amount a month or a year has no term to be counted for."),
            _("Write term with years, or open_ended: true under value when the contract has no end."),
        )
    if extended and data.get("amounts") and not running and not data.get("extensions"):
        yield file.value_place(["term", "extensions"]).problem(
            "KG543",
            _("The contract can be extended by {years} years, and value has no amount for that.").format(
                years=values.number(years)
            ),
            _("Write the amount under extensions. An extension counts as if it were used."),
        )
    elif extended and data.get("extensions") == []:
        yield file.value_place(["value", "extensions"]).problem(
            "KG543",
            _("The contract can be extended by {years} years, and value has no amount for that.").format(
                years=values.number(years)
            ),
            _("Write the amount under extensions. An extension counts as if it were used."),
        )
    elif data.get("extensions") and not extended:
        yield file.value_place(["value", "extensions"]).problem(
            "KG543",
            _("Value has an extension, but the contract cannot be extended."),
            _("Write extensions under term, or take the extension out."),
        )


def _wrong_post(file: YamlFile, path: list[Key], entry: Mapping[str, Any]) -> Iterator[Problem]:
    place = file.value_place([*path, "what"])
    keys = [key for key in _RATES if key in entry]
    if not keys:
        yield place.problem(
            "KG542",
            _('"{what}" has no amount.').format(what=entry["what"]),
            _("Write amount, per_month or per_year. Leave its value empty when nobody knows it yet.")
            if path[1] in ("amounts", "options", "fees")
            else _("Write amount. Leave its value empty when nobody knows it yet."),
        )
    elif len(keys) > 1:
        yield place.problem(
            "KG542",
            _('"{what}" has {keys}, and only one of them can hold.').format(
                what=entry["what"], keys=_(" and ").join(keys)
            ),
            _("Keep one of them."),
        )
    elif path[1] in ("extensions", "fees") and keys != ["amount"]:
        yield place.problem(
            "KG542",
            _('"{what}" is counted by what it comes to in all.').format(what=entry["what"]),
            _("Write amount."),
        )


def _wrong_roles(file: YamlFile, data: Mapping[str, Any], library: Library) -> Iterator[Problem]:
    """Only who may lift a limit for the value may leave a purchase out of it."""
    name = value_fact(library)
    may = {
        role
        for gate in library.gates.values()
        if gate.below and gate.below.fact == name
        for role in gate.lifted_by
    }
    said: list[tuple[list[Key], str]] = [
        (["value", key, number, "own_unit", "by"], entry["own_unit"]["by"])
        for key in ("together", "similar")
        for number, entry in enumerate(data.get(key) or ())
        if "own_unit" in entry
    ]
    said += [
        (["value", "apart", number, "by"], each["by"]) for number, each in enumerate(data.get("apart", ()))
    ]
    for path, role in said:
        if role not in may:
            yield file.value_place(path).problem(
                "KG547",
                _("A purchase cannot be left out of the value by {role}.").format(role=role),
                _("It can be left out by: {roles}.").format(roles=", ".join(sorted(may)) or _("nobody")),
            )


def _left_out(file: YamlFile, data: Mapping[str, Any]) -> Iterator[Problem]:
    """Buyers and lots of which one has an amount of its own and another has none."""
    entries = [entry for key in ("amounts", "options") for entry in data.get(key) or ()]
    for key, names in (
        ("buyer", [buyer["name"] for buyer in file.data["buyers"]]),
        ("lot", [lot["id"] for lot in file.data.get("lots", ())]),
    ):
        named = {entry[key] for entry in entries if key in entry}
        shared = any(key not in entry for entry in data.get("amounts") or ())
        for number, name in enumerate(names):
            if named & set(names) and name not in named and not shared:
                path: list[Key] = ["buyers", number, "name"] if key == "buyer" else ["lots", number, "id"]
                yield file.value_place(path).problem(
                    "KG543",
                    _("The value has amounts for others, but none for {name}.").format(name=name),
                    _("Write its amount under value. The whole purchase is one value."),
                )
        if key == "lot":
            for number, entry in enumerate(data.get("amounts") or ()):
                if "lot" in entry and entry["lot"] not in names:
                    yield file.value_place(["value", "amounts", number, "lot"]).problem(
                        "KG543",
                        _('The procurement has no lot "{name}".').format(name=entry["lot"]),
                        _("Write the id of one under lots, or take the key out."),
                    )
