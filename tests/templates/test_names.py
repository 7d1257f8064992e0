"""What templates get is plain data, and the table that says so is the whole truth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from kravgen.award.purchase import purchase
from kravgen.content import Content
from kravgen.documents.budget import Budget
from kravgen.documents.canvas import Canvas
from kravgen.documents.check import check
from kravgen.documents.copies import Controller
from kravgen.documents.data import names
from kravgen.documents.each import EACH
from kravgen.documents.entry import Entry, entries
from kravgen.documents.evaluation import run
from kravgen.documents.filters import FILTERS, TESTS, WHERE
from kravgen.documents.names import FUNCTIONS, LOOP, VALUES
from kravgen.documents.parts import Parts
from kravgen.documents.plain import made
from kravgen.documents.presence import Presence
from kravgen.documents.records import RECORDS
from kravgen.documents.syntax import MAX_TOLD, TemplateText
from kravgen.problems import Collector, Problem
from kravgen.procurement import case as cases
from kravgen.procurement.selection import Selection, select
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def selection(content: Content) -> Selection:
    """What the e-archive example takes."""
    problems = Collector()
    case = cases.load(ROOT / "examples" / "e-arkiv.yaml", content.library, content.profiles, problems)
    problems.stop()
    assert case
    return select(case, content.library, problems, "2026-11-23")


@pytest.fixture(scope="module")
def shown(selection: Selection) -> tuple[Entry, ...]:
    """What is in, with numbers."""
    taken = selection.taken()
    numbers = {each.item.id: f"X{n}" for n, each in enumerate(taken)}
    return entries(selection, Presence(selection.library, numbers), purchase(selection), True)


def leaves(value: Any, path: str, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Everything that can be reached, with the way to it."""
    assert depth < 8, path
    if type(value) is MappingProxyType:
        for name, part in value.items():
            assert type(name) is str
            yield from leaves(part, f"{path}.{name}", depth + 1)
    elif type(value) is tuple:
        for part in value:
            yield from leaves(part, f"{path}[]", depth + 1)
    else:
        yield path, value


def test_all_that_a_template_can_reach_is_plain(selection: Selection, shown: tuple[Entry, ...]) -> None:
    data = names(selection, shown, shown[0].presence, shown[0].award, "2026-11-23")
    assert set(data) == set(VALUES)
    found = {}
    for name, value in data.items():
        found.update(leaves(value, name))
    strange = {path: type(value) for path, value in found.items() if type(value) not in PLAIN}
    assert strange == {}
    assert len(found) > 100
    texts = [value for path, value in found.items() if isinstance(value, str)]
    assert not [text for text in texts if str(ROOT) in text or text.startswith("/")]


PLAIN = (str, int, float, bool, type(None))


@cache
def _attributes() -> frozenset[str]:
    """The name of every attribute and method that any object a template could hold might have."""
    holders = (str, int, float, bool, tuple, list, dict, MappingProxyType, Mapping, Entry, Path, object, type)
    plain = {name for holder in holders for name in dir(holder)}
    return frozenset(plain | {name for each in (Canvas, Selection, Content) for name in dir(each)})


@pytest.mark.parametrize("name", [*VALUES, "loop", *FUNCTIONS, *RECORDS])
def test_no_attribute_or_method_is_there_but_those_of_the_table(content: Content, name: str) -> None:
    allowed: set[str] = set()
    before, after = "", ""
    path = {
        "item": "entry.item",
        "block": "chapter.block",
        "starting_point": "point",
        "award_criterion": "criterion",
    }.get(name, name)
    if name in RECORDS:
        allowed = set(RECORDS[name])
        before, after = AROUND[name], "{% endfor %}" if AROUND[name] else ""
        if name == "block":
            before, after = before + "{% if chapter.block %}", "{% endif %}" + after
    unknown = sorted(_attributes() - allowed)
    for form in (".{}", "['{}']", ".{}()"):
        written = [f"{before}{{{{ {path}{form.format(attribute)} }}}}{after}" for attribute in unknown]
        for at in range(0, len(written), MAX_TOLD):
            lines = written[at : at + MAX_TOLD]
            told = {problem.line for problem in judged("\n".join(lines), content)}
            assert [line for number, line in enumerate(lines, 1) if number not in told] == []


LOOP_OF = {
    "buyer": "{% for buyer in case.buyers %}",
    "entry": "{% for entry in requirements %}",
    "chapter": "{% for chapter in chapters %}",
    "decision": "{% for decision in decisions %}",
    "point": "{% for point in starting_points %}",
    "term": "{% for term in glossary %}",
    "criterion": "{% for criterion in evaluation.criteria %}",
}
AROUND = {
    "case": "",
    "controller": "",
    "information": "{% for row in case.information %}",
    "buyer": LOOP_OF["buyer"],
    "entry": LOOP_OF["entry"],
    "item": LOOP_OF["entry"],
    "chapter": LOOP_OF["chapter"],
    "block": LOOP_OF["chapter"],
    "decision": LOOP_OF["decision"],
    "starting_point": LOOP_OF["point"],
    "term": LOOP_OF["term"],
    "loop": LOOP_OF["entry"],
    "evaluation": "",
    "award_criterion": LOOP_OF["criterion"],
}


def read(text: str) -> tuple[TemplateText | None, list[Problem]]:
    """A template of a text."""
    problems: list[Problem] = []
    return Parts(()).source(text, "prov", 1, problems), problems


def judged(text: str, content: Content) -> list[Problem]:
    """What is wrong with the text of a template that is made for each controller."""
    source, problems = read(text)
    return problems + (check(source, content.library, "controller") if source else [])


EXAMPLES = [
    *((name, "", value.example) for name, value in (*VALUES.items(), ("loop", LOOP), *TESTS.items())),
    *((name, "", value.example) for name, value in EACH["controller"].items()),
    *((name, "", each.example) for name, each in (*FUNCTIONS.items(), *FILTERS.items())),
    *(
        (f"{record}.{name}", AROUND[record], field.example)
        for record, fields in RECORDS.items()
        for name, field in fields.items()
    ),
]


@pytest.mark.parametrize(("name", "before", "example"), EXAMPLES, ids=[name for name, _b, _e in EXAMPLES])
def test_every_example_of_the_reference_works(
    content: Content, selection: Selection, shown: tuple[Entry, ...], name: str, before: str, example: str
) -> None:
    if not before:
        before = next(
            (around for word, around in LOOP_OF.items() if f"{word}." in example and "{% for" not in example),
            LOOP_OF["entry"] if name == "loop" else "",
        )
    text = before + example + ("{% endfor %}" if before else "")
    assert judged(text, content) == []
    source, _problems = read(text)
    assert source
    budget = Budget([entry.text for entry in shown])
    canvas = Canvas(selection, {entry.id: entry for entry in shown}, shown[0].presence, True, budget)
    controller = made(RECORDS["controller"], Controller("Socialnämnden", selection.case.buyers[0]))
    data = {
        **names(selection, shown, shown[0].presence, shown[0].award, "2026-11-23"),
        "controller": controller,
    }
    run(source, data, canvas, budget)


@pytest.mark.parametrize("name", WHERE)
def test_where_knows_every_field_it_is_said_to_know(content: Content, name: str) -> None:
    assert judged(f"{{{{ requirement_table(requirements | where('{name}'), 'K') }}}}", content) == []


def test_without_gives_what_where_does_not(selection: Selection, shown: tuple[Entry, ...]) -> None:
    source, _problems = read(
        '{{ requirements | where("kind", "ska") | length }} {{ requirements | without("kind", "ska") | length }}'
        ' {{ requirements | length }} {{ requirements | without("method") | length }}'
    )
    assert source
    budget = Budget([entry.text for entry in shown])
    canvas = Canvas(selection, {entry.id: entry for entry in shown}, shown[0].presence, True, budget)
    text = run(
        source, names(selection, shown, shown[0].presence, shown[0].award, "2026-11-23"), canvas, budget
    )
    mandatory, other, every, free = (int(number) for number in text.split())
    assert mandatory + other == every
    assert 0 < mandatory < every
    assert 0 < free < every


def test_the_reference_names_all(content: Content) -> None:
    page = (ROOT / "docs" / "referens" / "mallar.md").read_text(encoding="utf-8")
    told = [
        *VALUES,
        *EACH["controller"],
        *(f"{name}(…)" for name in FUNCTIONS),
        *FILTERS,
        *(f"is {name}" for name in TESTS),
        *(f"{record}.{name}" for record, fields in RECORDS.items() for name in fields),
    ]
    assert [name for name in told if f"| `{name}` |" not in page] == []


def test_a_row_may_be_left_out_of_a_table(content: Content) -> None:
    rows = "[['a', 'b'], ['c', 'd'] if case.title == 'x' else []]"
    assert judged("{{ table([('A', 60, ''), ('B', 60, '')], " + rows + ", 'T') }}", content) == []
    assert judged(
        "{{ table([('A', 60, ''), ('B', 60, '')], [['a', 'b'], 'c' if case.title else []], 'T') }}", content
    )
