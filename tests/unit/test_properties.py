"""Whatever is written, some things always hold."""

from __future__ import annotations

import string
from itertools import product

import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import SandboxedEnvironment

from kravgen import yamlfile
from kravgen.documents import markdown
from kravgen.documents.tree import Block, Heading, ListBlock, Paragraph, Placeholder, Text
from kravgen.library import expression
from kravgen.library.fingerprint import Substance
from kravgen.library.model import Item
from kravgen.problems import KravgenError, Place
from kravgen.procurement.values import one_of
from kravgen.record import numbering

_WORDS = st.text(string.ascii_letters + "åäöÅÄÖ ,:#-{}[]&*!|>'\"%@`0123456789", min_size=1, max_size=30)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | _WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(_WORDS, _VALUES, max_size=5))
def test_yaml_comes_back_as_it_was_written(data: dict[str, object]) -> None:
    raw = yaml.safe_dump(data, allow_unicode=True).encode()
    assert yamlfile.parse(raw, "a.yaml").data == data


@given(st.binary(max_size=300))
def test_no_bytes_make_the_reader_fall_over(raw: bytes) -> None:
    try:
        yamlfile.parse(raw, "a.yaml")
    except KravgenError as error:
        assert all(problem.file == "a.yaml" for problem in error.problems)


@given(st.text(max_size=200))
def test_no_text_makes_markdown_fall_over(text: str) -> None:
    markdown.blocks(text)


_MARKS = [
    "*",
    "**",
    "- ",
    "1. ",
    "2. ",
    "10. ",
    "\n  - ",
    "\n   - ",
    "**ska**",
    "*a.* ",
    "[K12](#EXIT-08)",
    "](",
    "[",
    "]",
    "!",
    "# ",
    "## ",
    "#",
    "\ufdd01\ufdd0",
    "2026-11-23",
    "[FYLL I: datum]",
    "_",
    "&",
    "& ",
    "&amp;",
    "(",
    ")",
]
_PIECES = st.sampled_from(
    [*_MARKS, "a", "Ö", " ", ". ", ", ", "\n", "\n\n", "\u00a0", "\x85"]
) | st.characters(exclude_categories=["Cs"])


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_the_short_way_through_markdown_reads_what_the_parser_reads(text: str) -> None:
    assert markdown.template_blocks(text) == (markdown.parsed(text.strip()) if text.strip() else ())


@given(st.lists(st.sampled_from("abc *.&-#\n"), max_size=25).map("".join))
def test_marks_that_touch_are_read_as_the_parser_reads_them(text: str) -> None:
    assert markdown.template_blocks(text) == (markdown.parsed(text.strip()) if text.strip() else ())


@given(st.lists(st.text(string.ascii_letters + "åäö", min_size=1, max_size=12), min_size=1, max_size=30))
def test_plain_words_survive_markdown(words: list[str]) -> None:
    text = " ".join(words)
    assert _words(markdown.blocks(text)) == text


@given(st.text(string.ascii_letters + "åäö ,.", min_size=1).map(str.strip).filter(bool))
def test_a_gap_is_always_found(what: str) -> None:
    blocks = markdown.blocks(f"Senast **[FYLL I: {what}]** dagar.")
    assert isinstance(blocks[0], Paragraph)
    assert [inline.what for inline in blocks[0].inlines if isinstance(inline, Placeholder)] == [what]


@given(st.integers(0, 10**6), st.sampled_from(["dagar", "timmars", "arbetsdagar", "månader"]))
def test_only_one_is_singular(count: int, unit: str) -> None:
    text = f"inom {count} {unit} efter"
    assert (one_of(text) == text) == (count != 1)
    assert one_of("inom 1 dagar, 21 dagar och 1,1 dagar") == "inom 1 dag, 21 dagar och 1,1 dagar"


_IDS = st.lists(st.from_regex(r"[A-Z]{2,4}-[0-9]{2}", fullmatch=True), unique=True, max_size=30)


@given(_IDS, _IDS)
def test_numbers_never_move_and_never_meet(first: list[str], second: list[str]) -> None:
    before = numbering.assign([_item(name) for name in first], {})
    after = numbering.assign([_item(name) for name in second], before)
    assert all(after[name] == number for name, number in before.items())
    assert len(set(after.values())) == len(after) == len({*first, *second})


def _item(name: str) -> Item:
    return Item(name, "requirement", "ska", "t", "t", "b", Place("a"), Substance({}))


def _words(blocks: tuple[Block, ...]) -> str:
    found = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            found.append("".join(inline.text for inline in block.inlines if isinstance(inline, Text)))
        elif isinstance(block, ListBlock):
            found.extend(_words(item) for item in block.items)
    return " ".join(found)


_NAMES = st.sampled_from(["days", "hours", "label_1"])
_PIECES = st.lists(
    st.text(string.ascii_letters + "åäö ,.\n}%#", max_size=12) | _NAMES.map(lambda name: f"{{{{ {name} }}}}"),
    max_size=6,
)


@given(_PIECES.map("".join), st.dictionaries(_NAMES, st.text("0123456789 åäö<&", max_size=5), min_size=3))
def test_filling_in_is_what_the_template_language_does(text: str, values: dict[str, str]) -> None:
    from jinja2 import Environment

    expected = Environment(autoescape=False, keep_trailing_newline=True).from_string(text).render(values)
    assert expression.render(text, values) == expected


_CHOICES = st.lists(
    st.sampled_from(
        [
            '{% if c == "x" %}ja{{ n }}{% endif %}',
            "{% if c != 'y' and n %} rad\n{% endif %}",
            '{% if not (c in ("x", "z") or n == "3") %}{% endif %}',
            "{% if c %}{% if n %}båda{% endif %}{% endif %}",
            '{% if c == "x" %}ja{% else %}nej{% endif %}',
            '{% if "x" in s %}vald{% endif %}',
            '{% if c == "x" %}a{% elif n %}b{{ c }}{% elif c == "y" %}c{% else %}{% if n %}d{% endif %}\n{% endif %}',
            '{% if c == "x" %}{% if n == "3" %}e{% else %}f{% endif %}{% else %}g{% endif %}',
            "{{ c }}",
            " ord\n",
        ]
    ),
    max_size=5,
)


@given(_CHOICES.map("".join), st.sampled_from(["", "x", "y"]), st.sampled_from(["", "3", "<å"]))
def test_a_choice_in_a_text_is_what_the_template_language_makes_of_it(text: str, c: str, n: str) -> None:
    from jinja2 import Environment

    values = {"c": c, "n": n, "s": (c,)}
    expected = Environment(autoescape=False, keep_trailing_newline=True).from_string(text).render(values)
    assert expression.render(text, values).removesuffix("\n") == expected.removesuffix("\n")


_FACTS = {"a": [True, False], "n": [0, 1, 2, 3], "c": ["x", "y", "z"], "s": [(), ("x",), ("x", "y")]}
_LEAVES = st.sampled_from(
    [
        "a",
        "n >= 2",
        "n == 1",
        "n < 2",
        'c == "x"',
        'c != "y"',
        'c in ("x", "z")',
        'c not in ("y", "z")',
        "c == 'y'",
        "c in ('x',)",
        "n in [0, 3]",
        '"x" in s',
        "'y' not in s",
        "not a",
        "true",
    ]
)
_CONDITIONS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]} and {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"{pair[0]} or not {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) and ({pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) or ({pair[1]})"),
        inner.map(lambda one: f"not ({one})"),
    ),
    max_leaves=6,
)


@given(condition=_CONDITIONS, answered=st.sets(st.sampled_from(sorted(_FACTS))), data=st.data())
def test_an_unanswered_fact_counts_only_when_the_result_depends_on_it(
    condition: str, answered: set[str], data: st.DataObject
) -> None:
    facts = {name: data.draw(st.sampled_from(_FACTS[name])) for name in sorted(answered)}
    missing = [name for name in _FACTS if name not in answered]
    judge = SandboxedEnvironment().compile_expression(condition)
    possible = {
        bool(judge(**facts, **dict(zip(missing, values, strict=True))))
        for values in product(*(_FACTS[name] for name in missing))
    }
    try:
        result = expression.holds(condition, facts)
    except expression.UnknownFactError as unknown:
        assert unknown.name in missing
    else:
        assert possible == {result}
    if not missing:
        assert expression.holds(condition, facts) in possible
