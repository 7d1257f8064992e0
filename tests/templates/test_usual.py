"""Templates in the usual form are read as Jinja's own reader reads them, lines and all; the rest is left to that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kravgen.documents import front, unusual, usual
from tests.conftest import SMALL

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path for root in (ROOT, SMALL) for path in (root / "templates" / "documents").rglob("*.jinja")
)


def agree(text: str) -> bool:
    """Whether the text is in the usual form; then the two trees must be the same, and nothing wrong."""
    found = usual.read(text)
    if found is None:
        return False
    assert unusual.read(text, 50) == (found, [])
    return True


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_the_shipped_templates_are_in_the_usual_form(path: Path) -> None:
    text = front.read(path).text if path.name.endswith(front.SUFFIX) else path.read_text(encoding="utf-8")
    assert agree(text)


VALUES = st.sampled_from(
    (
        *("name", "case.title", 'facts["users_count"]', '"text"', "'it is'", "12", "0", "true", "None"),
        *("rows[1:]", "rows[:2]", "row[1:2]", "[]", "()", "(one,)", "loop.last", "call()", "case.if"),
        *('call("a", ["b", "c",],)', '"%}"', '"}}"', "''"),
    )
)
BINARY = ("and", "or", "==", "!=", "<", ">=", "in", "not in", "~", "\n~", "\nor\n", "==\n")
EXPRESSIONS = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(BINARY), inner).map(" ".join),
        st.tuples(inner, inner, inner).map(lambda of: f"{of[0]} if {of[1]}\n else {of[2]}"),
        st.tuples(inner, st.sampled_from(("| trim", "|join(', ', 2)", "is none", "is not\nnone"))).map(
            " ".join
        ),
        inner.map(lambda of: f"not {of}"),
        inner.map(lambda of: f"({of})"),
        st.lists(inner, max_size=3).map(lambda of: f"call({', '.join(of)})"),
        st.lists(inner, max_size=3).map(lambda of: "[" + ",\n".join(of) + "]"),
    ),
    max_leaves=8,
)
SPACE = st.sampled_from(
    ["", "\n", " ", "  \n", "\n  ", "text\n", "  text", "# Rubrik\n\n", "\n\n", "{", "å "]
)
STATEMENTS = st.recursive(
    st.one_of(
        SPACE,
        EXPRESSIONS.map(lambda of: f"{{{{ {of} }}}}"),
        EXPRESSIONS.map(lambda of: f"{{% set name = {of} %}}"),
        st.just('{% include "delar/en.jinja" %}'),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, SPACE, inner).map("".join),
        st.tuples(EXPRESSIONS, SPACE, inner).map(
            lambda of: f"{{% if {of[0]} %}}{of[1]}{of[2]}{{% elif\nb %}}x{of[1]}{{% endif %}}"
        ),
        st.tuples(SPACE, inner, SPACE, inner).map(
            lambda of: f"{of[0]}{{% for a, b in c %}}\n{of[1]}{of[2]}{{% else %}}{of[3]}\n {{% endfor %}}\n"
        ),
        inner.map(lambda of: f"{{% for a in b if a %}}{of}{{% endfor %}}"),
    ),
    max_leaves=6,
)


@given(STATEMENTS)
@settings(max_examples=300)
@example("{{ a\n or\n b == \n c }}")
@example("{{ a == b\n and c }}")
@example("{% if a %}\n  {% endif %}  \n  {% set b = 1 %}")
def test_statements_are_read_in_the_same_way(text: str) -> None:
    agree(text)


PIECES = st.sampled_from(
    (
        *("{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{%-", "%}\n", "if", "endif", "else", "elif", "for"),
        *("endfor", "set", "include", "raw", "in", "is", "not", "none", "and", "(", ")", "[", "]", ",", "."),
        *(":", "|", "=", "==", "~", "-", "*", "a", "b", '"c"', "'d", "1", "1.5", "2_0", "\\", "å", "\r\n"),
        *("\n", " ", "  ", "}", "{"),
    )
)


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=500)
@example('{{ "a" "b" }}')
@example("{{ a is none if b else c }}")
@example("{{ a.b(1) }}{{ a[1] }}")
@example('{% if a %}{% else %}{% elif b %}{% endif %}{{ "\\n" }}')
@example("{{ and }}")
@example("{% set true = 1 %}")
@example("{{ 1234567890123456 }}")
def test_what_is_not_usual_is_left_to_jinja(text: str) -> None:
    agree(text)


def test_what_is_nested_deep_is_left_to_jinja() -> None:
    assert not agree("{{ " + "(" * 200 + "a" + ")" * 200 + " }}")
    assert not agree("{{ " + "not " * 2000 + "a }}")
    assert not agree("{% if a %}" * 200 + "{% endif %}" * 200)
    assert not agree("{{ " + "a if b else " * 2000 + "c }}")
