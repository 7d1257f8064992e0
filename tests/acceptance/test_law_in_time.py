"""The shipped library on days around known changes of law: the items, texts and places that hold on each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kravgen.content import Content
from kravgen.law import legality
from kravgen.law.register import by_day, fault, normal
from kravgen.law.sources import Citation
from kravgen.package.outline import choose
from kravgen.problems import Collector
from kravgen.procurement import case as cases
from kravgen.procurement.selection import Selection
from tests.conftest import ROOT


class Holds(NamedTuple):
    """What holds on a day, as far as it has changed on any of them."""

    plan: bool
    """Whether bidders are asked when their products will meet the cyber resilience act."""
    charges: str
    cra: str
    direct: int | float | str | None
    threshold: int | float | str | None
    articles: Mapping[str, str]
    """From when the articles apply, as the documents tell until that day."""


BEFORE = {"artikel 13.8": "2027-12-11", "artikel 14": "", "artikel 26": "2027-12-02", "artikel 50.1": ""}
AI = {**BEFORE, "artikel 26": ""}
ALL = dict.fromkeys(BEFORE, "")
COMING, FREE = (
    "Från den 12 januari 2027 får leverantören inte",
    "Leverantören får inte ta ut någon avgift för bytet.",
)
LATER, WHOLE = "tillämpas från den 11 december 2027", "tillämpas förordningen i sin helhet"

DAYS = {
    "2026-09-10": Holds(True, COMING, LATER, 700000, None, {**BEFORE, "artikel 14": "2026-09-11"}),
    "2026-09-11": Holds(True, COMING, LATER, 700000, None, BEFORE),
    "2027-01-11": Holds(True, COMING, LATER, 700000, None, BEFORE),
    "2027-01-12": Holds(True, FREE, LATER, 700000, None, BEFORE),
    "2027-12-01": Holds(True, FREE, LATER, 700000, None, BEFORE),
    "2027-12-02": Holds(True, FREE, LATER, 700000, None, AI),
    "2027-12-10": Holds(True, FREE, LATER, 700000, None, AI),
    "2027-12-11": Holds(False, FREE, WHOLE, 700000, None, ALL),
    "2027-12-31": Holds(False, FREE, WHOLE, 700000, None, ALL),
    "2028-01-01": Holds(False, FREE, WHOLE, 700000, None, ALL),
}


def selection(content: Content, day: str) -> Selection:
    problems = Collector()
    file = ROOT / "examples" / "e-arkiv.yaml"
    case = cases.load(file, content.library, content.profiles, problems, content.organisations)
    problems.stop()
    assert case is not None
    chosen = choose(content, case, problems, day)
    problems.stop()
    return chosen


@pytest.mark.parametrize("day", DAYS)
def test_a_package_follows_the_law_of_its_day(content: Content, day: str) -> None:
    chosen, expected = selection(content, day), DAYS[day]
    plan = chosen.decisions["SUTV-07"]
    assert (plan.reason.kind != "no_longer") is expected.plan
    assert expected.charges in chosen.decisions["LAGL-15"].item.text
    assert expected.cra in " ".join(chosen.decisions["LAGL-21"].item.text.split())
    library = content.library
    rows = [
        library.dated[name].on(day)
        for name in ("granssumma-direktupphandling", "troskelvarde-varor-tjanster")
    ]
    assert [row.value if row else "-" for row in rows] == [expected.direct, expected.threshold]
    ai, cra = library.sources["ai-act"], library.sources["cra"]
    told = {
        at: by_day(cra if at in ("artikel 13.8", "artikel 14") else ai, at, day)[0][1]
        for at in expected.articles
    }
    assert told == expected.articles


def test_who_asks_is_told_until_when_an_item_was_used(content: Content) -> None:
    from kravgen.procurement.explanation import explained, names

    chosen = selection(content, "2027-12-11")
    told = explained(chosen.decisions["SUTV-07"].reason, names(chosen.case, content.library))
    assert told == "den gällde till och med 2027-12-10."


days = st.dates().map(lambda day: day.isoformat())


@given(day=days)
def test_on_each_day_at_most_one_row_and_exactly_one_wording_holds(content: Content, day: str) -> None:
    for value in content.library.dated.values():
        holding = [row for row in value.rows if row.period.holds(day)]
        assert len(holding) == (day >= value.rows[0].since)
    for item in content.library.items.values():
        if item.later and item.period.holds(day):
            later = [wording for wording in item.later if wording.period.holds(day)]
            assert len(later) == (day >= item.later[0].period.since)


def test_every_place_that_the_calculation_of_value_cites_is_in_the_register(content: Content) -> None:
    places = [*legality.PLACES.values(), legality.OPEN_ENDED_PLACE, legality.UNIT_PLACE]
    assert [
        at for at in places if normal(at) != at or fault(Citation("lou", at), content.library.sources)
    ] == []
