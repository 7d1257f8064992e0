"""What ``validate`` accepts ``generate`` can make, whatever the template says; and all that is asked for can be read."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kravgen import content as contents
from kravgen.award.purchase import purchase
from kravgen.content import Content
from kravgen.documents.budget import Budget
from kravgen.documents.canvas import Canvas
from kravgen.documents.check import check
from kravgen.documents.data import names
from kravgen.documents.entry import Entry, entries
from kravgen.documents.evaluation import StoppedError, run
from kravgen.documents.parts import Parts
from kravgen.documents.presence import Presence
from kravgen.documents.records import RECORDS
from kravgen.package.make import make
from kravgen.problems import Collector, Problem
from kravgen.procurement import case as cases
from kravgen.procurement.selection import Selection, select
from kravgen.world import World
from tests.conftest import PROFILE, SMALL, Kravgen
from tests.templates.conftest import Write


@cache
def small_content() -> Content:
    """The small library, read once."""
    problems = Collector()
    read = contents.read(World((SMALL,), "2026-11-23"), problems)
    problems.stop()
    return read


@cache
def chosen() -> tuple[Selection, tuple[Entry, ...]]:
    """The small library's procurement, with questions unanswered and without a term."""
    content, problems = small_content(), Collector()
    case = cases.load(SMALL / "e-arkiv.yaml", content.library, content.profiles, problems)
    problems.stop()
    assert case
    selection = select(case, content.library, problems, "2026-11-23")
    taken = selection.taken()
    numbers = {each.item.id: f"X{n}" for n, each in enumerate(taken)}
    return selection, entries(selection, Presence(selection.library, numbers), purchase(selection), True)


def any_of(*written: str) -> st.SearchStrategy[str]:
    """One of the given expressions."""
    return st.sampled_from(written)


QUESTIONS = ("users_count", "personal_data", "procedure", "finns_inte")
FIELDS = sorted({name for fields in RECORDS.values() for name in fields})
ENTRIES = any_of(
    "requirements", "checks", "c.entries", "clauses[1:]", "(requirements | where('kind', 'ska'))", "[e]"
)
ATOMS = {
    "text": any_of(
        "'a'", "''", "case.title", "as_of", "e.id", "e.item.kind", "b.name", "c.title", "facts.procedure", "x",
        "(facts.personal_data if 'personal_data' in facts else 'a')", "fact('users_count')",
    ),
    "number": any_of("3", "loop.index", "case.term_years", "facts.users_count", "(requirements | length)", "x",
        "(case.term_years or 1)"),
    "list": st.one_of(ENTRIES, any_of("[]", "['a', 'b']", "case.buyers", "b.controllers", "x", "e.item.tags")),
    "any": st.one_of(
        any_of("none", "true", "case", "facts", "e", "e.item", "c.block", "x", "loop.first"),
        st.builds("{}.{}".format, any_of("case", "e", "e.item", "b", "c", "c.block", "loop"), any_of(*FIELDS)),
        st.builds("facts.{}".format, any_of(*QUESTIONS)),
    ),
}  # fmt: skip
CONDITIONS = st.one_of(
    st.builds("'{}' in facts".format, any_of(*QUESTIONS)),
    any_of("case.term_years is not none", "c.block", "x", "e.item.light", "facts.procedure == 'direct'"),
    st.builds("{} {} {}".format, ATOMS["text"], any_of("==", "!=", "in"), ATOMS["text"]),
    st.builds("{} {} {}".format, ATOMS["number"], any_of("<", ">=", "=="), ATOMS["number"]),
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Expressions made of smaller ones; most of them fit together."""
    condition = st.one_of(CONDITIONS, st.builds("not ({})".format, CONDITIONS))
    joined = st.builds("({} {} {})".format, condition, any_of("and", "or"), condition)
    return st.one_of(
        st.builds("({} if {} else {})".format, inner, st.one_of(condition, joined), inner),
        st.builds("({} {} {})".format, inner, any_of("and", "or", "~", "~", "~", "=="), inner),
        st.builds("({} | {})".format, inner, any_of("upper", "trim", "upper_first", "length")),
        st.builds(
            "({} | {})".format,
            ENTRIES,
            any_of("first", "last", "length", "where('phase')", "without('phase')"),
        ),
        st.builds("({} | join({}))".format, ATOMS["list"], inner),
        st.builds("{}({}, {})".format, any_of(*TABLES, "form", "guidance"), ENTRIES, inner),
        st.builds("form([({}, {})], {})".format, inner, inner, inner),
        st.builds("answer({}, {}, 'roll')".format, inner, inner),
        st.builds("{}({})".format, any_of("show", "number", "guidance", "fact"), inner),
        st.builds("{}[1:]".format, inner),
    )


TABLES = ("requirement_table", "answer_table", "test_table", "checklist")
EXPRESSIONS = st.recursive(st.one_of(*ATOMS.values(), ATOMS["text"], ATOMS["text"]), grown, max_leaves=4)
STATEMENTS = st.recursive(
    st.one_of(
        st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
        st.builds("{{% set x = {} %}}".format, EXPRESSIONS),
    ),
    lambda inner: st.one_of(
        st.builds("{{% for x in {} %}}{}{{% else %}}{}{{% endfor %}}".format, ATOMS["list"], inner, inner),
        st.builds("{{% for e in {} if {} %}}{}{{% endfor %}}".format, ENTRIES, CONDITIONS, inner),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, CONDITIONS, inner, inner),
        st.builds("{{% if {} %}}{}{{% endif %}}".format, EXPRESSIONS, inner),
        st.builds("{}{}".format, inner, inner),
    ),
    max_leaves=4,
).map(
    lambda inner: (
        "{% set x = 'a' %}{% for c in chapters %}{% for b in case.buyers %}{% for e in c.entries %}"
        f"{inner}{{% endfor %}}{{% endfor %}}{{% endfor %}}"
    )
)


def attempt(text: str) -> bool:
    """Whether a template passes the check. One that does must run, or be told to be too much."""
    problems: list[Problem] = []
    source = Parts(()).source(text, "prov", 1, problems)
    if source is None or check(source, small_content().library):
        return False
    selection, shown = chosen()
    budget = Budget([entry.text for entry in shown])
    canvas = Canvas(selection, {entry.id: entry for entry in shown}, shown[0].presence, True, budget)
    try:
        assert (
            type(
                run(
                    source,
                    names(selection, shown, shown[0].presence, shown[0].award, "2026-11-23"),
                    canvas,
                    budget,
                )
            )
            is str
        )
    except StoppedError as error:
        assert error.reason
    return True


def test_a_template_that_passes_runs() -> None:
    passed = []

    @settings(max_examples=400, deadline=None)
    @given(STATEMENTS)
    def each(text: str) -> None:
        passed.append(attempt(text))

    each()
    # Both ways are tried: many pass, many do not.
    assert sum(passed) > 10
    assert passed.count(False) > 50


def test_the_shipped_templates_pass(kravgen: Kravgen, folder: Path) -> None:
    assert kravgen("validate").code == 0


def test_templates_are_read_once_for_many_packages(small: Path) -> None:
    problems = Collector()
    content = contents.read(World((small,), "2026-11-23"), problems)
    case = cases.load(SMALL / "e-arkiv.yaml", content.library, content.profiles, problems)
    assert case
    readers: set[str] = set()

    def look(frame: FrameType, event: str, _argument: Any) -> None:
        file = frame.f_code.co_filename
        if event == "call" and file.endswith(("jinja2/parser.py", "jinja2/lexer.py", "jinja2/compiler.py")):
            readers.add(file)

    first = make(content, case, {})
    sys.setprofile(look)
    try:
        later = [make(content, case, {}) for _turn in range(3)]
    finally:
        sys.setprofile(None)
    assert readers == set()
    assert all([f.content for f in each.files] == [f.content for f in first.files] for each in later)


CLAUSE = """\
clauses:
  - id: LOK-A
    title: Tystnad
    text: Leverantören håller tyst.
    light: true
"""
ALONE = PROFILE.replace("extends: [direktupphandling-light]\n", "")


def test_an_item_that_nobody_would_read_is_told(write: Write, kravgen: Kravgen, workspace: Path) -> None:
    # The profile has a document for requirements, and none for clauses.
    write("# A\n\n{{ requirement_table(requirements, 'K') }}\n")
    (workspace / "profiles" / "lokal.yaml").write_text(f"{ALONE}documents: [prov]\n", encoding="utf-8")
    block = workspace / "requirements_library" / "lokalt.yaml"
    block.write_text(block.read_text(encoding="utf-8") + CLAUSE, encoding="utf-8")
    for told in (kravgen("validate", "fall.yaml"), kravgen("generate", "fall.yaml")):
        assert told.code == 1
        assert 'fall.yaml:1:10 KG508 LOK-A "Tystnad" är med men står inte i något dokument' in told.err
    assert not (workspace / "output").exists()


def test_what_binds_a_bidder_must_be_sent_to_bidders(write: Write, kravgen: Kravgen, workspace: Path) -> None:
    file = write("# A\n\n{{ requirement_table(requirements, 'K') }}\n")
    (workspace / "profiles" / "lokal.yaml").write_text(
        f"{ALONE}documents: [prov, kravlista]\n", encoding="utf-8"
    )
    assert kravgen("validate", "fall.yaml").code == 0
    file.write_text(file.read_text(encoding="utf-8").replace("public", "internal"), encoding="utf-8")
    # Neither an internal document nor the list of all requirements reaches a bidder.
    assert "KG508 LOK-01" in kravgen("validate", "fall.yaml").err
